"""What was seen of jobs while the database was away, written down when it is back.

An observation counts once, by attempt, source and time. It makes a step when the one who saw it still drives the
production, when its attempt still lives and nothing was written of the job since; the table of steps has the last word.
Everything else is kept as an event only.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert, select

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.bulk import Bulk, Values
from parisana.bookkeeping.database.door import Door, among
from parisana.bookkeeping.jobs import stepping
from parisana.bookkeeping.people import history
from parisana.bookkeeping.people.leases import read_lease
from parisana.bookkeeping.schema import attempts, jobs, observations
from parisana.bookkeeping.values.entries import JobChange, Observation
from parisana.bookkeeping.values.states import LIVING

_INSERT = Bulk(insert(observations), "attempt_id", "source", "at")


class Standing(NamedTuple):
    """What is recorded of an attempt that was seen."""

    job_id: int
    lives: bool
    changed_at: float


class Observations(Door):
    """The verbs of what was seen."""

    @whole
    def observed(self, production: int, seen: Sequence[Observation]) -> int:
        """Write down what was seen; return how many of it made a step."""
        with self._writing() as connection:
            lease = read_lease(connection, production)
            epoch = lease.epoch if lease is not None else None
            standing = _standing(connection, production, seen)
            fresh = _fresh(connection, [each for each in seen if each.attempt_id in standing])
            made = [each for each in fresh if each.epoch == epoch and _counts(standing[each.attempt_id], each)]
            kept = set(fresh) - set(made)
            history.write(connection, [_event(production, each, standing) for each in fresh if each in kept])
            return len(made) - _step(connection, production, made, standing)


def _counts(standing: Standing, seen: Observation) -> bool:
    return standing.lives and standing.changed_at <= seen.at


def _standing(connection: Connection, production: int, seen: Iterable[Observation]) -> dict[int, Standing]:
    found = {}
    for these in among(attempts.c.id, {each.attempt_id for each in seen}):
        query = select(attempts.c.id, jobs.c.id, attempts.c.state, jobs.c.changed_at)
        query = query.join_from(attempts, jobs).where(these, jobs.c.production_id == production)
        for attempt, job, state, changed_at in connection.execute(query):
            found[attempt] = Standing(job, state in LIVING, changed_at)
    return found


def _fresh(connection: Connection, seen: Sequence[Observation]) -> list[Observation]:
    """Return, in order of time, what was not written down before; from now on it was."""
    known: set[Values] = set()
    for these in among(observations.c.attempt_id, {each.attempt_id for each in seen}):
        wanted = (observations.c.attempt_id, observations.c.source, observations.c.at)
        known.update(tuple(row) for row in connection.execute(select(*wanted).where(these)))
    new = {each[:3]: each for each in seen if each[:3] not in known}
    _INSERT.run(connection, new)
    return sorted(new.values(), key=lambda each: each.at)


def _step(connection: Connection, production: int, made: Iterable[Observation], standing: dict[int, Standing]) -> int:
    """Make the steps; return how many were refused."""
    changes = defaultdict(list)
    for each in made:
        job = standing[each.attempt_id].job_id
        changes[each.source].append(JobChange(job, each.state, each.at, reason=each.reason, answered_at=each.at))
    return sum(len(stepping.step(connection, production, steps, source)) for source, steps in changes.items())


def _event(production: int, seen: Observation, standing: dict[int, Standing]) -> Values:
    text = f"seen by driver {seen.epoch} while the bookkeeping was away: {seen.state} {seen.reason}".rstrip()
    return history.event(production, seen.at, seen.source, text, job=standing[seen.attempt_id].job_id)
