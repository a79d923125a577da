"""Where a ``root://`` URL leads, and what a server's words on a name mean."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Locality, Stat
from parisana.storage.shared.words import shown

from .refusals import said_no

SCHEMES = ("root", "xroot", "roots", "xroots")
PLACE = re.compile(rf"(?P<server>(?:{'|'.join(SCHEMES)})://[^/]+)/+(?P<path>.*)", re.DOTALL)
#: A line end spoils the listing of its whole folder, and from a question mark on a name is an option.
REFUSED = re.compile("[\n\r\0?]")
#: Bits of what the server knows of a name.
IS_DIR, OFFLINE, IS_WRITABLE = 2, 8, 32
#: The server's numbers for "no such name" and "it failed".
NOT_FOUND, FAILED = 3011, 3005

#: What the helper knows of a name: size, flags and mtime, or number and words of a refusal.
Facts = Mapping[str, Any]


class Place(NamedTuple):
    """A path on a server."""

    server: str
    path: str

    @property
    def url(self) -> str:
        """Return it as the library wants it."""
        return f"{self.server}/{self.path}"

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
    if found is None:
        raise StorageError(f"{shown(url)} is no XRootD URL.", hint="Write root://HOST:PORT//PATH.")
    if REFUSED.search(url) or not _is_text(url):
        message = f"XRootD cannot keep the name {shown(url)}: a line end, a question mark or broken UTF-8 is in it."
        raise StorageError(message, hint="Give the file another name.")
    return Place(found["server"], "/" + os.path.normpath(f"/{found['path']}").lstrip("/"))


def _is_text(url: str) -> bool:
    try:
        url.encode()
    except UnicodeEncodeError:
        return False
    return True


def known(facts: Facts) -> Stat:
    """Return what is known of a name; an offline folder says that it is neither, and counts as a file."""
    if "flags" not in facts:
        return Stat(Answer.NO) if is_absent(facts) else Stat(Answer.UNKNOWN, reason=said_no(facts).message)
    is_dir = bool(facts["flags"] & IS_DIR)
    return Stat(Answer.YES, None if is_dir else facts["size"], is_dir, float(facts["mtime"]))


def is_absent(no: Facts) -> bool:
    """Whether the server answered, and has no such name."""
    return no["number"] == NOT_FOUND or (no["number"] == FAILED and "not a directory" in no["words"])


def locality_of(facts: Facts) -> Locality:
    """Say whether a file is on the server's disks, or on the tape behind it."""
    if "flags" not in facts:
        return Locality.UNKNOWN
    return Locality.NEARLINE if facts["flags"] & OFFLINE else Locality.ONLINE
