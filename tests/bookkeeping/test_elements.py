"""The history of elements: noted at each look, not twice within a pause, thinned out, on both databases."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, inspect

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import opening as database
from parisana.bookkeeping.upkeep import upgrade
from parisana.bookkeeping.upkeep.migrate import migrate
from parisana.bookkeeping.values.elements import NOBODY, Look, Together

START = 1_700_000_000


def looked(at: int, queued: int = 3, name: str = "ce01.site.org:8443/cream-pbs-hess") -> Look:
    """Return how an element was."""
    return Look(at, name, "Production", 12.5, 70, 4, queued)


def test_looks_are_read_as_they_were_noted(book: Bookkeeping) -> None:
    silent = Look(START, "ce02", "It gives no answer.", None, None, None, None)
    assert book.note_looks("Lyon", [looked(START), silent], 60)
    assert book.note_looks("Elsewhere", [looked(START, 8)], 60)
    assert book.note_looks("Lyon", [looked(START + 60, 5)], 60)
    assert book.looks_at("Lyon") == [looked(START), silent, looked(START + 60, 5)]
    assert book.looks_at("Lyon", "ce02") == [silent]
    assert book.looks_at("Lyon", since=START + 1) == [looked(START + 60, 5)]
    assert not book.note_looks("Lyon", [], 60) and book.looks_at("nowhere") == []


def test_the_looks_of_a_time_are_added_up_site_by_site(book: Bookkeeping) -> None:
    book.note_looks("Lyon", [looked(START - 60)], 60)
    closed = Look(START, "ce02", "Closed", None, None, 2, None)
    book.note_looks("Lyon", [looked(START), closed, looked(START, 5, "ce03")], 60)
    book.note_looks("Elsewhere", [Look(START + 1, NOBODY, "No answer.", None, None, None, None)], 60)
    assert book.looks_together(START) == [
        Together("Lyon", START, True, 140, 10, 8),
        Together("Elsewhere", START + 1, False, None, None, None),
    ]
    assert (book.looked_last("Lyon"), book.looked_last("nowhere")) == (START, None)


def test_two_who_look_at_once_note_it_once(book: Bookkeeping) -> None:
    assert book.note_looks("Lyon", [looked(START)], 60)
    assert not book.note_looks("Lyon", [looked(START + 30, 9)], 60)
    assert [each.queued for each in book.looks_at("Lyon")] == [3]


def test_old_looks_become_fewer(book: Bookkeeping) -> None:
    for minute in range(0, 60, 5):
        book.note_looks("Lyon", [looked(START + 60 * minute)], 60)
    book.note_looks("Lyon", [looked(START + 40 * 86_400)], 60)
    assert len(book.looks_at("Lyon")) in (2, 3), "one a day of those that are older than a month"


def test_an_older_database_gets_the_table(new_place: Path | str) -> None:
    url = database.address(new_place)
    if isinstance(new_place, Path):
        new_place.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(url)
    with engine.connect() as connection, connection.begin():
        migrate(connection, upgrade.MIGRATIONS, upgrade.VERSION_TABLE, "0009")
    assert "element_looks" not in inspect(engine).get_table_names()
    with engine.connect() as connection, connection.begin():
        migrate(connection, upgrade.MIGRATIONS, upgrade.VERSION_TABLE)
    engine.dispose()
    with Bookkeeping.open(new_place) as book:
        assert book.note_looks("Lyon", [looked(START)], 60) and book.looks_at("Lyon") == [looked(START)]
