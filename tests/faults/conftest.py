"""The two real clusters, each with what a fault needs of it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from tempfile import mkdtemp

import pytest

from parisana.plugins.runner import LocalRunner, Raw
from tests.app.toy import Toy
from tests.environment import set_environment
from tests.servers.gridengine import Cell, changed
from tests.servers.slurm import Slurm
from tests.waiting import until

from .trial import ARRAY, Cluster, Trial

#: No command is waited for longer than this (s), so that one that hangs does not hold up the tests.
PATIENCE = 5.0
SYSTEMS = [
    pytest.param("gridengine", marks=pytest.mark.xdist_group("gridengine")),
    pytest.param("slurm", marks=pytest.mark.xdist_group("slurm")),
]


def grid_engine(cell: Cell, toy: Toy) -> Cluster:
    """Return the real Grid Engine, which gives the ledger to all jobs."""
    cell.forget()
    cell.give_to_all_jobs({"PARISANA_LEDGER": toy.environment["PARISANA_LEDGER"]})
    return Cluster(
        title="Grid Engine",
        backend="gridengine",
        settings={"memory_resource": "h_vmem", "disk_resource": "h_fsize", "interface": "commands"},
        environment=cell.environment,
        commands={"submit": "qsub", "query": "qstat", "accounting": "qacct"},
        close=lambda: cell.call("qmod", "-d", "all.q"),
        open=lambda: cell.call("qmod", "-e", "all.q"),
        remove=lambda job: cell.call("qdel", job),
        empty=cell.wait_for_all,
        limit=lambda limited: most_arrays(cell, limited),
        start_again=lambda attempt: cell.call("qmod", "-f", "-rj", attempt),
        age=cell.age_accounting,
        accounted=lambda attempt: until(lambda: attempt in cell.accounted()),
        other=lambda: cell.call("qsub", "-terse", "-b", "y", "-j", "y", "-o", "/dev/null", "-t", "1-4", "sleep", "5"),
        forget=cell.lose_everything,
    )


def real_slurm(slurm: Slurm) -> Cluster:
    """Return the real Slurm."""
    return Cluster(
        title="Slurm",
        backend="slurm",
        settings={},
        environment=slurm.environment,
        commands={"submit": "sbatch", "query": "squeue", "accounting": "sacct"},
        close=lambda: slurm.run("scontrol", "update", "partitionname=main", "state=down"),
        open=lambda: slurm.run("scontrol", "update", "partitionname=main", "state=up"),
        remove=lambda job: slurm.run("scancel", job),
        empty=slurm.wait_for_all,
        limit=lambda limited: slurm.limit_jobs(ARRAY + 1 if limited else None),
        start_again=lambda attempt: requeue(slurm, attempt),
        age=slurm.age_accounting,
        accounted=lambda attempt: slurm.accounted([attempt]),
        other=lambda: slurm.run("sbatch", "--parsable", "--output=/dev/null", "--array=1-4", "--wrap=sleep 5").strip(),
        forget=slurm.lose_everything,
        lapse=lambda lapsed: slurm.end("munged") if lapsed else slurm.start_credentials(),
    )


def most_arrays(cell: Cell, limited: bool) -> None:
    """Let everybody have one array at once, or any number."""
    path = cell.folder / "global"
    path.write_text(changed(cell.call("qconf", "-sconf"), {"max_u_jobs": str(int(limited))}))
    cell.call("qconf", "-Mconf", str(path))


def requeue(slurm: Slurm, task: str) -> None:
    """Start a task again, which must be allowed first: the program's jobs are sent as not to be requeued."""
    slurm.run("scontrol", "update", f"jobid={task}", "requeue=1")
    slurm.run("scontrol", "requeue", task)
    slurm.wait_for_state(task, "PENDING")
    slurm.run("scontrol", "update", f"jobid={task}", "starttime=now")


@pytest.fixture(params=SYSTEMS)
def trial(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    """Return a trial on each real cluster."""
    yield from _on(request.getfixturevalue(request.param), tmp_path, monkeypatch)


@pytest.fixture(params=SYSTEMS)
def lone_trial(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    """Return a trial on a cluster that no other test shares, and that may therefore be ruined."""
    request.getfixturevalue(request.param)
    server = Slurm() if request.param == "slurm" else Cell(Path(mkdtemp(prefix="parisana-gridengine-")))
    try:
        server.start()
        yield from _on(server, tmp_path, monkeypatch)
    finally:
        server.stop()


def _on(server: Cell | Slurm, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Trial]:
    toy = Toy(folder)
    made = Trial(grid_engine(server, toy) if isinstance(server, Cell) else real_slurm(server), toy)
    set_environment(monkeypatch, made.environment)
    _shorten_patience(monkeypatch)
    yield made
    made.session.close()
    if isinstance(server, Cell):
        server.give_to_all_jobs({})


def _shorten_patience(monkeypatch: pytest.MonkeyPatch) -> None:
    exchange = LocalRunner.exchange

    def impatient(self: LocalRunner, argv: list[str], *, timeout: float = PATIENCE, **words: object) -> Raw:
        return exchange(self, argv, timeout=min(timeout, PATIENCE), **words)  # type: ignore[arg-type]  # handed on

    monkeypatch.setattr(LocalRunner, "exchange", impatient)
