"""Copies on one machine: each piece is summed on its way, and read again while the processor still has it at hand.

What ``cp`` promises holds: the bytes are handed to the system, which brings them to the disk in its own time.
"""

from __future__ import annotations

import os
from io import FileIO
from threading import local

from parisana.errors import Cancelled
from parisana.plugins import adler
from parisana.plugins.storage import Checksum, Watch
from parisana.storage.shared.copying import BLOCK, STOPPED, adler32, spoiled


class Memory(local):
    """Room for a piece that was read, and for what is held of it; each thread has its own."""

    def __init__(self) -> None:
        self.read, self.held = bytearray(BLOCK), bytearray(BLOCK)


MEMORY = Memory()


def copy(source: str, draft: str, watch: Watch) -> Checksum:
    """Copy a file under a temporary name, with the same bytes at both ends."""
    with FileIO(source) as reader, FileIO(draft, "xb+") as writer:
        total, value, done = os.fstat(reader.fileno()).st_size, 1, 0
        while count := reader.readinto(MEMORY.read):
            _write(writer, memoryview(MEMORY.read)[:count])
            _need_held(writer, done, count)
            value, done = adler.add(memoryview(MEMORY.read)[:count], value), done + count
            watch.moved(done, total)
            if watch.cancelled:
                raise Cancelled(STOPPED)
    return adler32(value)


def _write(writer: FileIO, piece: memoryview) -> None:
    while piece:
        piece = piece[writer.write(piece) :]


def _need_held(writer: FileIO, start: int, count: int) -> None:
    """Compare what is in the file now with the piece that was read."""
    held = os.preadv(writer.fileno(), [memoryview(MEMORY.held)[:count]], start)
    if held != count or not MEMORY.read.startswith(memoryview(MEMORY.held)[:count]):
        raise spoiled(str(writer.name))
