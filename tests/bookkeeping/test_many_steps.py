"""Many jobs step at once: alike or each for reasons of its own, what is recorded is what was said."""

from __future__ import annotations

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import rowwise
from parisana.bookkeeping.jobs import moving
from parisana.bookkeeping.values.entries import JobChange
from parisana.core.jobs.states import Failure, JobState
from tests.bookkeeping.samples import STAGES, diamond, new_job, new_production

HOSTILE = ("it's", 'say "no"', "%s %(a)s", "\\", "a\nb", "🦀", "'; DROP TABLE jobs; --", "<script>")
JOBS = 3 * moving.ALIKE
#: Their ids are a text that MySQL would cut, if it were not told.
MANY = 1200


@pytest.fixture
def ids(book: Bookkeeping) -> list[int]:
    production = book.create_production(new_production(), STAGES, [new_job(n) for n in range(1, JOBS + 1)])
    return [job.id for job in book.jobs(production)]


def reasons(book: Bookkeeping) -> dict[int, str]:
    return {job.id: job.reason for job in book.jobs(1)}


def test_reasons_of_their_own_reach_each_job_as_they_are(
    book: Bookkeeping, ids: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rowwise, "ROWS", 7)
    texts = {job: f"{HOSTILE[n % len(HOSTILE)]} {n}" for n, job in enumerate(ids)}
    book.step_jobs(1, [JobChange(job, JobState.CANCELLED, 2.5, reason=text) for job, text in texts.items()], "x")
    assert reasons(book) == texts
    assert {event.job_id: event.text for event in book.events(1) if event.job_id} == texts
    assert book.count_by_state(1)["dst"] == {JobState.CANCELLED: JOBS}


def test_jobs_that_step_alike_have_an_event_each(book: Bookkeeping, ids: list[int]) -> None:
    chosen = ids[::2] + ids[-5:]
    book.step_jobs(1, [JobChange(job, JobState.CANCELLED, 3.0, reason=HOSTILE[6]) for job in set(chosen)], "marie")
    stepped = [event for event in book.events(1) if event.job_id]
    assert {event.job_id for event in stepped} == set(chosen) and len(stepped) == len(set(chosen))
    assert {(each.source, each.at, each.old, each.new, each.text) for each in stepped} == {
        ("marie", 3.0, "ready", "cancelled", HOSTILE[6])
    }
    assert {job.id for job in book.jobs(1, state=JobState.CANCELLED)} == set(chosen)
    assert book.differences(1) == []


def test_two_steps_of_one_job_in_one_go_stay_in_their_order(book: Bookkeeping, ids: list[int]) -> None:
    steps = [
        JobChange(job, state, at, failure=failure, reason=f"{state} {at}", native_id=native)
        for job in ids
        for at, state, failure, native in (
            (1.0, JobState.SUBMITTING, None, None),
            (2.0, JobState.QUEUED, None, f"9.{job}"),
            (3.0, JobState.FAILED, Failure.NODE, None),
        )
    ]
    assert book.step_jobs(1, steps, "x") == []
    jobs = book.jobs(1)
    assert {(job.state, job.failure, job.reason) for job in jobs} == {("failed", "node", "failed 3.0")}
    assert [job.native_id for job in jobs] == [f"9.{job}" for job in ids], "what is not said stays"
    first = [event.new for event in book.events(1, job=ids[0])]
    assert first == ["submitting", "queued", "failed"]
    assert book.differences(1) == []


def test_none_of_many_jobs_that_stand_alike_is_left_out(book: Bookkeeping) -> None:
    production = book.create_production(new_production(), STAGES, [new_job(n) for n in range(1, MANY + 1)])
    ids = [job.id for job in book.jobs(production, limit=MANY)]
    assert book.step_jobs(production, [JobChange(job, JobState.CANCELLED, 1.0) for job in ids], "x") == []
    assert book.count_by_state(production)["dst"] == {JobState.CANCELLED: MANY}
    assert book.differences(production) == []


def test_what_is_done_and_lost_again_in_one_go_lets_nobody_begin(book: Bookkeeping) -> None:
    production = book.create_production(new_production(), STAGES, diamond())
    first, second, *_ = (job.id for job in book.jobs(production))
    done, lost = (JobChange(first, state, 2.0) for state in (JobState.DONE, JobState.READY))
    assert book.step_jobs(production, [done, lost, JobChange(second, JobState.DONE, 2.0)], "x") == []
    assert [job.state for job in book.jobs(production)] == ["ready", "done", "waiting", "ready", "waiting"]
    assert book.differences(production) == []
