"""Looking for a text somewhere in a column, without regard to case, of all letters and in every database alike.

SQLite knows the case of ASCII letters only. It gets a function of its own for the others, which is asked for when the
text has one of them: it is slower.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, String, func
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import GenericFunction


class lowered(GenericFunction[str]):
    """A text in small letters."""

    type = String()
    inherit_cache = True
    name = "parisana_lower"


@compiles(lowered)
def _standard(element: lowered, compiler: Any, **rest: Any) -> str:
    return f"LOWER({compiler.process(element.clauses, **rest)})"


@compiles(lowered, "sqlite")
def _sqlite(element: lowered, compiler: Any, **rest: Any) -> str:
    return f"parisana_lower({compiler.process(element.clauses, **rest)})"


def teach(driver: Any) -> None:
    """Let a connection to SQLite know small letters of all alphabets."""
    driver.create_function("parisana_lower", 1, _lower, deterministic=True)


def holds(column: ColumnElement[Any], text: str) -> ColumnElement[bool]:
    """Return the condition that a text stands somewhere in a column; none of its characters means anything else."""
    small = func.lower(column) if text.isascii() else lowered(column)
    return small.contains(text.lower(), autoescape=True)


def _lower(text: object) -> str | None:
    return None if text is None else str(text).lower()
