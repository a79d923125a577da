"""Jobs that failed, in groups that failed alike: kept in step with every change, however it comes."""

from __future__ import annotations

from pathlib import Path

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import opening as database
from parisana.bookkeeping.upkeep import upgrade
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange, NewRevision
from parisana.bookkeeping.values.failed import FailedQuery
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.states import Failure as F
from parisana.core.jobs.states import JobState as J
from tests.bookkeeping.samples import STAGES, migrations_until, new_job, new_production, submission

MEMORY = "over 2,400 MB in /scratch/{}"


@pytest.fixture
def production(book: Bookkeeping) -> int:
    """Return a production of twelve jobs that can be sent."""
    jobs = [new_job(number, "dst" if number % 3 else "microdst") for number in range(1, 13)]
    return book.create_production(new_production(), STAGES, jobs)


def fail(
    book: Bookkeeping, production: int, number: int, failure: F, reason: str, at: float, host: str = "wn1"
) -> None:
    """Let a job be sent and fail."""
    job = book.job(production, number)
    epoch = book.take_lease(production, "driver", "lab", 1, 600)
    tag = f"p{production}-{number}-{at:.0f}"
    book.intend(production, submission([job.id], epoch, tag, job.stage))
    book.mark_sent(tag, at)
    book.accepted(tag, tag, {1: f"{tag}.1"}, at)
    (attempt,) = (one for one in book.living_attempts(production) if one.job_id == job.id)
    end = AttemptEnd(
        attempt.id, AttemptState.FAILED, 1, failure, reason, None, at - 10 * number, at, 100.0 * number, None, host
    )
    book.collect(production, [Collected(end, JobChange(job.id, J.FAILED, at, failure, reason))], "test", at)


def groups(book: Bookkeeping, production: int) -> list[tuple[str, F, str, int]]:
    return [(each.stage, each.failure, each.message, each.jobs) for each in book.failure_groups(production)]


def test_jobs_are_grouped_by_stage_class_and_normalised_message(book: Bookkeeping, production: int) -> None:
    assert groups(book, production) == []
    for number in (1, 2, 3, 4):
        fail(book, production, number, F.MEMORY, MEMORY.format(number), 100.0 + number)
    fail(book, production, 5, F.TIME, MEMORY.format(5), 105.0)
    assert groups(book, production) == [
        ("dst", F.MEMORY, "over N MB in PATH", 3),
        ("microdst", F.MEMORY, "over N MB in PATH", 1),
        ("dst", F.TIME, "over N MB in PATH", 1),
    ]
    first = book.failure_groups(production)[0]
    assert (first.title, first.first_at, first.last_at) == ("DST", 101.0, 104.0)


def test_a_job_that_is_tried_again_done_or_superseded_leaves_its_group(book: Bookkeeping, production: int) -> None:
    for number in (1, 2, 4, 5):
        fail(book, production, number, F.SOFTWARE, "it crashed", 100.0)
    ids = {number: book.job(production, number).id for number in (1, 2)}
    book.step_jobs(production, [JobChange(ids[1], J.READY, 200.0), JobChange(ids[2], J.DONE, 200.0)], "user")
    assert groups(book, production) == [("dst", F.SOFTWARE, "it crashed", 2)]
    new = NewRevision("e" * 64, "profile", "suite", "site", 300.0)
    book.add_revision(production, new, STAGES, [new_job(13)], {4: 13})
    assert groups(book, production) == [("dst", F.SOFTWARE, "it crashed", 1)]
    assert [job.number for job in book.failed_jobs(FailedQuery(production))] == [5]


def test_failing_and_being_tried_again_in_one_go_is_not_failing(book: Bookkeeping, production: int) -> None:
    fail(book, production, 1, F.NODE, "it went down", 100.0)
    job = book.job(production, 1).id
    again = [JobChange(job, J.READY, 200.0), JobChange(job, J.DONE, 200.0)]
    book.step_jobs(production, again, "test")
    assert groups(book, production) == [] and book.count_failed(FailedQuery(production)) == 0


