"""One job with all its attempts: what each reported of itself, and where its files lie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parisana.app.ground.command_line import command_line
from parisana.app.recording.drive import resources_from
from parisana.app.working.working import Working
from parisana.bookkeeping.values.records import AttemptRecord, InputRecord, JobRecord
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import JobState

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the job's script; what the node could not tell is ``None``."""

    name: str
    started: float | None
    seconds: float | None
    exit_code: int | None


@dataclass(frozen=True, slots=True)
class ReportedFile:
    """An input or output as the job saw it."""

    name: str
    path: str
    size: int | None
    checksum: str | None


@dataclass(frozen=True, slots=True)
class AttemptDetail:
    """One attempt."""

    record: AttemptRecord
    asked: Resources
    """What it asked the batch system for."""
    step: str | None
    """The step that failed."""
    exit_code: int | None
    """The script's own; the payload's is in ``record.exit_code``."""
    signal: int | None
    steps: tuple[Step, ...]
    inputs: tuple[ReportedFile, ...]
    outputs: tuple[ReportedFile, ...]
    log: Path
    script: Path
    table: Path


@dataclass(frozen=True, slots=True)
class JobDetail:
    """One job."""

    job: JobRecord
    inputs: tuple[InputRecord, ...]
    attempts: tuple[AttemptDetail, ...]
    """Oldest first."""
    log_command: str
    retry_command: str
    """Empty for a job that has not failed."""


def job_detail(book: Bookkeeping, production: int, number: int) -> JobDetail:
    """Return everything that is known of a job."""
    job = book.job(production, number)
    working = Working(Path(book.production(production).working))
    attempts = tuple(_attempt(book, working, job.stage, each) for each in book.attempts_of(job.id))
    retry = command_line("retry", production, jobs=(number,)) if job.state is JobState.FAILED else ""
    inputs = tuple(book.inputs_of([job.id]).get(job.id, ()))
    return JobDetail(job, inputs, attempts, command_line("log", f"{production}.{number}"), retry)


def _attempt(book: Bookkeeping, working: Working, stage: str, record: AttemptRecord) -> AttemptDetail:
    submission = book.submission(record.tag)
    report = _document(record.report)
    return AttemptDetail(
        record=record,
        asked=resources_from(submission.resources),
        step=_text(report.get("step")),
        exit_code=_whole(report.get("exit_code")),
        signal=_whole(report.get("signal")),
        steps=tuple(_step(each) for each in _list(report.get("steps"))),
        inputs=tuple(_file(each) for each in _list(report.get("inputs"))),
        outputs=tuple(_file(each) for each in _list(report.get("outputs"))),
        log=working.log(record.tag, record.row),
        script=working.root / "program" / submission.script_digest / f"{stage}.sh",
        table=Path(submission.table_path),
    )


def _document(text: str | None) -> Mapping[str, Any]:
    """Read a report with suspicion: what is no report tells nothing."""
    with suppress(ValueError, RecursionError):
        found = json.loads(text or "{}")
        return found if isinstance(found, dict) else {}
    return {}


def _list(value: Any) -> list[Mapping[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _step(data: Mapping[str, Any]) -> Step:
    seconds = (_number(data.get("started")), _number(data.get("seconds")))
    return Step(str(data.get("step") or ""), *seconds, _whole(data.get("exit_code")))


def _file(data: Mapping[str, Any]) -> ReportedFile:
    checksum = data.get("checksum")
    words = ":".join(map(str, checksum)) if isinstance(checksum, list) else None
    return ReportedFile(str(data.get("name") or ""), str(data.get("path") or ""), _whole(data.get("size")), words)


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _number(value: Any) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def _whole(value: Any) -> int | None:
    return int(value) if isinstance(value, int | float) else None
