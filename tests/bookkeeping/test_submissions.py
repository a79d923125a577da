"""Submissions, attempts and what a report changes."""

from __future__ import annotations

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange, NewFile
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.states import Failure, JobState, SubmissionState
from parisana.errors import BookkeepingError, LeaseHeld
from tests.bookkeeping.samples import STAGES, diamond, new_production, submission

FILE = NewFile("datasets", "/out/dst/unit-1/a.fits.gz", 2880, "adler32", "0011aabb", replicas=[("srm://x/a", "srm")])


def ready(book: Bookkeeping, production: int) -> list[int]:
    return [job.id for job in book.next_ready(production, 10, 999.0)]


@pytest.fixture
def sent(book: Bookkeeping, production: int, epoch: int) -> list[int]:
    jobs = ready(book, production)
    book.intend(production, submission(jobs, epoch))
    book.mark_sent("p1-a", 201.0)
    return jobs


def test_an_intent_is_there_before_the_call(book: Bookkeeping, production: int, epoch: int) -> None:
    jobs = ready(book, production)
    book.intend(production, submission(jobs, epoch))
    assert [one.state for one in book.open_submissions(production)] == ["intent"]
    assert [(one.row, one.job_id, one.native_id) for one in book.living_attempts(production)] == [
        (1, jobs[0], None),
        (2, jobs[1], None),
    ]
    assert book.count_by_state(production)["dst"] == {"submitting": 2}
    assert book.job(production, 1).attempts == 1
    assert book.submission_jobs("p1-a") == jobs


def test_accepted(book: Bookkeeping, production: int, sent: list[int]) -> None:
    book.accepted("p1-a", "77", {1: "77.1", 2: "77.2"}, 202.0)
    job = book.job(production, 2)
    assert (job.state, job.native_id, job.site, job.answered_at) == ("queued", "77.2", "lab", 202.0)
    living = book.living_attempts(production)[1]
    assert (living.submission_native_id, living.native_id, living.tag, living.job_number) == ("77", "77.2", "p1-a", 2)
    assert (living.output, living.stage, living.state) == ("/out/dst/unit-2", "dst", "queued")
    assert book.open_submissions(production) == []
    assert book.open_submissions(production, [SubmissionState.ACCEPTED])[0].sent_at == 201.0


def test_a_lost_answer_leaves_the_jobs_until_the_tag_is_found(
    book: Bookkeeping, production: int, sent: list[int]
) -> None:
    book.unknown("p1-a", "connection reset", 202.0)
    assert book.count_by_state(production)["dst"] == {"submitting": 2}
    assert [(one.state, one.reason) for one in book.open_submissions(production)] == [("unknown", "connection reset")]
    book.accepted("p1-a", "77", {1: "77.1", 2: "77.2"}, 203.0, source="lookup")
    assert book.count_by_state(production)["dst"] == {"queued": 2}


def test_refused_jobs_fail_with_the_sites_words(book: Bookkeeping, production: int, sent: list[int]) -> None:
    book.refused("p1-a", "queue is closed", 202.0)
    job = book.job(production, 1)
    assert (job.state, job.failure, job.reason) == ("failed", "refused", "queue is closed")
    assert book.living_attempts(production) == []
    assert book.failures_of(sent) == {sent[0]: {Failure.REFUSED: 1}, sent[1]: {Failure.REFUSED: 1}}


def test_what_was_never_sent_costs_no_budget(book: Bookkeeping, production: int, epoch: int) -> None:
    jobs = ready(book, production)
    book.intend(production, submission(jobs, epoch))
    book.refused("p1-a", "never sent", 202.0, to=JobState.READY, failure=None)
    assert ready(book, production) == jobs
    assert book.failures_of(jobs) == {}
    book.intend(production, submission(jobs, epoch, "p1-b"))
    assert [one.tag for one in book.living_attempts(production)] == ["p1-b", "p1-b"]


def test_a_job_is_not_sent_twice(book: Bookkeeping, production: int, epoch: int, sent: list[int]) -> None:
    with pytest.raises(BookkeepingError, match=r"2 of 2 jobs .* no longer ready; nothing was sent") as caught:
        book.intend(production, submission(sent, epoch, "p1-b"))
    assert caught.value.transient
    assert len(book.living_attempts(production)) == 2


def test_another_productions_job_is_not_sent(book: Bookkeeping, production: int, epoch: int) -> None:
    other = book.create_production(new_production("vela"), STAGES, diamond())
    with pytest.raises(BookkeepingError, match="no longer ready"):
        book.intend(production, submission(ready(book, other), epoch))


