"""The contract of a storage protocol.

URLs are in the user's own spelling; for DISK a plain absolute path. Questions have three answers: a
storage that is out of reach says ``unknown``, never ``no``. Writing goes under a temporary name, is
verified, and is moved into place without overwriting: ``put``, ``get`` and ``rename`` never replace
anything. A copy promises what ``cp`` does: its source stays. Whoever is to remove the source asks for more
before that (``secure``). A copy that is cancelled, or whose server falls silent, leaves nothing behind where
that can still be reached. What cannot be done is a ``StorageError`` whose ``transient`` says whether waiting
may help.
Kept by ``tests/contract/test_storage.py``.
"""

from __future__ import annotations

import tempfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError

from .many import each_of
from .road import Roads, no_road
from .watch import NOBODY as NOBODY
from .watch import Watch as Watch


class Checksum(NamedTuple):
    """A kind (``adler32``, ``cksum``) and its value in lower-case text."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Stat:
    """What a storage knows of one name; ``exists`` tells whether the rest means anything."""

    exists: Answer
    size: int | None = None
    is_dir: bool = False
    mtime: float | None = None
    checksum: Checksum | None = None
    reason: str = ""
    version: str = ""
    """What else sets this state of a file apart from others, where the storage knows it."""
    is_link: bool = False
    """Whether the name itself is a link: the rest is said of what it leads to, and removing it leaves that alone."""


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes at a place; ``None`` where the storage does not tell."""

    total: int | None
    free: int | None


class Locality(StrEnum):
    """How soon a file can be read."""

    ONLINE = "online"
    NEARLINE = "nearline"
    """On tape only: somebody has to ask for it, and to wait."""
    UNKNOWN = "unknown"


#: What a result that is kept as one archive is called, beside its list.
ARCHIVE = ".parisana.tar"
#: What one of several copies came to.
Outcome = Checksum | StorageError


class Put(NamedTuple):
    """A file of this machine, and where it is to be."""

    source: Path
    url: str


class Across(NamedTuple):
    """A file that lies elsewhere, and where it is to be."""

    source: str
    url: str


class Get(NamedTuple):
    """A file, and where on this machine it is to be."""

    url: str
    target: Path


class Storage(ABC):
    """One storage protocol."""

    name: ClassVar[str]
    title: ClassVar[str]
    settings_class: ClassVar[type[Any] | None] = None
    schemes: ClassVar[tuple[str, ...]] = ()
    """What its URLs begin with, before ``://``."""

    def __init__(self, settings: Any = None, roads: Roads = no_road) -> None:
        self.settings = settings
        self.roads = roads

    @classmethod
    def speaks(cls, url: str) -> bool:
        """Say whether a URL is in this storage's own spelling."""
        return url.partition("://")[0] in cls.schemes

    @abstractmethod
    def stat(self, url: str) -> Stat:
        """Say whether a file or folder is there. Never raises for what the storage answers."""

    def stat_many(self, urls: Sequence[str]) -> dict[str, Stat]:
        """Say the same of many, in as few questions as the storage allows."""
        return {url: self.stat(url) for url in urls}

    def read(self, url: str) -> bytes:
        """Return what is in a small file."""
        with tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "copy")
            self.get(url, copy)
            return copy.read_bytes()

    def read_many(self, urls: Sequence[str]) -> dict[str, bytes]:
        """Return what is in small files; those that cannot be read now are left out."""
        found = {}
        for url in urls:
            with suppress(StorageError):
                found[url] = self.read(url)
        return found

    @abstractmethod
    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Yield the names in a folder, sorted, without the folder's own path."""

    @abstractmethod
    def make(self, url: str) -> None:
        """Make a folder and its parents; being there already is fine."""

    @abstractmethod
    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Copy one file here; the target appears whole or not at all, and never over another file."""

    @abstractmethod
    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy one file there, into a folder that is there; appears whole or not at all, never over another."""

    def get_many(self, copies: Sequence[Get], watch: Watch = NOBODY) -> Sequence[Outcome]:
        """Copy several files here; what each came to, in their order. One that fails does not stop the others."""
        return each_of(copies, lambda copy, part: self.get(*copy, part), watch)

    def put_many(self, copies: Sequence[Put], watch: Watch = NOBODY) -> Sequence[Outcome]:
        """Copy several files there; what each came to, in their order. One that fails does not stop the others."""
        return each_of(copies, lambda copy, part: self.put(*copy, part), watch)

    def secure(self, copies: Mapping[str, Checksum], watch: Watch = NOBODY) -> Mapping[str, Outcome]:
        """Have copies outlive a power cut, and look at their bytes again; one that cannot be had so is removed.

        Asked before a source goes away. Servers answer for their own disks: there is nothing to be done for those.
        """
        return copies

    def archive(self, folder: str) -> str | None:
        """Return where a result that lies in a folder is kept as one archive; ``None``: its files are kept as such."""
        return None

    def pack(self, folder: Path, names: Sequence[str], url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy files of a folder there as one archive; appears whole or not at all, never over another."""
        raise StorageError(f"{self.title} does not pack files here.", file=url)

    def across(self, copies: Sequence[Across], watch: Watch = NOBODY) -> Sequence[Outcome] | None:
        """Copy from server to server, without the bytes coming here; ``None``: these two cannot, or not so."""
        return None

    @abstractmethod
    def rename(self, url: str, new: str) -> None:
        """Move within the storage; refuses when ``new`` is there."""

    def spot(self, url: str) -> str:
        """Return what tells a file apart from those of the same name on other servers and machines."""
        return f"{self.name} {self.settings!r} {url}"

    def can_rename(self, url: str) -> bool:
        """Say, without asking, whether a folder gets its name in one step; where not, jobs put their list last."""
        return True

    @abstractmethod
    def remove(self, url: str) -> None:
        """Remove a file or an empty folder; being gone already is fine."""

    @abstractmethod
    def checksum(self, url: str) -> Checksum:
        """Return the checksum of the file as the storage holds it."""

    def locality(self, url: str) -> Locality:
        """Say how soon the file can be read; a storage without tape has all its files at hand."""
        return Locality.ONLINE if self.stat(url).exists is Answer.YES else Locality.UNKNOWN

    def localities(self, urls: Sequence[str]) -> dict[str, Locality]:
        """Say the same of many, in as few questions as the storage allows."""
        return {url: self.locality(url) for url in urls}

    def most_asked(self, url: str) -> int:
        """Say how many files of this place may be asked from tape at a time; 0 where none is ever on tape only."""
        return 0

    def bring_online(self, urls: Sequence[str]) -> None:
        """Ask for files on tape, all in one request, and wait for none; being at hand already is fine."""
        if Locality.NEARLINE in self.localities(urls).values():
            raise StorageError(f"{self.title} cannot bring files back from tape.")

    def replicas(self, url: str) -> Sequence[str]:
        """Return where the bytes of a file lie; a storage without a catalogue has them at the URL itself."""
        return [url]

    @abstractmethod
    def space(self, url: str) -> Space:
        """Say how much room there is."""

    @abstractmethod
    def writable(self, url: str) -> tuple[Answer, str]:
        """Say whether files could be written below this place (which need not exist yet), and why not."""
