"""Writing down the steps that are made, with their events: those that are alike by one statement, however many."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, String, case, insert, literal, select, type_coerce, update

from parisana.bookkeeping.database.bulk import Values, word
from parisana.bookkeeping.database.door import among
from parisana.bookkeeping.database.rowwise import RowUpdate
from parisana.bookkeeping.people import history
from parisana.bookkeeping.schema import Id, events, jobs
from parisana.bookkeeping.values.entries import JobChange
from parisana.core.jobs.states import JobState

from .judging import Move

#: So many jobs that make the same step for the same reason are written by one statement.
ALIKE = 20
#: What a step sets, and what it sets when it knows it.
ALWAYS = ("state", "failure", "reason", "exit_code", "changed_at", "not_before")
KNOWN = ("native_id", "site", "answered_at")

_UPDATE = RowUpdate(jobs, ("id",), ALWAYS, KNOWN)
_ANSWER = RowUpdate(jobs, ("id",), ("reason",), ("native_id", "answered_at"))


class Made(NamedTuple):
    """By whom, and for which submission."""

    production: int
    source: str
    submission: int | None


def write(connection: Connection, moves: Sequence[Move], made: Made) -> None:
    """Write jobs and events; no job is in two of the moves."""
    singly: list[Move] = []
    stood: defaultdict[JobState, list[int]] = defaultdict(list)
    for move in moves:
        stood[move.old] += move.jobs
        if len(move.jobs) < ALIKE:
            singly.append(move)
        else:
            _write_together(connection, move)
    _UPDATE.run(connection, (row for move in singly for row in _rows(move)))
    for old, ids in stood.items():
        _write_events(connection, old, ids, made)


def answer(connection: Connection, answers: Sequence[JobChange]) -> None:
    """Write what the site says of jobs that make no step."""
    _ANSWER.run(connection, ((each.job_id, each.reason, each.native_id, each.answered_at) for each in answers))


def _write_together(connection: Connection, move: Move) -> None:
    change = move.change
    values: dict[str, Any] = {name: getattr(change, name) for name in ALWAYS if name != "changed_at"}
    values |= {name: value for name in KNOWN if (value := getattr(change, name)) is not None}
    for these in among(jobs.c.id, move.jobs):
        connection.execute(update(jobs).where(these).values(changed_at=change.at, **values))


def _rows(move: Move) -> Iterator[Values]:
    change = move.change
    state, failure = word(change.state), word(change.failure)
    always = (state, failure, change.reason, change.exit_code, change.at, change.not_before)
    known = (change.native_id, change.site, change.answered_at)
    return ((job, *always, *known) for job in move.jobs)


def _write_events(connection: Connection, old: JobState, ids: Sequence[int], made: Made) -> None:
    """Write an event a job; what is new stands in the job already, and need not be sent once more."""
    here = jobs.c
    text = case((here.failure.is_(None), here.reason), else_=type_coerce(here.failure, String) + ": " + here.reason)
    known = (literal(made.submission, Id), here.changed_at, literal(made.source), literal(word(old)), here.state, text)
    for these in among(here.id, ids):
        rows = select(literal(made.production, Id), here.id, *known).where(these).order_by(here.id)
        connection.execute(insert(events).from_select(list(history.NAMES), rows))
