"""An SRM v2.2 endpoint of the tests, for the unmodified gfal2: TLS, one byte of delegation, then SOAP over HTTP.

The files are those of the XRootD server of the tests, and are read and written there.
"""

from __future__ import annotations

import os
import shutil
import ssl
import subprocess
import tempfile
import threading
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from io import BufferedRWPair
from pathlib import Path
from socket import create_server, socket

import pytest

from tests.environment import set_environment
from tests.trying import cannot_try

from .authority import Authority, authority
from .srm_answers import Element, tag
from .xrootd import USER, XRootD

NAMESPACE = "http://srm.lbl.gov/StorageResourceManager"
ENVELOPE = (
    '<?xml version="1.0" encoding="UTF-8"?><SOAP-ENV:Envelope'
    ' xmlns:SOAP-ENV="http://schemas.xmlsoap.org/soap/envelope/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><SOAP-ENV:Body>{}</SOAP-ENV:Body></SOAP-ENV:Envelope>'
)
HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {}\r\n\r\n"
#: What the real client needs.
LIBRARY = "import gfal2; assert 'srm' in str(gfal2.creat_context().get_plugin_names())"


@dataclass
class SRM:
    """The endpoint."""

    element: Element
    xrootd: XRootD
    authority: Authority
    listener: socket
    awake: threading.Event

    @property
    def port(self) -> int:
        """Return where it listens."""
        return int(self.listener.getsockname()[1])

    def url(self, path: str) -> str:
        """Return the URL of an absolute path."""
        return f"srm://localhost:{self.port}/srm/managerv2?SFN={path}"

    def hold(self) -> None:
        """Let it hang: it accepts, and never answers."""
        self.awake.clear()

    def resume(self) -> None:
        """Let it answer again."""
        self.awake.set()

    def serve(self) -> None:
        """Take calls, each in a thread of its own, until the listener is closed."""
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.authority.folder / "host.pem", self.authority.folder / "host.key")
        context.load_verify_locations(capath=str(self.authority.certificates))
        context.verify_mode = ssl.CERT_REQUIRED
        context.verify_flags |= ssl.VERIFY_ALLOW_PROXY_CERTS
        context.num_tickets = 1  # Globus takes exactly one as the end of the handshake
        with suppress(OSError):
            while True:
                call, _ = self.listener.accept()
                threading.Thread(target=self._talk, args=(context, call), daemon=True).start()

    def _talk(self, context: ssl.SSLContext, call: socket) -> None:
        with suppress(OSError, ValueError), context.wrap_socket(call, server_side=True) as wire:
            stream = wire.makefile("rwb")
            stream.read(1)
            while body := _request(stream):
                self.awake.wait()
                answer = self._answered(body)
                head = (
                    f"HTTP/1.1 200 OK\r\nContent-Type: text/xml; charset=utf-8\r\nContent-Length: {len(answer)}\r\n\r\n"
                )
                stream.write(head.encode() + answer)
                stream.flush()

    def _answered(self, body: bytes) -> bytes:
        call = next(iter(next(part for part in ET.fromstring(body) if part.tag.endswith("}Body"))))
        name = call.tag.rpartition("}")[2]
        words: dict[str, list[str]] = {}
        _gather(call, words)
        said = tag(f"{name}Response", self.element.answer(name, words))
        return ENVELOPE.format(f'<srm:{name}Response xmlns:srm="{NAMESPACE}">{said}</srm:{name}Response>').encode()


def _request(stream: BufferedRWPair) -> bytes:
    """Return the body of the next request; nothing at the end."""
    head: dict[str, str] = {}
    if not stream.readline():
        return b""
    while (line := stream.readline()).strip():
        name, _, value = line.decode().partition(":")
        head[name.strip().lower()] = value.strip()
    if head.get("transfer-encoding") != "chunked":
        return stream.read(int(head.get("content-length", 0)))
    body = b""
    while size := int(stream.readline().partition(b";")[0], 16):
        body += stream.read(size)
        stream.readline()
    stream.readline()
    return body


def _gather(element: ET.Element, words: dict[str, list[str]]) -> None:
    for child in element:
        if len(child):
            _gather(child, words)
        else:
            words.setdefault(child.tag.rpartition("}")[2], []).append((child.text or "").strip())


_RUNNING: list[SRM] = []


def endpoint() -> SRM:
    """Return the one that this session runs."""
    return _RUNNING[-1]


@contextmanager
def known(xrootd: XRootD, people: Authority | None = None) -> Iterator[SRM]:
    """Run one that ``endpoint`` knows, for people with certificates of an authority, or of its own."""
    found = subprocess.run(["/usr/bin/python3", "-c", LIBRARY], check=False, capture_output=True)
    if found.returncode:
        cannot_try("gfal2 with SRM is not installed (python3-gfal2, gfal2-plugin-srm)")
    folder = Path(tempfile.mkdtemp(prefix="parisana-srm-"))
    element = Element(xrootd.data, xrootd.url(""), USER if os.geteuid() == 0 else None)
    people, listener = people or authority(folder / "authority"), create_server(("127.0.0.1", 0))
    server = SRM(element, xrootd, people, listener, threading.Event())
    server.awake.set()
    threading.Thread(target=server.serve, daemon=True).start()
    _RUNNING.append(server)
    try:
        yield server
    finally:
        _RUNNING.remove(server)
        server.listener.close()
        server.resume()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def one_srm(one_xrootd: XRootD) -> Iterator[SRM]:
    """Run one as long as the session."""
    with known(one_xrootd) as started:
        yield started


@pytest.fixture
def srm(one_srm: SRM, xrootd: XRootD, monkeypatch: pytest.MonkeyPatch) -> SRM:
    """Return it, for a user with a certificate."""
    set_environment(monkeypatch, one_srm.authority.environment)
    return one_srm
