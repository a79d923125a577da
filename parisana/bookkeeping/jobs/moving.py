"""Writing down the steps that are made, with their events: those that are alike by one statement, however many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter
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

#: What is said of a job, without the job.
_SAID = itemgetter(slice(1, None))

_UPDATE = RowUpdate(jobs, ("id",), ALWAYS, KNOWN)
_ANSWER = RowUpdate(jobs, ("id",), ("reason",), ("native_id", "answered_at"))


class Made(NamedTuple):
    """By whom, and for which submission."""

    production: int
    source: str
    submission: int | None


def write(connection: Connection, moves: Sequence[Move], made: Made) -> None:
    """Write jobs and events; no job is in two of the moves."""
    stood: defaultdict[JobState, list[int]] = defaultdict(list)
    singly: list[Values] = []
    for move in moves:
        stood[move.old] += move.jobs()
        often, seldom = _sorted_out(move.changes)
        for alike in often:
            _write_together(connection, alike, move.new)
        singly += _rows(seldom, move.new)
    _UPDATE.run(connection, singly)
    for old, ids in stood.items():
        _write_events(connection, old, ids, made)


def answer(connection: Connection, answers: Sequence[JobChange]) -> None:
    """Write what the site says of jobs that make no step."""
    _ANSWER.run(connection, ((each.job_id, each.reason, each.native_id, each.answered_at) for each in answers))


def _sorted_out(changes: Sequence[JobChange]) -> tuple[list[list[JobChange]], Sequence[JobChange]]:
    """Return the changes of which many say the same, put together, and all others."""
    how_often = Counter(map(_SAID, changes))
    often: dict[object, list[JobChange]] = {said: [] for said, n in how_often.items() if n >= ALIKE}
    if not often:
        return [], changes
    seldom: list[JobChange] = []
    for said, run in groupby(changes, _SAID):
        often.get(said, seldom).extend(run)
    return list(often.values()), seldom


def _write_together(connection: Connection, alike: Sequence[JobChange], new: JobState) -> None:
    change = alike[0]
    values: dict[str, Any] = {"state": new, "changed_at": change.at}
    values |= {name: getattr(change, name) for name in ALWAYS if name not in values}
    values |= {name: value for name in KNOWN if (value := getattr(change, name)) is not None}
    for these in among(jobs.c.id, (each.job_id for each in alike)):
        connection.execute(update(jobs).where(these).values(values))


def _rows(changes: Iterable[JobChange], new: JobState) -> Iterator[Values]:
    """Yield the rows; a change is taken apart in its own order."""
    state = word(new)
    for job, _, at, failure, reason, code, *known, not_before in changes:
        yield job, state, word(failure), reason, code, at, not_before, *known


def _write_events(connection: Connection, old: JobState, ids: Sequence[int], made: Made) -> None:
    """Write an event a job; what is new stands in the job already, and need not be sent once more."""
    here = jobs.c
    text = case((here.failure.is_(None), here.reason), else_=type_coerce(here.failure, String) + ": " + here.reason)
    known = (literal(made.submission, Id), here.changed_at, literal(made.source), literal(word(old)), here.state, text)
    for these in among(here.id, ids):
        rows = select(literal(made.production, Id), here.id, *known).where(these).order_by(here.id)
        connection.execute(insert(events).from_select(list(history.NAMES), rows))
