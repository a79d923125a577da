"""An S3 server of one's own, on a private port, with one bucket; it can be held. It keeps all in memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import urllib.request
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

import psutil
import pytest

from tests.environment import set_environment
from tests.waiting import until

from .ports import listens
from .sshd import free_port

BUCKET = "gamma"
KEYS = {"AWS_ACCESS_KEY_ID": "ada", "AWS_SECRET_ACCESS_KEY": "a/secret+of hers"}


@dataclass
class S3:
    """The server."""

    port: int = field(default_factory=free_port)
    process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> Mapping[str, str]:
        """Return what its users have in their environment."""
        return {**KEYS, "AWS_ENDPOINT_URL": f"http://127.0.0.1:{self.port}", "AWS_REGION": "eu-lyon-1"}

    def url(self, path: str) -> str:
        """Return the URL of an absolute path in its bucket."""
        return f"s3://{BUCKET}{path}"

    def credentials(self, group: str) -> str:
        """Return a file with the keys of its user."""
        return f"[{group}]\n" + "".join(f"{name.lower()} = {value}\n" for name, value in KEYS.items())

    def start(self) -> None:
        """Start it, wait until it answers, and make the bucket."""
        words = [sys.executable, "-W", "ignore", "-m", "moto.server", "-H", "127.0.0.1", "-p", str(self.port)]
        self.process = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(lambda: listens(self.port))
        made = urllib.request.Request(f"http://127.0.0.1:{self.port}/{BUCKET}", method="PUT")
        urllib.request.urlopen(made).close()

    def stop(self) -> None:
        """Stop it."""
        if self.process is not None:
            self.resume()
            self.process.kill()
            self.process.wait()
            self.process = None

    def hold(self) -> None:
        """Let it hang: it accepts, and never answers."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGSTOP)
        until(lambda: self.process is None or psutil.Process(self.process.pid).status() == psutil.STATUS_STOPPED)

    def resume(self) -> None:
        """Let it answer again."""
        assert self.process is not None
        os.kill(self.process.pid, signal.SIGCONT)


_RUNNING: list[S3] = []


def server() -> S3:
    """Return the one that this session runs."""
    return _RUNNING[-1]


@contextmanager
def known() -> Iterator[S3]:
    """Run one that ``server`` knows."""
    started = S3()
    try:
        started.start()
        _RUNNING.append(started)
        yield started
        _RUNNING.remove(started)
    finally:
        started.stop()


@pytest.fixture(scope="session")
def one_s3() -> Iterator[S3]:
    """Run one as long as the session."""
    with known() as started:
        yield started


@pytest.fixture
def s3(one_s3: S3, monkeypatch: pytest.MonkeyPatch) -> S3:
    """Return it, known to this test's user."""
    set_environment(monkeypatch, one_s3.environment)
    return one_s3
