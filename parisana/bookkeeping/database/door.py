"""The door to the database: one transaction a verb, and every error a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from itertools import groupby, islice
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, Table

from .opening import begin_writing
from .trouble import spoken

T = TypeVar("T")
Chosen = TypeVar("Chosen", bound="Select[*tuple[Any, ...]]")

#: A question for, and an answer of, any number of columns.
Query: TypeAlias = "Select[*tuple[Any, ...]]"
Answer: TypeAlias = "Row[*tuple[Any, ...]]"

#: How many values one statement may list: below the limit of every database.
LISTED = 500
#: So many neighbours are asked for as a range.
SPAN = 20
#: How many rows go to the driver at once.
BATCH = 5000


class Door:
    """What the verbs of one idea share."""

    def __init__(self, engine: Engine, place: str, viewer: str | None = None) -> None:
        self._engine = engine
        self.place = place
        self.viewer = viewer
        """Who looks: productions that are kept from this person are not shown."""

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with spoken(self.place), self._engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with spoken(self.place), self._engine.connect() as connection:
            begin_writing(connection)
            with connection.begin():
                yield connection


def chunks(values: Iterable[T], size: int) -> Iterator[list[T]]:
    """Cut into lists of at most ``size``."""
    iterator = iter(values)
    while chunk := list(islice(iterator, size)):
        yield chunk


def among(column: ColumnElement[Any], ids: Iterable[int]) -> Iterator[ColumnElement[bool]]:
    """Yield conditions that together choose rows by their ids: neighbours as a range, the others by lists."""
    alone: list[int] = []
    for _, group in groupby(enumerate(sorted(set(ids))), lambda pair: pair[1] - pair[0]):
        span = [value for _, value in group]
        if len(span) >= SPAN:
            yield column.between(span[0], span[-1])
        else:
            alone += span
    for part in chunks(alone, LISTED):
        yield column.in_(part)


def by_index(query: Chosen, table: Table, index: str) -> Chosen:
    """Let a server go on in an index where a page begins: left alone, it would read all that comes before.

    It does not see that a page ends soon, and finds an index dear for all the rows that might follow.
    """
    return query.with_hint(table, f"FORCE INDEX ({index})", "mysql")


def as_written(query: Chosen) -> Chosen:
    """Let a server join in the order that is written: what is counted first is not looked for once more a row."""
    return query.prefix_with("STRAIGHT_JOIN", dialect="mysql")


def columns(table: Table, record: type, **instead: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """Return the columns that make a record, in the order of its fields."""
    names = getattr(record, "_fields", None) or [field.name for field in fields(record)]
    return [instead[name] if name in instead else table.c[name] for name in names]
