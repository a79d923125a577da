"""How the queries of productions stand, in a file and on a server."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import create_engine, inspect

from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.database import opening as database
from parisana.bookkeeping.productions.matching import MOST
from parisana.bookkeeping.upkeep import upgrade
from parisana.bookkeeping.upkeep.migrate import migrate
from parisana.bookkeeping.values.matching import BEGUN, MatchingRecord


def test_looks_are_added_up_and_looking_can_be_switched_off(book: Bookkeeping, production: int) -> None:
    assert book.matching(production) == BEGUN
    book.note_matching(production, 100.0, "2 new runs: 3, 4", 2)
    book.note_matching(production, 200.0, "1 new run: 5", 1)
    assert book.matching(production) == MatchingRecord(True, 200.0, "1 new run: 5", 3)
    assert book.switch_matching(production, active=False) and not book.switch_matching(production, active=False)
    assert book.matching(production) == MatchingRecord(False, 200.0, "1 new run: 5", 3)
    book.note_matching(production, 300.0, "<b>'; DROP TABLE jobs; 🔭\n" + "x" * 3000, 0)
    assert len(book.matching(production).said) == MOST and book.matching(production).runs == 3
    assert book.matching(production + 1) == BEGUN


def test_an_older_database_gets_the_table(new_place: Path | str) -> None:
    if isinstance(new_place, Path):
        new_place.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(database.address(new_place))
    with engine.connect() as connection, connection.begin():
        migrate(connection, upgrade.MIGRATIONS, upgrade.VERSION_TABLE, "0010")
    assert "matchings" not in inspect(engine).get_table_names()
    with engine.connect() as connection, connection.begin():
        migrate(connection, upgrade.MIGRATIONS, upgrade.VERSION_TABLE)
    assert "matchings" in inspect(engine).get_table_names()
    engine.dispose()
