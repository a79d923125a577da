"""Counting by stretches of time, or of any number: the database does it, whichever it is."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, Double, Integer, literal
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class floored(GenericFunction[int]):
    """The whole part of a number that is not negative."""

    type = Integer()
    inherit_cache = True
    name = "parisana_floored"


@compiles(floored)
def _standard(element: floored, compiler: Any, **rest: Any) -> str:
    return f"FLOOR({compiler.process(element.clauses, **rest)})"


@compiles(floored, "sqlite")
def _sqlite(element: floored, compiler: Any, **rest: Any) -> str:
    """Cut off what is behind the point: not every SQLite knows FLOOR."""
    return f"CAST({compiler.process(element.clauses, **rest)} AS INTEGER)"


def bin_of(column: ColumnElement[Any], start: float, width: float) -> ColumnElement[int]:
    """Return in which stretch a value is, from 0 on."""
    return floored((column - literal(start, Double)) / literal(width, Double))
