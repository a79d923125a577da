"""Jobs: recorded, listed by pages, stepped, released, counted."""

from __future__ import annotations

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import JobChange, NewInput, NewJob, NewRevision
from parisana.core.jobs.states import Failure, ProductionState
from parisana.core.jobs.states import JobState as J
from parisana.errors import Bug, InputError
from tests.bookkeeping.samples import STAGES, diamond, new_job, new_production

REVISION = NewRevision("e" * 64, "profile 2", "suite", "site", 300.0)


def step(book: Bookkeeping, production: int, number: int, *states: J) -> None:
    job = book.job(production, number).id
    assert book.step_jobs(production, [JobChange(job, state, 200.0) for state in states], "test") == []


def states(book: Bookkeeping, production: int) -> list[str]:
    return [str(job.state) for job in book.jobs(production)]


def finish(book: Bookkeeping, production: int, *numbers: int) -> None:
    for number in numbers:
        step(book, production, number, J.SUBMITTING, J.QUEUED, J.RUNNING, J.CHECKING, J.DONE)


def test_only_jobs_without_inputs_are_ready(book: Bookkeeping, production: int) -> None:
    assert states(book, production) == ["ready", "ready", "waiting", "waiting", "waiting"]
    assert book.count_by_state(production) == {
        "dst": {"ready": 2},
        "microdst": {"waiting": 2},
        "merging": {"waiting": 1},
    }


def test_a_done_job_releases_those_that_wait_for_nothing_else(book: Bookkeeping, production: int) -> None:
    finish(book, production, 1)
    assert states(book, production) == ["done", "ready", "ready", "waiting", "waiting"]
    finish(book, production, 2, 3)
    assert states(book, production) == ["done", "done", "done", "ready", "waiting"]
    finish(book, production, 4, 5)
    assert book.count_by_state(production) == {"dst": {"done": 2}, "microdst": {"done": 2}, "merging": {"done": 1}}


def test_all_inputs_done_in_one_batch(book: Bookkeeping, production: int) -> None:
    changes = [JobChange(book.job(production, number).id, J.DONE, 200.0) for number in (1, 2, 3, 4)]
    assert book.step_jobs(production, changes, "adopt") == []
    assert states(book, production) == ["done", "done", "done", "done", "ready"]


def test_a_lost_output_takes_its_dependants_back(book: Bookkeeping, production: int) -> None:
    finish(book, production, 1, 2, 3, 4)
    step(book, production, 3, J.READY)
    assert states(book, production) == ["done", "done", "ready", "done", "waiting"]
    assert book.job(production, 5).unmet == 1
    finish(book, production, 3)
    assert states(book, production)[-1] == "ready"


def test_a_retry_waits_while_an_input_is_missing(book: Bookkeeping, production: int) -> None:
    finish(book, production, 1)
    step(book, production, 3, J.SUBMITTING, J.FAILED)
    step(book, production, 1, J.READY)
    step(book, production, 3, J.READY)
    assert book.job(production, 3).state == "waiting"


def test_an_illegal_step_changes_nothing_and_is_written_down(book: Bookkeeping, production: int) -> None:
    job = book.job(production, 5).id
    refused = book.step_jobs(production, [JobChange(job, J.RUNNING, 200.0, reason="poll")], "poll")
    assert [(one.change.job_id, one.old) for one in refused] == [(job, J.WAITING)]
    assert book.job(production, 5).state == "waiting"
    last = book.events(production, job=job)[-1]
    assert (last.old, last.new, last.source) == ("waiting", "running", "poll")
    assert "not allowed" in last.text


def test_a_job_of_another_production_is_not_touched(book: Bookkeeping, production: int) -> None:
    other = book.create_production(new_production("vela"), STAGES, diamond())
    theirs = book.job(other, 1)
    refused = book.step_jobs(production, [JobChange(theirs.id, J.CANCELLED, 200.0)], "test")
    assert refused[0].old is None
    assert book.job(other, 1) == theirs


def test_a_step_keeps_what_the_site_told_before(book: Bookkeeping, production: int) -> None:
    job = book.job(production, 1).id
    told = JobChange(job, J.QUEUED, 210.0, native_id="77.1", site="Lyon", answered_at=210.0)
    book.step_jobs(production, [JobChange(job, J.SUBMITTING, 200.0), told], "driver")
    failed = JobChange(job, J.FAILED, 220.0, Failure.MEMORY, "killed at 2000 MB", exit_code=41)
    book.step_jobs(production, [failed], "collector")
    found = book.job(production, 1)
    assert (found.native_id, found.site, found.answered_at) == ("77.1", "Lyon", 210.0)
    assert (found.failure, found.exit_code, found.changed_at) == ("memory", 41, 220.0)
    assert [job.number for job in book.jobs(production, failure=Failure.MEMORY)] == [1]


def test_a_repeated_answer_is_no_event(book: Bookkeeping, production: int) -> None:
    job = book.job(production, 1).id
    step(book, production, 1, J.SUBMITTING, J.QUEUED)
    before = len(book.events(production))
    held = JobChange(job, J.QUEUED, 230.0, reason="priority", answered_at=230.0)
    assert book.step_jobs(production, [held], "poll") == []
    book.answered([job], 240.0)
    found = book.job(production, 1)
    assert (found.reason, found.answered_at, found.changed_at) == ("priority", 240.0, 200.0)
    assert len(book.events(production)) == before


