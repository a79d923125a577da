"""What became of the attempts that left: reports first, then the output itself, then the accounting.

A job is done when its committed output is there, every file with its size, whatever else is known; it has
failed when its own report or the accounting says so; and it is lost only when the batch system answered,
does not know the attempt, and neither report nor output came within the grace time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from parisana.app.committed import Committed, look
from parisana.app.drive import Drive
from parisana.app.working import Working, in_words
from parisana.bookkeeping.records import (
    AttemptEnd,
    AttemptState,
    Collected,
    JobChange,
    LivingAttempt,
    NewFile,
)
from parisana.core.report import Report, parse_report
from parisana.core.retry import delay_before_retry
from parisana.core.states import Answer, Failure, JobState
from parisana.crashpoints import reach
from parisana.plugins.backend import Ending

#: At most this many attempts are recorded in one transaction.
BATCH = 500


def collect(drive: Drive, left: Sequence[LivingAttempt]) -> int:
    """Record how these attempts ended, as far as it is known; return how many did."""
    reports = read_reports(drive.working, left)
    speechless = [attempt for attempt in left if attempt.id not in reports]
    endings = _endings(drive, speechless)
    ends = (end for attempt in left if (end := end_of(drive, attempt, reports.get(attempt.id), endings)) is not None)
    return _record(drive, ends)


def read_reports(working: Working, attempts: Iterable[LivingAttempt]) -> dict[int, Report]:
    """Return the reports that are there, by attempt."""
    folder = working.root / "reports"
    with in_words(folder):
        names = {entry.name for entry in folder.iterdir()}
    reports = {}
    for attempt in attempts:
        path = working.report(attempt.tag, attempt.row)
        if path.name in names:
            report = parse_report(path.read_text(encoding="utf-8", errors="replace"))
            if report is not None and report.key == attempt.key:
                reports[attempt.id] = report
    return reports


def _endings(drive: Drive, attempts: Sequence[LivingAttempt]) -> dict[str, Ending]:
    ids = [attempt.native_id for attempt in attempts if attempt.native_id]
    return {ending.native_id: ending for ending in drive.backend.endings(ids)} if ids else {}


def _record(drive: Drive, ends: Iterable[Collected]) -> int:
    batch: list[Collected] = []
    count = 0
    for end in ends:
        batch.append(end)
        count += 1
        if len(batch) == BATCH:
            _flush(drive, batch)
    _flush(drive, batch)
    return count


def _flush(drive: Drive, batch: list[Collected]) -> None:
    if not batch:
        return
    reach("during-collection")
    drive.book.collect(drive.id, batch, "driver", drive.clock())
    failed = [end.change for end in batch if end.change is not None and end.change.state is JobState.FAILED]
    if failed:
        drive.book.step_jobs(drive.id, _retries(drive, failed), "retry policy")
    batch.clear()


def end_of(
    drive: Drive, attempt: LivingAttempt, report: Report | None, endings: dict[str, Ending] | None = None
) -> Collected | None:
    """Return how one attempt ended; ``None`` while that is not known (``endings``: when nobody was asked)."""
    if report is not None and report.state == "failed":
        failure = report.failure or Failure.SOFTWARE
        return _failed(drive, attempt, failure, report.reason, report.payload_exit_code or report.exit_code, report)
    found = look(drive.storage, attempt.output, attempt.key)
    if found.answer is Answer.YES:
        return _done(drive, attempt, report, found)
    if found.answer is Answer.UNKNOWN:
        return None
    if report is not None:
        return _failed(drive, attempt, Failure.OUTPUT, f"The job says it is done, but {found.reason}.", None, report)
    return None if endings is None else _without_report(drive, attempt, endings.get(attempt.native_id or ""))


def _without_report(drive: Drive, attempt: LivingAttempt, ending: Ending | None) -> Collected | None:
    if ending is not None:
        failure = ending.failure or Failure.NODE
        return _failed(drive, attempt, failure, ending.reason or "The job left no report.", ending.exit_code, None)
    if drive.absent_for(f"{attempt.tag}.{attempt.row}") < drive.backend.limits.grace_s:
        return None
    return _failed(
        drive, attempt, Failure.LOST, "The batch system no longer knows the job, and it left no report.", None, None
    )


def _done(drive: Drive, attempt: LivingAttempt, report: Report | None, found: Committed) -> Collected:
    surplus = report is not None and report.state == "surplus"
    state = AttemptState.SURPLUS if surplus else AttemptState.DONE
    now = drive.clock()
    change = JobChange(attempt.job_id, JobState.DONE, now, exit_code=0, answered_at=now)
    return Collected(_attempt_end(attempt, state, report), change, files_of(attempt.output, found))


def files_of(folder: str, found: Committed) -> list[NewFile]:
    """Return the files of a committed output as the books take them."""
    return [
        NewFile(_kind(output.path), f"{folder}/{output.path}", output.size, *output.checksum)
        for output in found.outputs
    ]


def _failed(
    drive: Drive, attempt: LivingAttempt, failure: Failure, reason: str, code: int | None, report: Report | None
) -> Collected:
    now = drive.clock()
    change = JobChange(attempt.job_id, JobState.FAILED, now, failure, reason, code, answered_at=now)
    return Collected(_attempt_end(attempt, AttemptState.FAILED, report, failure, reason, code), change)


def _attempt_end(
    attempt: LivingAttempt,
    state: AttemptState,
    report: Report | None,
    failure: Failure | None = None,
    reason: str = "",
    code: int | None = None,
) -> AttemptEnd:
    if report is None:
        return AttemptEnd(attempt.id, state, code, failure, reason)
    return AttemptEnd(
        attempt.id,
        state,
        report.payload_exit_code,
        failure,
        reason,
        report.text,
        report.started,
        report.ended,
        report.peak_memory_mb,
        report.cpu_s,
        report.host,
    )


def _retries(drive: Drive, failed: Sequence[JobChange]) -> Iterator[JobChange]:
    """Yield the step back to ``ready`` of each failure that is worth another try."""
    counted = drive.book.failures_of(change.job_id for change in failed)
    for change in failed:
        failure = change.failure or Failure.SOFTWARE
        delay = delay_before_retry(failure, counted.get(change.job_id, {}).get(failure, 1))
        if delay is not None:
            now = drive.clock()
            reason = f"Tried again after: {change.reason}"
            yield JobChange(change.job_id, JobState.READY, now, failure, reason, not_before=now + delay)


def _kind(path: str) -> str:
    """Return what kind of file this is, by its ending."""
    name = path.rsplit("/", 1)[-1].removesuffix(".gz")
    return name.rsplit(".", 1)[-1].lower() if "." in name else "file"
