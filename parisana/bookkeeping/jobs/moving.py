"""Writing down the steps that are made, with their events: those that are alike by one statement, however many."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from sqlalchemy import Connection, Double, String, insert, literal, select, update

from parisana.bookkeeping.database.bulk import Values, word
from parisana.bookkeeping.database.door import among
from parisana.bookkeeping.database.rowwise import RowUpdate
from parisana.bookkeeping.people import history
from parisana.bookkeeping.schema import Id, events, jobs
from parisana.bookkeeping.values.entries import JobChange
from parisana.core.jobs.states import JobState

#: So many jobs that make the same step for the same reason are written by one statement.
ALIKE = 20
#: What a step sets, and what it sets when it knows it.
ALWAYS = ("state", "failure", "reason", "exit_code", "changed_at", "not_before")
KNOWN = ("native_id", "site", "answered_at")

_UPDATE = RowUpdate(jobs, ("id",), ALWAYS, KNOWN)
_ANSWER = RowUpdate(jobs, ("id",), ("reason",), ("native_id", "answered_at"))


class Move(NamedTuple):
    """One step that is made."""

    change: JobChange
    old: JobState
    stage_id: int
    counted: bool


class Made(NamedTuple):
    """By whom, and for which submission."""

    production: int
    source: str
    submission: int | None


def write(connection: Connection, moves: Sequence[Move], made: Made) -> None:
    """Write jobs and events; the steps of one job stay in their order."""
    for turn in _turns(moves):
        singly: list[Move] = []
        for group in _groups(turn):
            if len(group) < ALIKE:
                singly += group
            else:
                _write_together(connection, group, made)
        _UPDATE.run(connection, (_values(move.change) for move in singly))
        history.write(connection, [_event(move, made) for move in singly])


def answer(connection: Connection, answers: Sequence[JobChange]) -> None:
    """Write what the site says of jobs that make no step."""
    last = {change.job_id: change for change in answers}
    rows = ((change.job_id, change.reason, change.native_id, change.answered_at) for change in last.values())
    _ANSWER.run(connection, rows)


def _turns(moves: Sequence[Move]) -> Iterator[Sequence[Move]]:
    """Yield the first step of each job, then the second …: a job is written once a statement."""
    if len({move.change.job_id for move in moves}) == len(moves):
        yield moves
        return
    nth: Counter[int] = Counter()
    turns: list[list[Move]] = []
    for move in moves:
        n = nth[move.change.job_id]
        nth[move.change.job_id] += 1
        if n == len(turns):
            turns.append([])
        turns[n].append(move)
    yield from turns


def _groups(moves: Sequence[Move]) -> Iterator[list[Move]]:
    """Yield those that differ in nothing but the job."""
    found: dict[object, list[Move]] = defaultdict(list)
    for move in moves:
        found[move.old, move.change[1:]].append(move)
    yield from found.values()


def _write_together(connection: Connection, moves: Sequence[Move], made: Made) -> None:
    change = moves[0].change
    values: dict[str, Any] = {name: getattr(change, name) for name in ALWAYS if name != "changed_at"}
    values |= {name: value for name in KNOWN if (value := getattr(change, name)) is not None}
    event = _event(moves[0], made)
    types: tuple[Any, ...] = (Id, Id, Id, Double, String, String, String, String)
    constant = [literal(value, kind) for value, kind in zip(event, types, strict=True)]
    for these in among(jobs.c.id, (move.change.job_id for move in moves)):
        connection.execute(update(jobs).where(these).values(changed_at=change.at, **values))
        rows = select(constant[0], jobs.c.id, *constant[2:]).where(these).order_by(jobs.c.id)
        connection.execute(insert(events).from_select(list(history.NAMES), rows))


def _values(change: JobChange) -> Values:
    state, failure = word(change.state), word(change.failure)
    always = (state, failure, change.reason, change.exit_code, change.at, change.not_before)
    return (change.job_id, *always, change.native_id, change.site, change.answered_at)


def _event(move: Move, made: Made) -> Values:
    change = move.change
    text = f"{change.failure}: {change.reason}" if change.failure else change.reason
    return history.event(
        made.production,
        change.at,
        made.source,
        text,
        job=change.job_id,
        submission=made.submission,
        old=move.old,
        new=change.state,
    )
