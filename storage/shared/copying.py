"""What every copy has in common: blocks poured and summed, a temporary name, and a move that never overwrites."""

from __future__ import annotations

import errno
import os
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from threading import Thread
from typing import IO, Protocol

from parisana.errors import Cancelled, StorageError
from parisana.plugins import adler
from parisana.plugins.storage import NOBODY, Checksum, Watch

from .words import shown

#: As much as stays in the processor's own memory while it is summed.
BLOCK = 2**18
#: The file system has no hard links.
NO_LINKS = frozenset({errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS, errno.EMLINK})
STOPPED = "The copy was cancelled."
#: How long (s) somebody whose copy failed waits until its leftovers are removed; they are removed all the same.
SOON = 0.5


def part_of(path: str) -> str:
    """Return a temporary name beside a path."""
    return os.path.join(os.path.dirname(path), f".parisana-{uuid.uuid4().hex}.part")


def blocks(reader: IO[bytes], size: int = BLOCK) -> Iterator[bytes]:
    """Yield a file's bytes, so many at a time."""
    while block := reader.read(size):
        yield block


class Writer(Protocol):
    """What takes bytes."""

    def write(self, block: bytes, /) -> object:
        """Take the next of them."""


def pour(source: Iterable[bytes], writer: Writer | None, total: int, watch: Watch) -> Checksum:
    """Copy all bytes, or only sum them, while somebody looks on."""
    value, done = 1, 0
    for block in source:
        value, done = adler.add(block, value), done + len(block)
        if writer is not None:
            writer.write(block)
        watch.moved(done, total)
        if watch.cancelled:
            raise Cancelled(STOPPED)
    return adler32(value)


def adler32(value: int) -> Checksum:
    """Return the checksum in words."""
    return Checksum("adler32", f"{value:08x}")


def checksum_of(path: str) -> Checksum:
    """Read a whole file of this machine."""
    with open(path, "rb") as reader:
        return pour(blocks(reader), None, 0, NOBODY)


def need_same(path: str, held: Checksum, written: Checksum) -> None:
    """Refuse a copy that holds other bytes than were written."""
    if held != written:
        raise spoiled(path, f": checksum {held.value}, not {written.value}")


def spoiled(path: str, how: str = "") -> StorageError:
    """Say that a file holds other bytes."""
    message = f"{shown(path)} holds other bytes than were written{how}."
    return StorageError(message, hint="Has that disk a fault?", transient=True)


@contextmanager
def drafted(target: str) -> Iterator[str]:
    """Yield a temporary name for a file of this machine; what is there at the end gets its own name."""
    if os.path.lexists(target):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), target)
    draft = part_of(target)
    try:
        yield draft
        settle(draft, target)
    finally:
        with suppress(FileNotFoundError):
            os.unlink(draft)


@contextmanager
def cleaned(remove: Callable[[], None]) -> Iterator[None]:
    """Remove what a failed copy left on a server, as soon as that lets us."""
    try:
        yield
    except BaseException:
        cleaner = Thread(target=remove, daemon=True)
        cleaner.start()
        cleaner.join(SOON)
        raise


def settle(draft: str, target: str) -> None:
    """Give a file its final name, unless somebody has it; where there are no links, by an exclusive claim."""
    try:
        os.link(draft, target, follow_symlinks=False)
    except OSError as error:
        if error.errno not in NO_LINKS:
            raise
        os.close(os.open(target, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        os.replace(draft, target)
