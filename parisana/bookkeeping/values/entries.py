"""What goes into the bookkeeping. Times are epoch seconds; ``None`` is not known."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple

from parisana.core.jobs.states import Failure, JobState

from .states import AttemptState, FileState


@dataclass(frozen=True, slots=True)
class NewProduction:
    """A production to be recorded."""

    name: str
    suite: str
    site: str
    owner: str
    host: str
    working: str
    digest: str
    profile_text: str
    suite_text: str
    site_text: str
    created: float
    machine: str | None = None


@dataclass(frozen=True, slots=True)
class NewRevision:
    """A changed plan for a production that is there."""

    digest: str
    profile_text: str
    suite_text: str
    site_text: str
    created: float


class NewInput(NamedTuple):
    """One input of a new job; the job that makes it, by number, has a smaller number."""

    name: str
    job_number: int | None
    path: str
    declared: bool = False
    """The job waits until somebody has declared it ready."""


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to be recorded; ``done`` when its output is there already."""

    number: int
    key: str
    stage: str
    unit: str
    runs: str
    resources: str
    parameters: str
    output: str
    inputs: Sequence[NewInput] = ()
    done: bool = False
    of_row: int = 0
    """Number of the row of a Monte-Carlo production that it belongs to; its one run is then its seed."""
    showers: int | None = None
    """What the output of one that is done holds."""
    gates: tuple[str, ...] = ()
    """The paths of gates that it waits before."""


class JobChange(NamedTuple):
    """One step of one job. ``native_id``, ``site`` and ``answered_at`` stay as they are when ``None``."""

    job_id: int
    state: JobState
    at: float
    failure: Failure | None = None
    reason: str = ""
    exit_code: int | None = None
    native_id: str | None = None
    site: str | None = None
    answered_at: float | None = None
    not_before: float = 0.0


@dataclass(frozen=True, slots=True)
class RefusedStep:
    """A step that was not made; ``old`` is ``None`` when the production has no such job."""

    change: JobChange
    old: JobState | None


@dataclass(frozen=True, slots=True)
class NewSubmission:
    """A call to a batch system that is about to be made: row *n* is job ``jobs[n - 1]`` (ids)."""

    stage: str
    tag: str
    epoch: int
    jobs: Sequence[int]
    endpoint: str
    script_digest: str
    table_path: str
    resources: str
    created: float
    rows: Sequence[int] = ()
    """The row of each job when they are not 1…n: rows of a table made by hand, which may be recorded bit by bit."""


@dataclass(frozen=True, slots=True)
class AttemptEnd:
    """How an attempt ended; ``report`` is its report file's text (JSON)."""

    attempt_id: int
    state: AttemptState
    exit_code: int | None = None
    failure: Failure | None = None
    reason: str = ""
    report: str | None = None
    started: float | None = None
    ended: float | None = None
    peak_memory_mb: float | None = None
    cpu_s: float | None = None
    host: str | None = None


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file that a job made; ``replicas`` are (url, storage) of further copies."""

    kind: str
    path: str
    size: int
    checksum_kind: str | None
    checksum: str | None
    state: FileState = FileState.THERE
    replicas: Sequence[tuple[str, str]] = ()


@dataclass(frozen=True, slots=True)
class Collected:
    """All that one collected report changes, recorded in one transaction."""

    end: AttemptEnd
    change: JobChange | None = None
    files: Sequence[NewFile] = ()
    showers: int | None = None
    """What its output holds, of a job that simulates."""


class Observation(NamedTuple):
    """Where a source saw the job of an attempt, and by whose epoch it was asked."""

    attempt_id: int
    source: str
    at: float
    state: JobState
    reason: str
    epoch: int
