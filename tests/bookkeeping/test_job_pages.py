"""The table of jobs: filtered, sorted by any column, by pages without gaps; productions at a glance."""

from __future__ import annotations

from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import opening as database
from parisana.bookkeeping.upkeep import upgrade
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange
from parisana.bookkeeping.values.states import AttemptState
from parisana.bookkeeping.values.views import JobQuery, JobRow, JobSort
from parisana.core.jobs.states import BY_ATTENTION, Failure
from parisana.core.jobs.states import JobState as J
from parisana.errors import InputError
from tests.bookkeeping.samples import STAGES, diamond, migrations_until, new_job, new_production, submission


def end(book: Bookkeeping, production: int, number: int, seconds: float | None, memory: float | None) -> None:
    """Let a job fail in a submission of its own."""
    job = book.job(production, number)
    epoch = book.take_lease(production, "driver", "lab", 1, 600)
    tag = f"p{production}-{number}"
    book.intend(production, submission([job.id], epoch, tag, job.stage))
    book.mark_sent(tag, 200.0)
    book.accepted(tag, tag, {1: f"{tag}.1"}, 200.0)
    (attempt,) = (one for one in book.living_attempts(production) if one.job_id == job.id)
    ended = None if seconds is None else 300.0 + seconds
    what = AttemptEnd(
        attempt.id, AttemptState.FAILED, 1, Failure.MEMORY, "100 % full", None, 300.0, ended, memory, None, "wn7"
    )
    change = JobChange(job.id, J.FAILED, 400.0 + number, Failure.MEMORY, f"100 % full of {memory}")
    book.collect(production, [Collected(what, change)], "test", 400.0)


@pytest.fixture
def varied(book: Bookkeeping) -> int:
    """Return a production in which every column has equal, different and unknown values."""
    jobs = [new_job(number, "dst" if number % 3 else "microdst") for number in range(1, 31)]
    production = book.create_production(new_production(), STAGES, jobs)
    measured = {
        3: (60.0, 900.0),
        5: (30.0, None),
        8: (None, 900.0),
        9: (60.0, 1800.5),
        12: (7.0, 12.0),
        20: (60.0, 5.0),
    }
    for number, (seconds, memory) in measured.items():
        end(book, production, number, seconds, memory)
    return production


def pages(book: Bookkeeping, query: JobQuery) -> list[JobRow]:
    found: list[JobRow] = []
    while page := book.job_rows(query):
        found += page
        query = replace(query, after=page[-1].place(query.sort))
    return found


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("sort", JobSort)
def test_pages_of_any_order_have_all_jobs_once(book: Bookkeeping, varied: int, sort: JobSort, descending: bool) -> None:
    query = JobQuery(varied, sort=sort, descending=descending, limit=4)
    found = pages(book, query)
    assert sorted(row.number for row in found) == list(range(1, 31))
    places = [row.place(sort) for row in found]
    in_order = sorted(places, key=lambda place: (place[0] is not None, place), reverse=descending)
    assert places == in_order


def test_every_state_has_its_place_in_the_table() -> None:
    assert sorted(BY_ATTENTION) == sorted(J)


def test_failed_jobs_come_first_when_sorted_by_state(book: Bookkeeping, varied: int) -> None:
    rows = book.job_rows(JobQuery(varied, sort=JobSort.STATE, limit=7))
    assert [row.state for row in rows] == [J.FAILED] * 6 + [J.READY]
    assert [(row.number, row.seconds, row.peak_memory_mb) for row in rows][:2] == [(3, 60.0, 900.0), (5, 30.0, None)]
    assert (rows[0].native_id, rows[0].attempts) == ("p1-3.1", 1)


@pytest.mark.parametrize(
    ("change", "numbers"),
    [
        ({"text": "UNIT-2"}, [2, *range(20, 30)]),
        ({"text": "p1-3"}, [3]),
        ({"text": "memory"}, [3, 5, 8, 9, 12, 20]),
        ({"text": "100 % full of 9"}, [3, 8]),
        ({"text": "100 _ full"}, []),
        ({"text": "micro", "states": (J.FAILED,)}, [3, 9, 12]),
        ({"states": (J.FAILED, J.RUNNING)}, [3, 5, 8, 9, 12, 20]),
        ({"stage": "microdst", "states": (J.READY,)}, [6, 15, 18, 21, 24, 27, 30]),
        ({"failure": Failure.TIME}, []),
        ({"site": "lab", "states": (J.FAILED,)}, [3, 5, 8, 9, 12, 20]),
        ({"site": "elsewhere"}, []),
        ({"since": 405.0, "until": 412.0}, [5, 8, 9, 12]),
        ({"longer": 30.0, "shorter": 59.9}, [5]),
        ({"stage": "no such stage"}, []),
    ],
)
def test_a_filter_and_its_count_agree(
    book: Bookkeeping, varied: int, change: dict[str, object], numbers: list[int]
) -> None:
    query = replace(JobQuery(varied, limit=3), **change)  # type: ignore[arg-type]  # the table's own keys
    assert [row.number for row in pages(book, query)] == numbers
    assert book.count_jobs(query) == len(numbers)


def test_a_page_may_begin_after_a_job_by_its_number(book: Bookkeeping, varied: int) -> None:
    by_time = JobQuery(varied, sort=JobSort.TIME, descending=True, limit=3)
    assert [row.number for row in book.job_rows(by_time)] == [20, 9, 3]
    assert [row.number for row in book.job_rows(replace(by_time, after=9))] == [3, 5, 12]
    assert [row.number for row in book.job_rows(JobQuery(varied, limit=2, after=28))] == [29, 30]
    assert book.job_rows(JobQuery(varied, after=1000)) == []
    with pytest.raises(InputError, match="no job 99 in production"):
        book.job_rows(replace(by_time, after=99))


