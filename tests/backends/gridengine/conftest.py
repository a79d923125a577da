"""Backends that speak to the real Grid Engine of this process, by commands and through DRMAA."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from parisana.backends.gridengine.backend import GridEngineBackend
from parisana.backends.gridengine.settings import GridEngineSettings
from parisana.plugins.runner import Outcome
from tests.contract.jobs import Jobs
from tests.contract.rigs import BACKENDS
from tests.environment import set_environment
from tests.servers.gridengine import Cell
from tests.servers.runner import PreparedRunner


class CountingRunner(PreparedRunner):
    """Counts the commands that it runs."""

    def __init__(self, known: Mapping[str, str]) -> None:
        super().__init__(known)
        self.asked: list[str] = []

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run to the end."""
        self.asked.append("qacct" if argv[0] == "bash" else argv[0])
        return super().run(argv, stdin=stdin, timeout=timeout, environment=environment)


def make(cell: Cell, **settings: Any) -> GridEngineBackend:
    """Return a backend for the cell."""
    chosen = {"memory_resource": "h_vmem", "disk_resource": "h_fsize", "interface": "commands", **settings}
    return GridEngineBackend(GridEngineSettings(**chosen), CountingRunner(cell.environment))


@pytest.fixture(params=["commands", "drmaa"])
def either(
    request: pytest.FixtureRequest, gridengine: Cell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Jobs]:
    """Return jobs that are sent in one way, and in the other."""
    set_environment(monkeypatch, gridengine.environment)
    gridengine.forget()
    rig = replace(BACKENDS["gridengine"], make=lambda folder: make(gridengine, interface=request.param))
    jobs = Jobs(rig, tmp_path)
    yield jobs
    jobs.clear_up()


@pytest.fixture
def jobs(gridengine: Cell, tmp_path: Path) -> Iterator[Jobs]:
    """Return jobs that are sent by commands."""
    gridengine.forget()
    jobs = Jobs(replace(BACKENDS["gridengine"], make=lambda folder: make(gridengine)), tmp_path)
    yield jobs
    jobs.clear_up()
