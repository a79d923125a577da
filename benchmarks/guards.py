"""What it costs a MariaDB server to look whose each row is: the seconds of its processors, with triggers and without.

``python -m benchmarks.guards`` records a plan and files, and makes steps, under the account of one person, on a server
of its own. Its processors' time is told, for that of the clock says more of what else the machine does.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from itertools import count
from pathlib import Path

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.upkeep import guards
from parisana.bookkeeping.values.entries import JobChange, NewFile
from parisana.core.jobs.states import JobState
from tests.servers.mariadb import MariaDB

from . import toy
from .bookkeeping import STEPPED, Place, _make_ready
from .measure import Ratio, as_table, keep, medians

RECORDED = 50_000
ROUNDS = 5
#: As the productions of ``Place`` are called theirs.
PERSON = "me"
BESIDE = "the same without triggers, CPU time of the server"


def measure() -> list[Ratio]:
    """Return all of it."""
    server = MariaDB()
    try:
        server.install()
        with server.database() as name:
            server.ask(f"CREATE USER {PERSON}@localhost")
            with Bookkeeping.open(server.address(name)) as made:
                server.ask(f"GRANT ALL ON {name}.* TO {PERSON}@localhost")
                with Bookkeeping.open(server.address(name, PERSON)) as book:
                    return list(_measured(server, made, Place("MariaDB", book), name))
    finally:
        server.remove()


def _measured(server: MariaDB, made: Bookkeeping, here: Place, name: str) -> Iterator[Ratio]:
    plan, production = toy.plan(RECORDED), here.new(toy.plan(STEPPED))
    ids = [job.id for job in here.book.jobs(production, limit=STEPPED)]
    alike = [JobChange(job, JobState.CANCELLED, 1.0, reason="Stopped.") for job in ids]
    own = [JobChange(job, JobState.CANCELLED, 1.0, reason=f"Job {job}.", native_id=f"7.{job}") for job in ids]

    rounds = count()

    def files() -> None:
        """Record a file a job, each time further ones."""
        n = next(rounds)
        made = {job: [NewFile("dst", f"/data/{n}/{job}.fits", 48_000_000, "adler32", "0" * 8)] for job in ids}
        here.book.record_files(made, 1.0)

    def step(changes: Sequence[JobChange]) -> Callable[[], object]:
        return lambda: here.book.step_jobs(production, changes, "benchmark")

    cases: dict[str, Callable[[], object]] = {
        f"{RECORDED:,} jobs recorded": lambda: here.new(plan),
        f"{STEPPED:,} steps alike": step(alike),
        f"{STEPPED:,} steps each with its own words": step(own),
        f"{STEPPED:,} files recorded": files,
    }
    for words, work in cases.items():

        def both(work: Callable[[], object] = work) -> tuple[float, float]:
            _make_ready(here, production)
            made.guard(guards.statements([PERSON], shared=False))
            guarded = _spent(server, work)
            for each in guards.guards():
                server.ask(f"DROP TRIGGER {each.name}", name)
            _make_ready(here, production)
            return guarded, _spent(server, work)

        yield Ratio(words, BESIDE, *medians(both, ROUNDS))


def _spent(server: MariaDB, work: Callable[[], object]) -> float:
    before = cpu_seconds(server)
    work()
    return cpu_seconds(server) - before


def cpu_seconds(server: MariaDB) -> float:
    """Return the processor's time that a server has taken since it was started."""
    pid = (server.folder / "pid").read_text().strip()
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def main() -> int:
    """Measure, print and keep."""
    ratios = measure()
    for each in ratios:
        print(each)
    print(f"kept in {keep('guards', {'ratios': as_table(ratios)})}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
