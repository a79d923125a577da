"""Copies to an S3 server. What is large goes in parts; an object is there whole or not at all, and replaces none."""

from __future__ import annotations

import base64
import hashlib
import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from typing import IO, NamedTuple
from urllib.parse import quote
from xml.sax.saxutils import escape

from parisana.errors import Cancelled, ParisanaError, StorageError
from parisana.plugins import adler
from parisana.plugins.storage import Checksum, Watch
from parisana.storage.http.client import Call, Reply
from parisana.storage.http.copies import Sent, fetched, on_call, summed
from parisana.storage.shared.copying import BLOCK, STOPPED, adler32, cleaned, need_same
from parisana.storage.shared.words import shown

from .answers import SUM, need, parts_of, told_sum
from .client import S3Client
from .places import Place

#: Bytes of a part; there may be 10,000 of them. A server copies so many bytes by itself at once.
PART, MOST_PARTS, COPY = 2**25, 10_000, 2**32
#: The object is written only where there is none.
NEW = {"If-None-Match": "*"}


class Piece(NamedTuple):
    """A stretch of a file, with the sum by which the server knows that all of it has come."""

    start: int
    length: int
    md5: bytes


def fetch(client: S3Client, there: Place, target: str, watch: Watch) -> Checksum:
    """Copy one object here; compare with the sum that was noted when it was written."""
    held, head = fetched(client.http, client.request("GET", there), target, watch)
    if (told := told_sum(Reply(head.status, head.reason, head.headers, b""))) is not None:
        need_same(target, held, told)
    return held


def sum_there(client: S3Client, there: Place) -> Checksum:
    """Return the sum that was noted for this very object, else that of what is read back."""
    told = told_sum(need(client.ask("HEAD", there)))
    return told or on_call(client.http, lambda call, pulse: summed(call, client.request("GET", there), pulse), Watch())


def send(client: S3Client, source: str, there: Place, watch: Watch) -> Checksum:
    """Copy one file there; it is summed before, for an object cannot be changed when it is there."""

    def copy(call: Call, pulse: Watch) -> Checksum:
        with open(source, "rb") as reader:
            total = os.fstat(reader.fileno()).st_size
            held, pieces = summed_up(reader, part_size(total), pulse)
            writer = Writer(client, call, there, {SUM: held.value})
            writer.write(reader, pieces, pulse)
        return held

    return on_call(client.http, copy, watch)


def part_size(total: int) -> int:
    """Return how large the parts of so many bytes are."""
    return max(PART, -(-total // MOST_PARTS))


def summed_up(reader: IO[bytes], length: int, watch: Watch) -> tuple[Checksum, Sequence[Piece]]:
    """Return the sum of a file, and its pieces."""
    value, start = 1, 0
    pieces: list[Piece] = []
    while True:
        md5, done = hashlib.md5(usedforsecurity=False), 0
        while done < length and (block := reader.read(min(BLOCK, length - done))):
            value, done = adler.add(block, value), done + len(block)
            md5.update(block)
            watch.moved(0, 0)
            if watch.cancelled:
                raise Cancelled(STOPPED)
        if done or not pieces:
            pieces.append(Piece(start, done, md5.digest()))
        if done < length:
            return adler32(value), pieces
        start += done


class Writer:
    """Writes one object, in one piece or in parts."""

    def __init__(self, client: S3Client, call: Call, there: Place, noted: dict[str, str]) -> None:
        self._client = client
        self._call = call
        self._there = there
        self._noted = noted

    def write(self, reader: IO[bytes], pieces: Sequence[Piece], watch: Watch) -> None:
        """Write a file."""
        if len(pieces) == 1:
            self._send(reader, pieces[0], {}, {**self._noted, **NEW}, watch)
            return
        self.in_parts(lambda number, upload: self._send(
            reader, pieces[number - 1], {"partNumber": str(number), "uploadId": upload}, {}, watch
        ), len(pieces))  # fmt: skip

    def in_parts(self, part: Callable[[int, str], str], count: int) -> None:
        """Begin, write each part by a function that returns its tag, and put them together."""
        begun = need(self._ask("POST", {"uploads": ""}, self._noted))
        upload = next(parts_of(begun.body, "UploadId"))
        with cleaned(lambda: self._give_up(upload)):
            tags = [part(number, upload) for number in range(1, count + 1)]
            need(self._ask("POST", {"uploadId": upload}, NEW, _whole(tags)))

    def _send(self, reader: IO[bytes], piece: Piece, query: dict[str, str], said: dict[str, str], watch: Watch) -> str:
        sent = Sent(reader, watch, piece.start, piece.length)
        headers = {"Content-MD5": base64.b64encode(piece.md5).decode(), **said}
        reply = need(self._client.ask("PUT", self._there, query, headers, sent.body, self._call))
        return self._checked(reply, piece)

    def _checked(self, reply: Reply, piece: Piece) -> str:
        """Return the tag of what was written: the sum of its bytes, unless the server keeps them encrypted."""
        tag = reply.headers.get("etag", "")
        plain = "x-amz-server-side-encryption" not in reply.headers and len(tag.strip('"')) == 32
        if plain and tag.strip('"') != piece.md5.hex():
            raise StorageError(f"{shown(self._there.key)} holds other bytes than were written.", transient=True)
        return tag

    def _ask(self, method: str, query: dict[str, str], headers: dict[str, str], body: bytes = b"") -> Reply:
        return self._client.ask(method, self._there, query, headers, body, self._call)

    def _give_up(self, upload: str) -> None:
        with suppress(ParisanaError):
            self._client.ask("DELETE", self._there, {"uploadId": upload})


def copy_there(client: S3Client, old: Place, new: Place, size: int) -> None:
    """Let the server copy an object."""
    source = {"x-amz-copy-source": quote(f"/{old.bucket}/{old.key}")}
    if size <= COPY:
        need(client.ask("PUT", new, None, source))
        return
    noted = {SUM: told.value} if (told := told_sum(need(client.ask("HEAD", old)))) else {}
    stretches = list(_stretches(size))

    def part(number: int, upload: str) -> str:
        first, last = stretches[number - 1]
        headers = {**source, "x-amz-copy-source-range": f"bytes={first}-{last}"}
        reply = need(client.ask("PUT", new, {"partNumber": str(number), "uploadId": upload}, headers))
        return next(parts_of(reply.body, "ETag"))

    Writer(client, Call(client.http), new, noted).in_parts(part, len(stretches))


def _stretches(size: int) -> Iterator[tuple[int, int]]:
    return ((start, min(start + COPY, size) - 1) for start in range(0, size, COPY))


def _whole(tags: Sequence[str]) -> bytes:
    parts = (
        f"<Part><PartNumber>{number}</PartNumber><ETag>{escape(tag)}</ETag></Part>"
        for number, tag in enumerate(tags, 1)
    )
    return f"<CompleteMultipartUpload>{''.join(parts)}</CompleteMultipartUpload>".encode()
