"""Adding to sums by their keys, in one statement; a sum that is not there yet is begun."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import ColumnElement, Connection, Insert, Table, case
from sqlalchemy.dialects import mysql, sqlite

from .bulk import Bulk, Values


class Sums:
    """A table of sums: rows bring the values of all its columns, in order, those of the keys first."""

    def __init__(self, table: Table, added: Sequence[str], largest: Sequence[str] = ()) -> None:
        self._table = table
        self._added, self._largest = added, largest

    def add(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Add; the rows come in one order in every program, so that two writers never wait for each other."""
        statement = self._for_sqlite if connection.dialect.name == "sqlite" else self._for_server
        statement.run(connection, rows)

    @cached_property
    def _for_sqlite(self) -> Bulk:
        new = sqlite.insert(self._table)
        made = new.on_conflict_do_update(index_elements=self._table.primary_key.columns, set_=self._sums(new.excluded))
        return self._bulk(made)

    @cached_property
    def _for_server(self) -> Bulk:
        new = mysql.insert(self._table)
        return self._bulk(new.on_duplicate_key_update(self._sums(new.inserted)))

    def _bulk(self, statement: Insert) -> Bulk:
        return Bulk(statement, *self._table.c.keys())

    def _sums(self, new: Any) -> dict[str, ColumnElement[Any]]:
        here = self._table.c
        added = {name: here[name] + new[name] for name in self._added}
        largest = {name: case((here[name] < new[name], new[name]), else_=here[name]) for name in self._largest}
        return added | largest
