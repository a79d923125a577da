"""A plan of 200,000 jobs: made, written as tables, recorded in SQLite; each step in a process of its own.

``python -m benchmarks.large_plan STEP ours|plain FOLDER`` does one step. Beside each stands the plain tool:
hashing as many texts, the csv module with the same rows, the sqlite3 module with the same rows.
"""

from __future__ import annotations

import csv
import hashlib
import json
import resource
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from parisana.app.recording.recorder import planned_jobs
from parisana.app.working.working import write_once
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import NewJob, NewProduction
from parisana.core.plans.plan import Plan, canonical
from parisana.core.texts.table import Row, format_table
from parisana.plugins.runner import LocalRunner

from . import toy
from .measure import Ratio, medians

JOBS = 200_000
#: Each takes a minute.
ROUNDS = 3
BESIDE = {
    "made": "hashing as many texts",
    "written": "the csv module, same rows",
    "recorded": "the sqlite3 module, same rows",
}


@dataclass(frozen=True, slots=True)
class Step:
    """A step and the plain way to do as much; both get what was prepared before the clock started."""

    ours: Callable[[Plan, Path], object]
    plain: Callable[[Plan, Path], object]


def measure() -> list[Ratio]:
    """Return time and memory of each step beside its plain peer."""
    return [_beside(step) for step in STEPS]


def _beside(step: str) -> Ratio:
    def both() -> tuple[float, ...]:
        return (*_child(step, "ours"), *_child(step, "plain"))

    ours_s, ours_mb, plain_s, plain_mb = medians(both, ROUNDS)
    return Ratio(f"{JOBS:,} jobs {step}", BESIDE[step], ours_s, plain_s, ours_mb, plain_mb)


def _child(step: str, who: str) -> tuple[float, float]:
    """Do one step in a fresh process; return its seconds and the process's highest memory in MB."""
    with tempfile.TemporaryDirectory(prefix="parisana-bench-") as folder:
        argv = [sys.executable, "-m", "benchmarks.large_plan", step, who, folder]
        done = LocalRunner().run(argv, timeout=1800)
    if done.code:
        raise SystemExit(done.stderr)
    seconds, megabytes = json.loads(done.stdout)
    return seconds, megabytes


def make(made: Plan, folder: Path) -> None:
    """Make the plan."""
    assert len(toy.plan(JOBS).jobs) == JOBS


def hash_texts(made: Plan, folder: Path) -> None:
    """Make a text and its digest for each job: the least that keys cost."""
    keys = [hashlib.sha256(canonical(["toy", "1", [number], []]).encode()).hexdigest() for number in range(JOBS)]
    assert len(keys) == JOBS


def write(made: Plan, folder: Path) -> None:
    """Write one table a stage, durable, as the scripts read it."""
    for stage in made.stages:
        write_once(folder / f"{stage.name}.tsv", format_table(toy.rows(made, stage)))


def write_csv(made: Plan, folder: Path) -> None:
    """Write the same rows with the csv module."""
    for stage in made.stages:
        with open(folder / f"{stage.name}.csv", "w", encoding="utf-8", newline="") as out:
            csv.writer(out, delimiter="\t").writerows(_fields(row) for row in toy.rows(made, stage))


def _fields(row: Row) -> tuple[object, ...]:
    return (row.key, row.stage, row.unit, row.runs, row.parameters, row.output, row.inputs)


def record(made: Plan, folder: Path) -> None:
    """Record the plan as a new production."""
    new = NewProduction("toy", "toy", "Unix", "me", "here", "/data", made.digest, "", "", "", time.time())
    with Bookkeeping.open(folder / "book.sqlite") as book:
        book.create_production(new, [(stage.name, stage.title) for stage in made.stages], planned_jobs(made))


def record_plainly(made: Plan, folder: Path) -> None:
    """Insert the same rows with the sqlite3 module, with an index on what is looked up."""
    with sqlite3.connect(folder / "plain.sqlite") as connection:
        connection.execute("pragma journal_mode = wal")
        names = "number, key, stage, unit, runs, resources, parameters, output, done"
        connection.execute(f"create table jobs (id integer primary key, {names})")
        connection.execute("create table inputs (job, position, name, path, input)")
        connection.execute("create unique index numbers on jobs (number)")
        connection.execute("create index keys on jobs (key)")
        connection.execute("create index inputs_of on inputs (job)")
        insert = f"insert into jobs ({names}) values (?, ?, ?, ?, ?, ?, ?, ?, ?)"
        connection.executemany(insert, (_plain(job) for job in planned_jobs(made)))
        inputs = (
            (job.number, position, entry.name, entry.path, entry.job)
            for job in made.jobs
            for position, entry in enumerate(job.inputs)
        )
        connection.executemany("insert into inputs values (?, ?, ?, ?, ?)", inputs)


def _plain(job: NewJob) -> tuple[object, ...]:
    return (job.number, job.key, job.stage, job.unit, job.runs, job.resources, job.parameters, job.output, job.done)


STEPS = {"made": Step(make, hash_texts), "written": Step(write, write_csv), "recorded": Step(record, record_plainly)}


def main(step: str, who: str, folder: str) -> None:
    """Do one step; print its seconds and the highest memory."""
    made = toy.plan(2 if step == "made" else JOBS)
    work = getattr(STEPS[step], who)
    start = time.perf_counter()
    work(made, Path(folder))
    seconds = time.perf_counter() - start
    print(json.dumps([seconds, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024]))


if __name__ == "__main__":
    main(*sys.argv[1:])
