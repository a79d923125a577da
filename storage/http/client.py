"""Questions to web servers over connections that are kept; a question may be broken off from another thread."""

from __future__ import annotations

import ssl
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from threading import Lock
from typing import TypeVar
from urllib.parse import urljoin, urlsplit

from parisana.errors import NoAnswer

from .line import Head, Line, Server

Value = TypeVar("Value")

PORTS = {"http": 80, "https": 443}
MOVED = frozenset({301, 302, 303, 307, 308})
#: How often a question is passed on, and of how large a body a server is asked whether it wants it.
MOST_MOVES, LARGE = 5, 2**20
#: What nobody sends as a short answer (bytes).
MOST = 2**27


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent: its length, and its blocks as often as they are needed."""

    length: int
    blocks: Callable[[], Iterable[bytes]]


@dataclass(frozen=True, slots=True)
class Request:
    """A question; its URL is encoded, and begins with ``http``."""

    method: str
    url: str
    headers: Mapping[str, str | bytes] = field(default_factory=dict)
    body: Body | bytes = b""
    passed_on: bool = False
    """Whether another server sends us here: to this one nobody says who we are."""

    @property
    def server(self) -> Server:
        """Return whom it is put to."""
        parts = urlsplit(self.url)
        return Server(parts.scheme, parts.hostname or "", parts.port or PORTS[parts.scheme])

    @property
    def target(self) -> str:
        """Return the path and what follows it."""
        parts = urlsplit(self.url)
        return f"{parts.path or '/'}{f'?{parts.query}' if parts.query else ''}"


@dataclass(frozen=True, slots=True)
class Reply:
    """A short answer."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes


#: What makes a question one of this user: it adds the headers by which the server knows who asks.
Dress = Callable[[Request], Request]
Take = Callable[[Head, Iterator[bytes]], Value]


class Client:
    """Keeps connections that have nothing to do until the next question."""

    def __init__(self, patience: float, dress: Dress, tls: Callable[[], ssl.SSLContext], follows: bool = True) -> None:
        self.patience = patience
        self.dress = dress
        self.follows = follows
        self._tls = tls
        self._idle: dict[Server, list[tuple[ssl.SSLContext | None, Line]]] = defaultdict(list)
        self._lock = Lock()

    def ask(self, request: Request) -> Reply:
        """Ask for something short."""
        return Call(self).ask(request)

    def line(self, server: Server) -> tuple[Line, ssl.SSLContext | None, bool]:
        """Return a connection, with what it trusts, and whether it has been used before."""
        tls = self._tls() if server.scheme == "https" else None
        while kept := self._kept(server):
            trusted, line = kept
            if trusted is tls and not line.is_stale():
                return line, tls, True
            line.close()
        return Line(server, tls, self.patience), tls, False

    def give_back(self, line: Line, tls: ssl.SSLContext | None) -> None:
        """Keep a connection for the next question, if it can have one."""
        if not line.renewed():
            return line.close()
        with self._lock:
            self._idle[line.server].append((tls, line))

    def _kept(self, server: Server) -> tuple[ssl.SSLContext | None, Line] | None:
        with self._lock:
            return self._idle[server].pop() if self._idle[server] else None


class Call:
    """Questions of one piece of work, one after the other."""

    def __init__(self, client: Client) -> None:
        self._client = client
        self._line: Line | None = None
        self._ended = False

    def ask(self, request: Request) -> Reply:
        """Ask for something short."""
        return self.take(request, _whole)

    def take(self, request: Request, take: Take[Value]) -> Value:
        """Ask, and let somebody take the answer; go where the server sends us."""
        for _ in range(MOST_MOVES):
            found, goal = self._taken(request, take)
            if goal is None:
                assert found is not None
                return found[0]
            url = urljoin(request.url, goal)
            elsewhere = request.passed_on or Request("", url).server != request.server
            request = replace(request, url=url, passed_on=elsewhere)
        raise NoAnswer(f"{request.server} sends us round in circles.")

    def end(self) -> None:
        """Break off whatever is going on."""
        self._ended = True
        if self._line is not None:
            self._line.close()

    def _taken(self, request: Request, take: Take[Value]) -> tuple[tuple[Value] | None, str | None]:
        """Return what somebody took of the answer, or where the server sends us."""
        line, tls, head = self._asked(request)
        try:
            if self._client.follows and head.status in MOVED and "location" in head.headers:
                _whole(head, line.blocks())
                taken, goal = None, head.headers["location"]
            else:
                taken, goal = (take(head, line.blocks()),), None
        except BaseException:
            line.close()
            raise
        self._client.give_back(line, tls)
        return taken, goal

    def _asked(self, request: Request) -> tuple[Line, ssl.SSLContext | None, Head]:
        """Put the question; a connection that was kept may be gone, and then a new one is taken."""
        while True:
            self._line, tls, kept = self._client.line(request.server)
            if self._ended:
                self.end()
            try:
                return self._line, tls, _sent(self._line, self._client.dress(request))
            except NoAnswer:
                self._line.close()
                if not kept or self._ended or request.method == "POST":
                    raise
            except BaseException:
                self._line.close()
                raise


def _sent(line: Line, request: Request) -> Head:
    body = request.body
    length = len(body) if isinstance(body, bytes) else body.length
    blocks = [body] if isinstance(body, bytes) else body.blocks()
    port = "" if line.server.port == PORTS[line.server.scheme] else f":{line.server.port}"
    sized = {"Content-Length": str(length)} if length or request.method in ("PUT", "POST") else {}
    headers = {"Host": f"{line.server.host}{port}", "User-Agent": "parisana", **sized, **request.headers}
    spelled = [(name.encode(), each if isinstance(each, bytes) else each.encode()) for name, each in headers.items()]
    return line.ask(request.method, request.target, spelled, blocks, length > LARGE)


def _whole(head: Head, blocks: Iterable[bytes]) -> Reply:
    body = bytearray()
    for block in blocks:
        body += block
        if len(body) > MOST:
            raise NoAnswer("The answer of the server has no end.")
    return Reply(head.status, head.reason, head.headers, bytes(body))
