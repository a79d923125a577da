"""Attempts: which may still run, how they ended, and what one collected report changes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields

from sqlalchemy import Connection, bindparam, select, update

from . import stepping
from .door import BATCH, LISTED, Door, Query, chunks, columns
from .files import insert_files
from .records import (
    LIVING,
    AttemptEnd,
    AttemptRecord,
    AttemptState,
    Collected,
    LivingAttempt,
    RefusedStep,
)
from .schema import attempts, jobs, stages, submissions


class Attempts(Door):
    """The verbs of attempts."""

    def living_attempts(self, production: int, limit: int = 100_000, after: int = 0) -> list[LivingAttempt]:
        """Return attempts that have not ended, with ids above ``after``."""
        query = _living_query().where(submissions.c.production_id == production, attempts.c.id > after)
        query = query.where(attempts.c.state.in_(LIVING)).order_by(attempts.c.id).limit(limit)
        with self._reading() as connection:
            return [LivingAttempt(*row) for row in connection.execute(query)]

    def attempts_of(self, job_id: int) -> list[AttemptRecord]:
        """Return all attempts of a job, oldest first."""
        query = select(*columns(attempts, AttemptRecord, tag=submissions.c.tag)).join_from(attempts, submissions)
        with self._reading() as connection:
            rows = connection.execute(query.where(attempts.c.job_id == job_id).order_by(attempts.c.id))
            return [AttemptRecord(*row) for row in rows]

    def attempts_seen(self, states: Mapping[int, AttemptState]) -> None:
        """Record where living attempts are (by attempt id); those that ended stay ended."""
        statement = update(attempts).where(attempts.c.id == bindparam("_id")).values(state=bindparam("_state"))
        with self._writing() as connection:
            for part in chunks(_still_living(connection, list(states)), BATCH):
                connection.execute(statement, [{"_id": attempt, "_state": states[attempt]} for attempt in part])

    def attempt_ended(self, ends: Iterable[AttemptEnd]) -> None:
        """Record how attempts ended; the first end counts, a later one is left out."""
        with self._writing() as connection:
            for part in chunks(ends, BATCH):
                living = _still_living(connection, [end.attempt_id for end in part])
                _end(connection, [end for end in part if end.attempt_id in living])

    def collect(self, production: int, collected: Sequence[Collected], source: str, at: float) -> list[RefusedStep]:
        """Record ends, files and steps of jobs in one transaction: a report counts whole or not at all.

        A report of an attempt that had ended already changes nothing, so collecting twice is harmless.
        """
        with self._writing() as connection:
            fresh = _still_living(connection, [one.end.attempt_id for one in collected])
            new = [one for one in collected if one.end.attempt_id in fresh]
            for part in chunks(new, BATCH):
                _end(connection, [one.end for one in part])
            job_of = {one.end.attempt_id: fresh[one.end.attempt_id] for one in new}
            insert_files(connection, {job_of[one.end.attempt_id]: one.files for one in new if one.files}, at)
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


def _still_living(connection: Connection, ids: Sequence[int]) -> dict[int, int]:
    found: dict[int, int] = {}
    for part in chunks(ids, LISTED):
        query = select(attempts.c.id, attempts.c.job_id).where(attempts.c.id.in_(part), attempts.c.state.in_(LIVING))
        found.update({attempt: job for attempt, job in connection.execute(query.with_for_update())})
    return found


_NAMES = [field.name for field in fields(AttemptEnd) if field.name != "attempt_id"]
_END = (
    update(attempts)
    .where(attempts.c.id == bindparam("_attempt_id"))
    .values({name: bindparam(f"_{name}") for name in _NAMES})
)


def _end(connection: Connection, ends: Sequence[AttemptEnd]) -> None:
    if ends:
        connection.execute(_END, [{f"_{name}": getattr(end, name) for name in ("attempt_id", *_NAMES)} for end in ends])
