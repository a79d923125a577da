"""Where the bytes of a log come from: a file of this machine, or one on a submit host, read where it is looked at."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from enum import StrEnum
from pathlib import Path

from parisana.errors import StorageError
from parisana.plugins.files import Files


class Change(StrEnum):
    """What became of the file since it was last looked at."""

    SAME = "same"
    GREW = "grew"
    REPLACED = "replaced"
    """It was truncated, or another file has its name: all lines known so far are gone."""
    GONE = "gone"
    """Nothing has its name any more; what was open can still be read."""


class Source(ABC):
    """A file that may grow, and be replaced."""

    size: int

    @abstractmethod
    def read(self, start: int, size: int) -> bytes:
        """Return a stretch of it, shorter at its end."""

    @abstractmethod
    def look(self) -> Change:
        """Look what became of it; one that was replaced is read anew, and ``size`` is as it is now."""

    @abstractmethod
    def close(self) -> None:
        """Let go of it."""


class NearSource(Source):
    """A file of this machine. ``pread`` and no memory map: a file that shrinks would kill the whole program."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = _open(path)
        self.size = os.fstat(self._file).st_size

    def read(self, start: int, size: int) -> bytes:
        """Read what is asked for."""
        try:
            return os.pread(self._file, size, start)
        except OSError as error:
            raise _trouble(self._path, error) from error

    def look(self) -> Change:
        """Compare what has the name with what is open."""
        try:
            there = os.stat(self._path)
        except FileNotFoundError:
            return Change.GONE
        except OSError:
            return Change.SAME
        mine = os.fstat(self._file)
        if (there.st_dev, there.st_ino) != (mine.st_dev, mine.st_ino) or there.st_size < self.size:
            fresh = _open(self._path)
            os.close(self._file)
            self._file, self.size = fresh, os.fstat(fresh).st_size
            return Change.REPLACED
        grew, self.size = there.st_size > self.size, there.st_size
        return Change.GREW if grew else Change.SAME

    def close(self) -> None:
        """Close the file."""
        os.close(self._file)


class FarSource(Source):
    """A file on another host: each stretch is fetched when it is asked for, and only that."""

    def __init__(self, files: Files, path: Path) -> None:
        self._files, self._path = files, path
        found = files.stat([str(path)]).get(str(path))
        if found is None:
            raise StorageError(f"There is no log at {path} on {files.host or 'this machine'}.", hint=HINT)
        self.size = found.size

    def read(self, start: int, size: int) -> bytes:
        """Fetch what is asked for."""
        return self._files.read(str(self._path), start, size) or b""

    def look(self) -> Change:
        """Compare sizes: a log that is shorter now is another one."""
        found = self._files.stat([str(self._path)]).get(str(self._path))
        if found is None:
            return Change.GONE
        before, self.size = self.size, found.size
        if found.size < before:
            return Change.REPLACED
        return Change.GREW if found.size > before else Change.SAME

    def close(self) -> None:
        """Do nothing: the connection belongs to all."""


HINT = "The batch system may not have started the job yet."


def _open(path: Path) -> int:
    try:
        return os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    except OSError as error:
        raise _trouble(path, error) from error


def _trouble(path: Path, error: OSError) -> StorageError:
    return StorageError(f"There is no log at {path} ({error.strerror}).", hint=HINT)
