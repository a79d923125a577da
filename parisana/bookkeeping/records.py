"""What goes into the bookkeeping and comes out of it. Times are epoch seconds; ``None`` is not known."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import NamedTuple

from parisana.core.states import Failure, JobState, ProductionState, SubmissionState


class AttemptState(StrEnum):
    """Where one attempt is: the words of a job, and two of its own."""

    SUBMITTING = "submitting"
    QUEUED = "queued"
    RUNNING = "running"
    HELD = "held"
    CHECKING = "checking"
    """It has left the batch system; its report is being read."""
    DONE = "done"
    FAILED = "failed"
    CANCELLED = "cancelled"
    SURPLUS = "surplus"
    """It made a result, but another one was there first."""
    REFUSED = "refused"
    """The batch system never took it."""


#: An attempt in one of these may still run somewhere.
LIVING = frozenset(
    {
        AttemptState.SUBMITTING,
        AttemptState.QUEUED,
        AttemptState.RUNNING,
        AttemptState.HELD,
        AttemptState.CHECKING,
    }
)


class FileState(StrEnum):
    """What is known of a recorded file."""

    THERE = "there"
    MISSING = "missing"
    SURPLUS = "surplus"


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


@dataclass(frozen=True, slots=True)
class ProductionRecord:
    """A production as recorded."""

    id: int
    name: str
    suite: str
    site: str
    owner: str
    host: str
    state: ProductionState
    working: str
    plan_digest: str
    created: float
    updated: float


@dataclass(frozen=True, slots=True)
class RevisionRecord:
    """What the user had written when this revision was planned."""

    number: int
    digest: str
    profile_text: str
    suite_text: str
    site_text: str
    created: float


@dataclass(frozen=True, slots=True)
class StageRecord:
    """A stage of a production, in order of ``position``."""

    id: int
    name: str
    position: int
    title: str


@dataclass(frozen=True, slots=True)
class JobRecord:
    """A job as recorded; ``id`` is unique in the database, ``number`` in its production."""

    id: int
    production_id: int
    number: int
    key: str
    stage: str
    unit: str
    runs: str
    resources: str
    parameters: str
    output: str
    state: JobState
    failure: Failure | None
    reason: str
    attempts: int
    exit_code: int | None
    site: str | None
    native_id: str | None
    answered_at: float | None
    changed_at: float
    not_before: float
    superseded_by: int | None
    """The number of the job that took its place; 0 when it was withdrawn."""
    unmet: int


@dataclass(frozen=True, slots=True)
class InputRecord:
    """One input of a job, in order."""

    job_id: int
    name: str
    input_job_id: int | None
    path: str


@dataclass(frozen=True, slots=True)
class JobChange:
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
class SubmissionRecord:
    """A submission as recorded."""

    id: int
    production_id: int
    stage: str
    tag: str
    epoch: int
    state: SubmissionState
    native_id: str | None
    endpoint: str
    script_digest: str
    table_path: str
    rows: int
    resources: str
    created: float
    sent_at: float | None
    answered_at: float | None
    reason: str


@dataclass(frozen=True, slots=True)
class LivingAttempt:
    """An attempt that has not ended, with what is needed to ask for it and to read its report."""

    id: int
    submission_id: int
    tag: str
    row: int
    submission_state: SubmissionState
    submission_native_id: str | None
    endpoint: str
    native_id: str | None
    state: AttemptState
    job_id: int
    job_number: int
    job_state: JobState
    stage: str
    key: str
    output: str


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """An attempt as recorded."""

    id: int
    submission_id: int
    tag: str
    row: int
    job_id: int
    native_id: str | None
    state: AttemptState
    exit_code: int | None
    failure: Failure | None
    reason: str
    report: str | None
    started: float | None
    ended: float | None
    peak_memory_mb: float | None
    cpu_s: float | None
    host: str | None


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
class FileRecord:
    """A file as recorded."""

    id: int
    production_id: int
    job_id: int | None
    stage: str
    kind: str
    path: str
    size: int
    checksum_kind: str | None
    checksum: str | None
    recorded_at: float
    state: FileState


@dataclass(frozen=True, slots=True)
class Collected:
    """All that one collected report changes, recorded in one transaction."""

    end: AttemptEnd
    change: JobChange | None = None
    files: Sequence[NewFile] = ()


@dataclass(frozen=True, slots=True)
class Computed:
    """A result that is there already: a done job of any production, and its files."""

    key: str
    job_id: int
    production_id: int
    output: str
    files: tuple[FileRecord, ...]


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One thing that happened."""

    id: int
    production_id: int
    job_id: int | None
    submission_id: int | None
    at: float
    source: str
    old: str | None
    new: str | None
    text: str


@dataclass(frozen=True, slots=True)
class LeaseRecord:
    """Who drives a production; ``seconds_left`` is by the database's clock, negative when lapsed."""

    production_id: int
    holder: str
    host: str
    pid: int
    epoch: int
    seconds_left: float


@dataclass(frozen=True, slots=True)
class RunRecord:
    """An observation run; angles in degrees, duration in seconds."""

    run: int
    target: str
    ra: float | None = None
    dec: float | None = None
    zenith: float | None = None
    started: float | None = None
    duration: float | None = None
    telescopes: str = ""
    simulated: bool = False


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
