"""Writing down what happened, in the transaction in which it happens."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

from sqlalchemy import Connection, insert

from parisana.bookkeeping.database.bulk import Bulk, Values, word
from parisana.bookkeeping.schema import events

#: The columns of an event, in the order of :func:`event`.
NAMES = ("production_id", "job_id", "submission_id", "at", "source", "old", "new", "text")
_INSERT = Bulk(insert(events), *NAMES)


def event(
    production: int,
    at: float,
    source: str,
    text: str,
    *,
    job: int | None = None,
    submission: int | None = None,
    old: StrEnum | None = None,
    new: StrEnum | None = None,
) -> Values:
    """Return one event as a row."""
    return (production, job, submission, at, source, word(old), word(new), text)


def write(connection: Connection, rows: Iterable[Values]) -> None:
    """Write events, in order."""
    _INSERT.run(connection, rows)
