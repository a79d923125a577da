"""A web server in a thread of the tests that keeps what it was asked, and says what it was told to say."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import NamedTuple


class Asked(NamedTuple):
    """A question."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


class Said(NamedTuple):
    """An answer; of a body that is sent, no more is taken than so many bytes."""

    status: int
    body: bytes = b""
    headers: Mapping[str, str] = MappingProxyType({})
    taken: int | None = None


@dataclass
class Gate:
    """The server."""

    answer: Callable[[str, str], Said]
    asked: list[Asked] = field(default_factory=list)
    url: str = ""


@contextmanager
def running(answer: Callable[[str, str], Said]) -> Iterator[Gate]:
    """Run one for as long as it is needed."""
    gate = Gate(answer)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_one_request(self) -> None:
            self.raw_requestline = self.rfile.readline(65537)
            self.close_connection = not self.raw_requestline
            if self.raw_requestline and self.parse_request():
                self.reply(gate.answer(self.command, self.path))

        def reply(self, said: Said) -> None:
            length = int(self.headers.get("Content-Length", 0))
            body = self.rfile.read(length if said.taken is None else min(length, said.taken))
            gate.asked.append(Asked(self.command, self.path, dict(self.headers.items()), body))
            self.send_response(said.status)
            for name, value in {"Content-Length": str(len(said.body)), **said.headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(b"" if self.command == "HEAD" else said.body)
            self.close_connection = self.close_connection or said.taken is not None

        def log_message(self, *words: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    gate.url = f"http://127.0.0.1:{server.server_address[1]}"
    serving = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    serving.start()
    try:
        yield gate
    finally:
        server.shutdown()
        serving.join()
        server.server_close()
