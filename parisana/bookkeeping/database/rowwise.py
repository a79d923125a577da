"""Changing many rows, each to values of its own: on a server thousands with one statement, not one by one.

A server's time goes into the way there and back. What is to be written travels as one table of values, to which the
rows are joined by their keys; the keys are looked up, whatever the server thinks of the sizes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from typing import Any

from sqlalchemy import Column, Connection, Table, bindparam, func, update

from .bulk import Bulk, Values

#: How many rows, and how many characters, one statement may bring: far below what a server takes at once.
ROWS = 5000
CHARACTERS = 1_000_000


class RowUpdate:
    """A change of some columns, row by row."""

    def __init__(self, table: Table, keys: Sequence[str], always: Sequence[str], known: Sequence[str] = ()) -> None:
        """Rows bring their keys and the rest, in this order; of ``known`` what is ``None`` stays as it was."""
        self._table, self._keys, self._always, self._known = table, keys, always, known
        self._names = (*keys, *always, *known)
        self._singly = Bulk(self._statement(), *(f"_{name}" for name in (*always, *known, *keys)))

    def run(self, connection: Connection, rows: Iterable[Values]) -> None:
        """Write the rows; of two with the same keys it is not said which counts."""
        if connection.dialect.name == "sqlite":
            n = len(self._keys)
            self._singly.run(connection, ((*row[n:], *row[:n]) for row in rows))
            return
        for part in portions(rows):
            connection.exec_driver_sql(self._joined(connection, len(part)), tuple(chain.from_iterable(part)))

    def _statement(self) -> Any:
        plain: dict[str, Any] = {name: self._bound(self._table.c[name]) for name in self._always}
        plain |= {name: func.coalesce(self._bound(self._table.c[name]), self._table.c[name]) for name in self._known}
        mine = (self._table.c[name] == self._bound(self._table.c[name]) for name in self._keys)
        return update(self._table).where(*mine).values(plain)

    @staticmethod
    def _bound(column: Column[Any]) -> Any:
        return bindparam(f"_{column.name}", type_=column.type)

    def _joined(self, connection: Connection, n: int) -> str:
        """Return the statement for so many rows; MySQL wants each to be called one."""
        quote = connection.dialect.identifier_preparer.quote
        names = {name: quote(name) for name in self._names}
        row = "ROW" if not getattr(connection.dialect, "is_mariadb", False) else ""
        row += f"({', '.join(['%s'] * len(names))})"
        brought = f"(WITH v ({', '.join(names.values())}) AS (VALUES {', '.join([row] * n)}) SELECT * FROM v)"
        mine = " AND ".join(f"v.{names[name]} = t.{names[name]}" for name in self._keys)
        new = [f"t.{names[name]} = v.{names[name]}" for name in self._always]
        new += [f"t.{names[name]} = COALESCE(v.{names[name]}, t.{names[name]})" for name in self._known]
        return f"UPDATE {brought} v STRAIGHT_JOIN {quote(self._table.name)} t ON {mine} SET {', '.join(new)}"


def portions(rows: Iterable[Values]) -> Iterator[list[Values]]:
    """Cut rows into lists that one statement can bring."""
    part: list[Values] = []
    characters = 0
    for row in rows:
        size = sum(len(value) for value in row if isinstance(value, str))
        if part and (len(part) == ROWS or characters + size > CHARACTERS):
            yield part
            part, characters = [], 0
        part.append(row)
        characters += size
    if part:
        yield part
