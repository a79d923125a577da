"""An XRootD server of one's own: a private folder and port, no root; it can be held, stopped and started again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from typing import Any

import psutil
import pytest

from tests.trying import cannot_try
from tests.waiting import until

from .authority import Authority
from .ports import listens
from .sshd import free_port

CONFIG = """
all.role server
all.export /
oss.localroot {folder}/data
all.adminpath {folder}/admin
all.pidpath {folder}/run
xrd.port {port}
xrd.network nodnr
xrootd.async off
xrootd.chksum adler32
xrd.protocol XrdHttp:{http} libXrdHttp.so
"""
#: With a certificate it also brings files from other servers, when it is asked to.
TLS = """
xrd.tls {folder}/host.pem {folder}/host.key
xrd.tlsca certdir {certificates}
http.exthandler xrdtpc libXrdHttpTPC.so
"""
#: The server refuses to be root; Debian makes a user for it.
USER = "xrootd"
#: Clients that come to a closed door say so soon.
IMPATIENT = {"XRD_CONNECTIONWINDOW": "1", "XRD_CONNECTIONRETRY": "1"}

#: What a client of XRootD says first, and the seconds within which a server that is well answers.
HELLO = struct.pack("!5i", 0, 0, 0, 4, 2012)
PATIENCE = 10.0


@dataclass
class XRootD:
    """The server; what it exports lies in ``data``."""

    folder: Path
    port: int = field(default_factory=free_port)
    http: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None
    authority: Authority | None = None
    """Whose certificate it shows."""
    more: str = ""
    """Further lines of its configuration."""

    @property
    def data(self) -> Path:
        """Return the folder that its clients see as ``/``."""
        return self.folder / "data"

    def url(self, path: str) -> str:
        """Return the URL of an absolute path in it."""
        return f"root://127.0.0.1:{self.port}/{path}"

    def dav_url(self, path: str) -> str:
        """Return the URL of an absolute path for those who speak WebDAV."""
        return f"dav://127.0.0.1:{self.http}{path}"

    def path(self, url: str) -> Path:
        """Return where a URL's file lies on this machine."""
        return self.data / url.removeprefix(self.url("/")).lstrip("/")

    def start(self) -> None:
        """Start it, and wait until it says that it is ready."""
        for name in ("data", "admin", "run", "log"):
            (self.folder / name).mkdir(exist_ok=True)
            shutil.chown(self.folder / name, **_owner())
        text = (CONFIG + self.more).format(folder=self.folder, port=self.port, http=self.http)
        (self.folder / "config").write_text(text + (self._certified(self.authority) if self.authority else ""))
        words = ["xrootd", "-c", str(self.folder / "config"), "-l", str(self.folder / "log/log"), "-n", "test"]
        self.process = subprocess.Popen(words, cwd=self.folder, **_identity())
        for _ in range(300):
            if self.log.exists() and "initialization completed" in self.log.read_text(errors="replace"):
                return until(lambda: listens(self.http))
            time.sleep(0.02)
        raise AssertionError(self.log.read_text() if self.log.exists() else "It wrote no log.")

    def answers(self) -> bool:
        """Whether it lives, and speaks to those who come through either door."""
        if self.process is None or self.process.poll() is not None:
            return False
        try:
            return _said_hello(self.port) and _keeps_a_file(self.http)
        except (OSError, HTTPException):
            return False

    def _certified(self, authority: Authority) -> str:
        """Take a certificate of its own, and return what is said of it."""
        shutil.copytree(authority.certificates, self.folder / "certificates", dirs_exist_ok=True)
        for name in ("host.pem", "host.key"):
            shutil.copy(authority.folder / name, self.folder / name)
            shutil.chown(self.folder / name, **_owner())
        return TLS.format(folder=self.folder, certificates=self.folder / "certificates")

    @property
    def log(self) -> Path:
        """Return what it writes."""
        return self.folder / "log/test/log"

    def stop(self) -> None:
        """Stop it."""
        if self.process is not None:
            self.resume()
            self.process.kill()
            self.process.wait()
            self.log.unlink(missing_ok=True)
            self.process = None

    def hold(self) -> None:
        """Let it hang: it accepts, and never answers."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGSTOP)
        while psutil.Process(self.process.pid).status() != psutil.STATUS_STOPPED:
            time.sleep(0.01)

    def resume(self) -> None:
        """Let it answer again."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGCONT)


def _said_hello(port: int) -> bool:
    with socket.create_connection(("127.0.0.1", port), PATIENCE) as client:
        client.sendall(HELLO)
        return bool(client.recv(1))


def _keeps_a_file(port: int) -> bool:
    """Whether it gets as far as its files: it may greet whoever comes, and do nothing any more."""
    client = HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    try:
        client.request("PUT", "/.kept", b"photons")
        return client.getresponse().status < 300
    finally:
        client.close()


def _owner() -> dict[str, Any]:
    return {"user": USER, "group": USER} if os.geteuid() == 0 else {"user": os.geteuid()}


def _identity() -> dict[str, Any]:
    return {"user": USER, "group": USER, "extra_groups": []} if os.geteuid() == 0 else {}


@contextmanager
def running(authority: Authority | None = None) -> Iterator[XRootD]:
    """Run a server for as long as it is needed, in a folder that its user may enter."""
    if shutil.which("xrootd") is None:
        cannot_try("the XRootD server is not installed (xrootd-server)")
    folder = Path(tempfile.mkdtemp(prefix="parisana-xrootd-"))
    folder.chmod(0o755)
    server = XRootD(folder, authority=authority)
    try:
        server.start()
        yield server
    finally:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)


_RUNNING: list[XRootD] = []


def server() -> XRootD:
    """Return the one that this session runs; started again if it fell over or hangs, as XRootD 5.5 now and then does.

    Once in some dozens of whole runs it stops answering for good; everything after it would fail with it.
    """
    heal()
    return _RUNNING[-1]


def heal() -> bool:
    """Start the one that this session runs again, if there is one and it does not answer; whether that was so."""
    sick = [each for each in _RUNNING if not each.answers()]
    for each in sick:
        each.stop()
        each.start()
    return bool(sick)


@contextmanager
def known() -> Iterator[XRootD]:
    """Run one that ``server`` knows."""
    with running() as started:
        _RUNNING.append(started)
        yield started
        _RUNNING.remove(started)


@pytest.fixture(scope="session")
def one_xrootd() -> Iterator[XRootD]:
    """Run one as long as the session."""
    with known() as started:
        yield started


@pytest.fixture
def xrootd(one_xrootd: XRootD, monkeypatch: pytest.MonkeyPatch) -> XRootD:
    """Return it; a test that holds it lets it go again."""
    for name, value in IMPATIENT.items():
        monkeypatch.setenv(name, value)
    return server()
