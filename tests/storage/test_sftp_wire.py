"""Servers that speak SFTP in their own way: answers out of order, small pieces, words for what went wrong."""

from __future__ import annotations

import random
import struct
from types import SimpleNamespace
from typing import Any

import pytest

from parisana.storage.sftp.wire import EXTENDED, FSTAT, OPEN, READ, STATUS, TO_READ, TO_WRITE_ANEW, WRITE, Wire

HANDLE, DATA, ATTRS, REPLY = 102, 103, 105, 201
CONTENT = bytes(range(256)) * 1500


class Peer:
    """A server whose channel this is: it keeps one file, and answers as it likes."""

    def __init__(self, most: int = 2**20, shuffled: bool = False, knows_limits: bool = True) -> None:
        self.content = bytearray(CONTENT)
        self.most, self.shuffled, self.knows_limits = most, shuffled, knows_limits
        self.answers: list[bytes] = []
        self.given = b""
        self.refusal: tuple[int, bytes] | None = None

    def sendall(self, packet: bytes) -> None:
        """Take a request."""
        kind, number = packet[4], struct.unpack_from(">I", packet, 5)[0]
        answer_kind, body = self.answer(kind, packet[9:])
        body = bytes((answer_kind,)) + struct.pack(">I", number) + body
        self.answers.append(struct.pack(">I", len(body)) + body)

    def recv(self, most: int) -> bytes:
        """Give the answers that are there, a few bytes at a time; shuffled, when nothing of one was given yet."""
        if not self.given:
            if self.shuffled:
                random.Random(6).shuffle(self.answers)
            self.given, self.answers = b"".join(self.answers), []
        piece, self.given = self.given[:70_001], self.given[70_001:]
        return piece

    def answer(self, kind: int, fields: bytes) -> tuple[int, bytes]:
        """Do what is asked for."""
        if kind == EXTENDED and self.knows_limits:
            return REPLY, struct.pack(">QQQQ", 2**18, 2**17, 2**17, 0)
        if self.refusal is not None:
            code, words = self.refusal
            return STATUS, struct.pack(">II", code, len(words)) + words
        if kind == OPEN:
            return HANDLE, struct.pack(">I", 1) + b"h"
        if kind == FSTAT:
            return ATTRS, struct.pack(">IQ", 1, len(self.content))
        if kind == READ:
            at, length = struct.unpack_from(">QI", fields, 5)
            data = bytes(self.content[at : at + min(length, self.most)])
            return DATA, struct.pack(">I", len(data)) + data
        if kind == WRITE:
            at, length = struct.unpack_from(">QI", fields, 5)
            self.content[at : at + length] = fields[17 : 17 + length]
        return STATUS, struct.pack(">II", 8 if kind == EXTENDED else 0, 0)


def wire(peer: Peer) -> Wire:
    """Return the client's side."""
    client: Any = SimpleNamespace(get_channel=lambda: peer)
    return Wire(client).ready()


@pytest.mark.parametrize("peer", [Peer(), Peer(most=1000), Peer(shuffled=True), Peer(knows_limits=False)])
def test_a_file_is_read_whole_and_in_order(peer: Peer) -> None:
    client = wire(peer)
    with client.opened("/file", TO_READ) as handle:
        assert client.size(handle) == len(CONTENT)
        assert b"".join(client.blocks(handle, len(CONTENT))) == CONTENT


def test_as_much_is_asked_for_as_the_server_says() -> None:
    assert (wire(Peer()).piece, wire(Peer(knows_limits=False)).piece) == (2**17, 2**15)


def test_a_file_is_written_whole() -> None:
    peer = Peer()
    peer.content.clear()
    client = wire(peer)
    with client.opened("/file", TO_WRITE_ANEW) as handle:
        writer = client.writer(handle)
        for start in range(0, len(CONTENT), 100_001):
            writer.write(CONTENT[start : start + 100_001])
        writer.flush()
    assert bytes(peer.content) == CONTENT


@pytest.mark.parametrize(
    ("code", "error", "words"),
    [
        (2, FileNotFoundError, "disk"),
        (3, PermissionError, "disk"),
        (4, OSError, "disk is full"),
        (1, OSError, "shorter"),
    ],
)
def test_what_the_server_refuses_is_told(code: int, error: type[OSError], words: str) -> None:
    peer = Peer()
    client = wire(peer)
    peer.refusal = code, b"disk is full"
    with pytest.raises(error, match=words), client.opened("/file", TO_READ):
        pytest.fail("It was not to be opened.")


def test_a_server_that_gives_nothing_is_left() -> None:
    client = wire(Peer(most=0))
    with pytest.raises(OSError, match="no bytes"), client.opened("/file", TO_READ) as handle:
        list(client.blocks(handle, 10))


def test_a_connection_that_is_cut_is_told() -> None:
    peer = Peer()
    client = wire(peer)
    peer.sendall = lambda packet: None  # type: ignore[method-assign]  # nobody hears it any more
    with pytest.raises(EOFError, match="cut"), client.opened("/file", TO_READ):
        pytest.fail("It was not to be opened.")
