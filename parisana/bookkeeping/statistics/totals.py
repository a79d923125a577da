"""All productions together: what people and sites have used, what failed, which files there are.

What is kept with the steps (counters, spreads, the index of failed jobs) is summed up; files alone are counted one by
one, so whoever asks for them keeps the answer a while.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import and_, func, or_, select

from parisana.bookkeeping.database.door import Door, Query, as_written
from parisana.bookkeeping.database.searching import holds
from parisana.bookkeeping.people.people import shown
from parisana.bookkeeping.schema import (
    attempts,
    counters,
    files,
    jobs,
    kinds,
    leases,
    productions,
    runs,
    spreads,
    stages,
    submissions,
)
from parisana.bookkeeping.values.states import AttemptState, FileState
from parisana.core.jobs.states import Failure, JobState, SubmissionState

#: A key has so many hex digits.
KEY = 64


@dataclass(frozen=True, slots=True)
class Used:
    """Attempts of a person at a site that ended alike, and the sum of what was measured of them."""

    owner: str
    site: str
    stage: str
    outcome: AttemptState
    measure: str
    attempts: int
    sum: float
    most: float


@dataclass(frozen=True, slots=True)
class Computed:
    """The CPU time of a person's attempts at a site; what a node could not tell counts as nothing."""

    owner: str
    site: str
    cpu_s: float


@dataclass(frozen=True, slots=True)
class StateCount:
    """Jobs of a production's stage in a state."""

    production: int
    name: str
    owner: str
    site: str
    stage: str
    title: str
    state: JobState
    jobs: int


@dataclass(frozen=True, slots=True)
class FailureCount:
    """Jobs of a person at a site that are failed, by class."""

    owner: str
    site: str
    failure: Failure
    jobs: int


@dataclass(frozen=True, slots=True)
class FileCount:
    """Files of a stage, by kind and by what is known of them."""

    production: int
    owner: str
    site: str
    stage: str
    kind: str
    state: FileState
    files: int
    bytes: int


@dataclass(frozen=True, slots=True)
class EndpointCount:
    """Calls to one endpoint of a site, by what became of them."""

    site: str
    endpoint: str
    state: SubmissionState
    calls: int
    rows: int
    answered_at: float | None


@dataclass(frozen=True, slots=True)
class Silence:
    """What the drivers of a site's productions last heard of it."""

    site: str
    productions: int
    answered_at: float | None
    silent_since: float | None


@dataclass(frozen=True, slots=True)
class TargetCount:
    """The runs on a target; hours are those that are known."""

    target: str
    simulated: bool
    runs: int
    seconds: float | None
    first: float | None
    last: float | None


@dataclass(frozen=True, slots=True)
class JobPlace:
    """Where a job is found."""

    production: int
    number: int
    stage: str
    unit: str
    state: JobState


