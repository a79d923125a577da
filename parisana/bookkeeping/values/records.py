"""What comes out of the bookkeeping, as it was recorded. Times are epoch seconds; ``None`` is not known.

Of what there may be ten thousand, each is a tuple with names: these are made fastest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from parisana.core.jobs.states import Failure, JobState, ProductionState, SubmissionState

from .states import AttemptState, FileState, Visibility


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
    machine: str | None
    """What tells the machine apart; ``None``: recorded by its host name alone."""
    group_name: str | None
    visibility: Visibility


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


class JobRecord(NamedTuple):
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

    @property
    def run_numbers(self) -> tuple[int, ...]:
        """Its runs as numbers."""
        return tuple(int(run) for run in self.runs.split(",") if run)


class InputRecord(NamedTuple):
    """One input of a job, in order."""

    job_id: int
    name: str
    input_job_id: int | None
    path: str


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


class LivingAttempt(NamedTuple):
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
    job_reason: str
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
    livetime: float | None = None
    quality: int | None = None
    """0 good, 1 medium, 2 bad, -1 unknown, as data stores have it."""
    muon_efficiency: float | None = None
