"""Rows by their ids."""

from __future__ import annotations

import sqlite3

from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import column
from sqlalchemy.dialects import sqlite

from parisana.bookkeeping.database.door import LISTED, among


@given(st.sets(st.integers(1, 3000)) | st.builds(range, st.integers(1, 900), st.integers(900, 3000)))
def test_exactly_the_rows_that_are_asked_for_are_chosen(ids: set[int] | range) -> None:
    with sqlite3.connect(":memory:") as table:
        table.execute("CREATE TABLE t (id INTEGER PRIMARY KEY)")
        table.executemany("INSERT INTO t VALUES (?)", [(each,) for each in range(1, 3001)])
        found = [row for each in conditions(ids) for (row,) in table.execute(f"SELECT id FROM t WHERE {each}")]
    assert sorted(found) == sorted(ids)


def test_neighbours_are_one_question() -> None:
    assert conditions(range(1, 10_001)) == ["id BETWEEN 1 AND 10000"]
    assert len(conditions(range(1, 2 * LISTED + 1, 2))) == 1


def conditions(ids: set[int] | range) -> list[str]:
    """Return the conditions as SQLite reads them."""
    kept = {"literal_binds": True}
    return [str(each.compile(dialect=sqlite.dialect(), compile_kwargs=kept)) for each in among(column("id"), ids)]