class Totals(Door):
    """The verbs of adding up."""

    @classmethod
    def beside(cls, book: Door) -> Totals:
        """Return what adds up the same database, for the same viewer."""
        return cls(book._engine, book.place, book.viewer)

    def used(self) -> list[Used]:
        """Return what was used by whom, where, in which stage."""
        by = (productions.c.owner, productions.c.site, stages.c.name, spreads.c.outcome, spreads.c.measure)
        sums = (func.sum(spreads.c.n), func.sum(spreads.c.total), func.max(spreads.c.most))
        query = select(*by, *sums).join_from(spreads, stages, stages.c.id == spreads.c.stage_id)
        return self._all(Used, self._of_productions(query, spreads.c.production_id).group_by(*by))

    def computed(self) -> list[Computed]:
        """Return who had how much CPU time where: every attempt is looked at."""
        by = (productions.c.owner, productions.c.site)
        query = select(*by, func.sum(attempts.c.cpu_s)).where(attempts.c.cpu_s.is_not(None))
        query = query.join_from(attempts, submissions, submissions.c.id == attempts.c.submission_id)
        return self._all(Computed, self._of_productions(query, submissions.c.production_id).group_by(*by))

    def state_counts(
        self, stage_names: Sequence[str] = (), owner: str | None = None, most: int = 2000
    ) -> list[StateCount]:
        """Return the counters of all stages, or of those with these names, of the newest productions first."""
        of = (productions.c.id, productions.c.name, productions.c.owner, productions.c.site)
        query = select(*of, stages.c.name, stages.c.title, counters.c.state, counters.c.n)
        query = query.join_from(counters, stages, stages.c.id == counters.c.stage_id).where(counters.c.n > 0)
        query = self._of_productions(query, counters.c.production_id)
        if stage_names:
            query = query.where(stages.c.name.in_(stage_names))
        if owner is not None:
            query = query.where(productions.c.owner == owner)
        return self._all(StateCount, query.order_by(productions.c.id.desc(), stages.c.position).limit(most))

    def jobs_by_state(self) -> list[tuple[str, str, JobState, int]]:
        """Return how many jobs there are: owner, site, state and number."""
        by = (productions.c.owner, productions.c.site, counters.c.state)
        query = self._of_productions(select(*by, func.sum(counters.c.n)), counters.c.production_id)
        return self._all(lambda *row: row, query.where(counters.c.n > 0).group_by(*by))

    def failed_by_class(self) -> list[FailureCount]:
        """Return how many jobs are failed for which class of reason; read from the index of failed jobs."""
        failed = (
            select(jobs.c.production_id, jobs.c.kind_id, func.count().label("n"))
            .where(jobs.c.kind_id.is_not(None))
            .group_by(jobs.c.production_id, jobs.c.kind_id)
        ).subquery()
        by = (productions.c.owner, productions.c.site, kinds.c.failure)
        query = select(*by, func.sum(failed.c.n)).join_from(failed, kinds, kinds.c.id == failed.c.kind_id)
        return self._all(FailureCount, as_written(self._of_productions(query, failed.c.production_id).group_by(*by)))

    def count_files(self) -> list[FileCount]:
        """Return how many files there are and their bytes: every file is looked at."""
        by = (files.c.production_id, files.c.stage, files.c.kind, files.c.state)
        counted = select(*by, func.count().label("n"), func.sum(files.c.size).label("b")).group_by(*by).subquery()
        of = (counted.c.production_id, productions.c.owner, productions.c.site)
        query = self._of_productions(select(*of, *list(counted.c)[1:]), counted.c.production_id)
        return self._all(FileCount, query)

    def endpoint_counts(self) -> list[EndpointCount]:
        """Return the calls to each endpoint."""
        by = (productions.c.site, submissions.c.endpoint, submissions.c.state)
        sums = (func.count(), func.sum(submissions.c.rows), func.max(submissions.c.answered_at))
        query = self._of_productions(select(*by, *sums), submissions.c.production_id)
        return self._all(EndpointCount, query.group_by(*by).order_by(*by))

    def silences(self) -> list[Silence]:
        """Return when each site was last heard of."""
        ends = (func.count(), func.max(leases.c.answered_at), func.min(leases.c.silent_since))
        query = self._of_productions(select(productions.c.site, *ends), leases.c.production_id)
        return self._all(Silence, query.group_by(productions.c.site).order_by(productions.c.site))

    def run_targets(self) -> list[TargetCount]:
        """Return the targets of the recorded runs."""
        by = (runs.c.target, runs.c.simulated)
        sums = (func.count(), func.sum(runs.c.duration), func.min(runs.c.started), func.max(runs.c.started))
        return self._all(TargetCount, select(*by, *sums).group_by(*by).order_by(*by))

    def jobs_of_key(self, begin: str, most: int = 20) -> list[JobPlace]:
        """Return jobs whose key begins so."""
        least, beyond = begin.lower().ljust(KEY, "0"), begin.lower().ljust(KEY, "f")
        wanted = and_(jobs.c.key >= least, jobs.c.key <= beyond)
        query = select(jobs.c.production_id, jobs.c.number, stages.c.name, jobs.c.unit, jobs.c.state)
        query = query.join_from(jobs, stages, stages.c.id == jobs.c.stage_id).where(wanted)
        return self._all(JobPlace, self._of_productions(query, jobs.c.production_id).limit(most))

    def productions_called(self, text: str, most: int = 20) -> list[tuple[int, str, str, str]]:
        """Return productions in whose name, owner or site a text stands: number, name, owner, site."""
        columns = (productions.c.name, productions.c.owner, productions.c.site)
        held = or_(*(holds(each, text) for each in columns))
        query = select(productions.c.id, *columns).where(held, shown(self.viewer))
        return self._all(lambda *row: row, query.order_by(productions.c.id.desc()).limit(most))

    def _of_productions(self, query: Query, number: Any) -> Query:
        """Join the productions, those that may be seen."""
        return query.join(productions, productions.c.id == number).where(shown(self.viewer))

    def _all(self, make: Any, query: Query) -> list[Any]:
        with self._reading() as connection:
            return [make(*map(_plain, row)) for row in connection.execute(query)]


def _plain(value: Any) -> Any:
    """Return the sum of whole numbers as one: a server answers with a decimal."""
    return int(value) if isinstance(value, Decimal) else value
