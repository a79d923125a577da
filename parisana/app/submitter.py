"""Sending what is ready: the intent is recorded before the call, and whatever is in doubt stays in doubt.

A crash at any instant leaves one of: nothing recorded (nothing was sent), an intent (perhaps sent: the
tag is looked up), or an accepted submission. The jobs of a submission in doubt are never sent again until
the batch system has said, for as long as the grace time, that it does not know the tag.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Sequence

from parisana.app.drive import Drive, Notice, resources_from, resources_text
from parisana.app.working import write_once
from parisana.bookkeeping.records import (
    AttemptEnd,
    AttemptState,
    Collected,
    InputRecord,
    JobChange,
    JobRecord,
    NewSubmission,
    SubmissionRecord,
)
from parisana.core.resources import Resources
from parisana.core.retry import raised
from parisana.core.states import Answer, Failure, JobState, SubmissionState
from parisana.core.table import Row, format_table
from parisana.crashpoints import reach
from parisana.errors import NoAnswer, Refused, SiteError
from parisana.plugins.backend import Submission

#: States of a submission that nobody is sure of.
DOUBTFUL = (SubmissionState.INTENT, SubmissionState.SENT, SubmissionState.UNKNOWN)


def send_ready(drive: Drive) -> int:
    """Send what is ready, as far as the site has room; return how many jobs were sent."""
    room = drive.most_jobs - len(drive.book.living_attempts(drive.id))
    if room <= 0:
        return 0
    ready = drive.book.next_ready(drive.id, room, drive.clock())
    return sum(_send(drive, stage, needs, jobs) for stage, needs, jobs in _groups(drive, ready))


def _groups(drive: Drive, ready: Sequence[JobRecord]) -> Iterator[tuple[str, Resources, list[JobRecord]]]:
    """Gather jobs of one stage with the same needs (more of what they ran out of), cut as the system takes them."""
    groups: dict[tuple[str, Resources], list[JobRecord]] = {}
    failures = drive.book.failures_of(job.id for job in ready if job.attempts)
    for job in ready:
        needs = raised(resources_from(job.resources), failures.get(job.id, {}))
        groups.setdefault((job.stage, needs), []).append(job)
    size = drive.backend.limits.rows_per_submission
    for (stage, needs), jobs in groups.items():
        for start in range(0, len(jobs), size):
            yield stage, needs, jobs[start : start + size]


def _send(drive: Drive, stage: str, needs: Resources, jobs: Sequence[JobRecord]) -> int:
    tag = f"p{drive.id}-{stage}-{uuid.uuid4().hex[:10]}"
    table = drive.working.table(tag)
    write_once(table, format_table(_rows(drive, jobs)))
    reach("before-intent")
    intent = NewSubmission(
        stage=stage,
        tag=tag,
        epoch=drive.epoch,
        jobs=[job.id for job in jobs],
        endpoint=drive.production.site,
        script_digest=drive.program.digest,
        table_path=str(table),
        resources=resources_text(needs),
        created=drive.clock(),
    )
    drive.book.intend(drive.id, intent)
    reach("after-intent")
    drive.book.check_lease(drive.id, drive.epoch)
    drive.book.mark_sent(tag, drive.clock())
    reach("before-call")
    _call(
        drive,
        tag,
        Submission(
            tag=tag,
            script=str(drive.program.script(stage)),
            table=str(table),
            rows=len(jobs),
            resources=needs,
            log_dir=drive.log_dir,
            environment={"PARISANA_MEMORY_MB": str(needs.memory_mb)},
        ),
    )
    return len(jobs)


def _call(drive: Drive, tag: str, submission: Submission) -> None:
    try:
        native_id = drive.backend.submit(submission)
    except Refused as error:
        drive.book.refused(tag, error.message, drive.clock())
        drive.tell(Notice(f"{drive.production.site} refused {submission.rows} jobs: {error}", warning=True))
    except (NoAnswer, SiteError) as error:
        drive.book.unknown(tag, error.message, drive.clock())
        drive.silent(error.message)
    else:
        reach("after-accept")
        _accepted(drive, tag, native_id, submission.rows)
        drive.answered()


def _accepted(drive: Drive, tag: str, native_id: str, rows: int) -> None:
    reach("before-record")
    ids = {row: drive.backend.attempt_id(native_id, row) for row in range(1, rows + 1)}
    drive.book.accepted(tag, native_id, ids, drive.clock())
    reach("after-record")


def _rows(drive: Drive, jobs: Sequence[JobRecord]) -> list[Row]:
    inputs = drive.book.inputs_of([job.id for job in jobs])
    return [table_row(drive.working.parameters(job.parameters).as_posix(), job, inputs.get(job.id, ())) for job in jobs]


def table_row(parameters: str, job: JobRecord, inputs: Sequence[InputRecord]) -> Row:
    """Return a job's row of a submission's table."""
    runs = tuple(int(run) for run in job.runs.split(",") if run)
    named = tuple((entry.name, entry.path) for entry in inputs)
    return Row(job.key, job.stage, job.unit, runs, parameters, job.output, named)


def settle_doubts(drive: Drive) -> None:
    """Look up every submission whose answer was lost: adopt it, wait, or set its jobs free."""
    for submission in drive.book.open_submissions(drive.id, DOUBTFUL):
        try:
            found = drive.backend.find(submission.tag)
        except SiteError as error:
            drive.silent(error.message)
            continue
        if found.answer is Answer.YES and found.native_id is not None:
            _accepted(drive, submission.tag, found.native_id, submission.rows)
            drive.tell(Notice(f"Found {submission.tag} again: its {submission.rows} jobs had been taken."))
        elif found.answer is Answer.NO:
            _absent(drive, submission)
        else:
            drive.seen(submission.tag)


def _absent(drive: Drive, submission: SubmissionRecord) -> None:
    """Believe that the batch system does not know a tag after the grace time, unless one of its jobs spoke."""
    if drive.working.claimed(submission.tag):
        _accepted(drive, submission.tag, submission.tag, submission.rows)
    elif drive.absent_for(submission.tag) >= drive.backend.limits.grace_s:
        reason = "The batch system never got it."
        drive.book.refused(submission.tag, reason, drive.clock(), to=JobState.READY, failure=None)
        drive.seen(submission.tag)


def cancel_living(drive: Drive) -> int:
    """Cancel all that lives, in the batch system first and then in the books; return how many."""
    living = [attempt for attempt in drive.book.living_attempts(drive.id) if attempt.native_id]
    drive.backend.cancel([attempt.native_id for attempt in living if attempt.native_id])
    now = drive.clock()
    reason = "Cancelled by the user."
    ends = [
        Collected(
            AttemptEnd(attempt.id, AttemptState.CANCELLED, failure=Failure.CANCELLED, reason=reason),
            JobChange(attempt.job_id, JobState.CANCELLED, now, Failure.CANCELLED, reason),
        )
        for attempt in living
    ]
    drive.book.collect(drive.id, ends, "user", now)
    return len(living)
