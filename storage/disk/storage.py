"""DISK: the folders of this machine and what is mounted into them. URLs are plain absolute paths."""

from __future__ import annotations

import contextlib
import errno
import os
import socket
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.many import each_of
from parisana.plugins.storage import NOBODY, Checksum, Get, Outcome, Put, Space, Stat, Storage, Watch
from parisana.storage.shared.copying import checksum_of, drafted, settle
from parisana.storage.shared.words import absolute, in_words, reason_of, shown

from . import copies as disk_copies
from .durable import secured, sync

#: The file system answered, and there is no such name.
NOT_THERE = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ENAMETOOLONG})
#: Copies at a time.
WIDTH = 2


class DiskStorage(Storage):
    """Files as the operating system shows them."""

    name: ClassVar[str] = "disk"
    title: ClassVar[str] = "DISK"
    schemes: ClassVar[tuple[str, ...]] = ("file",)

    def stat(self, url: str) -> Stat:
        """Ask the file system; a link to nowhere is unknown: its target may be on a disk that is away."""
        try:
            found = os.stat(absolute(url))
        except OSError as error:
            return _not_seen(url, error)
        except StorageError as error:
            return Stat(Answer.UNKNOWN, reason=error.message)
        is_dir = os.path.isdir(url)
        version = f"{found.st_dev}.{found.st_ino}.{found.st_ctime_ns}"
        size = None if is_dir else found.st_size
        return Stat(Answer.YES, size, is_dir, found.st_mtime, version=version, is_link=os.path.islink(url))

    def spot(self, url: str) -> str:
        """Other machines have folders of the same names."""
        return f"{self.name} {socket.gethostname()} {url}"

    def read(self, url: str) -> bytes:
        """Read it where it is."""
        with in_words("{} cannot be read", url):
            return Path(absolute(url)).read_bytes()

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

    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Copy one file here."""
        return self._copied(absolute(url), str(target), watch)

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy one file there."""
        return self._copied(str(source), absolute(url), watch)

    def get_many(self, copies: Sequence[Get], watch: Watch = NOBODY) -> Sequence[Outcome]:
        """Copy several files here."""
        return each_of(copies, lambda copy, part: self.get(*copy, part), watch, WIDTH)

    def put_many(self, copies: Sequence[Put], watch: Watch = NOBODY) -> Sequence[Outcome]:
        """Copy several files there."""
        return each_of(copies, lambda copy, part: self.put(*copy, part), watch, WIDTH)

    def _copied(self, source: str, target: str, watch: Watch) -> Checksum:
        """Copy under a temporary name, verify, and move into place without overwriting."""
        with in_words("{} cannot be copied to {}", source, target), drafted(target) as draft:
            return disk_copies.copy(source, draft, watch)

    def secure(self, copies: Mapping[str, Checksum], watch: Watch = NOBODY) -> Mapping[str, Outcome]:
        """Wait for the disk, for all of them at the same time, and read again what it has."""
        return secured(copies, watch)

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
            return checksum_of(absolute(url))

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


def _rename_file(old: str, new: str) -> None:
    settle(old, new)
    sync(os.path.dirname(new))
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
    sync(os.path.dirname(new))
