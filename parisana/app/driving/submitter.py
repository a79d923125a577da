"""Sending what is ready: the intent is recorded before the call, and whatever is in doubt stays in doubt.

A crash at any instant leaves one of: nothing recorded (nothing was sent), an intent (perhaps sent: the
tag is looked up), or an accepted submission. The jobs of a submission in doubt are never sent again until
the batch system has said, for as long as the grace time, that it does not know the tag.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from parisana.app.planning.needs import NEVER, next_needs
from parisana.app.recording.drive import Drive, Notice, resources_text
from parisana.bookkeeping.values.entries import NewSubmission
from parisana.bookkeeping.values.records import InputRecord, JobRecord, SubmissionRecord
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.retry import WAIT_FOR_ROOM
from parisana.core.jobs.states import Answer, JobState, ProductionState, SubmissionState
from parisana.core.texts.table import Row, format_table
from parisana.core.texts.words import counted
from parisana.crashpoints import reach
from parisana.errors import NoAnswer, Refused, SiteError
from parisana.plugins.backend import Backend, Submission

from .brought import inputs_brought
from .cancelling import cancel, cancellable
from .staging import at_hand

#: States of a submission that nobody is sure of.
DOUBTFUL = (SubmissionState.INTENT, SubmissionState.SENT, SubmissionState.UNKNOWN)


def send_ready(drive: Drive) -> int:
    """Send what is ready, as far as the site has room; return how many jobs were sent."""
    if not drive.book.next_ready(drive.id, 1, drive.clock()):
        return 0
    room = drive.most_jobs - len(drive.living())
    if room <= 0:
        return 0
    ready = at_hand(drive, drive.book.next_ready(drive.id, room, drive.clock()))
    sent = 0
    for stage, needs, jobs in _groups(drive, ready):
        if sent and not _may_go_on(drive):
            break
        if not _send(drive, stage, needs, jobs):
            break
        sent += len(jobs)
    return sent


def _may_go_on(drive: Drive) -> bool:
    """Whether nothing more urgent waits, and nobody has stopped the production meanwhile."""
    stopped = (ProductionState.STOPPED, ProductionState.PAUSED, ProductionState.CLOSED)
    return not drive.halt() and drive.book.production(drive.id).state not in stopped


def _groups(drive: Drive, ready: Sequence[JobRecord]) -> Iterator[tuple[str, Resources, list[JobRecord]]]:
    """Gather jobs of one stage with the same needs (more of what they ran out of), cut as the system takes them."""
    groups: dict[tuple[str, Resources], list[JobRecord]] = {}
    failures = drive.book.failures_of(job.id for job in ready if job.attempts)
    for job in ready:
        needs = next_needs(job.resources, failures.get(job.id, NEVER))
        groups.setdefault((job.stage, needs), []).append(job)
    size = drive.backend.limits.rows_per_submission
    for (stage, needs), jobs in groups.items():
        for start in range(0, len(jobs), size):
            yield stage, needs, jobs[start : start + size]


def _send(drive: Drive, stage: str, needs: Resources, jobs: Sequence[JobRecord]) -> bool:
    """Send jobs as one submission; whether it makes sense to send more now."""
    tag = f"p{drive.id}-{stage}-{uuid.uuid4().hex[:10]}"
    table = drive.working.table(tag)
    inputs = drive.book.inputs_of([job.id for job in jobs])
    drive.working.write(table, format_table(_rows(drive, jobs, inputs)))
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
    return _call(
        drive,
        tag,
        Submission(
            tag=tag,
            script=str(drive.program.script(stage)),
            table=str(table),
            rows=len(jobs),
            resources=needs,
            log_dir=drive.log_dir,
            environment=told(needs, drive.backend),
            brought=inputs_brought(drive, tag, jobs, inputs),
        ),
    )


def told(needs: Resources, backend: Backend) -> dict[str, str]:
    """Return what jobs are told of what was asked for; this very machine shares its memory as it comes."""
    known = {"PARISANA_MEMORY_MB": str(needs.memory_mb), "PARISANA_DISK_MB": str(needs.disk_mb)}
    return known if backend.local_to_host else known | {"PARISANA_FREE_MB": str(needs.memory_mb)}


def _call(drive: Drive, tag: str, submission: Submission) -> bool:
    try:
        native_id = drive.backend.submit(submission)
    except Refused as error:
        _refused(drive, submission, error)
        return not error.transient
    except (NoAnswer, SiteError) as error:
        drive.book.unknown(tag, error.message, drive.clock())
        drive.silent(error.message)
        return False
    reach("after-accept")
    _accepted(drive, tag, native_id, submission.rows)
    drive.answered()
    return True


def _refused(drive: Drive, submission: Submission, error: Refused) -> None:
    """Fail jobs with the batch system's own words; those that it only has no room for now wait, and burn no budget."""
    now = drive.clock()
    words = f"{error.message} ({error.field})" if error.field else error.message
    if error.transient:
        later = now + WAIT_FOR_ROOM
        drive.book.refused(submission.tag, words, now, to=JobState.READY, failure=None, not_before=later)
        waiting = counted(submission.rows, "1 job waits.", "{0} jobs wait.")
        mend = f" {error.hint}" if error.hint else ""
        drive.tell(Notice(f"{drive.production.site} takes no jobs now: {words}{mend} {waiting}", warning=True))
    else:
        drive.book.refused(submission.tag, words, now)
        jobs = counted(submission.rows, "1 job", "{0} jobs")
        drive.tell(Notice(f"{drive.production.site} refused {jobs}: {error}", warning=True))


