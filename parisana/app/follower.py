"""Driving a production: ask, collect, send, until nothing is left to do.

One *turn* costs one question to the batch system, and one listing of the reports. The order of work: first
what is in doubt, then cancelling, then what left, then what can be sent. When the batch system or the
database is silent the turn ends there, nothing is concluded, and the next turn comes later.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from parisana.app.collector import collect
from parisana.app.drive import Drive
from parisana.app.lease import keep_lease
from parisana.app.submitter import cancel_living, send_ready, settle_doubts
from parisana.bookkeeping.records import JobChange, LivingAttempt
from parisana.core.states import JobState, ProductionState, SubmissionState
from parisana.errors import BookkeepingError, SiteError
from parisana.plugins.backend import Living

#: Seconds between two turns while things happen; while nothing does, it grows to what the backend says.
SHORTEST = 0.1


@dataclass(frozen=True, slots=True)
class Progress:
    """How a production stands after a turn."""

    state: ProductionState
    counts: dict[str, dict[JobState, int]]
    done: int
    total: int
    seconds_left: float | None
    """An estimate from the rate so far; ``None`` while there is none."""
    answered_at: float | None
    silent_since: float | None


def follow(drive: Drive, sleep: Callable[[float], None]) -> Iterator[Progress]:
    """Drive to the end; yield the progress after each turn."""
    pace, started, finished = SHORTEST, drive.clock(), None
    while True:
        happened = _guarded_turn(drive)
        progress = progress_of(drive, started, finished)
        finished = progress.done if finished is None else finished
        yield progress
        if _over(drive, progress.state):
            return
        pace = SHORTEST if happened else min(pace * 1.5, drive.backend.limits.poll_s)
        sleep(pace)


def _guarded_turn(drive: Drive) -> bool:
    """One turn; silence of the site or of the database only ends it early."""
    try:
        drive.epoch = keep_lease(drive.book, drive.id, drive.epoch)
        return turn(drive)
    except SiteError as error:
        drive.silent(error.message)
        return False
    except BookkeepingError as error:
        if not error.transient:
            raise
        drive.silent(f"the bookkeeping is away ({error.message})")
        return False


def _over(drive: Drive, state: ProductionState) -> bool:
    """Whether nothing is left to do; what was stopped is over when nothing of it lives."""
    if state is ProductionState.STOPPED:
        return not drive.book.living_attempts(drive.id)
    return state not in (ProductionState.RUNNING, ProductionState.NEW)


def turn(drive: Drive) -> bool:
    """Do once all that can be done now; say whether anything happened."""
    settle_doubts(drive)
    if drive.book.production(drive.id).state is ProductionState.STOPPED:
        return cancel_living(drive) > 0
    changes = _ask(drive)
    sent = send_ready(drive)
    ended = _settle_state(drive)
    return bool(changes or sent or ended)


def _ask(drive: Drive) -> int:
    """Ask for all living attempts; record their states, and how those that left ended."""
    attempts = [
        each for each in drive.book.living_attempts(drive.id) if each.submission_state is SubmissionState.ACCEPTED
    ]
    if not attempts:
        return 0
    natives = sorted({each.submission_native_id for each in attempts if each.submission_native_id})
    living = {each.native_id: each for each in drive.backend.poll(natives)}
    drive.answered()
    for each in attempts:
        if each.native_id in living:
            drive.seen(f"{each.tag}.{each.row}")
    moved = [change for each in attempts if (change := _moved(drive, each, living.get(each.native_id or "")))]
    if moved:
        drive.book.step_jobs(drive.id, moved, drive.production.site)
    left = [each for each in attempts if each.native_id not in living]
    return len(moved) + (collect(drive, left) if left else 0)


def _moved(drive: Drive, attempt: LivingAttempt, living: Living | None) -> JobChange | None:
    """Return the step of a job whose native state has changed."""
    if living is None or attempt.job_state == living.state.value:
        return None
    now = drive.clock()
    return JobChange(
        attempt.job_id,
        JobState(living.state.value),
        now,
        reason=living.reason,
        native_id=attempt.native_id,
        site=drive.production.site,
        answered_at=now,
    )


def _settle_state(drive: Drive) -> bool:
    """Close the production when nothing is left that could happen by itself."""
    totals = _totals(drive)
    busy = sum(totals.get(state, 0) for state in JobState if not state.final and state is not JobState.WAITING)
    if busy or drive.book.living_attempts(drive.id):
        return False
    waiting = totals.get(JobState.WAITING, 0)
    failed = totals.get(JobState.FAILED, 0) + totals.get(JobState.CANCELLED, 0)
    state = ProductionState.FAILED if failed or waiting else ProductionState.DONE
    if drive.book.production(drive.id).state is state:
        return False
    drive.book.set_production_state(drive.id, state, drive.clock(), "driver")
    return True


def _totals(drive: Drive) -> dict[JobState, int]:
    totals: dict[JobState, int] = {}
    for counts in drive.book.count_by_state(drive.id).values():
        for state, number in counts.items():
            totals[state] = totals.get(state, 0) + number
    return totals


def progress_of(drive: Drive, started: float, finished: int | None) -> Progress:
    """Count, and estimate the time left from what was finished since the start."""
    counts = {stage: dict(states) for stage, states in drive.book.count_by_state(drive.id).items()}
    total = sum(sum(states.values()) for states in counts.values())
    done = sum(number for states in counts.values() for state, number in states.items() if state.final)
    fresh = done - finished if finished is not None else 0
    left = (drive.clock() - started) / fresh * (total - done) if fresh > 0 else None
    state = drive.book.production(drive.id).state
    return Progress(state, counts, done, total, left, drive.answered_at, drive.silent_since)
