"""Jobs by their units, and by what hangs together: what one reads from another, there and back.

Units are in the order of their numbers: ``slice-999`` comes before ``slice-1000``. Pages are found by an index.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from sqlalchemy import ColumnElement, Connection, and_, func, or_, select

from parisana.bookkeeping.database.door import Door, Query, among, columns
from parisana.bookkeeping.schema import job_inputs, jobs, stages
from parisana.core.jobs.states import JobState

LENGTH = func.length(jobs.c.unit)
CHARACTERS = func.char_length(jobs.c.unit)


class GridJob(NamedTuple):
    """A job as a cell of a grid needs it."""

    id: int
    number: int
    stage: str
    unit: str
    state: JobState


class Link(NamedTuple):
    """A job that was reached from another, by its id."""

    source: int
    job: GridJob


class GridPages(Door):
    """The verbs of units."""

    def unit_lengths(self, production: int, stage: str) -> list[int]:
        """Return how many characters the units of a stage have, the shortest first."""
        with self._reading() as connection:
            length = _long(connection)
            query = select(length).where(_mine(connection, production, stage, None)).distinct().order_by(length)
            return list(connection.execute(query).scalars())

    def units(
        self,
        production: int,
        stage: str,
        lengths: Iterable[int],
        place: str | None = None,
        limit: int = 100,
        *,
        forward: bool = True,
        state: JobState | None = None,
    ) -> list[str]:
        """Return units of a stage (of these lengths) beyond a place, in order; backward, those right before it."""
        found: list[str] = []
        with self._reading() as connection:
            mine = _mine(connection, production, stage, state)
            for length in sorted(lengths, reverse=not forward):
                if len(found) < limit and _beyond(length, place, forward):
                    begin = place if place is not None and len(place) == length else None
                    found += _units(connection, mine, length, begin, limit - len(found), forward)
        return found if forward else found[::-1]

    def count_units(self, production: int, stage: str, before: str | None = None, state: JobState | None = None) -> int:
        """Return how many units a stage has, or how many of them come before one: each is one job."""
        with self._reading() as connection:
            mine = _mine(connection, production, stage, state)
            if before is not None:
                earlier = and_(_long(connection) == len(before), jobs.c.unit < before)
                mine = and_(mine, or_(_long(connection) < len(before), earlier))
            return connection.execute(select(func.count()).select_from(jobs).where(mine)).scalar_one()

    def jobs_of_units(self, production: int, stage: str, units: Iterable[str]) -> list[GridJob]:
        """Return the jobs of a stage that have these units."""
        with self._reading() as connection:
            wanted = and_(_mine(connection, production, stage, None), jobs.c.unit.in_(list(units)))
            return sorted(
                (GridJob(*row) for row in connection.execute(_jobs().where(wanted))), key=lambda job: job.number
            )

    def read_by(self, ids: Iterable[int], most: int) -> list[Link]:
        """Return the jobs that read what these jobs (by id) make, so many at most."""
        return self._links(job_inputs.c.input_job_id, job_inputs.c.job_id, ids, most)

    def reading(self, ids: Iterable[int], most: int) -> list[Link]:
        """Return the jobs that make what these jobs (by id) read, so many at most."""
        return self._links(job_inputs.c.job_id, job_inputs.c.input_job_id, ids, most)

    def _links(
        self, known: ColumnElement[int], wanted: ColumnElement[int], ids: Iterable[int], most: int
    ) -> list[Link]:
        """Look up the pairs, then the jobs: joined at once, a server reads all jobs of the production."""
        pairs: list[tuple[int, int]] = []
        with self._reading() as connection:
            for these in among(known, ids):
                query = select(known, wanted).where(these, wanted.is_not(None)).limit(most - len(pairs))
                pairs += [(source, job) for source, job in connection.execute(query)]
            there = _by_id(connection, {job for _, job in pairs})
        return [Link(source, there[job]) for source, job in pairs if job in there]


def _by_id(connection: Connection, ids: Iterable[int]) -> dict[int, GridJob]:
    found = {}
    for these in among(jobs.c.id, ids):
        rows = connection.execute(_jobs().where(these, jobs.c.superseded_by.is_(None)))
        found.update({job.id: job for job in map(GridJob._make, rows)})
    return found


def _jobs() -> Query:
    return select(*columns(jobs, GridJob, stage=stages.c.name)).join_from(jobs, stages, stages.c.id == jobs.c.stage_id)


def _mine(connection: Connection, production: int, stage: str, state: JobState | None) -> ColumnElement[bool]:
    named = (stages.c.production_id == production) & (stages.c.name == stage)
    number = connection.execute(select(stages.c.id).where(named)).scalar()
    mine = and_(jobs.c.production_id == production, jobs.c.stage_id == (number or 0), jobs.c.superseded_by.is_(None))
    return mine if state is None else and_(mine, jobs.c.state == state)


def _long(connection: Connection) -> ColumnElement[int]:
    """Return the number of characters of a unit, in this database's word."""
    return LENGTH if connection.dialect.name == "sqlite" else CHARACTERS


def _units(
    connection: Connection, mine: ColumnElement[bool], length: int, place: str | None, limit: int, forward: bool
) -> list[str]:
    query = select(jobs.c.unit).where(mine, _long(connection) == length).distinct()
    if place is not None:
        query = query.where(jobs.c.unit > place if forward else jobs.c.unit < place)
    order: Any = jobs.c.unit.asc() if forward else jobs.c.unit.desc()
    return list(connection.execute(query.order_by(order).limit(limit)).scalars())


def _beyond(length: int, place: str | None, forward: bool) -> bool:
    """Whether units of a length may lie beyond a place."""
    return place is None or (length >= len(place) if forward else length <= len(place))
