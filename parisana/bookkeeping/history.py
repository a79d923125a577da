"""Writing down what happened, in the transaction in which it happens."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, insert

from .door import BATCH, chunks
from .schema import events


def event(
    production: int,
    at: float,
    source: str,
    text: str,
    *,
    job: int | None = None,
    submission: int | None = None,
    old: str | None = None,
    new: str | None = None,
) -> dict[str, Any]:
    """Return one event as a row."""
    return {
        "production_id": production,
        "job_id": job,
        "submission_id": submission,
        "at": at,
        "source": source,
        "old": old,
        "new": new,
        "text": text,
    }


def write(connection: Connection, rows: Sequence[dict[str, Any]]) -> None:
    """Write events, in order."""
    for part in chunks(rows, BATCH):
        connection.execute(insert(events), part)
