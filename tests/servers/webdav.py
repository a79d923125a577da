"""A WebDAV server of one's own with TLS, that asks who is there, and can be full; it runs in a thread of the tests."""

from __future__ import annotations

import logging
import ssl
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from cheroot.server import HTTPConnection, HTTPRequest
from cheroot.ssl.builtin import BuiltinSSLAdapter
from cheroot.wsgi import Server
from wsgidav.fs_dav_provider import FilesystemProvider  # type: ignore[import-untyped]  # it has no types
from wsgidav.wsgidav_app import WsgiDAVApp  # type: ignore[import-untyped]  # it has no types

from .authority import Authority
from .sshd import free_port

#: Proxies are signed by certificates that are no authority.
ALLOW_PROXIES = 0x40
Environ = dict[str, Any]


class Lenient(HTTPConnection):
    """Takes requests that name the whole URL, as servers have to: ARC makes such ones."""

    RequestHandlerClass = partial(HTTPRequest, strict_mode=False)


@dataclass
class Door:
    """The server as its clients see it: it lets in whom it knows, as long as it knows them."""

    folder: Path
    app: Callable[[Environ, Any], Iterable[bytes]]
    port: int = field(default_factory=free_port)
    token: str = ""
    """Whoever brings no such token is refused; empty: nobody is asked."""
    ends_after: int = 1_000_000
    """So many questions are answered before the token has expired."""
    full_at: int | None = None
    """So many bytes of a file still fit."""
    asked: list[str] = field(default_factory=list)
    """What was asked for."""
    heard: list[str | None] = field(default_factory=list)
    """Who said to be asking."""
    agents: list[str] = field(default_factory=list)
    """With which program."""

    @property
    def url(self) -> str:
        """Return the URL of its folder."""
        return f"davs://localhost:{self.port}"

    def __call__(self, environ: Environ, start: Any) -> Iterable[bytes]:
        """Answer."""
        self.asked.append(f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']}")
        self.heard.append(environ.get("HTTP_AUTHORIZATION"))
        self.agents.append(environ.get("HTTP_USER_AGENT", ""))
        known = not self.token or self.heard[-1] == f"Bearer {self.token}"
        if not known or len(self.asked) > self.ends_after:
            return _refused(start, "401 Unauthorized")
        if environ["REQUEST_METHOD"] == "PUT" and self.full_at is not None:
            some = environ["wsgi.input"].read(self.full_at)
            (self.folder / environ["PATH_INFO"].strip("/")).write_bytes(some)
            return _refused(start, "507 Insufficient Storage")
        return self.app(environ, start)


def _refused(start: Any, status: str) -> Iterable[bytes]:
    start(status, [("Content-Length", "0"), ("Connection", "close")])
    return [b""]


@contextmanager
def running(folder: Path, authority: Authority, needs_certificate: bool = False) -> Iterator[Door]:
    """Run one for as long as it is needed."""
    folder.mkdir(exist_ok=True)
    logging.getLogger("wsgidav").setLevel(logging.CRITICAL)
    settings = {"simple_dc": {"user_mapping": {"*": True}}, "logging": {"enable": False}, "verbose": 0}
    door = Door(
        folder, WsgiDAVApp({"provider_mapping": {"/": FilesystemProvider(str(folder), fs_opts={})}, **settings})
    )
    server = Server(("127.0.0.1", door.port), door, server_name="test")
    adapter = BuiltinSSLAdapter(str(authority.folder / "host.pem"), str(authority.folder / "host.key"))
    if needs_certificate:
        adapter.context.load_verify_locations(authority.folder / "ca.pem")
        adapter.context.verify_mode = ssl.CERT_REQUIRED
        adapter.context.verify_flags |= ssl.VerifyFlags(ALLOW_PROXIES)
    server.ssl_adapter, server.ConnectionClass = adapter, Lenient
    server.prepare()
    serving = threading.Thread(target=server.serve, daemon=True)
    serving.start()
    try:
        yield door
    finally:
        server.stop()
        serving.join()