def test_an_older_driver_can_neither_intend_nor_send(book: Bookkeeping, production: int, epoch: int) -> None:
    first, second = ready(book, production)
    book.intend(production, submission([first], epoch))
    book.take_lease(production, "driver-b", "lab", 11, 600, over=epoch)
    with pytest.raises(LeaseHeld, match="driver-b"):
        book.mark_sent("p1-a", 201.0)
    with pytest.raises(LeaseHeld, match="driver-b"):
        book.intend(production, submission([second], epoch, "p1-b"))
    assert [one.state for one in book.open_submissions(production)] == ["intent"]
    assert book.job(production, 2).state == "ready"


def collected(book: Bookkeeping, production: int) -> list[Collected]:
    first = book.living_attempts(production)[0]
    end = AttemptEnd(first.id, AttemptState.DONE, 0, report='{"parisana": "report/1"}', cpu_s=12.5, host="node7")
    return [Collected(end, JobChange(first.job_id, JobState.DONE, 300.0), [FILE])]


def test_a_report_counts_whole_and_once(book: Bookkeeping, production: int, sent: list[int]) -> None:
    book.accepted("p1-a", "77", {1: "77.1", 2: "77.2"}, 202.0)
    found = collected(book, production)
    assert book.collect(production, found, "collector", 300.0) == []
    events = len(book.events(production))
    assert book.collect(production, found, "collector", 301.0) == []
    assert len(book.events(production)) == events
    attempt = book.attempts_of(sent[0])[0]
    assert (attempt.state, attempt.cpu_s, attempt.host, attempt.peak_memory_mb) == ("done", 12.5, "node7", None)
    assert [one.row for one in book.living_attempts(production)] == [2]
    assert [(one.path, one.size, one.stage) for one in book.files(production)] == [(FILE.path, 2880, "dst")]
    assert book.job(production, 3).state == "ready"


def test_files_recorded_again_are_brought_up_to_date(book: Bookkeeping, production: int, sent: list[int]) -> None:
    book.record_files({sent[0]: [FILE]}, 300.0)
    book.record_files({sent[0]: [NewFile("datasets", FILE.path, 5760, "adler32", "1")]}, 301.0)
    files = book.files(production, job=sent[0])
    assert [(one.size, one.checksum, one.recorded_at) for one in files] == [(5760, "1", 301.0)]
    assert book.replicas_of(files[0].id) == [("srm://x/a", "srm")]


def test_what_is_computed_is_found_by_its_key(book: Bookkeeping, production: int, sent: list[int]) -> None:
    book.collect(production, collected(book, production), "collector", 300.0)
    found = book.jobs_by_key([f"{n:064x}" for n in range(1, 2000)])
    assert list(found) == [f"{1:064x}"]
    computed = found[f"{1:064x}"]
    assert (computed.production_id, computed.output) == (production, "/out/dst/unit-1")
    assert [file.path for file in computed.files] == [FILE.path]


def test_an_end_is_final(book: Bookkeeping, production: int, sent: list[int]) -> None:
    first = book.living_attempts(production)[0].id
    book.attempts_seen({first: AttemptState.RUNNING})
    assert book.living_attempts(production)[0].state == "running"
    book.attempt_ended([AttemptEnd(first, AttemptState.FAILED, 40, Failure.SOFTWARE, "it crashed")])
    book.attempt_ended([AttemptEnd(first, AttemptState.DONE)])
    book.attempts_seen({first: AttemptState.RUNNING})
    attempt = book.attempts_of(sent[0])[0]
    assert (attempt.state, attempt.failure, attempt.exit_code) == ("failed", "software", 40)
    assert book.failures_of(sent) == {sent[0]: {Failure.SOFTWARE: 1}}


def test_the_mark_of_what_lives_is_another_one_after_each_change(
    book: Bookkeeping, production: int, sent: list[int]
) -> None:
    marks = [book.living_mark(production)]
    book.accepted("p1-a", "77", {1: "77.1", 2: "77.2"}, 202.0)
    marks.append(book.living_mark(production))
    book.step_jobs(production, [JobChange(sent[0], JobState.RUNNING, 203.0)], "driver")
    marks.append(book.living_mark(production))
    book.attempt_ended([AttemptEnd(book.living_attempts(production)[0].id, AttemptState.SURPLUS)])
    marks.append(book.living_mark(production))
    book.step_jobs(production, [JobChange(sent[1], JobState.CANCELLED, 204.0)], "user")
    marks.append(book.living_mark(production))
    assert len(set(marks)) == len(marks)


def test_the_mark_of_what_lives_stays_while_others_are_at_work(
    book: Bookkeeping, production: int, sent: list[int]
) -> None:
    mark = book.living_mark(production)
    other = book.create_production(new_production(), STAGES, diamond())
    book.step_jobs(other, [JobChange(ready(book, other)[0], JobState.CANCELLED, 204.0)], "user")
    assert book.living_mark(production) == mark
