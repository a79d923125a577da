"""Attempts: which may still run, how they ended, and what one collected report changes."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import fields
from enum import StrEnum
from typing import NamedTuple

from sqlalchemy import Connection, and_, func, select

from parisana.bookkeeping.catalogue.files import insert_files
from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.bulk import Values, word
from parisana.bookkeeping.database.door import BATCH, Door, Query, among, chunks, columns
from parisana.bookkeeping.database.rowwise import RowUpdate
from parisana.bookkeeping.jobs import stepping, tallies
from parisana.bookkeeping.productions import simulating
from parisana.bookkeeping.schema import attempts, events, jobs, stages, submissions
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, RefusedStep
from parisana.bookkeeping.values.measures import Ended, Measure
from parisana.bookkeeping.values.records import AttemptRecord, LivingAttempt
from parisana.bookkeeping.values.states import LIVING, AttemptState


class Held(NamedTuple):
    """To what a living attempt belongs."""

    job_id: int
    submission_id: int


class Attempts(Door):
    """The verbs of attempts."""

    def living_attempts(self, production: int, limit: int = 100_000, after: int = 0) -> list[LivingAttempt]:
        """Return attempts that have not ended, with ids above ``after``."""
        query = _living_query().where(submissions.c.production_id == production, attempts.c.id > after)
        query = query.where(attempts.c.state.in_(LIVING)).order_by(attempts.c.id).limit(limit)
        with self._reading() as connection:
            return list(map(LivingAttempt._make, connection.execute(query).all()))

    def living_mark(self, production: int) -> Hashable:
        """Return what is another value as soon as other attempts live, or a job has made a step since.

        An attempt that has ended stays ended, so that the living ones of a submission are told by their number; each
        step of a job leaves an event.
        """
        living = and_(attempts.c.submission_id == submissions.c.id, attempts.c.state.in_(LIVING))
        query = (
            select(submissions.c.id, submissions.c.state, submissions.c.native_id, func.count(attempts.c.id))
            .join(attempts, living)
            .where(submissions.c.production_id == production)
            .group_by(submissions.c.id, submissions.c.state, submissions.c.native_id)
        )
        newest = select(func.max(events.c.id)).where(events.c.production_id == production)
        with self._reading() as connection:
            return connection.execute(newest).scalar(), *connection.execute(query).all()

    def attempts_of(self, job_id: int) -> list[AttemptRecord]:
        """Return all attempts of a job, oldest first."""
        query = select(*columns(attempts, AttemptRecord, tag=submissions.c.tag)).join_from(attempts, submissions)
        with self._reading() as connection:
            rows = connection.execute(query.where(attempts.c.job_id == job_id).order_by(attempts.c.id))
            return [AttemptRecord(*row) for row in rows]

    @whole
    def attempts_seen(self, states: Mapping[int, AttemptState]) -> None:
        """Record where living attempts are (by attempt id); those that ended stay ended."""
        with self._writing() as connection:
            living = _still_living(connection, list(states))
            _SEEN.run(connection, ((attempt, word(states[attempt])) for attempt in living))

    @whole
    def attempt_ended(self, ends: Iterable[AttemptEnd]) -> None:
        """Record how attempts ended; the first end counts, a later one is left out."""
        with self._writing() as connection:
            for part in chunks(ends, BATCH):
                living = _still_living(connection, [end.attempt_id for end in part])
                _end(connection, [end for end in part if end.attempt_id in living], living)

    @whole
    def collect(self, production: int, collected: Sequence[Collected], source: str, at: float) -> list[RefusedStep]:
        """Record ends, files and steps of jobs in one transaction: a report counts whole or not at all.

        A report of an attempt that had ended already changes nothing, so collecting twice is harmless.
        """
        with self._writing() as connection:
            fresh = _still_living(connection, [one.end.attempt_id for one in collected])
            new = [one for one in collected if one.end.attempt_id in fresh]
            for part in chunks(new, BATCH):
                _end(connection, [one.end for one in part], fresh)
            job_of = {one.end.attempt_id: fresh[one.end.attempt_id].job_id for one in new}
            insert_files(connection, {job_of[one.end.attempt_id]: one.files for one in new if one.files}, at)
            showers = {job_of[one.end.attempt_id]: one.showers for one in new if one.showers is not None}
            simulating.count(connection, showers)
            changes = [one.change for one in new if one.change is not None]
            return stepping.step(connection, production, changes, source)


def _living_query() -> Query:
    elsewhere = {
        "tag": submissions.c.tag,
        "submission_state": submissions.c.state,
        "submission_native_id": submissions.c.native_id,
        "endpoint": submissions.c.endpoint,
        "job_number": jobs.c.number,
        "job_state": jobs.c.state,
        "job_reason": jobs.c.reason,
        "stage": stages.c.name,
        "key": jobs.c.key,
        "output": jobs.c.output,
    }
    return (
        select(*columns(attempts, LivingAttempt, **elsewhere))
        .select_from(attempts)
        .join(submissions, submissions.c.id == attempts.c.submission_id)
        .join(jobs, jobs.c.id == attempts.c.job_id)
        .join(stages, stages.c.id == jobs.c.stage_id)
    )


def _still_living(connection: Connection, ids: Sequence[int]) -> dict[int, Held]:
    found: dict[int, Held] = {}
    wanted = (attempts.c.id, attempts.c.job_id, attempts.c.submission_id)
    for these in among(attempts.c.id, ids):
        query = select(*wanted).where(these, attempts.c.state.in_(LIVING))
        found.update({attempt: Held(*held) for attempt, *held in connection.execute(query.with_for_update()).all()})
    return found


_NAMES = [field.name for field in fields(AttemptEnd) if field.name != "attempt_id"]
_SEEN = RowUpdate(attempts, ("id",), ("state",))
_END = RowUpdate(attempts, ("id",), _NAMES)
#: What the table of jobs shows of the last attempt.
_SHOWN = RowUpdate(jobs, ("id",), ("seconds", "peak_memory_mb"))


def _end(connection: Connection, ends: Sequence[AttemptEnd], held: Mapping[int, Held]) -> None:
    if not ends:
        return
    last = {end.attempt_id: end for end in reversed(ends)}
    _END.run(connection, map(_values, last.values()))
    shown = {held[end.attempt_id].job_id: (_seconds(end), end.peak_memory_mb) for end in ends}
    _SHOWN.run(connection, ((job, *values) for job, values in shown.items()))
    tallies.count_ends(connection, (_ended(end, held[end.attempt_id]) for end in last.values()))


def _ended(end: AttemptEnd, held: Held) -> Ended:
    return Ended(held.submission_id, end.state, {Measure.MEMORY: end.peak_memory_mb, Measure.TIME: _seconds(end)})


def _values(end: AttemptEnd) -> Values:
    given = (getattr(end, name) for name in ("attempt_id", *_NAMES))
    return tuple(word(value) if isinstance(value, StrEnum) else value for value in given)


def _seconds(end: AttemptEnd) -> float | None:
    return None if end.started is None or end.ended is None else end.ended - end.started
