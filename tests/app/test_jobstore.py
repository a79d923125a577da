"""The table of jobs in memory: it says what the bookkeeping says, whatever happens to jobs, database and process."""

from __future__ import annotations

import os
import random
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from multiprocessing.connection import Connection
from pathlib import Path

import pytest
from sqlalchemy import create_engine, update

from parisana.app.jobstore import filling
from parisana.app.jobstore.apart import StoreApart
from parisana.app.jobstore.filling import Filling
from parisana.app.jobstore.held import Held
from parisana.app.jobstore.serving import serve
from parisana.app.jobstore.table import JobTable
from parisana.app.jobstore.texts import Texts
from parisana.app.jobstore.words import Answer, Loading, Question, Source
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.schema import jobs
from parisana.bookkeeping.values.entries import JobChange
from parisana.bookkeeping.values.views import JobQuery, JobSort
from parisana.core.jobs.states import Failure
from parisana.core.jobs.states import JobState as J
from parisana.errors import BookkeepingError
from tests.bookkeeping.samples import STAGES, new_job, new_production
from tests.waiting import until

MANY = 120
FILTERS: tuple[dict[str, object], ...] = (
    {}, {"states": (J.FAILED, J.HELD)}, {"stage": "microdst"}, {"failure": Failure.MEMORY}, {"site": "Lyon"},
    {"text": "UNIT-1"}, {"text": "üNIT É"}, {"text": "micro"}, {"text": "memory"},
    {"text": "node 7", "states": (J.FAILED,)},
    {"since": 250.0, "until": 700.0}, {"longer": 10.0, "shorter": 90.0}, {"text": "no such thing"},
)  # fmt: skip


def record(book: Bookkeeping, name: str = "crab", count: int = MANY) -> int:
    """Record a production of jobs in two stages."""
    found = [new_job(number, "dst" if number % 3 else "microdst") for number in range(1, count + 1)]
    return book.create_production(new_production(name), STAGES, found)


def scramble(path: Path, production: int, seed: int) -> None:
    """Bring the jobs of a production into any state, behind the back of whoever listens to events."""
    chance = random.Random(seed)
    states = list(J)
    engine = create_engine(f"sqlite:///{path}")
    with engine.begin() as connection:
        for number in range(1, MANY + 1):
            failed = chance.random() < 0.3
            values = {
                "state": J.FAILED if failed else states[number % len(states)],
                "failure": chance.choice(list(Failure)) if failed else None,
                "reason": f"over on node {chance.randrange(9)}" if failed else "",
                "site": chance.choice(["Lyon", "Grid", None]),
                "native_id": chance.choice([None, str(chance.randrange(10**6)), "7" * chance.randrange(1, 30)]),
                "seconds": chance.choice([None, float(chance.randrange(100))]),
                "peak_memory_mb": chance.choice([None, float(chance.randrange(4000))]),
                "attempts": chance.randrange(4),
                "changed_at": float(chance.randrange(1000)),
                "unit": chance.choice([f"unit-{number}", "x" * 499 + str(number % 10), "Ünit é"]),
            }
            mine = (jobs.c.production_id == production) & (jobs.c.number == number)
            connection.execute(update(jobs).where(mine).values(values))
    engine.dispose()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "book.sqlite"


@pytest.fixture
def book(path: Path) -> Iterator[Bookkeeping]:
    with Bookkeeping.open(path) as opened:
        yield opened


def shown(held: Held, query: JobQuery, **more: object) -> Answer:
    """Return all rows of a question from memory."""
    answer = held.answer(replace(Question(query, count=1000), **more))  # type: ignore[arg-type]  # its own fields
    assert isinstance(answer, Answer)
    return answer


def same(book: Bookkeeping, held: Held, query: JobQuery) -> None:
    """Compare memory with the bookkeeping: rows, order, counts."""
    answer, rows = shown(held, query), book.job_rows(replace(query, limit=1000))
    values = [[getattr(row, name) for name in row.__slots__] for row in answer.lines]
    assert values == [[getattr(row, name) for name in answer.lines[0].__slots__] for row in rows]
    assert answer.counts == book.count_states(query) if query.text or query.site else True
    assert answer.total == len(rows)


