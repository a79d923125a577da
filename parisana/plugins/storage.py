"""The contract of a storage protocol.

URLs are in the user's own spelling; for DISK a plain absolute path. Questions have three answers: a
storage that is out of reach says ``unknown``, never ``no``. Writing goes under a temporary name, is
verified, and is moved into place without overwriting: ``put``, ``get`` and ``rename`` never replace
anything. What cannot be done is a ``StorageError`` whose ``transient`` says whether waiting may help.
Kept by ``tests/contract/test_storage.py``.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, ClassVar, NamedTuple

from parisana.core.states import Answer


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


@dataclass(frozen=True, slots=True)
class Space:
    """Bytes at a place; ``None`` where the storage does not tell."""

    total: int | None
    free: int | None


class Storage(ABC):
    """One storage protocol."""

    name: ClassVar[str]
    title: ClassVar[str]
    settings_class: ClassVar[type[Any] | None] = None

    @abstractmethod
    def stat(self, url: str) -> Stat:
        """Say whether a file or folder is there. Never raises for what the storage answers."""

    @abstractmethod
    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Yield the names in a folder, sorted, without the folder's own path."""

    @abstractmethod
    def make(self, url: str) -> None:
        """Make a folder and its parents; being there already is fine."""

    @abstractmethod
    def get(self, url: str, target: Path) -> Checksum:
        """Copy one file here; the target appears whole or not at all, and never over another file."""

    @abstractmethod
    def put(self, source: Path, url: str) -> Checksum:
        """Copy one file there, into a folder that is there; appears whole or not at all, never over another."""

    @abstractmethod
    def rename(self, url: str, new: str) -> None:
        """Move within the storage; refuses when ``new`` is there."""

    @abstractmethod
    def remove(self, url: str) -> None:
        """Remove a file or an empty folder; being gone already is fine."""

    @abstractmethod
    def checksum(self, url: str) -> Checksum:
        """Return the checksum of the file as the storage holds it."""

    @abstractmethod
    def space(self, url: str) -> Space:
        """Say how much room there is."""

    @abstractmethod
    def writable(self, url: str) -> tuple[Answer, str]:
        """Say whether files could be written below this place (which need not exist yet), and why not."""