def test_pages_of_several_productions_are_in_one_order(book: Bookkeeping, varied: int) -> None:
    others = [book.create_production(new_production(name), STAGES, diamond()) for name in ("vela", "crab two")]
    end(book, others[0], 2, 60.0, 900.0)
    for sort, descending in product(JobSort, (False, True)):
        query = JobQuery(varied, sort=sort, descending=descending, limit=7, others=others)
        found = pages(book, query)
        assert len({row.id for row in found}) == len(found) == 40
        places = [row.place(sort) for row in found]
        assert places == sorted(places, key=lambda place: (place[0] is not None, place), reverse=descending)
        assert [row.id for first in range(0, 40, 7) for row in book.job_rows_at(query, first)] == [
            row.id for row in found
        ]
    both = JobQuery(varied, others=others)
    assert book.count_states(both) == {J.FAILED: 7, J.READY: 27, J.WAITING: 6}
    assert book.count_states(replace(both, text="unit-2", states=(J.FAILED,))) == {J.FAILED: 2, J.READY: 11}
    assert book.sites_of_jobs(both.productions) == ["lab"]


def test_who_keeps_a_copy_hears_what_changed(book: Bookkeeping, varied: int) -> None:
    blocks = book.job_block(varied, 0, 20) + book.job_block(varied, 20, 20)
    assert [block.number for block in blocks] == list(range(1, 31))
    assert (blocks[2].state, blocks[2].failure, blocks[2].seconds) == ("failed", "memory", 60.0)
    mark = book.event_mark()
    assert book.changed_since([varied], mark) == (mark, [])
    end(book, varied, 1, 5.0, None)
    told = book.changed_since([varied], mark)
    assert told is not None and told[0] > mark and [(one.number, one.state) for one in told[1]] == [(1, "failed")]
    assert book.changed_since([varied + 1], mark) == (mark, [])


def test_superseded_jobs_are_not_shown(book: Bookkeeping, production: int) -> None:
    from tests.bookkeeping.test_jobs import REVISION

    book.add_revision(production, REVISION, STAGES, [], {1: 0})
    assert [row.number for row in book.job_rows(JobQuery(production))] == [2, 3, 4, 5]
    assert book.count_jobs(JobQuery(production)) == 4


def test_time_and_memory_of_an_older_database_are_those_of_the_last_attempt(
    new_place: Path | str, tmp_path: Path
) -> None:
    first = migrations_until("0001", tmp_path)
    engine = database.connect(database.address(new_place))
    upgrade.upgrade(engine, "book", first)
    quote = engine.dialect.identifier_preparer.quote
    with engine.begin() as connection:
        run = connection.exec_driver_sql
        run("INSERT INTO productions VALUES (1,'crab','s','Lyon','marie','lab','running','/w','d',1.0,1.0)")
        run("INSERT INTO stages VALUES (1, 1, 'dst', 0, 'DST')")
        text = "(1, 1, 1, 1, 'k', 'u', '', '{}', 'p', '/o', 'failed', '', 2, 1.0, 0.0, 0)"
        names = f"id, production_id, stage_id, number, {quote('key')}, unit, runs, resources, parameters, output, state"
        run(f"INSERT INTO jobs ({names}, reason, attempts, changed_at, not_before, unmet) VALUES {text}")
        run("INSERT INTO submissions VALUES (1,1,1,'t',1,'accepted',null,'lab','s','/t',3,'{}',1.0,null,null,'')")
        for row, (ended, memory) in enumerate([("110.0", 500), ("160.0", 700), ("null", "null")], 1):
            values = f"({row}, 1, {row}, 1, 'failed', '', 100.0, {ended}, {memory})"
            run(f"INSERT INTO attempts (id, submission_id, {quote('row')}, job_id, state, reason, started, ended,"
                f" peak_memory_mb) VALUES {values}")  # fmt: skip
    engine.dispose()
    with Bookkeeping.open(new_place, copies=tmp_path / "copies") as book:
        (found,) = book.job_rows(JobQuery(1))
        assert (found.seconds, found.peak_memory_mb) == (60.0, 700.0)


def test_productions_at_a_glance(book: Bookkeeping, production: int) -> None:
    second = book.create_production(new_production("vela"), STAGES, diamond())
    epoch = book.take_lease(second, "marie@lab", "lab", 1, 600)
    book.renew_lease(second, epoch, 600, 500.0, None)
    book.renew_lease(second, epoch, 600, None, 520.0)
    newest, older = book.overview()
    assert (newest.production.name, newest.counts) == ("vela", {J.READY: 2, J.WAITING: 3})
    assert (newest.answered_at, newest.silent_since, newest.driver) == (500.0, 520.0, "marie@lab")
    assert (older.production.id, older.answered_at, older.driver) == (production, None, "")
    assert [one.production.id for one in book.overview(only=production)] == [production]
    assert [(one.name, one.title, one.counts) for one in book.standing(production)] == [
        ("dst", "DST", {J.READY: 2}),
        ("microdst", "Micro DST", {J.WAITING: 2}),
        ("merging", "Merging", {J.WAITING: 1}),
    ]
    assert book.profile_texts([production, 99]) == {production: "profile"}
