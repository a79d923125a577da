"""SFTP spoken by ourselves where many bytes go: requests are sent ahead, answers taken as they come, in one thread."""

from __future__ import annotations

import errno
import os
import struct
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from paramiko import SFTPClient

#: Every server takes and gives so many bytes at once; many say that they can do more.
PIECE = 2**15
#: Bytes that are on their way before an answer is waited for.
AHEAD = 2**22
#: What is asked for, and what comes as an answer.
OPEN, CLOSE, READ, WRITE, LSTAT, FSTAT, RENAME, EXTENDED = 3, 4, 5, 6, 7, 8, 18, 200
STATUS = 101
#: How a file is opened.
TO_READ, TO_WRITE_ANEW = 1, 2 | 8 | 32
#: A server's "no" -> what the operating system calls it. The others have only their own words.
NUMBERS = {2: errno.ENOENT, 3: errno.EACCES}
END_OF_FILE = 1


class Asked(NamedTuple):
    """A piece that is on its way."""

    number: int
    start: int
    length: int


class Wire:
    """A channel with a server that waits for requests; after an error it is of no more use."""

    def __init__(self, sftp: SFTPClient) -> None:
        channel = sftp.get_channel()
        assert channel is not None, "it speaks over ssh"
        self._channel = channel
        self.piece = PIECE
        self._number = 0
        self._heard = bytearray()
        self._early: dict[int, tuple[int, bytes]] = {}

    def rename(self, path: str, new: str) -> None:
        """Give a file another name, unless somebody has it."""
        self._answer(self._ask(RENAME, _text(path.encode()), _text(new.encode())))

    def ready(self) -> Wire:
        """Ask, before the first copy, how much the server takes at once; those that do not know the question say so."""
        if not self._number:
            with suppress(OSError):
                limits = self._answer(self._ask(EXTENDED, _text(b"limits@openssh.com")))
                self.piece = max(PIECE, min(AHEAD, *struct.unpack_from(">8xQQ", limits)))
        return self

    @contextmanager
    def opened(self, path: str, mode: int, wanted: str | None = None) -> Iterator[bytes]:
        """Yield the handle of a file; whoever fails meanwhile closes the channel, and with it the file.

        ``wanted`` is the name that it is to get: one that is taken is refused.
        """
        looked = None if wanted is None else self._ask(LSTAT, _text(wanted.encode()))
        asked = self._ask(OPEN, _text(path.encode()), struct.pack(">II", mode, 0))
        if looked is not None:
            with suppress(FileNotFoundError):
                self._answer(looked)
                raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST), wanted)
        answer = self._answer(asked)
        yield answer  # a handle's text, as it is sent back
        self._answer(self._ask(CLOSE, answer))

    def size(self, handle: bytes) -> int:
        """Return how long an open file is."""
        answer = self._answer(self._ask(FSTAT, handle))
        flags, size = struct.unpack_from(">IQ", answer)
        return int(size) if flags & 1 else 0

    def blocks(self, handle: bytes, total: int) -> Iterator[bytes]:
        """Yield an open file's bytes in order."""
        asked: deque[Asked] = deque()
        at = 0
        while at < total or asked:
            while at < total and len(asked) * self.piece < AHEAD:
                asked.append(self._ask_piece(handle, at, min(self.piece, total - at)))
                at += asked[-1].length
            yield self._whole(handle, asked.popleft())

    def writer(self, handle: bytes) -> Writer:
        """Return what writes into an open file."""
        return Writer(self, handle)

    def send(self, handle: bytes, at: int, data: memoryview) -> int:
        """Send bytes for a place in a file; ``confirm`` waits until they are written."""
        return self._ask(WRITE, handle, struct.pack(">QI", at, len(data)), data)

    def confirm(self, number: int) -> None:
        """Hear that what was sent is done."""
        self._answer(number)

    def _ask_piece(self, handle: bytes, start: int, length: int) -> Asked:
        return Asked(self._ask(READ, handle, struct.pack(">QI", start, length)), start, length)

    def _whole(self, handle: bytes, asked: Asked) -> bytes:
        """Return a piece; of a server that gives less than was asked for, the rest is asked for again."""
        data = b""
        while True:
            answer = self._answer(asked.number)
            data += answer[4:]
            left = asked.length - len(answer) + 4
            if left <= 0:
                return data
            if left == asked.length:
                raise OSError("the server gives no bytes of it")
            asked = self._ask_piece(handle, asked.start + len(answer) - 4, left)

    def _ask(self, kind: int, *fields: bytes | memoryview) -> int:
        self._number += 1
        length = 5 + sum(map(len, fields))
        packet = b"".join((struct.pack(">IBI", length, kind, self._number), *fields))
        view = memoryview(packet)  # of which the library takes pieces without copying the rest each time
        self._channel.sendall(view)  # type: ignore[arg-type]  # the stubs know two kinds of bytes, it takes all
        return self._number

    def _answer(self, number: int) -> bytes:
        """Return the answer to a request; answers to others may come before."""
        while number not in self._early:
            kind, body = self._packet()
            self._early[int.from_bytes(body[:4], "big")] = kind, body[4:]
        kind, answer = self._early.pop(number)
        if kind == STATUS:
            _need_fine(answer)
        return answer

    def _packet(self) -> tuple[int, bytes]:
        while len(self._heard) < 4:
            self._listen()
        end = 4 + int.from_bytes(self._heard[:4], "big")
        while len(self._heard) < end:
            self._listen()
        kind, body = self._heard[4], bytes(memoryview(self._heard)[5:end])
        del self._heard[:end]
        return kind, body

    def _listen(self) -> None:
        heard = self._channel.recv(2**20)
        if not heard:
            raise EOFError("the connection was cut")
        self._heard += heard


class Writer:
    """Writes a file from its beginning, a few pieces ahead of the server."""

    def __init__(self, wire: Wire, handle: bytes) -> None:
        self._wire = wire
        self._handle = handle
        self._at = 0
        self._sent: deque[int] = deque()

    def write(self, block: bytes) -> None:
        """Send bytes; what the server says of those before is heard by and by."""
        view = memoryview(block)
        for start in range(0, len(block), self._wire.piece):
            piece = view[start : start + self._wire.piece]
            self._sent.append(self._wire.send(self._handle, self._at, piece))
            self._at += len(piece)
            self._confirm(AHEAD // self._wire.piece)

    def flush(self) -> None:
        """Wait until the server has all of it."""
        self._confirm(0)

    def _confirm(self, left: int) -> None:
        while len(self._sent) > left:
            self._wire.confirm(self._sent.popleft())


def _text(data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + data


def _need_fine(status: bytes) -> None:
    """Raise what the server says, unless it says that all is well."""
    code, length = struct.unpack_from(">I", status)[0], int.from_bytes(status[4:8], "big")
    words = status[8 : 8 + length].decode(errors="replace")
    if code == END_OF_FILE:
        raise OSError("it became shorter meanwhile")
    if code in NUMBERS:
        raise OSError(NUMBERS[code], words)
    if code:
        raise OSError(words or f"the server says no, by the number {code}")
