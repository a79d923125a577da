"""Looking at a production of a million jobs: its statistics, its time line, its grid; in a file and on MariaDB.

``python -m benchmarks.statistics [JOBS]`` (a part of ``make bench``) makes the production in both (a server of its own
is started), prints the milliseconds of the first answer, and the least of three later ones, and keeps them. Jobs,
events and attempts are made by the database.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from sqlalchemy import text

from parisana.app.jobs.grid import Grids
from parisana.app.jobs.statistics import Statistics
from parisana.app.jobs.timeline import Chronicles
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.upkeep import upgrade
from parisana.bookkeeping.values.entries import NewInput, NewJob, NewProduction, NewSubmission
from tests.servers.mariadb import MariaDB

from .measure import keep

JOBS, AGAIN = 1_000_000, 3
STAGES = (("dst", "DST"), ("microdst", "Micro DST"), ("merging", "Merging"))
#: A job begins each half second, waits for ten minutes, and runs for one to two hours.
BEGUN = "1000.0 + (id - 1) / 2.0"
STEPS = (
    ("ready", "submitting", "0.0"),
    ("submitting", "queued", "5.0"),
    ("queued", "running", "600.0"),
    ("running", "done", "600.0 + 3600.0 + (id * 7919) % 3600"),
)
RESOURCES = '{"memory_mb": 2000, "time_s": 14400, "disk_mb": 10, "cores": 1}'


def main() -> None:
    """Measure both, print a table, and keep it."""
    jobs, server = int(sys.argv[1]) if len(sys.argv) > 1 else JOBS, MariaDB()
    table: list[dict[str, object]] = []
    try:
        server.install()
        with tempfile.TemporaryDirectory(prefix="parisana-bench-") as folder, server.database() as name:
            for kind, place in (("SQLite", Path(folder, "book.sqlite")), ("MariaDB", server.address(name))):
                production = _made(place, jobs)
                for what, first, later in _asked(place, production):
                    print(f"{kind:8} {jobs:,} jobs: {what:12} {first * 1e3:7.0f} ms first {later * 1e3:7.0f} ms later")
                    table.append({"database": kind, "what": what, "first_s": first, "later_s": later})
    finally:
        server.remove()
    print(f"kept in {keep('statistics', {'jobs': jobs, 'answers': table})}")


def _asked(place: Path | str, production: int) -> Iterator[tuple[str, float, float]]:
    def asked(question: Callable[[Bookkeeping], object]) -> tuple[float, float]:
        with Bookkeeping.open(place) as book:
            times = [_seconds(lambda: question(book)) for _ in range(1 + AGAIN)]
        return times[0], min(times[1:])

    yield "statistics", *asked(lambda book: Statistics(lambda: book, time.time).of(production))
    yield "time line", *asked(lambda book: Chronicles(lambda: book, time.time).of(production))
    yield "grid", *asked(lambda book: Grids(lambda: book).page(production))


def _made(place: Path | str, jobs: int) -> int:
    """Record the jobs, then let the database make what happened to them, and count it as an older one is counted."""
    with Bookkeeping.open(place) as book:
        new = NewProduction("big", "toy", "lab", "me", "here", "/data", "d" * 64, "", "", "", 1000.0)
        production = book.create_production(new, STAGES, _jobs(jobs))
        epoch = book.take_lease(production, "benchmark", "here", 1, 600)
        first = [job.id for job in book.jobs(production, limit=1)]
        book.intend(production, NewSubmission("dst", "tag", epoch, first, "lab", "s" * 64, "table", "{}", 1000.0))
        with book._engine.begin() as connection:
            for statement in _happened(production):
                connection.execute(text(statement))
        upgrade.upgrade(book._engine, book.place)
    return production


def _jobs(number: int) -> Iterator[NewJob]:
    """Return jobs of two stages, unit by unit, and one that merges."""
    units = (number - 1) // 2
    for at in range(1, units + 1):
        unit = f"run-{at:06d}"
        yield NewJob(2 * at - 1, f"{2 * at - 1:064x}", "dst", unit, str(at), RESOURCES, "{}", f"/dst/{unit}")
        need = [NewInput("dst", 2 * at - 1, f"/dst/{unit}")]
        yield NewJob(2 * at, f"{2 * at:064x}", "microdst", unit, str(at), RESOURCES, "{}", f"/microdst/{unit}", need)
    need = [NewInput("microdst", 2 * at, f"/microdst/run-{at:06d}") for at in range(1, units + 1)]
    yield NewJob(2 * units + 1, f"{2 * units + 1:064x}", "merging", "all", "", RESOURCES, "{}", "/merging/all", need)


def _happened(production: int) -> Iterator[str]:
    mine = f"FROM jobs WHERE production_id = {production}"
    for old, new, after in STEPS:
        yield (
            "INSERT INTO events (production_id, job_id, at, source, old, new, text)"
            f" SELECT {production}, id, {BEGUN} + {after}, 'driver', '{old}', '{new}', '' {mine}"
        )
    yield (
        "INSERT INTO attempts (submission_id, row_number_, job_id, state, reason, started, ended, peak_memory_mb)"
        f" SELECT 1, id + 10, id, CASE WHEN id % 50 = 0 THEN 'failed' ELSE 'done' END, '', {BEGUN} + 600.0,"
        f" {BEGUN} + {STEPS[-1][2]}, 1000 + (id * 31) % 900 {mine}"
    ).replace("row_number_", "`row`")
    ended = "CASE WHEN id % 50 = 0 THEN 'failed' ELSE 'done' END"
    yield f"UPDATE jobs SET state = {ended} WHERE production_id = {production}"
    yield "UPDATE parisana_version SET version_num = '0004'"


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
