"""Cancelling what lives: in the batch system first, and then in the books."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange
from parisana.bookkeeping.values.records import JobRecord, LivingAttempt
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.states import Failure, JobState, SubmissionState
from parisana.plugins.backend import Backend

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

REASON = "Cancelled by the user."
#: Jobs in these were not sent yet: the books alone decide.
UNSENT = frozenset({JobState.WAITING, JobState.STAGING, JobState.READY})
#: How a driver records a job that left because of a cancelling that it knew nothing of.
ENDED_BY_CALL = (JobState.FAILED, Failure.CANCELLED)


@dataclass(frozen=True, slots=True)
class Killed:
    """What became of the jobs that were to be killed, by their numbers."""

    cancelled: tuple[int, ...]
    in_doubt: tuple[int, ...]
    """They are being submitted just now: nobody knows yet under which name."""
    over: tuple[int, ...]
    """Nothing of them was left to cancel."""


def cancellable(attempts: Iterable[LivingAttempt]) -> list[LivingAttempt]:
    """Return the attempts that the batch system is known to hold."""
    return [each for each in attempts if each.submission_state is SubmissionState.ACCEPTED]


def cancel(book: Bookkeeping, backend: Backend, production: int, living: Sequence[LivingAttempt], at: float) -> int:
    """Cancel these attempts; return how many."""
    backend.cancel([attempt.native_id for attempt in living if attempt.native_id])
    ends = [
        Collected(
            AttemptEnd(attempt.id, AttemptState.CANCELLED, failure=Failure.CANCELLED, reason=REASON),
            _cancelled(attempt.job_id, at),
        )
        for attempt in living
    ]
    book.collect(production, ends, "user", at)
    return len(living)


def kill(book: Bookkeeping, backend: Backend, production: int, jobs: Sequence[JobRecord], at: float) -> Killed:
    """Cancel these jobs and no others; a driver may be at work on the same production."""
    wanted = {job.id for job in jobs}
    attempts = [attempt for attempt in book.living_attempts(production) if attempt.job_id in wanted]
    living = cancellable(attempts)
    doubtful = {each.job_id for each in attempts} - {each.job_id for each in living}
    cancel(book, backend, production, living, at)
    asked = [job.id for job in jobs if job.state in UNSENT] + [each.job_id for each in living]
    _insist(book, production, [job for job in asked if job not in doubtful], at)
    return _killed(book, jobs, doubtful)


def _insist(book: Bookkeeping, production: int, ids: Sequence[int], at: float) -> None:
    """Cancel also what was not sent, and what a driver has meanwhile seen ending by this very call."""
    now = book.jobs_by_id(ids).values()
    left = [job.id for job in now if job.state in UNSENT or (job.state, job.failure) == ENDED_BY_CALL]
    book.step_jobs(production, [_cancelled(job, at) for job in left], places.person())


def _killed(book: Bookkeeping, jobs: Sequence[JobRecord], doubtful: set[int]) -> Killed:
    now = book.jobs_by_id(job.id for job in jobs)
    cancelled = {job.id for job in jobs if not job.state.final and now[job.id].state is JobState.CANCELLED}
    return Killed(
        tuple(job.number for job in jobs if job.id in cancelled),
        tuple(job.number for job in jobs if job.id in doubtful),
        tuple(job.number for job in jobs if job.id not in cancelled | doubtful),
    )


def _cancelled(job: int, at: float) -> JobChange:
    return JobChange(job, JobState.CANCELLED, at, Failure.CANCELLED, REASON)
