"""A real GridFTP server (Globus), for people with a certificate of the tests; on loopback, in a folder of its own."""

from __future__ import annotations

import contextlib
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import psutil
import pytest

from tests.environment import set_environment
from tests.trying import cannot_try
from tests.waiting import until

from .authority import SUBJECT, Authority, authority
from .ports import listens
from .sshd import free_port

PROGRAM = Path("/usr/sbin/globus-gridftp-server")
LOOPBACK = ("-control-interface", "127.0.0.1", "-data-interface", "127.0.0.1", "-hostname", "127.0.0.1")
#: What the real client needs.
LIBRARY = "import gfal2; assert 'gridftp' in str(gfal2.creat_context().get_plugin_names())"


@dataclass
class GridFTP:
    """The server: its files lie in a folder of its own."""

    folder: Path
    people: Authority
    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def data(self) -> Path:
        """Return the folder with the files."""
        return self.folder / "data"

    def url(self, path: str) -> str:
        """Return the URL of an absolute path below the folder with the files."""
        return f"gsiftp://localhost:{self.port}{self.data}{path}"

    def path(self, url: str) -> Path:
        """Return where a URL's file lies on this machine."""
        return Path(url.removeprefix(f"gsiftp://localhost:{self.port}"))

    def start(self) -> None:
        """Start it, and wait until it listens."""
        self.data.mkdir(exist_ok=True)
        who = pwd.getpwuid(os.geteuid()).pw_name
        (self.folder / "grid-mapfile").write_text(f'"{SUBJECT}/CN=Test User" {who}\n')
        words = [str(PROGRAM), "-p", str(self.port), *LOOPBACK, "-allow-root", "-l", str(self.folder / "log")]
        with (self.folder / "said").open("wb") as said:
            self.process = subprocess.Popen(
                words, cwd=self.folder, env=self._environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
            )
        until(lambda: listens(self.port))

    def hold(self) -> None:
        """Let it hang: the system takes calls for it, and nobody answers."""
        self._tell(signal.SIGSTOP)

    def resume(self) -> None:
        """Let it answer again."""
        self._tell(signal.SIGCONT)

    def stop(self) -> None:
        """Stop it, with those of its children that still talk to somebody."""
        self.resume()
        if self.process is not None:
            talking = psutil.Process(self.process.pid).children(recursive=True)
            for child in talking:
                with contextlib.suppress(psutil.NoSuchProcess):
                    child.kill()
            self._tell(signal.SIGTERM)
            self.process.wait(60)

    def restart(self) -> None:
        """Stop it, and start it again at the same port."""
        self.stop()
        self.start()

    def _tell(self, what: signal.Signals) -> None:
        if self.process is not None:
            self.process.send_signal(what)

    @property
    def _environment(self) -> dict[str, str]:
        host = self.people.folder / "host"
        own = {"X509_USER_CERT": f"{host}.pem", "X509_USER_KEY": f"{host}.key"}
        trusted = {"X509_CERT_DIR": str(self.people.certificates), "GRIDMAP": str(self.folder / "grid-mapfile")}
        return {"PATH": os.environ["PATH"], **own, **trusted}


_RUNNING: list[GridFTP] = []


def server() -> GridFTP:
    """Return the one that this session runs."""
    return _RUNNING[-1]


@contextmanager
def known(people: Authority | None = None) -> Iterator[GridFTP]:
    """Run one that ``server`` knows, for people with certificates of an authority, or of its own."""
    found = subprocess.run(["/usr/bin/python3", "-c", LIBRARY], check=False, capture_output=True)
    if found.returncode or not PROGRAM.exists():
        cannot_try("GridFTP is not installed (globus-gridftp-server-progs, python3-gfal2, gfal2-plugin-gridftp)")
    folder = Path(tempfile.mkdtemp(prefix="parisana-gridftp-"))
    started = GridFTP(folder, people or authority(folder / "people"))
    started.start()
    _RUNNING.append(started)
    try:
        yield started
    finally:
        _RUNNING.remove(started)
        started.stop()
        shutil.rmtree(folder)


@pytest.fixture(scope="session")
def one_gridftp() -> Iterator[GridFTP]:
    """Run one as long as the session."""
    with known() as started:
        yield started


@pytest.fixture
def gridftp(one_gridftp: GridFTP, monkeypatch: pytest.MonkeyPatch) -> GridFTP:
    """Return it, for a user with a certificate."""
    set_environment(monkeypatch, one_gridftp.people.environment)
    return one_gridftp
