"""What the program costs on a real Grid Engine and a real Slurm, beside their own commands.

All jobs wait in a closed queue, so that what is measured is asking and sending, and no job. ``python -m
benchmarks.clusters`` measures these alone.
"""

from __future__ import annotations

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import yaml

from parisana.app.session import Session
from tests.app.toy import Toy, suite
from tests.servers import gridengine, slurm
from tests.servers.runner import PreparedRunner

from .measure import Ratio, as_table, fastest, keep

#: Plain submissions are measured for so many jobs, and counted for a thousand.
CALLS = 100
LARGEST = 10_000
THOUSAND = 1000
ROUNDS = 3
TURNS = 15


@dataclass(frozen=True, slots=True)
class Cluster:
    """A real batch system whose queue is closed, and what somebody types who has no program."""

    title: str
    backend: str
    settings: Mapping[str, Any]
    environment: Mapping[str, str]
    one: Sequence[str]
    """Send the script whose path is the last word."""
    array: Callable[[int], Sequence[str]]
    ask: Sequence[str]
    hold: Sequence[str]
    """Put the array whose number is the last word on hold."""
    clear: Callable[[], object]

    def run(self, argv: Sequence[str]) -> None:
        """Give one of its commands."""
        done = PreparedRunner(self.environment).run(argv)
        if done.code:
            raise SystemExit(f"{' '.join(argv)}: {done.stderr}")


def grid_engine() -> Cluster:
    """Return a real Grid Engine."""
    cell = gridengine.cell()
    cell.call("qmod", "-d", "all.q")
    quiet = ("-o", "/dev/null", "-j", "y", "-terse")
    return Cluster(
        title="Grid Engine",
        backend="gridengine",
        settings={"memory_resource": "h_vmem", "disk_resource": "h_fsize", "interface": "commands"},
        environment=cell.environment,
        one=("qsub", *quiet),
        array=lambda size: ("qsub", *quiet, "-t", f"1-{size}"),
        ask=("qstat", "-g", "d", "-xml"),
        hold=("qhold",),
        clear=cell.forget,
    )


def real_slurm() -> Cluster:
    """Return a real Slurm."""
    cluster = slurm.cluster()
    closed = ("sbatch", "--parsable", "--partition=closed", "--output=/dev/null")

    def clear() -> None:
        cluster.run("scancel", "--user=root")
        cluster.wait_for_all()

    return Cluster(
        title="Slurm",
        backend="slurm",
        settings={"partition": "closed"},
        environment=cluster.environment,
        one=closed,
        array=lambda size: (*closed, f"--array=1-{size}"),
        ask=("squeue", "--me", "--array"),
        hold=("scontrol", "hold"),
        clear=clear,
    )


def measure() -> list[Ratio]:
    """Return the ratios of both."""
    try:
        return [*of(grid_engine()), *of(real_slurm())]
    finally:
        gridengine.cell().stop()
        slurm.cluster().stop()


def of(cluster: Cluster) -> list[Ratio]:
    """Return the ratios of one."""
    ours, array, calls = fastest(lambda: (*sent(cluster, THOUSAND), plain_calls(cluster)))
    most, its_array = fastest(partial(sent, cluster, LARGEST), ROUNDS)
    return [
        _beside(cluster, "1,000 jobs sent and recorded", "its bare array command", ours, array),
        _beside(cluster, "1,000 jobs sent and recorded", "1,000 plain submissions", ours, calls),
        _beside(cluster, f"{LARGEST:,} jobs sent and recorded", "its bare array command", most, its_array),
        *polled(cluster),
    ]


def _beside(cluster: Cluster, what: str, beside: str, ours: float, plain: float) -> Ratio:
    return Ratio(f"{cluster.title}: {what}", beside, ours, plain)


def sent(cluster: Cluster, size: int) -> tuple[float, float]:
    """Return the seconds of the program and of the bare array command, one after the other."""
    return submitted(cluster, size), plain_array(cluster, size)


def plain_calls(cluster: Cluster) -> float:
    """Return the seconds that a thousand plain submissions take, from fewer."""
    with _script() as script:
        start = time.perf_counter()
        for _ in range(CALLS):
            cluster.run([*cluster.one, script])
        seconds = time.perf_counter() - start
    cluster.clear()
    return seconds * THOUSAND / CALLS


def plain_array(cluster: Cluster, size: int) -> float:
    """Return the seconds of the bare array command."""
    with _script() as script:
        seconds = _seconds(lambda: cluster.run([*cluster.array(size), script]))
    cluster.clear()
    return seconds


def submitted(cluster: Cluster, size: int) -> float:
    """Return the seconds from ``session.submit(plan)`` to the last commit."""
    with _session(cluster, size) as (session, profile):
        prepared = session.plan(profile)
        seconds = _seconds(lambda: session.submit(prepared))
    cluster.clear()
    return seconds


def polled(cluster: Cluster) -> list[Ratio]:
    """Return what a turn costs with many living jobs, while nothing changes, and when all of them were put on hold."""
    with _session(cluster, LARGEST) as (session, profile):
        production = session.submit(session.plan(profile))
        with session.driving(production) as follower:
            follower.step()
            quiet, plain = fastest(lambda: (_seconds(follower.step), _seconds(lambda: cluster.run(cluster.ask))), TURNS)
            first = session.jobs(production, limit=1)[0].native_id or ""
            cluster.run([*cluster.hold, re.split("[._]", first)[0]])
            recording = _seconds(follower.step)
        states = {state.value: count for each in session.counts(production).values() for state, count in each.items()}
    cluster.clear()
    if states != {"held": LARGEST}:
        raise SystemExit(f"{cluster.title}: all jobs should be held, and they are {states}.")
    asked = f"a turn of the follower with {LARGEST:,} living jobs"
    recorded = f"a turn that records {LARGEST:,} changes of state"
    return [
        _beside(cluster, asked, f"its bare {cluster.ask[0]}", quiet, plain),
        _beside(cluster, recorded, "a turn that records none", recording, quiet),
    ]


@contextmanager
def _session(cluster: Cluster, size: int) -> Iterator[tuple[Session, Path]]:
    """Yield a session in a folder of its own, and the profile of an analysis of one stage."""
    with tempfile.TemporaryDirectory(prefix="parisana-bench-") as folder:
        toy = Toy(Path(folder))
        one_stage = suite()
        del one_stage["stages"][1:]
        (toy.root / "config/parisana/suites/toy.yaml").write_text(yaml.safe_dump(one_stage))
        settings = {"array_size": LARGEST, **cluster.settings}
        toy.site(backend=cluster.backend, settings=settings, limits={"jobs": LARGEST})
        with _surroundings({**toy.environment, **cluster.environment}):
            session = Session()
            yield session, toy.profile(range(1, size + 1))
            session.close()


@contextmanager
def _surroundings(variables: Mapping[str, str]) -> Iterator[None]:
    before = dict(os.environ)
    os.environ.update(variables)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


@contextmanager
def _script() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="parisana-bench-") as folder:
        path = Path(folder) / "plain.sh"
        path.write_text("#!/bin/bash\ntrue\n")
        yield str(path)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    measured = measure()
    for each in measured:
        print(each)
    print(f"kept in {keep('clusters', {'ratios': as_table(measured)})}")
