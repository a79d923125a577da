"""Jobs: listing them by pages, counting them, stepping them, and choosing those to be sent next."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, func, select, update

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import Door, Query, among, by_index, columns
from parisana.bookkeeping.schema import attempts, job_inputs, jobs, stages
from parisana.bookkeeping.values.entries import JobChange, RefusedStep
from parisana.bookkeeping.values.records import InputRecord, JobRecord
from parisana.bookkeeping.values.views import CountDifference, Counts
from parisana.core.jobs.states import Failure, JobState
from parisana.errors import InputError

from . import counters, stepping


class Jobs(Door):
    """The verbs of jobs."""

    def jobs(
        self,
        production: int,
        state: JobState | None = None,
        stage: str | None = None,
        failure: Failure | None = None,
        limit: int = 1000,
        after: int = 0,
        superseded: bool = False,
    ) -> list[JobRecord]:
        """Return jobs with numbers above ``after``; those that were superseded only when asked for."""
        query = _job_query().where(jobs.c.production_id == production, jobs.c.number > after)
        wanted = ((jobs.c.state, state), (stages.c.name, stage), (jobs.c.failure, failure))
        chosen = [column == value for column, value in wanted if value is not None]
        query = query.where(*chosen) if chosen else by_index(query, jobs, "uq_jobs_number")
        if not superseded:
            query = query.where(jobs.c.superseded_by.is_(None))
        with self._reading() as connection:
            return _records(connection, query.order_by(jobs.c.number).limit(limit))

    def job(self, production: int, number: int) -> JobRecord:
        """Return one job by its number; one that is not there is the user's mistake."""
        with self._reading() as connection:
            mine = (jobs.c.production_id == production) & (jobs.c.number == number)
            found = _records(connection, _job_query().where(mine))
        if not found:
            hint = f"`parisana jobs {production}` lists those that are there."
            raise InputError(f"There is no job {number} in production {production}.", hint=hint)
        return found[0]

    def jobs_by_id(self, ids: Iterable[int]) -> dict[int, JobRecord]:
        """Return jobs by their ids; ids that are not there are left out."""
        with self._reading() as connection:
            return {
                job.id: job
                for these in among(jobs.c.id, ids)
                for job in _records(connection, _job_query().where(these))
            }

    def inputs_of(self, ids: Iterable[int]) -> dict[int, list[InputRecord]]:
        """Return the inputs of jobs (by id), in order."""
        found: dict[int, list[InputRecord]] = defaultdict(list)
        with self._reading() as connection:
            for these in among(job_inputs.c.job_id, ids):
                query = select(*columns(job_inputs, InputRecord)).where(these)
                rows = connection.execute(query.order_by(job_inputs.c.job_id, job_inputs.c.position)).all()
                for each in map(InputRecord._make, rows):
                    found[each.job_id].append(each)
        return dict(found)

    def next_ready(self, production: int, limit: int, now: float) -> list[JobRecord]:
        """Return jobs that can be sent now, in order of stage and number."""
        found: list[JobRecord] = []
        ready = (jobs.c.state == JobState.READY) & (jobs.c.not_before <= now)
        with self._reading() as connection:
            for stage in _stage_ids(connection, production):
                query = _job_query().where(jobs.c.production_id == production, jobs.c.stage_id == stage, ready)
                found += _records(connection, query.order_by(jobs.c.number).limit(limit - len(found)))
                if len(found) >= limit:
                    break
        return found

    @whole
    def step_jobs(self, production: int, changes: Iterable[JobChange], source: str) -> list[RefusedStep]:
        """Make steps, all in one transaction; those that the table of steps forbids are returned and logged.

        A job that is asked to be waiting or ready becomes whichever its inputs allow.
        """
        with self._writing() as connection:
            return stepping.step(connection, production, changes, source)

    @whole
    def answered(self, job_ids: Iterable[int], at: float) -> None:
        """Note that the site spoke of these jobs, and said nothing new."""
        with self._writing() as connection:
            for these in among(jobs.c.id, job_ids):
                connection.execute(update(jobs).where(these).values(answered_at=at))

    def count_by_state(self, production: int) -> Counts:
        """Return how many jobs of each stage are in each state, without counting."""
        with self._reading() as connection:
            return counters.read(connection, production)

    def recount(self, production: int) -> Counts:
        """Return the same by counting all jobs."""
        with self._reading() as connection:
            return counters.recount(connection, production)

    def differences(self, production: int) -> list[CountDifference]:
        """Compare the counters with a recount; there should be no difference."""
        with self._reading() as connection:
            counted, there = counters.read(connection, production), counters.recount(connection, production)
        pairs = [(stage, state, counted[stage].get(state, 0), there[stage].get(state, 0))
                 for stage in counted for state in JobState]  # fmt: skip
        return [CountDifference(*pair) for pair in pairs if pair[2] != pair[3]]

    def failures_of(self, job_ids: Iterable[int]) -> dict[int, dict[Failure, int]]:
        """Return how often each job failed already, by class: what its retry budget is compared with."""
        found: dict[int, dict[Failure, int]] = defaultdict(dict)
        with self._reading() as connection:
            for these in among(attempts.c.job_id, job_ids):
                query = select(attempts.c.job_id, attempts.c.failure, func.count()).where(
                    these, attempts.c.failure.is_not(None)
                )
                for job, failure, n in connection.execute(query.group_by(attempts.c.job_id, attempts.c.failure)):
                    found[job][failure] = n
        return dict(found)


def _job_query() -> Query:
    return select(*columns(jobs, JobRecord, stage=stages.c.name)).join_from(
        jobs, stages, stages.c.id == jobs.c.stage_id
    )


def _records(connection: Connection, query: Query) -> list[JobRecord]:
    return list(map(JobRecord._make, connection.execute(query).all()))


def _stage_ids(connection: Connection, production: int) -> Sequence[int]:
    query = select(stages.c.id).where(stages.c.production_id == production).order_by(stages.c.position)
    return connection.execute(query).scalars().all()
