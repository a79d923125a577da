"""Jobs in blocks, as plain values: for who keeps a copy of the table in memory and wants to hear what changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, String, func, select, type_coerce

from parisana.bookkeeping.database.door import Door, Query, among, by_index
from parisana.bookkeeping.schema import events, jobs, stages


class JobBlock(NamedTuple):
    """One job as the database keeps it: words are texts, its stage a number."""

    production_id: int
    id: int
    number: int
    stage_id: int
    unit: str
    state: str
    failure: str | None
    reason: str
    attempts: int
    site: str | None
    native_id: str | None
    changed_at: float
    seconds: float | None
    peak_memory_mb: float | None
    superseded_by: int | None


class StagePlace(NamedTuple):
    """A stage by its id: what it is called and where it stands."""

    id: int
    name: str
    position: int


#: Every step of a job leaves an event; one that is newer than the mark tells of a job that may have changed.
MOST_EVENTS = 20_000


class JobBlocks(Door):
    """The verbs of reading many jobs quickly."""

    def stage_places(self, production: int) -> list[StagePlace]:
        """Return the stages of a production."""
        query = select(stages.c.id, stages.c.name, stages.c.position).where(stages.c.production_id == production)
        with self._reading() as connection:
            return [StagePlace(*row) for row in connection.execute(query)]

    def job_block(self, production: int, after: int, limit: int) -> list[JobBlock]:
        """Return jobs with numbers above ``after``, those that were superseded as well."""
        query = _blocks().where(jobs.c.production_id == production, jobs.c.number > after)
        query = by_index(query, jobs, "uq_jobs_number")
        with self._reading() as connection:
            return _made(connection, query.order_by(jobs.c.number).limit(limit))

    def event_mark(self) -> int:
        """Return the newest event: what happens later has a larger number."""
        with self._reading() as connection:
            return connection.execute(select(func.max(events.c.id))).scalar() or 0

    def changed_since(self, productions: Sequence[int], mark: int) -> tuple[int, list[JobBlock]] | None:
        """Return the newest mark and the jobs that made a step since; ``None`` when they are too many to be told."""
        mine = (events.c.id > mark) & events.c.production_id.in_(productions) & events.c.job_id.is_not(None)
        with self._reading() as connection:
            found = connection.execute(select(events.c.id, events.c.job_id).where(mine).limit(MOST_EVENTS + 1)).all()
            if len(found) > MOST_EVENTS:
                return None
            newest = max((row.id for row in found), default=mark)
            return newest, _by_id(connection, {row.job_id for row in found})


def _by_id(connection: Connection, ids: Iterable[int]) -> list[JobBlock]:
    return [block for these in among(jobs.c.id, ids) for block in _made(connection, _blocks().where(these))]


def _made(connection: Connection, query: Query) -> list[JobBlock]:
    return [JobBlock._make(row) for row in connection.execute(query).all()]


def _blocks() -> Query:
    words = {"state": type_coerce(jobs.c.state, String), "failure": type_coerce(jobs.c.failure, String)}
    return select(*(words.get(name, jobs.c[name]) for name in JobBlock._fields))
