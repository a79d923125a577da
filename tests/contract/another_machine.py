"""The SSH backend on this machine, reached through a real ssh server: for the contract tests and its own."""

from __future__ import annotations

import os
import signal
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

from parisana.app.ssh.connection import Connection
from parisana.app.ssh.runner import SSHRunner
from parisana.backends.ssh.backend import SSHBackend
from parisana.backends.ssh.settings import SSHSettings
from parisana.core.documents.address import Address
from parisana.plugins.backend import Backend
from parisana.plugins.runner import Outcome, Runner


class OwnConnection(Runner):
    """Gives commands over ssh; a forked process makes a connection of its own, as another program would."""

    def __init__(self) -> None:
        self._connections: dict[int, Connection] = {}

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run to the end."""
        connection = self._connections.setdefault(os.getpid(), Connection(Address("submit")))
        return SSHRunner(connection).run(argv, stdin=stdin, timeout=timeout, environment=environment)

    def leave(self) -> None:
        """Give the connection up."""
        self._connections.pop(os.getpid(), Connection(Address("submit"))).drop()


def make(folder: Path, **settings: object) -> SSHBackend:
    """Make the backend on the spool of this folder."""
    known = {"host": "submit", "spool": str(spool(folder)), "cores": 2, **settings}
    return SSHBackend(SSHSettings.model_validate(known), OwnConnection())


def spool(folder: Path) -> Path:
    """Return the spool below a test's folder; its name is none that a shell likes."""
    return folder / "the machine's spool"


def silence(backend: Backend) -> None:
    """Let nobody listen where the machine's ssh server was."""
    config = Path(os.environ["HOME"], ".ssh", "config")
    lines = ["  Port 1" if "Port" in line.split() else line for line in config.read_text().splitlines()]
    config.write_text("\n".join(lines) + "\n")
    assert isinstance(backend.runner, OwnConnection)
    backend.runner.leave()


def kill_queue(backend: Backend) -> None:
    """Kill -9 what starts rows on the machine."""
    assert isinstance(backend, SSHBackend)
    with suppress(FileNotFoundError, ProcessLookupError, ValueError):
        os.kill(int(Path(backend.settings.spool or "", "queue.pid").read_text()), signal.SIGKILL)
