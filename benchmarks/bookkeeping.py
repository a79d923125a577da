"""The bookkeeping on a real MariaDB and in a file: a large plan recorded, many steps made, pages among a million jobs.

Beside each stands the plain driver with the same rows: multi-row inserts into the same tables, updates and questions
as one would write them by hand. ``python -m benchmarks bookkeeping`` starts a server of its own on this machine.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parisana.app.recording.recorder import planned_jobs
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import JobChange, NewProduction
from parisana.bookkeeping.values.views import JobQuery
from parisana.core.jobs.states import JobState
from parisana.core.plans.plan import Plan
from tests.servers.mariadb import MariaDB
from tests.waiting import until

from . import toy
from .measure import Ratio, medians

RECORDED, STEPPED, SEEN = 200_000, 10_000, 1_000_000
#: Recording takes long, and is done in turn with its peer; steps and pages are quick.
FEW, MANY = 1, 5
PAGE = 100
#: So few transactions whose old rows are still there do not disturb.
FORGOTTEN = 5
TABLES = {
    "jobs": "production_id, stage_id, number, key, unit, runs, resources, parameters, output, state, reason, attempts,"
    " changed_at, not_before, unmet",
    "job_inputs": "job_id, position, name, input_job_id, path",
}
FIRST = "SELECT * FROM jobs WHERE production_id = {0} ORDER BY number LIMIT 100"
FAILED = "SELECT * FROM jobs WHERE production_id = {0} AND state = 'failed' ORDER BY number LIMIT 100"
SUMS = "SELECT stage_id, state, n FROM counters WHERE production_id = {0}"


@dataclass(frozen=True, slots=True)
class Place:
    """One kind of database, with the bookkeeping in it."""

    kind: str
    book: Bookkeeping

    def plainly(self, *statements: tuple[str, Sequence[Any]]) -> float:
        """Give statements to the driver, all in one transaction; return the seconds."""
        driver = self.book._engine.raw_connection()
        cursor = driver.cursor()
        mark = "?" if self.kind == "SQLite" else "%s"
        start = time.perf_counter()
        if self.kind == "SQLite":
            cursor.execute("BEGIN IMMEDIATE")
        for text, rows in statements:
            words = text.replace("?", mark).replace(" key,", " `key`,")
            cursor.executemany(words, rows) if rows else cursor.execute(words)
        found = cursor.fetchall() if not statements[-1][1] and statements[-1][0].startswith("SELECT") else ()
        driver.commit()
        seconds = time.perf_counter() - start
        assert len(found) <= PAGE or "counters" in statements[-1][0]
        driver.close()
        return seconds

    def new(self, made: Plan) -> int:
        """Record a plan as a new production."""
        new = NewProduction("toy", "toy", "Unix", "me", "here", "/data", made.digest, "", "", "", time.time())
        stages = [(stage.name, stage.title) for stage in made.stages]
        return self.book.create_production(new, stages, planned_jobs(made))


def measure() -> list[Ratio]:
    """Return all of it, on both."""
    server = MariaDB()
    try:
        server.install()
        with tempfile.TemporaryDirectory(prefix="parisana-bench-") as folder, server.database() as name:
            places: dict[str, Path | str] = {"MariaDB": server.address(name), "SQLite": Path(folder, "book.sqlite")}
            return [ratio for kind, place in places.items() for ratio in _on(kind, place)]
    finally:
        server.remove()


def _on(kind: str, place: Path | str) -> Iterator[Ratio]:
    with Bookkeeping.open(place) as book:
        here = Place(kind, book)
        yield _recorded(here)
        yield from _stepped(here)
        yield from _seen(here)


def _recorded(here: Place) -> Ratio:
    made = toy.plan(RECORDED)

    def both() -> tuple[float, float]:
        ours = _seconds(lambda: here.new(made))
        return ours, _insert_plainly(here, made)

    ours, plain = medians(both, FEW)
    return Ratio(f"{RECORDED:,} jobs recorded, {here.kind}", "the driver's multi-row insert, same rows", ours, plain)


def _insert_plainly(here: Place, made: Plan) -> float:
    """Insert the same rows, with ids that are known beforehand, into the same tables."""
    production = here.new(toy.plan(2))
    stages = {stage.name: stage.id for stage in here.book.stages(production)}
    jobs, inputs = [], []
    for job in planned_jobs(made):
        told = (job.number + 2, job.key, job.unit, job.runs, job.resources, job.parameters, job.output)
        jobs.append((production, stages[job.stage], *told, "ready", "", 0, 1.0, 0.0, 0))
        inputs += [(job.number, n, each.name, None, each.path) for n, each in enumerate(job.inputs, start=1000)]
    rows: dict[str, Sequence[Any]] = {"jobs": jobs, "job_inputs": inputs}
    seconds = here.plainly(*((_insert(table), rows[table]) for table in TABLES))
    here.plainly(("DELETE FROM job_inputs WHERE position >= 1000", ()))
    return seconds


def _insert(table: str) -> str:
    names = TABLES[table]
    return f"INSERT INTO {table} ({names}) VALUES ({', '.join('?' * len(names.split(',')))})"


def _stepped(here: Place) -> Iterator[Ratio]:
    production = here.new(toy.plan(STEPPED))
    ids = [job.id for job in here.book.jobs(production, limit=STEPPED)]
    alike = [JobChange(job, JobState.CANCELLED, 1.0, reason="Stopped.") for job in ids]
    own = [JobChange(job, JobState.CANCELLED, 1.0, reason=f"Job {job}.", native_id=f"7.{job}") for job in ids]
    one = f"UPDATE jobs SET state = 'cancelled', reason = 'Stopped.', changed_at = 1 WHERE production_id = {production}"
    each = "UPDATE jobs SET state = ?, reason = ?, native_id = ?, changed_at = ? WHERE id = ?"
    rows = [("cancelled", f"Job {job}.", f"7.{job}", 1.0, job) for job in ids]
    cases = (
        ("alike", alike, "one UPDATE of them all", (one, ())),
        ("each with its own words", own, "an UPDATE a job", (each, rows)),
    )
    for words, changes, beside, plain in cases:

        def both(changes: list[JobChange] = changes, plain: tuple[str, Sequence[Any]] = plain) -> tuple[float, float]:
            _make_ready(here, production)
            ours = _seconds(lambda: here.book.step_jobs(production, changes, "benchmark"))
            _make_ready(here, production)
            return ours, here.plainly(plain)

        ours, bare = medians(both, MANY)
        yield Ratio(f"{STEPPED:,} steps {words}, {here.kind}", beside, ours, bare)


def _make_ready(here: Place, production: int) -> None:
    ready = "UPDATE jobs SET state = 'ready', reason = '', native_id = NULL, changed_at = 0 WHERE production_id = "
    here.plainly((f"{ready}{production}", ()))
    if here.kind == "MariaDB":
        until(lambda: _history(here) < FORGOTTEN, complaint="The server does not forget old rows.")


def _history(here: Place) -> int:
    """Return how many transactions' old rows the server still has to throw away: it does so beside what comes next."""
    with here.book._reading() as connection:
        return int(connection.exec_driver_sql("SHOW GLOBAL STATUS LIKE 'Innodb_history_list_length'").one()[1])


def _seen(here: Place) -> Iterator[Ratio]:
    """Measure pages of a production as large as they come, of which a hundredth has failed, beside the others."""
    book, production = here.book, here.new(toy.plan(SEEN))
    failing = [JobState.SUBMITTING, JobState.FAILED]
    ids = [job.id for job in book.next_ready(production, SEEN // 100, 1e12)]
    for state in failing:
        book.step_jobs(production, [JobChange(job, state, 1.0, reason="x") for job in ids], "benchmark")
    cases: tuple[tuple[str, Callable[[], object], str], ...] = (
        ("first page", lambda: book.job_rows(JobQuery(production)), FIRST),
        ("failed jobs' page", lambda: book.job_rows(JobQuery(production, states=(JobState.FAILED,))), FAILED),
        ("summary", lambda: (book.overview(only=production), book.standing(production)), SUMS),
    )
    for words, ours, plain in cases:
        question = plain.format(production)
        times = medians(lambda ours=ours, question=question: (_seconds(ours), here.plainly((question, ()))), MANY)  # type: ignore[misc]  # bound at once
        yield Ratio(f"{words}, {SEEN:,} jobs in {here.kind}", "the driver's own question", *times)


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
