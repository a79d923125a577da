"""What became of the attempts that left: reports first, then the output itself, then the accounting.

A job is done when its committed output is there, every file with its size, whatever else is known; it has
failed when its own report or the accounting says so; and it is lost only when the batch system answered,
does not know the attempt, its heart has stopped, and neither report nor output came within the grace time.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from parisana.app.recording.drive import Drive
from parisana.app.working.committed import Committed, look, look_many
from parisana.app.working.working import Working
from parisana.app.working.yields import showers_of
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange, NewFile
from parisana.bookkeeping.values.records import LivingAttempt
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.report import Report, parse_report, spoken
from parisana.core.jobs.retry import delay_before_retry
from parisana.core.jobs.states import Answer, Failure, JobState
from parisana.crashpoints import reach
from parisana.plugins.backend import Ending
from parisana.plugins.files import decoded

from .carried import bring_back, dismiss
from .failover import clear, deliver
from .taken import settle

#: What a job says of itself when all that it saw was a signal: the batch system knows better why it was sent.
GUESSED = frozenset({Failure.TIME, Failure.NODE})
#: Why an element may leave outputs where they are, other than that they could not be copied.
NOT_OF_COPIES = frozenset({Failure.CREDENTIAL, Failure.CANCELLED})
#: For so long (s) it may go on answering without saying why.
SAYS_WHY = 60.0
#: What a job ends with that could not claim its attempt.
CLAIMED = 10
AGAIN = "The site started the job a second time after an interruption, or its machine cannot write to the Working area."
#: At most this many attempts are recorded in one transaction.
BATCH = 500


def collect(drive: Drive, left: Sequence[LivingAttempt]) -> int:
    """Record how these attempts ended, as far as it is known; return how many did."""
    bring_back(drive, left)
    reports = read_reports(drive.working, left)
    said = {number: report.failure for number, report in reports.items()}
    unclear = [each for each in left if each.id not in said or said[each.id] in GUESSED or reports[each.id].taken]
    endings = _endings(drive, unclear)
    ended: list[int] = []
    _record(drive, _noted(_ends(drive, left, reports, endings), ended))
    dismiss(drive, [attempt for attempt in left if attempt.id in set(ended)])
    return len(ended)


def _noted(ends: Iterable[Collected], ended: list[int]) -> Iterator[Collected]:
    """Yield the ends, and note whose they are."""
    for end in ends:
        ended.append(end.end.attempt_id)
        yield end


def _ends(
    drive: Drive, left: Sequence[LivingAttempt], reports: Mapping[int, Report], endings: dict[str, Ending]
) -> Iterator[Collected]:
    """Yield the ends that are known; the outputs of many attempts are looked at together."""
    for start in range(0, len(left), BATCH):
        batch = left[start : start + BATCH]
        told = {attempt.id: report for attempt in batch if (report := reports.get(attempt.id)) is not None}
        wanted = [(a.output, a.key) for a in batch if a.id not in told or told[a.id].state != "failed"]
        found = look_many(drive.storage, wanted)
        for attempt in batch:
            end = end_of(drive, attempt, told.get(attempt.id), endings, found.get(attempt.output))
            if end is not None:
                yield end


def read_reports(working: Working, attempts: Sequence[LivingAttempt]) -> dict[int, Report]:
    """Return the reports that are there, by attempt; all of them come in one go."""
    folder = working.root / "reports"
    names = {entry.name for entry in working.entries(folder)}
    paths = {attempt.id: working.report(attempt.tag, attempt.row).name for attempt in attempts}
    texts = decoded(working.files.read_many(str(folder), sorted(names.intersection(paths.values()))))
    found = {each.id: parse_report(texts[paths[each.id]]) for each in attempts if paths[each.id] in texts}
    return {each.id: report for each in attempts if (report := found.get(each.id)) and report.key == each.key}


def _endings(drive: Drive, attempts: Sequence[LivingAttempt]) -> dict[str, Ending]:
    ids = [attempt.native_id for attempt in attempts if attempt.native_id]
    return {ending.native_id: ending for ending in drive.backend.endings(ids)} if ids else {}


def _record(drive: Drive, ends: Iterable[Collected]) -> None:
    batch: list[Collected] = []
    for end in ends:
        batch.append(end)
        if len(batch) == BATCH:
            _flush(drive, batch)
            if drive.halt():
                break
    _flush(drive, batch)


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
    drive: Drive,
    attempt: LivingAttempt,
    report: Report | None,
    endings: dict[str, Ending] | None = None,
    seen: Committed | None = None,
) -> Collected | None:
    """Return how one attempt ended; ``None`` while that is not known (``endings``: when nobody was asked)."""
    ending = (endings or {}).get(attempt.native_id or "")
    if ending is not None and ending.tag not in ("", attempt.tag):
        ending = None  # another job had the same number
    if report is not None and report.state == "failed":
        if endings is not None and ending is None and _guesses(drive, attempt, report):
            return None
        failure, reason = _why(report, ending)
        return _failed(drive, attempt, failure, reason, report.payload_exit_code or report.exit_code, report)
    found = seen or look(drive.storage, attempt.output, attempt.key)
    if report is not None and report.aside:
        return _of_aside(drive, attempt, report, found)
    if report is not None and report.taken:
        return _of_taken(drive, attempt, report, ending, found)
    if found.answer is Answer.YES:
        return _done(drive, attempt, report, found)
    if found.answer is Answer.UNKNOWN:
        return None
    if report is not None:
        return _failed(drive, attempt, Failure.OUTPUT, f"The job says it is done, but {found.reason}.", None, report)
    return None if endings is None else _without_report(drive, attempt, ending)


def _of_aside(drive: Drive, attempt: LivingAttempt, report: Report, found: Committed) -> Collected | None:
    """Return how an attempt ended whose output is to be brought to its place first."""
    if found.answer is Answer.NO:
        trouble = deliver(drive, attempt, report)
        found = look(drive.storage, attempt.output, attempt.key)
        if trouble and found.answer is Answer.NO:
            return _failed(drive, attempt, Failure.STAGE_OUT, trouble, None, report)
    if found.answer is not Answer.YES:
        return None
    clear(drive, report)
    return _done(drive, attempt, report, found)


def _of_taken(
    drive: Drive, attempt: LivingAttempt, report: Report, ending: Ending | None, final: Committed
) -> Collected | None:
    """Return how an attempt ended whose output was taken away by the element, and is to get its name now."""
    settled = settle(drive.storage, attempt, report, final)
    if settled.found.answer is Answer.YES:
        return _done(drive, attempt, replace(report, state="surplus") if settled.surplus else report, settled.found)
    if settled.found.answer is Answer.UNKNOWN:
        return None
    told, said = _told(ending) if ending is not None else (None, "")
    failure = told if told is not None and told in NOT_OF_COPIES else Failure.STAGE_OUT
    reason = f"The element did not take the outputs away: {settled.found.reason}. {said}".rstrip()
    return _failed(drive, attempt, failure, reason, None, report)


def _guesses(drive: Drive, attempt: LivingAttempt, report: Report) -> bool:
    """Whether the batch system, whose accounting may be late, is still to say why it ended the job."""
    asked = attempt.native_id is not None and report.failure in GUESSED
    return asked and drive.absent_for(f"{attempt.tag}.{attempt.row}") < SAYS_WHY


def _why(report: Report, ending: Ending | None) -> tuple[Failure, str]:
    failure, reason = _told(ending) if ending is not None and report.failure in GUESSED else (None, "")
    if failure is not None:
        return failure, reason or report.reason
    return report.failure or Failure.SOFTWARE, report.reason


def _told(ending: Ending) -> tuple[Failure | None, str]:
    """Return what the batch system says of an end, where it was more than an exit code."""
    return (Failure.NODE, AGAIN) if ending.exit_code == CLAIMED else (ending.failure, ending.reason)


def _without_report(drive: Drive, attempt: LivingAttempt, ending: Ending | None) -> Collected | None:
    if ending is not None:
        failure, reason = _told(ending)
        reason = reason or "The job left no report."
        return _failed(drive, attempt, failure or Failure.NODE, reason, ending.exit_code, None)
    name = f"{attempt.tag}.{attempt.row}"
    if drive.working.beats(attempt.tag, attempt.row, drive.clock()):
        drive.seen(name)
        return None
    if drive.absent_for(name) < drive.backend.limits.grace_s:
        return None
    return _failed(
        drive, attempt, Failure.LOST, "The batch system no longer knows the job, and it left no report.", None, None
    )


def _done(drive: Drive, attempt: LivingAttempt, report: Report | None, found: Committed) -> Collected:
    surplus = report is not None and report.state == "surplus"
    state = AttemptState.SURPLUS if surplus else AttemptState.DONE
    now = drive.clock()
    change = JobChange(attempt.job_id, JobState.DONE, now, exit_code=0, answered_at=now)
    showers = showers_of(drive.storage, attempt.stage, attempt.output, report, found) if drive.simulates else None
    return Collected(_attempt_end(attempt, state, report), change, files_of(attempt.output, found), showers)


def files_of(folder: str, found: Committed) -> list[NewFile]:
    """Return the files of a committed output as the books take them."""
    return [
        NewFile(_kind(output.path), f"{found.place(folder)}/{spoken(output.path)}", output.size, *output.checksum)
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
