"""Several programs at one database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import TypeVar

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import JobChange
from parisana.core.jobs.states import JobState
from parisana.errors import BookkeepingError, LeaseHeld
from tests.bookkeeping.samples import STAGES, new_job, new_production, submission

T = TypeVar("T")
PROGRAMS = 4


def together(work: Callable[[int], T]) -> list[T]:
    """Start all at the same moment; return what each came to."""
    start = Barrier(PROGRAMS)

    def begin(n: int) -> T:
        start.wait()
        return work(n)

    with ThreadPoolExecutor(PROGRAMS) as pool:
        return list(pool.map(begin, range(PROGRAMS)))


def test_a_new_database_opened_by_several_is_made_once(new_place: Path | str) -> None:
    def create(_: int) -> int:
        with Bookkeeping.open(new_place) as book:
            return book.create_production(new_production(), STAGES, [new_job(1)])

    assert sorted(together(create)) == [1, 2, 3, 4]


def test_one_of_several_drivers_gets_the_lease(place: Path | str, production: int) -> None:
    def take(n: int) -> bool:
        with Bookkeeping.open(place) as book:
            try:
                return book.take_lease(production, f"driver-{n}", "lab", n, 60) == 1
            except LeaseHeld:
                return False

    assert sorted(together(take)) == [False, False, False, True]


def test_the_same_jobs_are_sent_by_one_thread_only(book: Bookkeeping, production: int, epoch: int) -> None:
    jobs = [job.id for job in book.next_ready(production, 2, 0.0)]

    def send(n: int) -> bool:
        try:
            return book.intend(production, submission(jobs, epoch, f"t{n}")) > 0
        except BookkeepingError:
            return False

    assert sum(together(send)) == 1
    assert len(book.living_attempts(production)) == 2


def test_counters_hold_under_many_writers(book: Bookkeeping) -> None:
    production = book.create_production(new_production(), STAGES, [new_job(n) for n in range(1, 41)])
    ids = [job.id for job in book.jobs(production)]

    def finish(n: int) -> int:
        refused = [
            book.step_jobs(production, [JobChange(job, JobState.DONE, 1.0)], f"w{n}") for job in ids[n::PROGRAMS]
        ]
        return sum(map(len, refused))

    assert together(finish) == [0] * PROGRAMS
    assert book.count_by_state(production)["dst"] == {"done": 40}
    assert book.differences(production) == []
