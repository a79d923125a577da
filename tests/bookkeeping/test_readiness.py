"""What must be declared ready before jobs may read it, in a file and on a server."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import opening as database
from parisana.bookkeeping.database.server import alone, prepare
from parisana.bookkeeping.productions.readiness import Said
from parisana.bookkeeping.upkeep import upgrade
from parisana.bookkeeping.upkeep.migrate import migrate
from parisana.bookkeeping.values.entries import JobChange, NewInput, NewJob
from parisana.core.jobs.states import JobState
from tests.bookkeeping.samples import new_production

STAGES = [("tables", "Tables"), ("selection", "Selection")]
TABLE = "/tables/all"


def jobs() -> list[NewJob]:
    """Return a job that makes a table, and two that read it, and an old one, when these are declared ready."""
    made = NewJob(1, f"{1:064x}", "tables", "all", "1,2", "{}", "p.json", TABLE)
    inputs = [NewInput("table", 1, TABLE, declared=True), NewInput("old", None, "/old/table.root", declared=True)]
    return [made, *(_reading(number, inputs) for number in (2, 3))]


def _reading(number: int, inputs: list[NewInput]) -> NewJob:
    return NewJob(number, f"{number:064x}", "selection", f"run-{number}", "1", "{}", "p.json", f"/s/{number}", inputs)


@pytest.fixture
def production(book: Bookkeeping) -> int:
    return book.create_production(new_production("chain"), STAGES, jobs())


def say(book: Bookkeeping, path: str, ready: bool, at: float = 100.0, version: str | None = None) -> bool:
    (one,) = [each.id for each in book.needed() if each.path == path]
    return book.declare(Said(one, at, "anna@lab", ready, version, "looked at"))


def states(book: Bookkeeping, production: int) -> list[str]:
    return [job.state for job in book.jobs(production)]


def finish(book: Bookkeeping, production: int, number: int) -> None:
    """Let a job have its result."""
    book.step_jobs(production, [JobChange(book.job(production, number).id, JobState.DONE, 50.0)], "driver")


def test_jobs_wait_until_all_that_they_need_is_there_and_declared(book: Bookkeeping, production: int) -> None:
    old, table = book.needed(production)
    assert (table.path, table.name, table.production_id, table.ready) == (TABLE, "selection table", production, False)
    assert (old.path, old.production_id) == ("/old/table.root", None)
    finish(book, production, 1)
    assert states(book, production) == ["done", "waiting", "waiting"] and book.awaits_word(production)
    assert say(book, TABLE, True) and states(book, production)[1:] == ["waiting", "waiting"]
    assert say(book, "/old/table.root", True, version="3")
    assert states(book, production)[1:] == ["ready", "ready"] and not book.awaits_word(production)
    assert book.differences(production) == []
    texts = [each.text for each in book.deeds(production) if each.source == "anna@lab"]
    assert texts[-1] == "/old/table.root is declared ready (version 3): looked at"


def test_what_is_withdrawn_holds_back_what_was_not_sent(book: Bookkeeping, production: int) -> None:
    finish(book, production, 1)
    say(book, TABLE, True)
    say(book, "/old/table.root", True)
    finish(book, production, 2)
    assert say(book, TABLE, False, at=200.0)
    assert states(book, production) == ["done", "done", "waiting"]
    said = book.declarations(each.id for each in book.needed())
    assert [(each.at, each.person, each.ready) for each in said] == [
        (100.0, "anna@lab", True),
        (100.0, "anna@lab", True),
        (200.0, "anna@lab", False),
    ]
    assert say(book, TABLE, True, at=300.0) and states(book, production)[2] == "ready"
    assert not say(book, TABLE, True, at=400.0), "who says the same again changes nothing"


def test_a_table_that_still_lacks_its_jobs_sets_nobody_free(book: Bookkeeping, production: int) -> None:
    say(book, TABLE, True)
    say(book, "/old/table.root", True)
    assert states(book, production) == ["ready", "waiting", "waiting"] and not book.awaits_word(production)
    finish(book, production, 1)
    assert states(book, production)[1:] == ["ready", "ready"]


def test_a_later_production_finds_what_was_declared(book: Bookkeeping, production: int) -> None:
    say(book, "/old/table.root", True)
    reading = [replace(_reading(1, []), inputs=[NewInput("old", None, "/old/table.root", declared=True)])]
    later = book.create_production(new_production("later"), STAGES, reading)
    assert states(book, later) == ["ready"]
    (one,) = book.needed(later)
    found = {(each.production_id, each.stage): each.jobs for each in book.waiting_for([one.id])}
    assert found == {(production, "selection"): 2, (later, "selection"): 0}
    say(book, "/old/table.root", False)
    assert states(book, later) == ["waiting"] and book.awaits_word(later)


def test_an_older_bookkeeping_gets_the_tables(new_place: Path | str, tmp_path: Path) -> None:
    engine = database.connect(database.address(new_place))
    with engine.connect() as connection, alone(connection, "it"), connection.begin():
        prepare(connection)
        migrate(connection, upgrade.MIGRATIONS, upgrade.VERSION_TABLE, "0008")
    engine.dispose()
    with Bookkeeping.open(new_place, copies=tmp_path / "copies") as book:
        assert book.needed() == []
