"""Where an ``sftp://`` URL leads: a road and a path."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from parisana.core.documents.address import PLACE, parse_address
from parisana.core.texts.document import Wrong
from parisana.errors import StorageError
from parisana.plugins.road import Road, Roads
from parisana.storage.shared.words import shown


@dataclass(frozen=True, slots=True)
class Place:
    """A path on a machine."""

    road: Road
    path: str

    @property
    def upwards(self) -> Iterator[Place]:
        """Yield this place, then those above it."""
        path = self.path
        while path != "/":
            yield replace(self, path=path)
            path = os.path.dirname(path)
        yield replace(self, path="/")

    @property
    def folders(self) -> list[str]:
        """Return the paths from below the root to this one."""
        return [each.path for each in self.upwards if each.path != "/"][::-1]


def place_of(url: str, settings: Any, roads: Roads) -> Place:
    """Read a URL; what it does not say of the login, the settings say."""
    found = PLACE.fullmatch(url)
    if found is None or "\0" in url:
        raise StorageError(f"{shown(url)} is no sftp URL.", hint="Write sftp://USER@HOST:PORT/PATH.")
    try:
        url.encode()
        address = parse_address(found["host"])
    except (Wrong, UnicodeEncodeError) as error:
        why = error.message if isinstance(error, Wrong) else "it is no UTF-8."
        raise StorageError(f"{shown(url)} cannot be a place on an ssh server: {why}") from error
    said = settings.model_fields_set if settings is not None else ()
    known = {name: getattr(settings, name) for name in ("user", "port", "key") if name in said}
    own = {name: value for name, value in known.items() if getattr(address, name) is None}
    path = os.path.normpath(found["path"])
    return Place(roads(replace(address, **own)), "/" + path.lstrip("/"))
