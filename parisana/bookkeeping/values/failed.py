"""What is asked of the jobs that have failed, and how they are shown: in groups that failed alike."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parisana.core.jobs.states import Failure


@dataclass(frozen=True, slots=True)
class FailedQuery:
    """Which of the jobs that have failed are meant; what is not said does not count."""

    production: int
    stage: str | None = None
    failure: Failure | None = None
    message: str | None = None
    """In its own words or in those of the group: it is normalised before it is compared."""
    numbers: Sequence[int] = ()


@dataclass(frozen=True, slots=True)
class FailureGroup:
    """Jobs of one stage that failed alike."""

    stage: str
    title: str
    """The stage's title."""
    failure: Failure
    message: str
    jobs: int
    first_at: float
    last_at: float


@dataclass(frozen=True, slots=True)
class FailedJob:
    """A job that has failed, as far as trying it again is concerned."""

    id: int
    number: int
    failure: Failure
    resources: str
    failed_at: float

    @property
    def place(self) -> tuple[float, int]:
        """Where it stands among those that failed, by time."""
        return self.failed_at, self.id


@dataclass(frozen=True, slots=True)
class Alike:
    """Jobs that asked for the same and failed as often for want of it: they will ask for the same again."""

    stage: str
    failure: Failure
    resources: str
    failures: Mapping[Failure, int]
    jobs: int


@dataclass(frozen=True, slots=True)
class Affected:
    """Where the newest jobs of a group ran, and what they used; ``None`` where nobody could tell."""

    of: int
    """So many were looked at."""
    hosts: Sequence[tuple[str, int]]
    """The hosts with most of them, and how many."""
    memory_mb: tuple[float, float] | None
    """The least and the most."""
    seconds: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class FailureBin:
    """How many jobs of a class failed in a stretch of time; those are counted from 0."""

    failure: Failure
    message: str
    bin: int
    jobs: int
