"""The files of this machine."""

from __future__ import annotations

import errno
import os
import shutil
import uuid
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress

from .files import Entry, Files, refused

#: So many files are made durable at a time.
TOGETHER = 8
NOT_THERE = (FileNotFoundError, NotADirectoryError)


class LocalFiles(Files):
    """Asks the operating system."""

    def make_folders(self, *folders: str) -> None:
        """Make each in turn."""
        for folder in folders:
            with _in_words(folder):
                os.makedirs(folder, exist_ok=True)

    def write(self, path: str, data: bytes, mode: int = 0o644) -> None:
        """Write, make durable, rename."""
        folder, name = os.path.split(path)
        part = os.path.join(folder, f".{name}.part-{uuid.uuid4().hex[:8]}")
        with _in_words(path):
            os.makedirs(folder, exist_ok=True)
            try:
                _write(part, data, mode)
                os.replace(part, path)
            finally:
                with suppress(FileNotFoundError):
                    os.unlink(part)

    def write_many(self, files: Iterable[tuple[str, bytes, int]]) -> None:
        """Write some at once: the disk makes them durable together, and each is waited for."""
        with ThreadPoolExecutor(TOGETHER) as pool:
            for _ in pool.map(lambda each: self.write(*each), files):
                pass

    def read(self, path: str, start: int = 0, size: int | None = None) -> bytes | None:
        """Read from the start, or from where it is said."""
        with _in_words(path):
            try:
                with open(path, "rb") as file:
                    file.seek(start)
                    return file.read(-1 if size is None else size)
            except NOT_THERE:
                return None

    def read_many(self, folder: str, names: Sequence[str]) -> dict[str, bytes]:
        """Read one after the other."""
        found = ((name, self.read(os.path.join(folder, name))) for name in names)
        return {name: data for name, data in found if data is not None}

    def list(self, folder: str) -> list[Entry] | None:
        """List the folder; what goes while it is looked at is left out."""
        with _in_words(folder):
            try:
                with os.scandir(folder) as entries:
                    found = [known for entry in entries if (known := _entry(entry.name, entry.path))]
            except NOT_THERE:
                return None
        return sorted(found, key=lambda entry: entry.name)

    def stat(self, paths: Sequence[str]) -> dict[str, Entry]:
        """Ask for each."""
        found = {}
        for path in paths:
            with _in_words(path):
                known = _entry(path, path)
            if known is not None:
                found[path] = known
        return found

    def rename(self, old: str, new: str) -> bool:
        """Rename a folder, which never replaces one with content, or link a file: both fail when the name is taken."""
        with _in_words(old):
            if os.path.lexists(new):
                return False
            try:
                os.rename(old, new) if os.path.isdir(old) else _rename_file(old, new)
            except OSError as error:
                if error.errno not in (errno.EEXIST, errno.ENOTEMPTY):
                    raise
                return False
        return True

    def remove(self, *paths: str) -> None:
        """Remove each."""
        for path in paths:
            with _in_words(path), suppress(*NOT_THERE):
                if os.path.isdir(path) and not os.path.islink(path):
                    shutil.rmtree(path)
                else:
                    os.unlink(path)

    def set_mode(self, mode: int, *paths: str) -> None:
        """Set it for each."""
        for path in paths:
            with _in_words(path):
                os.chmod(path, mode)

    def weigh(self, path: str) -> int:
        """Add up what is there."""
        with _in_words(path):
            return sum(
                os.lstat(os.path.join(folder, name)).st_size for folder, _, names in os.walk(path) for name in names
            )


@contextmanager
def _in_words(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        refused(path, error.strerror or str(error))


def _entry(name: str, path: str) -> Entry | None:
    try:
        found = os.stat(path)
    except NOT_THERE:
        return None
    return Entry(name, found.st_size, found.st_mtime, os.path.isdir(path))


def _write(path: str, data: bytes, mode: int) -> None:
    with open(path, "xb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    os.chmod(path, mode)


def _rename_file(old: str, new: str) -> None:
    os.link(old, new, follow_symlinks=False)
    os.unlink(old)
