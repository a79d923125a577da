"""One OpenSSH server for the many tests that only look at its files."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from .sshd import Sshd, running


@pytest.fixture(scope="session")
def one_sshd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sshd]:
    """Run it as long as the session."""
    with running(tmp_path_factory.mktemp("one-ssh")) as server:
        yield server


@pytest.fixture
def shared_sshd(one_sshd: Sshd, monkeypatch: pytest.MonkeyPatch) -> Sshd:
    """Return it, known to this test's user as ``submit``."""
    monkeypatch.setenv("HOME", str(one_sshd.home))
    monkeypatch.delenv("SSH_AUTH_SOCK", raising=False)
    return one_sshd