def _accepted(drive: Drive, tag: str, native_id: str | None, rows: int) -> None:
    reach("before-record")
    named = {} if native_id is None else {row: drive.backend.attempt_id(native_id, row) for row in range(1, rows + 1)}
    drive.book.accepted(tag, native_id, named, drive.clock())
    reach("after-record")


def _rows(drive: Drive, jobs: Sequence[JobRecord], inputs: Mapping[int, Sequence[InputRecord]]) -> list[Row]:
    path = cache(lambda name: drive.working.parameters(name).as_posix())
    return [table_row(path(job.parameters), job, inputs.get(job.id, ())) for job in jobs]


def table_row(parameters: str, job: JobRecord, inputs: Sequence[InputRecord]) -> Row:
    """Return a job's row of a submission's table."""
    named = tuple((entry.name, entry.path) for entry in inputs)
    return Row(job.key, job.stage, job.unit, job.run_numbers, parameters, job.output, named)


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
            taken = counted(submission.rows, "its job had been taken.", "its {0} jobs had been taken.")
            drive.tell(Notice(f"Found {submission.tag} again: {taken}"))
        elif found.answer is Answer.NO:
            _absent(drive, submission)
        else:
            drive.seen(submission.tag)


def _absent(drive: Drive, submission: SubmissionRecord) -> None:
    """Believe that the batch system does not know a tag after the grace time, unless one of its jobs spoke.

    While one of them is at work the batch system errs, and is asked again. When all that spoke are over, the
    submission counts as taken under a name that nobody knows: reports and outputs say what became of each job.
    A driver that slept may still make its call: the jobs of a tag that is given up find no table, and start nothing.
    """
    if drive.working.claimed(submission.tag):
        drive.seen(submission.tag)
        if not drive.working.any_beats(drive.clock(), submission.tag):
            _accepted(drive, submission.tag, None, submission.rows)
    elif drive.absent_for(submission.tag) >= drive.backend.limits.grace_s and drive.working.withdraw(submission.tag):
        reason = "The batch system never got it."
        drive.book.refused(submission.tag, reason, drive.clock(), to=JobState.READY, failure=None)
        drive.seen(submission.tag)


def cancel_living(drive: Drive) -> int:
    """Cancel all that lives; return how many."""
    living = cancellable(drive.living())
    return cancel(drive.book, drive.backend, drive.id, living, drive.clock())
