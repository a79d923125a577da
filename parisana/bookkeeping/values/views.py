"""What is asked of the bookkeeping and shown: questions, rows of tables, counts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from enum import StrEnum
from operator import attrgetter
from typing import Any

from parisana.core.jobs.states import BY_ATTENTION, Failure, JobState

from .records import ProductionRecord


class JobSort(StrEnum):
    """By what the table of jobs is sorted."""

    NUMBER = "number"
    STATE = "state"
    """What wants attention first: failed, running, queued …"""
    STAGE = "stage"
    """In the order of the analysis."""
    UNIT = "unit"
    SITE = "site"
    NATIVE_ID = "native-id"
    ATTEMPTS = "attempts"
    TIME = "time"
    MEMORY = "memory"
    FAILURE = "failure"
    REASON = "reason"
    CHANGED = "changed"
    PRODUCTION = "production"


#: Where a row stands in a sorted table: by what it is sorted, then its production, then its number.
Place = tuple[Any, int, int]


@dataclass(frozen=True, slots=True)
class JobQuery:
    """Which jobs the table shows, and in what order; of no states all are meant."""

    production: int
    states: Sequence[JobState] = ()
    stage: str | None = None
    failure: Failure | None = None
    text: str = ""
    """Somewhere in stage, unit, native id, reason or failure; capitals do not count."""
    sort: JobSort = JobSort.NUMBER
    descending: bool = False
    limit: int = 100
    after: Place | int | None = None
    """``JobRow.place(sort)`` of the last row of the page before; or its number, and where it is now is looked up."""
    others: Sequence[int] = ()
    """Further productions whose jobs are shown among those of the first."""
    site: str | None = None
    since: float | None = None
    """Changed then or later."""
    until: float | None = None
    """Changed then or earlier."""
    longer: float | None = None
    """The last attempt took so many seconds, or more."""
    shorter: float | None = None
    """It took so many seconds, or fewer."""

    @property
    def productions(self) -> tuple[int, ...]:
        """All productions whose jobs are shown, each once."""
        return tuple(sorted({self.production, *self.others}))

    @property
    def all_pages(self) -> JobQuery:
        """The question without the page: what all its pages have in common."""
        return replace(self, limit=0, after=None)

    @property
    def by_counters(self) -> bool:
        """Whether the counters of stages and states know how many jobs there are."""
        return not self.text and all(getattr(self, name) is None for name in COUNTED_FOR)


#: What must be looked for in each job; productions, stages and states are counted all the time.
COUNTED_FOR = ("failure", "site", "since", "until", "longer", "shorter")


@dataclass(frozen=True, slots=True)
class JobLine:
    """What the table shows of a job; time and memory are those of the last attempt that ended."""

    production: int
    id: int
    number: int
    stage: str
    stage_position: int
    unit: str
    state: JobState
    failure: Failure | None
    reason: str
    attempts: int
    site: str | None
    native_id: str | None
    changed_at: float
    seconds: float | None
    peak_memory_mb: float | None

    def place(self, sort: JobSort) -> Place:
        """Return where this row stands in a sorted table: what the next page begins after."""
        if sort is JobSort.STATE:
            return BY_ATTENTION.index(self.state), self.production, self.number
        return getattr(self, _SORTED_BY.get(sort, sort.value)), self.production, self.number

    def now(self, at: float) -> float | None:
        """Return its seconds: so far, while it runs."""
        return max(at - self.changed_at, 0.0) if self.state is JobState.RUNNING else self.seconds

    def __reduce__(self) -> tuple[type[JobLine], tuple[Any, ...]]:
        """Travel to another process as plain values: a table asks for hundreds at a time."""
        return JobLine, _LINE(self)


_LINE = attrgetter(*(field.name for field in fields(JobLine)))


@dataclass(frozen=True, slots=True)
class JobRow(JobLine):
    """One job as the command line lists it."""

    key: str
    runs: str
    output: str
    exit_code: int | None
    answered_at: float | None


_SORTED_BY = {
    JobSort.STAGE: "stage_position",
    JobSort.NATIVE_ID: "native_id",
    JobSort.TIME: "seconds",
    JobSort.MEMORY: "peak_memory_mb",
    JobSort.CHANGED: "changed_at",
}


@dataclass(frozen=True, slots=True)
class ProductionSum:
    """A production with its counts, and what its driver last heard of the site."""

    production: ProductionRecord
    counts: Mapping[JobState, int]
    answered_at: float | None
    silent_since: float | None
    driver: str
    """Who drives it; empty when nobody does."""


@dataclass(frozen=True, slots=True)
class StageSum:
    """A stage with its counts."""

    name: str
    title: str
    counts: Mapping[JobState, int]


@dataclass(frozen=True, slots=True)
class RunQuery:
    """Which runs to find; ``near`` is (ra, dec, radius) in degrees."""

    target: str | None = None
    near: tuple[float, float, float] | None = None
    zenith_max: float | None = None
    simulated: bool | None = None
    after: int = 0
    limit: int = 1000


#: ``{stage: {state: n}}``, stages in order, without the states that no job is in.
Counts = Mapping[str, Mapping[JobState, int]]


@dataclass(frozen=True, slots=True)
class CountDifference:
    """A counter that differs from a recount: our bug, shown by ``book check``."""

    stage: str
    state: JobState
    counted: int
    there: int
