"""Bytes on their way over HTTP: summed as they go by, while somebody looks on and may say stop."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import IO, TypeVar

from parisana.errors import Cancelled
from parisana.plugins import adler
from parisana.plugins.storage import NOBODY, Checksum, Watch
from parisana.storage.shared.copying import BLOCK, STOPPED, adler32, drafted, pour
from parisana.storage.shared.watched import watched

from .client import Body, Call, Client, Reply, Request
from .line import Head
from .words import meaning

Value = TypeVar("Value")


def on_call(client: Client, work: Callable[[Call, Watch], Value], watch: Watch) -> Value:
    """Do work that may take long, and may hang: somebody looks on."""
    call = Call(client)
    return watched(lambda pulse: work(call, pulse), watch, call.end, client.patience)


def fetched(client: Client, request: Request, target: str, watch: Watch) -> tuple[Checksum, Head]:
    """Copy one file here; the connection itself tells when its end is missing."""

    def copy(call: Call, pulse: Watch) -> tuple[Checksum, Head]:
        with open(draft, "xb") as writer:
            held = call.take(request, lambda head, body: (_poured(head, body, writer, pulse), head))
        return held

    with drafted(target) as draft:
        return on_call(client, copy, watch)


def summed(call: Call, request: Request, watch: Watch = NOBODY) -> Checksum:
    """Read a whole file there."""
    return call.take(request, lambda head, body: _poured(head, body, None, watch))


class Sent:
    """A stretch of a file on its way; a server may send us elsewhere with it, and then it begins again."""

    def __init__(self, reader: IO[bytes], watch: Watch, start: int = 0, length: int | None = None) -> None:
        self.total = os.fstat(reader.fileno()).st_size
        self.start = start
        self.length = self.total - start if length is None else length
        self.sum = adler32(1)
        self._reader = reader
        self._watch = watch

    @property
    def body(self) -> Body:
        """Return it as a question takes it."""
        return Body(self.length, self._blocks)

    def _blocks(self) -> Iterator[bytes]:
        self._reader.seek(self.start)
        self.sum, value, done = adler32(1), 1, 0
        while block := self._reader.read(min(BLOCK, self.length - done)):
            value, done = adler.add(block, value), done + len(block)
            self.sum = adler32(value)
            yield block
            self._watch.moved(self.start + done, self.total)
            if self._watch.cancelled:
                raise Cancelled(STOPPED)


def _poured(head: Head, body: Iterator[bytes], writer: IO[bytes] | None, watch: Watch) -> Checksum:
    if head.status != 200:
        raise meaning(Reply(head.status, head.reason, head.headers, b"".join(body)))
    return pour(body, writer, int(head.headers.get("content-length", 0)), watch)
