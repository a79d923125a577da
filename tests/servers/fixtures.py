"""Fixtures for tests that reach a host through ssh: ``from tests.servers.fixtures import sshd``."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.ssh.pool import POOL

from .sshd import Sshd, running


@pytest.fixture
def sshd(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sshd]:
    """Return a server that this test's user knows as ``submit``; whom other tests knew by that name is forgotten."""
    POOL.close()
    with running(tmp_path / "ssh") as server:
        monkeypatch.setenv("HOME", str(server.home))
        monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
        yield server
    POOL.close()