def test_examples_are_walked_through_both_ways(book: Bookkeeping, production: int) -> None:
    for number in (1, 2, 4, 5, 7):
        fail(book, production, number, F.MEMORY, MEMORY.format(number), 100.0 if number < 5 else 200.0)
    query = FailedQuery(production, "dst", F.MEMORY, MEMORY.format(99))
    seen, after = [], None
    while page := book.failed_jobs(query, after, limit=2):
        seen += [job.number for job in page]
        after = page[-1].place
    assert seen == [7, 5, 4, 2, 1]
    third = book.failed_jobs(query)[2]
    assert [job.number for job in book.failed_jobs(query, third.place, newest=False)] == [5, 7]
    assert book.count_failed(query) == 5
    assert book.count_failed(FailedQuery(production, numbers=(1, 7, 12))) == 2
    assert book.count_failed(FailedQuery(production, message="something else")) == 0


def test_times_hosts_and_figures_are_counted(book: Bookkeeping, production: int) -> None:
    for number, at, host in ((1, 10.0, "wn1"), (2, 19.9, "wn1"), (4, 20.0, "wn2"), (5, 59.0, "wn2"), (7, 61.0, "wn2")):
        fail(book, production, number, F.MEMORY, "full", at, host)
    bins = {each.bin: each.jobs for each in book.failures_by_time(production, 10.0, 10.0)}
    assert bins == {0: 2, 1: 1, 4: 1, 5: 1}
    found = book.affected(FailedQuery(production, failure=F.MEMORY))
    assert (found.of, found.hosts) == (5, [("wn2", 3), ("wn1", 2)])
    assert (found.memory_mb, found.seconds) == ((100.0, 700.0), (10.0, 70.0))
    nothing = book.affected(FailedQuery(production, failure=F.TIME))
    assert (nothing.of, nothing.hosts, nothing.memory_mb) == (0, [], None)


def test_jobs_that_will_ask_for_the_same_are_counted_together(book: Bookkeeping, production: int) -> None:
    for number in (1, 2, 4):
        fail(book, production, number, F.MEMORY, "full", 100.0)
    book.step_jobs(production, [JobChange(book.job(production, 1).id, J.READY, 150.0)], "user")
    fail(book, production, 1, F.MEMORY, "full", 200.0)
    found = {tuple(each.failures.items()): each.jobs for each in book.failed_alike(FailedQuery(production))}
    assert found == {((F.MEMORY, 1),): 2, ((F.MEMORY, 2),): 1}


def test_what_jobs_ask_for_can_be_changed(book: Bookkeeping, production: int) -> None:
    fail(book, production, 1, F.MEMORY, "full", 100.0)
    book.ask_for({book.job(production, 1).id: '{"memory_mb": 4000}'})
    assert book.job(production, 1).resources == '{"memory_mb": 4000}'
    assert book.job(production, 2).resources != '{"memory_mb": 4000}'


def test_a_message_of_ten_thousand_characters_is_one_kind_in_all_productions(
    book: Bookkeeping, production: int
) -> None:
    other = book.create_production(new_production("vela"), STAGES, [new_job(1)])
    fail(book, production, 1, F.SITE, "x" * 10_000, 100.0)
    fail(book, other, 1, F.SITE, "x" * 10_000, 100.0)
    (mine,), (theirs,) = book.failure_groups(production), book.failure_groups(other)
    assert mine.message == theirs.message and len(mine.message) == 400


def test_jobs_that_failed_before_there_were_kinds_are_filed(new_place: Path | str, tmp_path: Path) -> None:
    before = migrations_until("0003", tmp_path)
    engine = database.connect(database.address(new_place))
    upgrade.upgrade(engine, "book", before)
    key = engine.dialect.identifier_preparer.quote("key")
    names = f"id, production_id, stage_id, number, {key}, unit, runs, resources, parameters, output, state, failure"
    values = "{0}, 1, 1, {0}, 'k', 'u', '', '{{}}', 'p', '/o', '{1}', 'memory', 'over {0} MB', 1, {0}.5, 0.0, 0"
    with engine.begin() as connection:
        run = connection.exec_driver_sql
        run("INSERT INTO productions VALUES (1,'crab','s','Lyon','marie','lab','running','/w','d',1.0,1.0,null)")
        run("INSERT INTO stages VALUES (1, 1, 'dst', 0, 'DST')")
        for number, state in ((1, "failed"), (2, "failed"), (3, "done")):
            row = values.format(number, state)
            run(f"INSERT INTO jobs ({names}, reason, attempts, changed_at, not_before, unmet) VALUES ({row})")
    upgrade.upgrade(engine, "book")
    engine.dispose()
    with Bookkeeping.open(new_place) as book:
        (found,) = book.failure_groups(1)
    assert (found.message, found.jobs, found.first_at, found.last_at) == ("over N MB", 2, 1.5, 2.5)
