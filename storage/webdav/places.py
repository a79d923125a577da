"""Where a ``davs://`` or ``https://`` URL leads. Names are written as they are; only the wire has them encoded."""

from __future__ import annotations

import os
import re
from typing import NamedTuple
from urllib.parse import quote

from parisana.errors import StorageError
from parisana.storage.shared.words import shown

#: Scheme of a URL -> what is spoken.
SCHEMES = {"davs": "https", "https": "https", "dav": "http", "http": "http"}
PLACE = re.compile(rf"(?P<scheme>{'|'.join(SCHEMES)})://(?P<host>[^/@\s]+)(?P<path>/.*)?", re.DOTALL)


class Place(NamedTuple):
    """A path on a server."""

    server: str
    """How its URLs begin, as they are asked for."""
    path: str

    @property
    def url(self) -> str:
        """Return it as the server wants it."""
        return self.server + quote(os.fsencode(self.path))

    @property
    def folder_url(self) -> str:
        """Return it as a folder's: some servers send us there first otherwise."""
        return f"{self.url.rstrip('/')}/"

    @property
    def folder(self) -> Place:
        """Return the folder in which it lies."""
        return self.beside(os.path.dirname(self.path))

    def beside(self, path: str) -> Place:
        """Return another path on the same server."""
        return Place(self.server, path)


def place_of(url: str) -> Place:
    """Read a URL."""
    found = PLACE.fullmatch(url)
    if found is None or "\0" in url:
        hint = "Write davs://HOST:PORT/PATH; names and passwords do not belong into it."
        raise StorageError(f"{shown(url)} is no WebDAV URL.", hint=hint)
    path = os.path.normpath(found["path"] or "/")
    return Place(f"{SCHEMES[found['scheme']]}://{found['host']}", "/" + path.lstrip("/"))
