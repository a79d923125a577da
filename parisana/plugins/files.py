"""Files on the machine where commands are given: what a driver needs of the Working area, wherever that lies.

Paths are absolute and plain. A file appears whole or not at all. What is not there is an answer (``None``, or
left out), never an error; what cannot be known is a :class:`~parisana.errors.NoAnswer`, and what the file system
refuses a :class:`~parisana.errors.StorageError`. Kept by ``tests/contract/test_runner.py``, here and over ssh.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NoReturn

from parisana.errors import StorageError

HINT = "Check the path of this area on the batch page, its permissions and its free space."


@dataclass(frozen=True, slots=True)
class Entry:
    """What is known of one name."""

    name: str
    """In a listing its name in the folder, else the path that was asked for."""
    size: int
    mtime: float
    is_dir: bool


class Files(ABC):
    """The file system of one machine."""

    host: str = ""
    """Where it is; empty: here."""

    @abstractmethod
    def make_folders(self, *folders: str) -> None:
        """Make folders with their parents; being there already is fine."""

    @abstractmethod
    def write(self, path: str, data: bytes, mode: int = 0o644) -> None:
        """Write a file whole, by temporary name and rename, its folder too; whatever was there is replaced."""

    def write_many(self, files: Iterable[tuple[str, bytes, int]]) -> None:
        """Write several (path, content, mode), in any order; after an error some of them may be there."""
        for path, data, mode in files:
            self.write(path, data, mode)

    @abstractmethod
    def read(self, path: str, start: int = 0, size: int | None = None) -> bytes | None:
        """Return what is in a file, or a stretch of it; ``None`` when there is none."""

    @abstractmethod
    def read_many(self, folder: str, names: Sequence[str]) -> dict[str, bytes]:
        """Return what is in these files below a folder, in one go; those that are not there are left out."""

    @abstractmethod
    def list(self, folder: str) -> list[Entry] | None:
        """List what is in a folder, sorted by name; ``None`` when there is no such folder."""

    @abstractmethod
    def stat(self, paths: Sequence[str]) -> dict[str, Entry]:
        """Return what is known of these paths, in one go; those that are not there are left out."""

    @abstractmethod
    def rename(self, old: str, new: str) -> bool:
        """Give a file or folder another name; false, and nothing changed, when that name is taken."""

    @abstractmethod
    def remove(self, *paths: str) -> None:
        """Remove files, or folders with all that is in them; being gone already is fine."""

    @abstractmethod
    def set_mode(self, mode: int, *paths: str) -> None:
        """Set who may read, write and run these paths."""

    @abstractmethod
    def weigh(self, path: str) -> int:
        """Return the bytes of all files below a folder."""

    def exists(self, path: str) -> bool:
        """Whether anything has this name."""
        return path in self.stat([path])

    def text(self, path: str) -> str | None:
        """Return what is in a text file; ``None`` when there is none."""
        data = self.read(path)
        return None if data is None else data.decode("utf-8", "replace")


def refused(path: str, why: str, host: str = "") -> NoReturn:
    """Say what a file system refused."""
    at = f" on {host}" if host else ""
    raise StorageError(f"{why}: {path!r}{at}.", hint=HINT)


def decoded(found: Mapping[str, bytes]) -> dict[str, str]:
    """Return the texts of files."""
    return {name: data.decode("utf-8", "replace") for name, data in found.items()}
