"""Writing many rows: the statement is put into words once a database, and the driver gets the plain values.

Nothing is converted here: a word of a vocabulary goes in as text (:func:`word`).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, Insert, Update

from .door import BATCH, chunks

Values = Sequence[Any]


class Bulk:
    """One statement, and the names of the values that each row brings, in order."""

    def __init__(self, statement: Insert | Update, *names: str) -> None:
        self._statement = statement
        self._names = names
        self._words: dict[str, tuple[str, Sequence[str] | None]] = {}

    def run(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Write the rows; ``None`` is no value."""
        for part in chunks(rows, BATCH):
            text, order = self._in_words(connection)
            connection.exec_driver_sql(text, self._ordered(part, order))

    def _in_words(self, connection: Connection) -> tuple[str, Sequence[str] | None]:
        """Return the statement as this database reads it, and in which order it takes values, if that counts."""
        kind = connection.engine.url.drivername
        if kind not in self._words:
            made: Any = self._statement.compile(dialect=connection.dialect, column_keys=list(self._names))
            self._words[kind] = (str(made), made.positiontup)
        return self._words[kind]

    def _ordered(self, rows: list[Values], order: Sequence[str] | None) -> Any:
        if order is None:
            return [dict(zip(self._names, row, strict=True)) for row in rows]
        if tuple(order) == self._names:
            return [tuple(row) for row in rows]
        return list(map(itemgetter(*map(self._names.index, order)), rows))


def word(value: StrEnum | None) -> str | None:
    """Return a word of a vocabulary as the database keeps it."""
    return None if value is None else str(value)
