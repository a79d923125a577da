"""Jobs that have failed, in groups that failed alike. Groups and times are read from an index of failed jobs alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sqlalchemy import ColumnElement, and_, bindparam, case, func, or_, select, update

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.bins import bin_of
from parisana.bookkeeping.database.bulk import Bulk
from parisana.bookkeeping.database.door import Door, Query, among, as_written
from parisana.bookkeeping.schema import attempts, jobs, stages
from parisana.bookkeeping.schema import kinds as table
from parisana.bookkeeping.values.failed import Affected, Alike, FailedJob, FailedQuery, FailureBin, FailureGroup
from parisana.core.jobs.retry import RAISING
from parisana.core.jobs.states import Failure
from parisana.core.texts.alike import normalised

from .kinds import digest

#: So many of the newest jobs of a group are looked at for hosts and figures.
LOOKED_AT = 2000
FAILED = jobs.c.kind_id.is_not(None)


class Failures(Door):
    """The verbs of failed jobs."""

    def failure_groups(self, production: int) -> list[FailureGroup]:
        """Return all groups, the largest first."""
        count = func.count().label("n")
        counted = (
            select(jobs.c.kind_id, jobs.c.stage_id, count, func.min(jobs.c.failed_at), func.max(jobs.c.failed_at))
            .where(jobs.c.production_id == production, FAILED)
            .group_by(jobs.c.kind_id, jobs.c.stage_id)
        ).subquery()
        kind, stage, *figures = counted.c
        query = (
            select(stages.c.name, stages.c.title, table.c.failure, table.c.message, *figures)
            .select_from(counted)
            .join(table, table.c.id == kind)
            .join(stages, stages.c.id == stage)
            .order_by(figures[0].desc(), table.c.id, stages.c.position)
        )
        with self._reading() as connection:
            return [FailureGroup(*row) for row in connection.execute(as_written(query))]

    def failures_by_time(self, production: int, start: float, width: float) -> list[FailureBin]:
        """Return how many jobs of each kind failed in each stretch, from ``start`` on."""
        stretch = bin_of(jobs.c.failed_at, start, width).label("stretch")
        counted = (
            select(jobs.c.kind_id, stretch, func.count().label("n"))
            .where(jobs.c.production_id == production, FAILED, jobs.c.failed_at >= start)
            .group_by(jobs.c.kind_id, stretch)
        ).subquery()
        query = select(table.c.failure, table.c.message, counted.c.stretch, counted.c.n).join_from(
            counted, table, table.c.id == counted.c.kind_id
        )
        with self._reading() as connection:
            return [
                FailureBin(failure, message, int(at), n)
                for failure, message, at, n in connection.execute(as_written(query))
            ]

    def failed_jobs(
        self, query: FailedQuery, after: tuple[float, int] | None = None, limit: int = 1000, newest: bool = True
    ) -> list[FailedJob]:
        """Return failed jobs by the time they failed, those after a place."""
        found = [job for wanted in _conditions(query) for job in self._failed_jobs(wanted, after, limit, newest)]
        return sorted(found, key=lambda job: job.place, reverse=newest)[:limit]

    def _failed_jobs(
        self, wanted: Sequence[ColumnElement[bool]], after: tuple[float, int] | None, limit: int, newest: bool
    ) -> list[FailedJob]:
        order = [column.desc() if newest else column.asc() for column in (jobs.c.failed_at, jobs.c.id)]
        columns = (jobs.c.id, jobs.c.number, table.c.failure, jobs.c.resources, jobs.c.failed_at)
        asked = _from(select(*columns)).where(*wanted).order_by(*order).limit(limit)
        if after is not None:
            asked = asked.where(_beyond(after, newest))
        with self._reading() as connection:
            return [FailedJob(*row) for row in connection.execute(asked)]

    def count_failed(self, query: FailedQuery) -> int:
        """Return how many jobs are meant."""
        with self._reading() as connection:
            counts = [select(func.count()).select_from(jobs).where(*wanted) for wanted in _conditions(query)]
            return sum(connection.execute(each).scalar_one() for each in counts)

    def failed_alike(self, query: FailedQuery) -> list[Alike]:
        """Return the jobs that are meant, counted by what they asked for and what they ran out of so far."""
        found: dict[tuple[str, Failure, str, tuple[int, ...]], int] = {}
        with self._reading() as connection:
            for wanted in _conditions(query):
                for stage, failure, resources, *failures, n in connection.execute(_alike(wanted)):
                    key = (stage, failure, resources, tuple(map(int, failures)))
                    found[key] = found.get(key, 0) + n
        return [Alike(*key[:3], _counted(key[3]), n) for key, n in found.items()]

    def affected(self, query: FailedQuery, most_hosts: int = 5) -> Affected:
        """Return where the newest of these jobs ran, and what they used."""
        (wanted,) = list(_conditions(query))[:1]
        newest = select(jobs.c.id, jobs.c.seconds, jobs.c.peak_memory_mb).where(*wanted)
        sample = newest.order_by(jobs.c.failed_at.desc(), jobs.c.id.desc()).limit(LOOKED_AT).subquery()
        ranges = [end(column) for column in (sample.c.peak_memory_mb, sample.c.seconds) for end in (func.min, func.max)]
        theirs = attempts.alias()
        last = select(func.max(theirs.c.id)).where(theirs.c.job_id == sample.c.id).scalar_subquery()
        count = func.count().label("n")
        hosts = select(attempts.c.host, count).join_from(sample, attempts, attempts.c.id == last)
        hosts = hosts.where(attempts.c.host.is_not(None)).group_by(attempts.c.host)
        with self._reading() as connection:
            of, *figures = connection.execute(select(func.count(), *ranges)).one()
            rows = connection.execute(hosts.order_by(count.desc(), attempts.c.host).limit(most_hosts)).all()
        return Affected(of, [(str(host), n) for host, n in rows], _range(*figures[:2]), _range(*figures[2:]))

    @whole
    def ask_for(self, resources: Mapping[int, str]) -> None:
        """Let jobs (by id) ask for something else from now on."""
        with self._writing() as connection:
            _ASK.run(connection, ((text, job) for job, text in resources.items()))


_ASK = Bulk(
    update(jobs).where(jobs.c.id == bindparam("_id")).values(resources=bindparam("_resources")), "_resources", "_id"
)


def _from(query: Query) -> Query:
    return query.select_from(jobs).join(table, table.c.id == jobs.c.kind_id)


def _conditions(query: FailedQuery) -> Iterator[list[ColumnElement[bool]]]:
    """Yield the conditions that choose the jobs; many numbers are asked for in several goes."""
    found = [jobs.c.production_id == query.production, FAILED, *_of_kind(query)]
    if query.stage is not None:
        mine = (stages.c.production_id == query.production) & (stages.c.name == query.stage)
        found.append(jobs.c.stage_id == select(stages.c.id).where(mine).correlate(None).scalar_subquery())
    if not query.numbers:
        yield found
    for these in among(jobs.c.number, query.numbers):
        yield [*found, these]


def _of_kind(query: FailedQuery) -> Iterator[ColumnElement[bool]]:
    """Yield what is asked of the kind; with class and message it is one alone, and the index begins with it."""
    failure, message = query.failure, None if query.message is None else normalised(query.message)
    if failure is not None and message is not None:
        known = select(table.c.id).where(table.c.digest == digest(failure, message)).correlate(None)
        yield jobs.c.kind_id == known.scalar_subquery()
    elif failure is not None or message is not None:
        meant = table.c.failure == failure if failure is not None else table.c.message == message
        yield jobs.c.kind_id.in_(select(table.c.id).where(meant))


def _beyond(place: tuple[float, int], newest: bool) -> ColumnElement[bool]:
    at, job = place
    if newest:
        return and_(jobs.c.failed_at <= at, or_(jobs.c.failed_at < at, jobs.c.id < job))
    return and_(jobs.c.failed_at >= at, or_(jobs.c.failed_at > at, jobs.c.id > job))


def _alike(wanted: Sequence[ColumnElement[bool]]) -> Query:
    """Count the attempts of each job by what they ran out of, and then the jobs for which the counts are the same."""
    counts = [_times(failure).label(str(failure)) for failure in RAISING]
    by_job = _from(select(jobs.c.stage_id, jobs.c.kind_id, jobs.c.resources, *counts)).where(*wanted).subquery()
    same = by_job.c[2:]
    n = func.count().label("n")
    joined = by_job.join(stages, stages.c.id == by_job.c.stage_id).join(table, table.c.id == by_job.c.kind_id)
    named = (stages.c.name, table.c.failure)
    return select(*named, *same, n).select_from(joined).group_by(*named, *same).order_by(n.desc(), stages.c.name)


def _times(failure: Failure) -> ColumnElement[int]:
    """Return how often a job failed so; of one that was sent once it is known without looking at its attempts."""
    theirs = attempts.alias()
    mine = (theirs.c.job_id == jobs.c.id) & (theirs.c.failure == failure)
    counted = select(func.count()).where(mine).correlate(jobs).scalar_subquery()
    return case((jobs.c.attempts == 1, case((table.c.failure == failure, 1), else_=0)), else_=counted)


def _counted(failures: Sequence[int]) -> dict[Failure, int]:
    return {failure: n for failure, n in zip(RAISING, failures, strict=True) if n}


def _range(least: float | None, most: float | None) -> tuple[float, float] | None:
    return None if least is None or most is None else (least, most)