def test_memory_and_bookkeeping_say_the_same_whatever_is_asked(book: Bookkeeping, path: Path) -> None:
    held, first, second = Held(), record(book), record(book, "vela")
    filler = Filling(book, held)
    everything = JobQuery(first, others=(second,))
    assert held.answer(Question(everything)) == Loading(0.0)
    for seed in range(3):
        scramble(path, first, seed)
        filler.look()
        for _ in range(6):  # what left no event is found by reading round and round
            filler.look()
        for sort, descending in product(JobSort, (False, True)):
            same(book, held, replace(everything, sort=sort, descending=descending))
        for chosen in FILTERS:
            same(book, held, replace(everything, sort=JobSort.REASON, **chosen))  # type: ignore[arg-type]  # its own


@pytest.mark.parametrize("sort", JobSort)
def test_rows_that_change_while_sorted_and_filtered_are_where_they_belong(
    book: Bookkeeping, path: Path, sort: JobSort
) -> None:
    held, production = Held(), record(book)
    scramble(path, production, 5)
    filler = Filling(book, held)
    query = JobQuery(production, sort=sort, descending=sort.value < "r", text="i")
    held.answer(Question(query))
    filler.look()
    shown(held, query)
    for state in (J.SUBMITTING, J.CANCELLED):
        ready = book.jobs(production, state=J.READY if state is J.SUBMITTING else J.SUBMITTING)
        changes = [JobChange(job.id, state, 2e3, reason="it is so") for job in ready]
        assert changes and not book.step_jobs(production, changes, "test")
        filler.look()
        same(book, held, query)


def test_what_one_looks_at_stays_though_rows_come_and_one_leaves(book: Bookkeeping) -> None:
    held, production = Held(), record(book)
    query = JobQuery(production, sort=JobSort.STATE)
    held.answer(Question(query))
    filler = Filling(book, held)
    filler.look()
    seen = shown(held, query, first=50, count=10)
    ids = [line.id for line in seen.lines]
    changes = [JobChange(job.id, J.CANCELLED, 2e3) for job in book.jobs(production, limit=20)]
    changes.append(JobChange(ids[3], J.CANCELLED, 2e3))
    book.step_jobs(production, changes, "test")
    filler.look()
    now = held.answer(Question(query, first=50, count=10, seen=ids, held=[7]))
    assert isinstance(now, Answer) and now.first == 30
    assert [line.id for line in now.lines] == [job for job in ids if job != ids[3]] + [ids[-1] + 1]
    under_the_mouse = held.answer(Question(query, first=50, count=10, seen=ids, pin=8))
    assert isinstance(under_the_mouse, Answer) and under_the_mouse.lines[8].id == ids[8]
    assert shown(held, query).lines[now.rows[ids[3]]].id == ids[3] and set(now.rows) == {*ids, 7}


def test_new_jobs_and_superseded_ones_are_noticed(book: Bookkeeping) -> None:
    from tests.bookkeeping.test_jobs import REVISION

    held, production = Held(), record(book)
    query = JobQuery(production)
    held.answer(Question(query))
    filler = Filling(book, held)
    filler.look()
    book.add_revision(production, REVISION, STAGES, [new_job(MANY + 1)], {1: MANY + 1})
    for _ in range(4):
        filler.look()
    same(book, held, query)
    assert MANY + 1 in [line.number for line in shown(held, query).lines]


