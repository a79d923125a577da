"""Driving a production: ask, collect, send, until nothing is left to do.

One *turn* costs one question to the batch system, and one listing of the reports. The order of work: first
what is in doubt, then cancelling, then what left, then what can be sent. When the batch system or the
database is silent the turn ends there, nothing is concluded, and the next turn comes later; what is seen while
the database is away waits in the journal (``observer.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass

from parisana.app.ground.rate import seconds_left
from parisana.app.planning.recorded import recorded_site
from parisana.app.recording.drive import Drive
from parisana.app.recording.lease import keep_lease
from parisana.app.sites.equipment import make_backend
from parisana.bookkeeping.values.entries import JobChange
from parisana.bookkeeping.values.records import LivingAttempt, ProductionRecord
from parisana.core.jobs.states import JobState, ProductionState, SubmissionState
from parisana.errors import BookkeepingError, InputError, LeaseHeld, Overtaken, SiteError
from parisana.plugins.backend import Living, NativeState

from .collector import collect
from .credential import may_ask
from .early import begin_early
from .element_watch import ElementWatch
from .lookout import look_for_runs, waits_for_runs
from .observer import Observer
from .staging import release
from .submitter import cancel_living, send_ready, settle_doubts
from .tending import tend_rows
from .word import waits_for_word

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
    idle: bool = False
    """Whether it goes on only when somebody declares something ready, or when new runs appear."""


def follow(follower: Follower, sleep: Callable[[float], None]) -> Iterator[Progress]:
    """Drive to the end; yield the progress after each turn."""
    while True:
        yield follower.step()
        if follower.over:
            return
        sleep(follower.pace)


class Follower:
    """One driver's way through its turns."""

    def __init__(self, drive: Drive) -> None:
        self.drive = drive
        self.pace = SHORTEST
        """Seconds to wait before the next turn."""
        self.over = False
        """Whether nothing is left to do."""
        self.progress = Progress(drive.production.state, {}, 0, 0, None, None, None)
        self._observer = Observer(drive)
        self._elements = ElementWatch(drive)
        self._started = drive.clock()
        self._first: int | None = None

    def step(self) -> Progress:
        """Take one turn; silence of the site or of the database only ends it early."""
        happened = False
        asked = self.drive.book_line.asking()
        try:
            happened = self._turn()
            self._look()
            self.drive.book_line.answered(asked)
            self._elements.look()
        except BookkeepingError as error:
            if not error.transient:
                raise
            if not isinstance(error, (LeaseHeld, Overtaken)):
                self.drive.book_silent(error.message)
                self._observer.look()
        self.pace = SHORTEST if happened else min(self.pace * 1.5, self.drive.backend.limits.poll_s)
        return self.progress

    def _turn(self) -> bool:
        drive = self.drive
        try:
            drive.epoch = keep_lease(drive.book, drive.id, drive.epoch, drive.line)
        except LeaseHeld:
            self._observer.hand_in()
            raise
        self._observer.hand_in()
        try:
            return turn(drive)
        except SiteError as error:
            drive.silent(error.message)
            return False

    def _look(self) -> None:
        self.progress = progress_of(self.drive, self._started, self._first)
        self._first = self.progress.done if self._first is None else self._first
        self.over = _over(self.drive, self.progress.state)


def speak_as_recorded(drive: Drive, production: ProductionRecord) -> None:
    """Speak to the batch system as the newest revision has it: somebody may have left nodes out meanwhile."""
    if production.updated == drive.production.updated:
        return
    drive.production = production
    with suppress(InputError):  # texts of a later program: it is driven as before
        profile, site = recorded_site(drive.book, drive.id)
        made = make_backend(site, profile)
        if made.settings != drive.backend.settings:
            drive.backend = made


def _over(drive: Drive, state: ProductionState) -> bool:
    """Whether nothing is left to do; what was stopped or paused is over when nothing of it lives."""
    if state in (ProductionState.STOPPED, ProductionState.PAUSED):
        return not drive.living()
    return state not in (ProductionState.RUNNING, ProductionState.NEW)


def turn(drive: Drive) -> bool:
    """Do once all that can be done now; say whether anything happened."""
    if not may_ask(drive):
        return False
    settle_doubts(drive)
    production = drive.book.production(drive.id)
    speak_as_recorded(drive, production)
    state = production.state
    if state in (ProductionState.STOPPED, ProductionState.CLOSED):
        return cancel_living(drive) > 0
    changes = _ask(drive) + release(drive)
    if state is not ProductionState.PAUSED:
        changes += tend_rows(drive) + begin_early(drive, production.plan_digest)
        changes += look_for_runs(drive, production)
    sent = 0 if state is ProductionState.PAUSED else send_ready(drive)
    ended = _settle_state(drive)
    return bool(changes or sent or ended)


def _ask(drive: Drive) -> int:
    """Ask for all living attempts; record their states, and how those that left ended."""
    attempts = [each for each in drive.living() if each.submission_state is SubmissionState.ACCEPTED]
    if not attempts:
        return 0
    natives = sorted({each.submission_native_id for each in attempts if each.submission_native_id})
    living = {each.native_id: each for each in drive.backend.poll(natives)}
    drive.answered()
    left = [each for each in attempts if each.native_id not in living]
    still = attempts if not left else [each for each in attempts if each.native_id in living]
    drive.seen(*(f"{each.tag}.{each.row}" for each in still if drive.absent))
    pairs = zip(still, [living[each.native_id or ""] for each in still], strict=True)
    moved = [_moved(drive, each, found) for each, found in pairs if _has_news(each, found)]
    if moved:
        drive.book.step_jobs(drive.id, moved, drive.production.site)
        drive.read_again()
    return len(moved) + (collect(drive, left) if left else 0)


def _has_news(attempt: LivingAttempt, living: Living) -> bool:
    """Whether the native state of a job has changed, or it waits for another reason than it did; none is no news."""
    if living.state is None:
        return False
    same = str.__eq__(attempt.job_state, living.state)
    other = living.reason not in ("", attempt.job_reason)
    return not same or (other and living.state is not NativeState.RUNNING)


def _moved(drive: Drive, attempt: LivingAttempt, living: Living) -> JobChange:
    """Return the step of a job."""
    now = drive.clock()
    return JobChange(
        attempt.job_id,
        attempt.job_state if living.state is None else JobState(living.state.value),
        now,
        reason=living.reason,
        native_id=attempt.native_id,
        site=drive.production.site,
        answered_at=now,
    )


def _settle_state(drive: Drive) -> bool:
    """Close the production when nothing is left that could happen by itself."""
    totals = _totals(drive)
    drive.idle = not (_busy(totals) or drive.living())
    if not drive.idle or waits_for_word(drive):
        return False
    production = drive.book.production(drive.id)
    if waits_for_runs(drive, production):
        return False
    waiting = totals.get(JobState.WAITING, 0)
    failed = totals.get(JobState.FAILED, 0) + totals.get(JobState.CANCELLED, 0)
    state = ProductionState.FAILED if failed or waiting else ProductionState.DONE
    if production.state is state:
        return False
    drive.book.set_production_state(drive.id, state, drive.clock(), "driver")
    return True


def _busy(totals: Mapping[JobState, int]) -> bool:
    """Whether a job may still go on by itself."""
    return any(n and not state.final and state is not JobState.WAITING for state, n in totals.items())


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
    left = seconds_left(fresh, drive.clock() - started, total - done)
    state = drive.book.production(drive.id).state
    line, idle = drive.line, drive.idle and state is ProductionState.RUNNING
    return Progress(state, counts, done, total, left, line.answered_at, line.silent_since, idle)
