"""The failed jobs of a production, in groups that failed alike: ``session.failures``.

Whatever their number, the database counts them; a job is read only as the example of its group.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.changing.avoiding import can_avoid
from parisana.app.planning.needs import NEVER, next_needs
from parisana.app.planning.recorded import recorded_site, recorded_suite
from parisana.bookkeeping.values.failed import Affected, FailedJob, FailedQuery, FailureBin, FailureGroup
from parisana.core.jobs.causes import CAUSES, Cause
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.retry import POLICIES, Policy
from parisana.core.jobs.states import Failure
from parisana.core.measures.bins import time_width
from parisana.core.sites.site import Limits
from parisana.errors import StorageError

from .job_detail import JobDetail
from .logfile import Line, LogFile

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

__all__ = [
    "Affected",
    "Example",
    "FailedQuery",
    "FailureBin",
    "FailureGroup",
    "FailureReport",
    "Failures",
    "Prospect",
]

#: Areas of a stage that names none: what it reads, what it makes.
DATA, WORKING = "dst", "working"
#: Lines of the example's log, and stretches of time at most.
LINES, BINS = 400, 14
#: So many of the newest jobs of a group are looked at for what they asked for.
NEWEST = 100


@dataclass(frozen=True, slots=True)
class FailureReport:
    """All groups of a production."""

    production: int
    jobs: int
    """How many jobs there are, failed or not."""
    groups: tuple[FailureGroup, ...]
    """By class, the class with most jobs first; within it the largest first."""
    start: float
    width: float
    """Of the first stretch of time in which failures are counted, and of each of them."""
    bins: tuple[FailureBin, ...]

    @property
    def failed(self) -> int:
        """Return how many jobs have failed."""
        return sum(group.jobs for group in self.groups)

    @property
    def classes(self) -> tuple[Failure, ...]:
        """Return the classes, in order."""
        return tuple(dict.fromkeys(group.failure for group in self.groups))

    def of(self, failure: Failure) -> int:
        """Return how many jobs failed so."""
        return sum(group.jobs for group in self.groups if group.failure is failure)


@dataclass(frozen=True, slots=True)
class Prospect:
    """What is known of a group before something is done about it."""

    affected: Affected
    asked: tuple[Resources, Resources]
    """The least and the most that the jobs asked for last, so far as the newest tell."""
    next: Resources
    """What the newest will ask for next, when nothing else is wished for."""
    limits: Limits
    """What the site gives at most."""
    site: str
    title: str
    cause: Cause
    place: str
    """Where in the window the cause can be mended."""
    avoids: bool
    """Whether nodes can be left out by a setting of the site (``settings.exclude``)."""
    policy: Policy
    """What is done by itself after such a failure."""


@dataclass(frozen=True, slots=True)
class Example:
    """One job of a group, with the end of its log."""

    place: tuple[float, int]
    detail: JobDetail
    lines: tuple[Line, ...]
    trouble: str
    """Why there is no log; empty when there is one."""


class Failures:
    """What failed, and why."""

    def __init__(self, book: Callable[[], Bookkeeping], job: Callable[[int, int], JobDetail]) -> None:
        self._book, self._job = book, job

    def of(self, production: int) -> FailureReport:
        """Return the groups, and when their jobs failed."""
        book = self._book()
        jobs = sum(n for states in book.count_by_state(production).values() for n in states.values())
        groups = by_class(book.failure_groups(production))
        first = min((group.first_at for group in groups), default=0.0)
        last = max((group.last_at for group in groups), default=0.0)
        width = time_width(last - first, BINS - 2)
        start = first // width * width
        bins = tuple(book.failures_by_time(production, start, width)) if groups else ()
        return FailureReport(production, jobs, groups, start, width, bins)

    def prospect(self, chosen: FailedQuery) -> Prospect:
        """Return what is known of the jobs of a group."""
        book = self._book()
        site = recorded_site(book, chosen.production)[1]
        failure = chosen.failure or Failure.SOFTWARE
        newest = book.failed_jobs(chosen, limit=NEWEST)
        failures = book.failures_of(job.id for job in newest)
        return Prospect(
            affected=book.affected(chosen),
            asked=_asked(newest, failures),
            next=next_needs(newest[0].resources, failures.get(newest[0].id, NEVER)) if newest else Resources(),
            limits=site.limits,
            site=site.name,
            title=site.title,
            cause=CAUSES[failure],
            place=_place(book, chosen, CAUSES[failure]),
            avoids=can_avoid(site),
            policy=POLICIES[failure],
        )

    def example(
        self, chosen: FailedQuery, beyond: tuple[float, int] | None = None, newest: bool = True
    ) -> Example | None:
        """Return the job of a group that failed last, or the one before (after, unless ``newest``) a place."""
        found = self._book().failed_jobs(chosen, beyond, limit=1, newest=newest)
        return self._example(chosen.production, found[0]) if found else None

    def _example(self, production: int, job: FailedJob) -> Example:
        detail = self._job(production, job.number)
        if not detail.attempts:
            return Example(job.place, detail, (), "This job was never sent, so it has no log.")
        try:
            return Example(job.place, detail, tuple(tail(detail.attempts[-1].log)), "")
        except StorageError as error:
            return Example(job.place, detail, (), str(error))


def tail(path: Path) -> list[Line]:
    """Return the last lines of a log."""
    log = LogFile(path)
    try:
        return log.tail(LINES)
    finally:
        log.close()


def by_class(groups: Sequence[FailureGroup]) -> tuple[FailureGroup, ...]:
    """Put groups of one class together, the class with most jobs first."""
    total: dict[Failure, int] = {}
    for group in groups:
        total[group.failure] = total.get(group.failure, 0) + group.jobs
    return tuple(sorted(groups, key=lambda group: (-total[group.failure], group.failure, -group.jobs)))


def _place(book: Bookkeeping, chosen: FailedQuery, cause: Cause) -> str:
    """Name the place for the stage in question; of a class in several stages, for the first that there is."""
    suite = recorded_suite(book, chosen.production)
    stage = next((each for each in suite.stages if chosen.stage in (None, each.name)), None)
    if stage is None:
        return ""
    areas = {each.name: each.area for each in suite.stages}
    reads = next((areas.get(each.source) for each in stage.inputs if each.source), None)
    return cause.place.format(stage=stage.name, reads=reads or DATA, writes=stage.area or WORKING)


def _asked(jobs: Sequence[FailedJob], failures: Mapping[int, Mapping[Failure, int]]) -> tuple[Resources, Resources]:
    """Return the least and the most that jobs asked for last."""
    needs = [_last_asked(job, dict(failures.get(job.id, {}))) for job in jobs] or [Resources()]
    least, most = min(needs, key=_memory), max(needs, key=_memory)
    times = [each.time_s for each in needs]
    return replace(least, time_s=min(times)), replace(most, time_s=max(times))


def _memory(needs: Resources) -> int:
    return needs.memory_mb


def _last_asked(job: FailedJob, failures: dict[Failure, int]) -> Resources:
    if failures.get(job.failure):
        failures[job.failure] -= 1
    return next_needs(job.resources, failures)
