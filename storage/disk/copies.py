"""Copies on one machine: what was written is brought to the disk, and read again.

A short file is held in memory meanwhile, and compared; behind a long one comes a second thread.
"""

from __future__ import annotations

import os
import zlib
from concurrent.futures import Future, ThreadPoolExecutor
from io import FileIO
from queue import SimpleQueue
from threading import Semaphore, local

from parisana.errors import Cancelled
from parisana.plugins.storage import Checksum, Watch
from parisana.storage.shared.copying import BLOCK, STOPPED, adler32, checksum_of, need_same, spoiled

#: Files up to this size are short.
SHORT = 2**20
#: So many bytes are written before they are brought to the disk and read again; what is left is at the end.
STRIDE = 2**24
#: So many such stretches the second may be behind: what has to be brought to the disk at the end is never much.
BEHIND = 4
#: How often (s) somebody is asked whether the copy is still wanted, while the disk is waited for.
LOOK = 0.1


class Memory(local):
    """Room for a short file, and for a piece of what the disk gives back of it; each thread has its own."""

    def __init__(self) -> None:
        self.read, self.held = bytearray(), bytearray(BLOCK)

    def make_room(self, size: int) -> None:
        """Have room for one byte more, by which a file that grows is noticed."""
        if len(self.read) <= size:
            self.read = bytearray(size + 1)


MEMORY = Memory()


def copy(source: str, draft: str, watch: Watch) -> Checksum:
    """Copy a file under a temporary name, durably, with the same bytes at both ends."""
    with FileIO(source) as reader, FileIO(draft, "xb+") as writer:
        total = os.fstat(reader.fileno()).st_size
        if total <= SHORT and (written := _at_once(reader, writer, total, watch)) is not None:
            return written
        with Rereader(writer, total) as rereader:
            written = _poured(reader, writer, total, watch, rereader)
            os.fsync(writer.fileno())
        need_same(draft, rereader.held(), written)
    return written


def _at_once(reader: FileIO, writer: FileIO, total: int, watch: Watch) -> Checksum | None:
    """Copy a short file; one that has grown meanwhile is left to those who know long ones."""
    MEMORY.make_room(total)
    room = memoryview(MEMORY.read)[: total + 1]
    value, done = 1, 0
    while count := reader.readinto(room[done : done + BLOCK]):
        block = room[done : done + count]
        value, done = zlib.adler32(block, value), done + count
        while block:
            block = block[writer.write(block) :]
    if done > total:
        reader.seek(0)
        writer.seek(0)
        writer.truncate()
        return None
    watch.moved(done, total)
    _need_wanted(watch)
    os.fsync(writer.fileno())
    _need_held(writer, done, adler32(value))
    return adler32(value)


def _need_held(writer: FileIO, size: int, written: Checksum) -> None:
    """Compare what the disk gives back with what was read, a piece at a time."""
    held, done, same = memoryview(MEMORY.held), 0, True
    while count := os.preadv(writer.fileno(), [held], done):
        same = same and MEMORY.read.startswith(held[:count], done)
        done += count
    if done != size or not same:
        raise spoiled(str(writer.name), checksum_of(str(writer.name)), written)


def _poured(reader: FileIO, writer: FileIO, total: int, watch: Watch, rereader: Rereader) -> Checksum:
    """Copy all bytes, and sum them on the way."""
    buffer = memoryview(bytearray(BLOCK))
    value, done = 1, 0
    while count := reader.readinto(buffer):
        block = buffer[:count]
        value, done = zlib.adler32(block, value), done + count
        while block:
            block = block[writer.write(block) :]
        rereader.follow(done, watch)
        watch.moved(done, total)
        _need_wanted(watch)
    return adler32(value)


def _need_wanted(watch: Watch) -> None:
    if watch.cancelled:
        raise Cancelled(STOPPED)


class Rereader:
    """Reads again what somebody else writes into a file."""

    def __init__(self, writer: FileIO, total: int) -> None:
        self._writer = writer
        self._value, self._read, self._told = 1, 0, 0
        self._written = SimpleQueue[int]()
        self._room = Semaphore(BEHIND)
        self._given_up = False
        self._pool = ThreadPoolExecutor(1) if total > STRIDE else None
        self._work: Future[None] | None = None if self._pool is None else self._pool.submit(self._go)

    def __enter__(self) -> Rereader:
        return self

    def __exit__(self, *error: object) -> None:
        """Let it come to its end; at once when the copy did not come to its own."""
        self._given_up = error[0] is not None
        self._written.put(-1)
        if self._pool is not None:
            self._pool.shutdown()

    def follow(self, done: int, watch: Watch) -> None:
        """Hear how far the other one is, who waits for a slow disk, and hears of one that fails."""
        if self._work is None or done - self._told < STRIDE:
            return
        self._told = done
        while not self._room.acquire(timeout=LOOK):
            if self._work.done():
                self._work.result()
            _need_wanted(watch)
        self._written.put(done)

    def held(self) -> Checksum:
        """Return the sum of what is in the file, of which the rest is read now."""
        if self._work is not None:
            self._work.result()
        self._sum(None)
        return adler32(self._value)

    def _go(self) -> None:
        while (done := self._written.get()) > 0 and not self._given_up:
            os.fdatasync(self._writer.fileno())
            self._sum(done)
            self._room.release()

    def _sum(self, end: int | None) -> None:
        """Go on to the place, or to the end of the file."""
        buffer = memoryview(bytearray(BLOCK))
        while end is None or self._read < end:
            wanted = buffer if end is None else buffer[: end - self._read]
            count = os.preadv(self._writer.fileno(), [wanted], self._read)
            if not count:
                return
            self._value = zlib.adler32(buffer[:count], self._value)
            self._read += count