def test_after_very_many_changes_at_once_all_are_read_anew(book: Bookkeeping, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parisana.bookkeeping.jobs.blocks.MOST_EVENTS", 50)
    monkeypatch.setattr(filling, "ROUND", 1)
    held, production = Held(), record(book)
    query = JobQuery(production, sort=JobSort.STATE, states=(J.CANCELLED,))
    held.answer(Question(query))
    filler = Filling(book, held)
    filler.look()
    book.step_jobs(production, [JobChange(job.id, J.CANCELLED, 2e3) for job in book.jobs(production)], "test")
    filler.look()
    assert shown(held, query).total == MANY


def test_a_hundred_productions_are_one_table(book: Bookkeeping) -> None:
    numbers = [record(book, f"nova{count}", 3) for count in range(100)]
    held, query = Held(), JobQuery(numbers[0], others=numbers, sort=JobSort.UNIT, descending=True)
    held.answer(Question(query))
    Filling(book, held).look()
    same(book, held, query)
    assert shown(held, query).total == 300


def test_while_the_bookkeeping_is_silent_what_was_known_is_shown(
    book: Bookkeeping, monkeypatch: pytest.MonkeyPatch
) -> None:
    held, production = Held(), record(book)
    held.answer(Question(JobQuery(production)))
    filler = Filling(book, held)
    filler.look()

    def away(*words: object) -> None:
        raise BookkeepingError("The bookkeeping does not answer.")

    with monkeypatch.context() as patch:
        patch.setattr(Bookkeeping, "changed_since", away)
        with pytest.raises(BookkeepingError):
            filler.look()
        assert shown(held, JobQuery(production, text="unit-12")).total == 2
    book.step_jobs(production, [JobChange(book.job(production, 1).id, J.CANCELLED, 2e3)], "test")
    filler.look()
    assert shown(held, JobQuery(production, states=(J.CANCELLED,))).total == 1


def test_texts_are_ordered_and_found_as_the_database_does() -> None:
    chance = random.Random(3)
    words = ["".join(chance.choices("abAB01-éß\U0001f30c", k=chance.choice([0, 1, 3, 9, 17, 40]))) for _ in range(300)]
    words += ["a" * 8, "a" * 9, "a" * 16, "a" * 500]
    texts = Texts()
    codes = texts.codes([None, *words])
    ranks = texts.ranks()[codes[1:]].tolist()
    in_order = sorted(range(len(words)), key=lambda place: words[place].encode())
    assert sorted(range(len(words)), key=lambda place: (ranks[place], words[place].encode())) == in_order
    assert len(set(ranks)) == len(set(words)) and texts.text(int(codes[0])) is None
    for wanted in ("a", "B0", "é", "aaaaaaaaa", "zz"):
        there = texts.holding(wanted)[codes[1:]].tolist()
        assert there == [wanted.lower() in word.lower() for word in words]


@pytest.fixture
def table(book: Bookkeeping, path: Path) -> Iterator[JobTable]:
    """Return a table that keeps even few jobs in memory, in a process of its own."""
    made = JobTable(lambda: book, time.time, lambda: StoreApart(str(path)), large=MANY)
    yield made
    made.close()


def test_a_process_that_dies_is_replaced_and_meanwhile_the_bookkeeping_answers(
    book: Bookkeeping, table: JobTable, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parisana.app.jobstore.apart.AGAIN", 0.0)
    production = record(book)
    question = Question(JobQuery(production, sort=JobSort.UNIT), first=60, count=10)
    early = table.ask(question)
    assert early.source is Source.LOADING
    assert table.store is not None and table.store.process is None  # the first rows wait for none
    until(lambda: table.ask(question).source is Source.MEMORY, complaint="The jobs do not come into memory.")
    wanted = table.ask(question)
    assert [line.id for line in wanted.lines] == [line.id for line in early.lines] and wanted.first == 60
    assert table.store is not None and table.store.process is not None
    os.kill(table.store.process.pid or 0, signal.SIGKILL)
    fallen = table.ask(question)
    assert (fallen.source, fallen.total) == (Source.AGAIN, MANY)
    assert [line.id for line in fallen.lines] == [line.id for line in wanted.lines]
    until(lambda: table.ask(question).source is Source.MEMORY, complaint="The process is not replaced.")


def serve_badly(pipe: Connection, place: str) -> None:
    """Serve as ever, but no table can be looked at."""
    Filling.look = _mistaken  # type: ignore[method-assign, assignment]  # only in the process that serves
    serve(pipe, place)


def _mistaken(filling: Filling) -> None:
    raise TypeError("nobody expected this")


def test_a_mistake_while_loading_is_not_loading_for_ever(book: Bookkeeping, path: Path) -> None:
    production = record(book)
    table = JobTable(lambda: book, time.time, lambda: StoreApart(str(path), serve_badly), large=MANY)
    question = Question(JobQuery(production, sort=JobSort.UNIT), count=10)
    until(lambda: table.ask(question).source is Source.AGAIN, complaint="It still says that it loads.")
    assert len(table.ask(question).lines) == 10
    table.close()


def test_few_jobs_and_little_memory_need_no_process(book: Bookkeeping, table: JobTable) -> None:
    few, many = record(book, "few", MANY - 1), record(book, "many")
    assert table.ask(Question(JobQuery(few))).source is Source.BOOKS
    assert table.ask(Question(JobQuery(many), memory=False)).source is Source.BOOKS
    assert table.store is None
