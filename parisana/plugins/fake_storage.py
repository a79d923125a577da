"""A storage in memory, for the tests of what is above: it can be silent, full or read-only when told."""

from __future__ import annotations

import os
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import ClassVar

from parisana.core.jobs.states import Answer
from parisana.errors import Cancelled, StorageError

from .storage import NOBODY, Checksum, Space, Stat, Storage, Watch

GIGABYTE = 10**9


class FakeStorage(Storage):
    """Files as bytes by name; a folder is a name without bytes."""

    name: ClassVar[str] = "fake"
    title: ClassVar[str] = "Fake storage"

    def __init__(self) -> None:
        super().__init__()
        self.files: dict[str, bytes | None] = {"/": None}
        self.silent = False
        self.full = False
        self.read_only = False

    def stat(self, url: str) -> Stat:
        """Say what is there, or that nothing is known."""
        if self.silent:
            return Stat(Answer.UNKNOWN, reason="The fake storage does not answer.")
        if _clean(url) not in self.files:
            return Stat(Answer.NO)
        content = self.files[_clean(url)]
        if content is None:
            return Stat(Answer.YES, is_dir=True, mtime=0.0)
        return Stat(Answer.YES, len(content), mtime=0.0, checksum=_adler32(content), version=_adler32(content).value)

    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Yield what lies directly below."""
        self._answer()
        if self.files.get(_clean(url), b"") is not None:
            raise StorageError(f"There is no folder {url}.")
        below = sorted(path for path in self.files if path != "/" and os.path.dirname(path) == _clean(url))
        return iter([(os.path.basename(path), self.stat(path)) for path in below])

    def make(self, url: str) -> None:
        """Make a folder and its parents."""
        self._write()
        path = PurePosixPath(_clean(url))
        for place in [*reversed(path.parents), path]:
            if self.files.setdefault(str(place), None) is not None:
                raise StorageError(f"{place} is a file.")

    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Write the bytes to a file here."""
        content = self._content(url)
        if target.exists():
            raise StorageError(f"There is something named {target} already.")
        _show(watch, content)
        target.write_bytes(content)
        return _adler32(content)

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Take the bytes of a file."""
        self._write()
        self._need_free(url)
        content = _read(source)
        _show(watch, content)
        self.files[_clean(url)] = content
        return _adler32(content)

    def rename(self, url: str, new: str) -> None:
        """Move a file, or a folder with all below it."""
        self._write()
        old, target = _clean(url), _clean(new)
        if old not in self.files:
            raise StorageError(f"There is no {url}.")
        self._need_free(new)
        for path in [path for path in self.files if path == old or path.startswith(f"{old}/")]:
            self.files[target + path.removeprefix(old)] = self.files.pop(path)

    def remove(self, url: str) -> None:
        """Remove a file or an empty folder."""
        self._write()
        path = _clean(url)
        if any(os.path.dirname(other) == path for other in self.files if other != path):
            raise StorageError(f"The folder {url} is not empty.")
        self.files.pop(path, None)

    def checksum(self, url: str) -> Checksum:
        """Return the checksum of the bytes."""
        return _adler32(self._content(url))

    def space(self, url: str) -> Space:
        """Say how much room is left."""
        self._answer()
        return Space(GIGABYTE, 0 if self.full else GIGABYTE)

    def writable(self, url: str) -> tuple[Answer, str]:
        """Say whether it is read-only."""
        if self.silent:
            return Answer.UNKNOWN, "The fake storage does not answer."
        return (Answer.NO, "The fake storage is read-only.") if self.read_only else (Answer.YES, "")

    def _answer(self) -> None:
        if self.silent:
            raise StorageError("The fake storage does not answer.", transient=True)

    def _write(self) -> None:
        self._answer()
        if self.read_only or self.full:
            raise StorageError(f"The fake storage is {'read-only' if self.read_only else 'full'}.")

    def _need_free(self, url: str) -> None:
        if _clean(url) in self.files:
            raise StorageError(f"There is something named {url} already.")
        if os.path.dirname(_clean(url)) not in self.files:
            raise StorageError(f"There is no folder {os.path.dirname(url)}.")

    def _content(self, url: str) -> bytes:
        self._answer()
        content = self.files.get(_clean(url))
        if content is None:
            raise StorageError(f"There is no file {url}.")
        return content


def _clean(url: str) -> str:
    return os.path.normpath(url)


def _show(watch: Watch, content: bytes) -> None:
    """Let somebody look on, who may say stop."""
    if watch.cancelled:
        raise Cancelled("The copy was cancelled.")
    watch.moved(len(content), len(content))


def _adler32(content: bytes) -> Checksum:
    return Checksum("adler32", f"{zlib.adler32(content):08x}")


def _read(source: Path) -> bytes:
    try:
        return source.read_bytes()
    except OSError as error:
        raise StorageError(f"{source} cannot be read: {error.strerror}.") from error
