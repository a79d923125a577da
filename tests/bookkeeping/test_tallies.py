"""What is counted with each step equals what is counted from the events and the attempts themselves."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange
from parisana.bookkeeping.values.measures import ENDED, Measure, SpreadBin
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.states import Failure, JobState
from parisana.core.measures.bins import fine_bin, fine_edge, width
from tests.bookkeeping.samples import submission

J = JobState
START = 7 * 86_400.0


def send(book: Bookkeeping, production: int, epoch: int, tag: str) -> dict[int, int]:
    """Send the two DSTs; return the jobs' ids by number."""
    ids = {job.number: job.id for job in book.jobs(production)}
    book.intend(production, submission([ids[1], ids[2]], epoch, tag))
    book.mark_sent(tag, 201.0)
    book.accepted(tag, tag, {}, START)
    return ids


def collect(book: Bookkeeping, production: int, job: int, state: JobState, at: float, memory: float | None) -> None:
    """Let the living attempt of a job end after 100 s."""
    (living,) = [each for each in book.living_attempts(production) if each.job_id == job]
    failure = Failure.MEMORY if state is J.FAILED else None
    end = AttemptEnd(living.id, AttemptState(state), failure=failure, started=at - 100, ended=at, peak_memory_mb=memory)
    both = Collected(end, JobChange(job, state, at, failure, "why"))
    book.collect(production, [both], "test", at)
    book.collect(production, [both], "test", at)


@pytest.fixture
def lived(book: Bookkeeping, production: int, epoch: int) -> int:
    """Return a production in which jobs ran, failed, were tried again, and made steps that are not allowed."""
    ids = send(book, production, epoch, "p1-a")
    book.step_jobs(production, [JobChange(ids[n], J.RUNNING, START + 60) for n in (1, 2)], "test")
    collect(book, production, ids[1], J.DONE, START + 130, 2399.0)
    collect(book, production, ids[2], J.FAILED, START + 131, 4100.0)
    book.step_jobs(production, [JobChange(ids[1], J.QUEUED, START + 140), JobChange(ids[2], J.READY, START + 400)], "x")
    book.intend(production, submission([ids[2]], epoch, "p1-b"))
    book.mark_sent("p1-b", 401.0)
    book.accepted("p1-b", "p1-b", {}, START + 401)
    collect(book, production, ids[2], J.DONE, START + 700, None)
    return production


def steps(book: Bookkeeping, production: int, begin: float, broad: float, *, kept: bool) -> list[tuple[object, ...]]:
    counted = book.steps_by_minutes if kept else book.steps_by_seconds
    found = counted(production, begin, broad, START + 3600)
    return sorted((each.stage, each.bin, each.old, each.new, each.jobs) for each in found)


def test_what_is_kept_is_what_the_events_tell(book: Bookkeeping, lived: int) -> None:
    for begin, broad in ((0.0, 3600.0), (START, 60.0), (START + 120, 120.0)):
        kept = steps(book, lived, begin, broad, kept=True)
        assert kept == steps(book, lived, begin, broad, kept=False)
        assert {each[1] for each in kept} > {-1} or begin == 0.0
    assert book.count_steps(lived) == sum(int(str(each[4])) for each in steps(book, lived, 0.0, 60.0, kept=True))
    every = steps(book, lived, 0.0, 86_400.0, kept=True)
    assert [each[4] for each in every if each[2:4] == (J.FAILED, J.READY)] == [1]


def spread(book: Bookkeeping, production: int) -> list[SpreadBin]:
    return sorted(book.spread(production), key=repr)


def test_each_end_is_counted_once_with_what_it_used(book: Bookkeeping, lived: int) -> None:
    ended = {(each.outcome, each.attempts) for each in spread(book, lived) if each.measure == ENDED}
    assert ended == {(AttemptState.DONE, 2), (AttemptState.FAILED, 1)}
    memory = [each for each in spread(book, lived) if each.measure == Measure.MEMORY]
    assert [(each.outcome, each.attempts, each.sum, each.most) for each in memory] == [
        (AttemptState.DONE, 1, 2399.0, 2399.0),
        (AttemptState.FAILED, 1, 4100.0, 4100.0),
    ]
    assert sum(each.sum for each in spread(book, lived) if each.measure == Measure.TIME) == 300.0
    assert {(each.stage, each.site) for each in memory} == {("dst", "lab")}


def test_an_older_database_is_counted_once(place: Path | str, book: Bookkeeping, lived: int, tmp_path: Path) -> None:
    before = (steps(book, lived, 0.0, 60.0, kept=True), spread(book, lived))
    with book._engine.begin() as connection:
        for statement in ("UPDATE tallies SET n = 99", "DELETE FROM spreads"):
            connection.exec_driver_sql(statement)
        connection.exec_driver_sql("UPDATE parisana_version SET version_num = '0004'")
    with Bookkeeping.open(place, copies=tmp_path) as upgraded:
        assert (steps(upgraded, lived, 0.0, 60.0, kept=True), spread(upgraded, lived)) == before


def test_deeds_are_those_of_the_production(book: Bookkeeping, lived: int) -> None:
    book.note(lived, START + 800, "user", "27 jobs tried again")
    assert [each.text for each in book.deeds(lived)][-1] == "27 jobs tried again"
    assert all(each.job_id is None for each in book.deeds(lived))


@given(st.floats(0.001, 1e9))
def test_a_narrow_step_lies_within_one_round_step(value: float) -> None:
    broad = width(max(value, 1.0) * 1.5, 32)
    edge = fine_edge(fine_bin(value))
    assert edge <= value * (1 + 1e-9)
    if value >= 1.0:
        assert int(edge / broad + 1e-6) == int(value / broad + 1e-9) or abs(value / broad % 1) < 1e-6
