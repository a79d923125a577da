"""The door to the database: one transaction a verb, and every error a sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import fields
from itertools import islice
from typing import Any, TypeAlias, TypeVar

from sqlalchemy import ColumnElement, Connection, Engine, Row, Select, Table

from .database import begin_writing
from .trouble import spoken

T = TypeVar("T")

#: A question for, and an answer of, any number of columns.
Query: TypeAlias = "Select[*tuple[Any, ...]]"
Answer: TypeAlias = "Row[*tuple[Any, ...]]"

#: How many values one statement may list: below the limit of every database.
LISTED = 500
#: How many rows go to the driver at once.
BATCH = 5000


class Door:
    """What the verbs of one idea share."""

    def __init__(self, engine: Engine, place: str) -> None:
        self._engine = engine
        self.place = place

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


def columns(table: Table, record: type, **instead: ColumnElement[Any]) -> list[ColumnElement[Any]]:
    """Return the columns that make a record, in the order of its fields."""
    return [instead[field.name] if field.name in instead else table.c[field.name] for field in fields(record)]
