"""DISK: the folders of this machine and what is mounted into them. URLs are plain absolute paths."""

from __future__ import annotations

import contextlib
import errno
import os
import uuid
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, ClassVar

from parisana.core.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Checksum, Space, Stat, Storage

from .words import absolute, in_words, reason_of, shown

BLOCK = 2**20
#: The file system answered, and there is no such name.
NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
#: The file system has no hard links.
NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})


class DiskStorage(Storage):
    """Files as the operating system shows them."""

    name: ClassVar[str] = "disk"
    title: ClassVar[str] = "DISK"

    def stat(self, url: str) -> Stat:
        """Ask the file system; a link to nowhere is unknown: its target may be on a disk that is away."""
        try:
            found = os.stat(absolute(url))
        except OSError as error:
            return _not_seen(url, error)
        except StorageError as error:
            return Stat(Answer.UNKNOWN, reason=error.message)
        is_dir = os.path.isdir(url)
        return Stat(Answer.YES, None if is_dir else found.st_size, is_dir, found.st_mtime)

    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Yield the names in a folder."""
        with in_words("The folder {} cannot be listed", url):
            names = sorted(os.listdir(absolute(url)))
        for name in names:
            yield name, self.stat(os.path.join(url, name))

    def make(self, url: str) -> None:
        """Make a folder and its parents."""
        with in_words("The folder {} cannot be made", url):
            os.makedirs(absolute(url), exist_ok=True)

    def get(self, url: str, target: Path) -> Checksum:
        """Copy one file here."""
        return _copy(absolute(url), str(target))

    def put(self, source: Path, url: str) -> Checksum:
        """Copy one file there."""
        return _copy(str(source), absolute(url))

    def rename(self, url: str, new: str) -> None:
        """Move a file or a folder; whatever is at ``new`` stays."""
        with in_words("{} cannot be renamed to {}", url, new):
            if os.path.isdir(absolute(url)) and not os.path.islink(url):
                _rename_folder(url, absolute(new))
            else:
                _rename_file(url, absolute(new))

    def remove(self, url: str) -> None:
        """Remove a file or an empty folder."""
        with in_words("{} cannot be removed", url), contextlib.suppress(FileNotFoundError):
            if os.path.isdir(absolute(url)) and not os.path.islink(url):
                os.rmdir(url)
            else:
                os.unlink(url)

    def checksum(self, url: str) -> Checksum:
        """Read the whole file."""
        with in_words("{} cannot be read", url):
            return _checksum(absolute(url))

    def space(self, url: str) -> Space:
        """Say how much room the disk below this place has for this user."""
        with in_words("The room at {} is not known", url):
            found = os.statvfs(_nearest(absolute(url)))
        return Space(found.f_blocks * found.f_frsize, found.f_bavail * found.f_frsize)

    def writable(self, url: str) -> tuple[Answer, str]:
        """Ask for the folder, or for the nearest one above it that is there."""
        try:
            place = _nearest(absolute(url))
            os.stat(place)
        except OSError as error:
            return Answer.UNKNOWN, f"{shown(url)}: {reason_of(error)}"
        except StorageError as error:
            return Answer.NO, error.message
        return _may_write(place)


def _not_seen(url: str, error: OSError) -> Stat:
    if error.errno in NOT_THERE and not os.path.islink(url):
        return Stat(Answer.NO)
    reason = "It is a link to nowhere." if error.errno in NOT_THERE else reason_of(error)
    return Stat(Answer.UNKNOWN, reason=f"{shown(url)}: {reason}")


def _nearest(url: str) -> str:
    """Return the nearest existing place at or above this one; raise what the file system says."""
    place = url
    while True:
        try:
            os.lstat(place)
            return place
        except OSError as error:
            if error.errno not in NOT_THERE or place == os.path.dirname(place):
                raise
            place = os.path.dirname(place)


def _may_write(place: str) -> tuple[Answer, str]:
    if not os.path.isdir(place):
        return Answer.NO, f"{shown(place)} is not a folder."
    if os.statvfs(place).f_flag & os.ST_RDONLY:
        return Answer.NO, f"The disk of {shown(place)} is read-only."
    if not os.access(place, os.W_OK | os.X_OK):
        return Answer.NO, f"You may not write into {shown(place)}."
    return Answer.YES, ""


def _copy(source: str, target: str) -> Checksum:
    """Copy under a temporary name, verify, and move into place without overwriting."""
    draft = os.path.join(os.path.dirname(target), f".parisana-{uuid.uuid4().hex}.part")
    with in_words("{} cannot be copied to {}", source, target):
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target)
        try:
            written = _write(source, draft)
            _verify(draft, written)
            _move(draft, target)
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(draft)
    return written


def _write(source: str, draft: str) -> Checksum:
    value = 1
    with open(source, "rb") as reader, open(draft, "xb") as writer:
        for block in _blocks(reader):
            value = zlib.adler32(block, value)
            writer.write(block)
        writer.flush()
        os.fsync(writer.fileno())
    return Checksum("adler32", f"{value:08x}")


def _verify(draft: str, written: Checksum) -> None:
    held = _checksum(draft)
    if held != written:
        message = f"{shown(draft)} holds other bytes than were written: checksum {held.value}, not {written.value}."
        raise StorageError(message, hint="Has that disk a fault?", transient=True)


def _checksum(path: str) -> Checksum:
    value = 1
    with open(path, "rb") as reader:
        for block in _blocks(reader):
            value = zlib.adler32(block, value)
    return Checksum("adler32", f"{value:08x}")


def _blocks(reader: IO[bytes]) -> Iterator[bytes]:
    while block := reader.read(BLOCK):
        yield block


def _move(draft: str, target: str) -> None:
    """Give a file its final name, unless somebody has it; where there are no links, by an exclusive claim."""
    try:
        os.link(draft, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.replace(draft, target)
    _sync(os.path.dirname(target))


def _rename_file(old: str, new: str) -> None:
    _move(old, new)
    with contextlib.suppress(FileNotFoundError):
        os.unlink(old)


def _rename_folder(old: str, new: str) -> None:
    """Claim the new name with an empty folder, which a rename may then replace."""
    os.mkdir(new)
    try:
        os.rename(old, new)
    except OSError:
        os.rmdir(new)
        raise
    _sync(os.path.dirname(new))


def _sync(folder: str) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