def test_every_state_change_is_an_event(book: Bookkeeping, production: int) -> None:
    finish(book, production, 1)
    job = book.job(production, 1).id
    path = [event.old for event in book.events(production, job=job)] + ["done"]
    assert path == ["ready", "submitting", "queued", "running", "checking", "done"]
    released = book.events(production, job=book.job(production, 3).id)
    assert [(event.old, event.new, event.text) for event in released] == [("waiting", "ready", "its inputs are there")]


def test_pages_follow_each_other_without_gaps(book: Bookkeeping) -> None:
    production = book.create_production(new_production(), STAGES, (new_job(n) for n in range(1, 26)))
    numbers: list[int] = []
    while page := book.jobs(production, limit=10, after=numbers[-1] if numbers else 0):
        numbers += [job.number for job in page]
    assert numbers == list(range(1, 26))


def test_next_ready_goes_by_stage_number_and_delay(book: Bookkeeping, production: int) -> None:
    finish(book, production, 1)
    job = book.job(production, 2).id
    change = JobChange(job, J.READY, 200.0, not_before=500.0)
    book.step_jobs(production, [JobChange(job, J.SUBMITTING, 200.0), JobChange(job, J.FAILED, 200.0), change], "retry")
    assert [job.number for job in book.next_ready(production, 10, now=499.0)] == [3]
    assert [job.number for job in book.next_ready(production, 10, now=500.0)] == [2, 3]
    assert [job.number for job in book.next_ready(production, 1, now=500.0)] == [2]


def test_inputs_keep_their_order(book: Bookkeeping, production: int) -> None:
    job = book.job(production, 5).id
    inputs = book.inputs_of([job])[job]
    assert [one.path for one in inputs] == ["/out/3", "/out/4"]
    assert inputs[0].input_job_id == book.job(production, 3).id


def test_computed_jobs_are_recorded_as_done(book: Bookkeeping) -> None:
    jobs = [new_job(1, done=True), new_job(2, "microdst", [1])]
    production = book.create_production(new_production(), STAGES, jobs)
    assert states(book, production) == ["done", "ready"]
    assert "1 of them already computed" in book.events(production)[0].text


def test_a_plan_in_the_wrong_order_is_recorded_not_at_all(book: Bookkeeping) -> None:
    with pytest.raises(Bug, match="Job 1 was to be recorded before job 2"):
        book.create_production(new_production(), STAGES, [new_job(1, "microdst", [2]), new_job(2)])
    assert book.productions() == []


def test_an_unknown_job_and_production_are_named(book: Bookkeeping, production: int) -> None:
    with pytest.raises(InputError, match="no job 99 in production"):
        book.job(production, 99)
    with pytest.raises(InputError, match="no production 77"):
        book.production(77)


def test_a_revision_supersedes_and_adds(book: Bookkeeping, production: int) -> None:
    finish(book, production, 1, 2, 3, 4)
    more = [new_job(6), new_job(7, "microdst", [6]), new_job(8, "merging", [3, 4, 7])]
    assert book.add_revision(production, REVISION, STAGES, more, {5: 8}) == 2
    assert [job.number for job in book.jobs(production)] == [1, 2, 3, 4, 6, 7, 8]
    old = book.job(production, 5)
    assert (old.state, old.superseded_by) == ("cancelled", 8)
    assert book.job(production, 8).unmet == 1
    assert book.count_by_state(production)["merging"] == {"waiting": 1}
    assert book.differences(production) == []
    assert [book.revision(production, number).profile_text for number in (None, 1)] == ["profile 2", "profile"]
    assert book.production(production).plan_digest == "e" * 64


def test_a_superseded_job_is_never_sent_again(book: Bookkeeping, production: int) -> None:
    book.add_revision(production, REVISION, STAGES, [], {1: 0})
    refused = book.step_jobs(production, [JobChange(book.job(production, 1).id, J.READY, 400.0)], "retry")
    assert len(refused) == 1
    assert [job.number for job in book.next_ready(production, 10, 999.0)] == [2]


def test_production_states_are_written_down_once(book: Bookkeeping, production: int) -> None:
    assert book.set_production_state(production, ProductionState.RUNNING, 200.0, "submit") == "new"
    assert book.set_production_state(production, ProductionState.RUNNING, 201.0, "submit") == "running"
    assert [(event.old, event.new) for event in book.events(production)][1:] == [("new", "running")]
    assert book.production(production).updated == 200.0
    assert [one.id for one in book.productions(states=[ProductionState.NEW])] == []


def test_twenty_thousand_jobs(book: Bookkeeping) -> None:
    half = 10_000
    jobs = (new_job(n, *(("microdst", [n - half]) if n > half else ())) for n in range(1, 2 * half + 1))
    production = book.create_production(new_production(), STAGES, jobs)
    assert book.count_by_state(production) == {"dst": {"ready": half}, "microdst": {"waiting": half}, "merging": {}}
    ids = [job.id for job in book.next_ready(production, half, 0.0)]
    assert book.step_jobs(production, [JobChange(job, J.DONE, 1.0) for job in ids], "adopt") == []
    assert book.recount(production) == {"dst": {"done": half}, "microdst": {"ready": half}, "merging": {}}
    assert book.differences(production) == []


def test_one_input_by_two_names_is_met_once_it_is_there(book: Bookkeeping) -> None:
    twice = NewJob(2, "2" * 64, "microdst", "u", "", "{}", "p", "/o", [NewInput("a", 1, "/1"), NewInput("b", 1, "/1")])
    production = book.create_production(new_production(), STAGES, [new_job(1), twice])
    finish(book, production, 1)
    assert book.job(production, 2).state == "ready"
