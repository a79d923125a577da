"""What was seen while the database was away counts once, and never against what is known since."""

from __future__ import annotations

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import AttemptEnd, JobChange, Observation
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.states import JobState
from tests.bookkeeping.samples import submission


@pytest.fixture
def sent(book: Bookkeeping, production: int, epoch: int) -> list[int]:
    """Return the attempts of two jobs that are queued since 202."""
    jobs = [job.id for job in book.next_ready(production, 2, 999.0)]
    book.intend(production, submission(jobs, epoch))
    book.mark_sent("p1-a", 201.0)
    book.accepted("p1-a", "1", {1: "1.1", 2: "1.2"}, 202.0)
    return [attempt.id for attempt in book.living_attempts(production)]


def seen(attempt: int, at: float, state: JobState = JobState.RUNNING, epoch: int = 1) -> Observation:
    return Observation(attempt, "Lyon", at, state, "", epoch)


def test_an_observation_counts_once(book: Bookkeeping, production: int, sent: list[int]) -> None:
    first = [seen(sent[0], 210.0), seen(sent[1], 211.0), seen(sent[0], 210.0)]
    assert book.observed(production, first) == 2
    before = len(book.events(production))
    book.step_jobs(production, [JobChange(book.job(production, 1).id, JobState.HELD, 209.0)], "x")
    assert book.observed(production, first) == 0
    assert len(book.events(production)) == before + 1
    assert book.job(production, 1).state is JobState.HELD


def test_steps_are_made_in_order_of_time_and_only_if_they_are_allowed(
    book: Bookkeeping, production: int, sent: list[int]
) -> None:
    later = [seen(sent[0], 230.0, JobState.CHECKING), seen(sent[0], 210.0), seen(sent[0], 240.0, JobState.HELD)]
    assert book.observed(production, later) == 2
    assert book.job(production, 1).state is JobState.CHECKING
    assert book.events(production, text="this step is not allowed")
    assert book.differences(production) == []


@pytest.mark.parametrize("why", ["another drives", "an older look", "the attempt has ended", "no such attempt"])
def test_what_no_longer_holds_changes_no_job(book: Bookkeeping, production: int, sent: list[int], why: str) -> None:
    attempt, at, epoch = sent[0], 210.0, 1
    if why == "another drives":
        epoch = 7
    elif why == "an older look":
        at = 201.5
    elif why == "the attempt has ended":
        book.attempt_ended([AttemptEnd(attempt, AttemptState.FAILED)])
    else:
        attempt = 999
    assert book.observed(production, [seen(attempt, at, epoch=epoch)]) == 0
    assert book.job(production, 1).state is JobState.QUEUED
    noted = book.events(production, text="while the bookkeeping was away: running")
    assert len(noted) == (why != "no such attempt")
