"""The one door: everything the program can do, for the command line, the window and notebooks.

::

    from parisana.app.session import Session

    session = Session()
    prepared = session.plan("crab-local")
    production = session.submit(prepared)
    for progress in session.follow(production):
        print(progress.done, "of", progress.total)
    for result in session.results(production):
        print(result.path)
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from parisana.app import adopter, follower, library, places, revise, writer
from parisana.app.adopter import Adopted
from parisana.app.checks import check_areas
from parisana.app.drive import Notice
from parisana.app.follower import Progress
from parisana.app.prepare import Changes, Prepared, make_storage, prepare
from parisana.app.recorder import changeable, driving, record
from parisana.app.submitter import cancel_living, send_ready, settle_doubts
from parisana.app.working import Working
from parisana.app.writer import Written
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.records import (
    AttemptRecord,
    Counts,
    FileRecord,
    JobChange,
    JobRecord,
    ProductionRecord,
)
from parisana.core.plan import Plan, differences
from parisana.core.states import Failure, JobState, ProductionState
from parisana.errors import InputError, LeaseHeld


class Session:
    """A user at work: one bookkeeping, any number of productions."""

    def __init__(
        self,
        home: Path | None = None,
        tell: Callable[[Notice], None] = lambda notice: None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.home = home or places.home()
        self._tell = tell
        self._clock = clock
        self._sleep = sleep

    @cached_property
    def book(self) -> Bookkeeping:
        """Return the bookkeeping, opened (and made) when it is first needed."""
        return Bookkeeping.open(self.home / "bookkeeping.sqlite")

    def close(self) -> None:
        """Let go of the bookkeeping."""
        if "book" in self.__dict__:
            self.book.close()

    def plan(self, profile: str | Path, *, again: bool = False) -> Prepared:
        """Return what a profile comes to; ``again`` computes even what is recorded."""
        return prepare(profile, self.book, Changes(again=again))

    def expect(self, prepared: Prepared, digest: str, old: Plan | None = None) -> None:
        """Refuse a plan that is not the one that was shown."""
        if not prepared.plan.digest.startswith(digest) or len(digest) < 8:
            changed = f" Changed: {'; '.join(differences(old, prepared.plan))}." if old else ""
            raise InputError(
                f"The plan is now {prepared.plan.digest[:12]}, not {digest[:12]}.{changed}",
                hint="Look at parisana plan again, and submit with its digest.",
            )

    def submit(self, prepared: Prepared, stages: Sequence[str] = ()) -> int:
        """Record a plan and send what is ready; return the production's number."""
        chosen = revise.only(prepared, stages) if stages else prepared
        for notice in check_areas(chosen, make_storage(chosen.site)):
            self._tell(notice)
        production = record(self.book, chosen, self._clock())
        self.book.set_production_state(production, ProductionState.RUNNING, self._clock(), "user")
        self.send(production)
        return production

    def write(self, prepared: Prepared, folder: Path) -> Written:
        """Write a plan as scripts into a folder of its own, to be submitted by hand."""
        return writer.write(prepared, folder)

    def adopt(self, folder: Path) -> Adopted:
        """Take what written scripts produced into the bookkeeping; nothing is sent."""
        return adopter.adopt(self.book, folder, self._clock, self._tell)

    def send(self, production: int) -> int:
        """Send what is ready now, once; return how many jobs were sent."""
        with driving(self.book, production, self._clock, self._tell) as drive:
            settle_doubts(drive)
            return send_ready(drive)

    def follow(self, production: int) -> Iterator[Progress]:
        """Drive a production to its end, and say after each turn how it stands."""
        with driving(self.book, production, self._clock, self._tell) as drive:
            self._wake(drive.production)
            yield from follower.follow(drive, self._sleep)

    def _wake(self, production: ProductionRecord) -> None:
        if production.state is ProductionState.NEW:
            self.book.set_production_state(production.id, ProductionState.RUNNING, self._clock(), "driver")

    def pending(self) -> list[int]:
        """Return this user's productions that are not at their end, here."""
        states = (ProductionState.NEW, ProductionState.RUNNING)
        return [
            each.id
            for each in self.book.productions(limit=1000, states=states)
            if each.owner == places.user() and each.host == places.host()
        ]

    def production(self, number: int) -> ProductionRecord:
        """Return one production."""
        return self.book.production(number)

    def productions(self, limit: int = 100, after: int = 0) -> list[ProductionRecord]:
        """Return productions."""
        return self.book.productions(limit=limit, after=after)

    def counts(self, production: int) -> Counts:
        """Return how many jobs of each stage are in each state."""
        return self.book.count_by_state(production)

    def jobs(
        self,
        production: int,
        state: JobState | None = None,
        stage: str | None = None,
        limit: int = 1000,
        after: int = 0,
    ) -> list[JobRecord]:
        """Return jobs, a page at a time."""
        self.book.production(production)
        return self.book.jobs(production, state=state, stage=stage, limit=limit, after=after)

    def all_jobs(self, production: int, state: JobState | None = None, stage: str | None = None) -> Iterator[JobRecord]:
        """Yield all jobs."""
        after = 0
        while page := self.jobs(production, state, stage, 5000, after):
            yield from page
            after = page[-1].number

    def attempts(self, job: JobRecord) -> list[AttemptRecord]:
        """Return all attempts of a job."""
        return self.book.attempts_of(job.id)

    def log(self, production: int, number: int) -> Path:
        """Return the log of a job's newest attempt."""
        job = self.book.job(production, number)
        attempts = self.book.attempts_of(job.id)
        if not attempts:
            raise InputError(f"Job {production}.{number} has not been sent yet, so it has no log.")
        newest = attempts[-1]
        return Working(Path(self.book.production(production).working)).log(newest.tag, newest.row)

    def retry(
        self, production: int, stage: str | None = None, failure: Failure | None = None, numbers: Sequence[int] = ()
    ) -> int:
        """Set failed jobs free again, those asked for; return how many."""
        changeable(self.book, production)
        now = self._clock()
        wanted = [
            job
            for job in self.all_jobs(production, JobState.FAILED, stage)
            if (failure is None or job.failure is failure) and (not numbers or job.number in numbers)
        ]
        if wanted:
            changes = [
                JobChange(job.id, JobState.READY, now, job.failure, "Tried again by the user.") for job in wanted
            ]
            self.book.step_jobs(production, changes, "user")
            self.book.set_production_state(production, ProductionState.RUNNING, now, "user")
        return len(wanted)

    def stop(self, production: int) -> int:
        """Cancel what is living and send nothing more; return how many jobs were cancelled."""
        changeable(self.book, production)
        self.book.set_production_state(production, ProductionState.STOPPED, self._clock(), "user")
        try:
            with driving(self.book, production, self._clock, self._tell) as drive:
                settle_doubts(drive)
                return cancel_living(drive)
        except LeaseHeld as error:
            self._tell(Notice(f"{error.message} It cancels the jobs in its next turn.", warning=True))
            return 0

    def resume(self, production: int) -> int:
        """Set free what was cancelled, and go on; return how many jobs that were."""
        changeable(self.book, production)
        now = self._clock()
        cancelled = list(self.all_jobs(production, JobState.CANCELLED))
        changes = [JobChange(job.id, JobState.READY, now, reason="Resumed.") for job in cancelled]
        self.book.step_jobs(production, changes, "user")
        self.book.set_production_state(production, ProductionState.RUNNING, now, "user")
        return len(cancelled)

    def extend(self, production: int, profile: str | Path) -> int:
        """Add what a changed profile asks for; return how many jobs are new."""
        changeable(self.book, production)
        return revise.extend(self.book, production, prepare(profile, self.book), self._clock())

    def merge(self, production: int, stage: str = "merging") -> list[str]:
        """Merge what is there now, and all that follows from it; return the units that are missing."""
        changeable(self.book, production)
        return revise.merge_now(self.book, production, stage, self._clock())

    def results(self, production: int, stage: str | None = None) -> list[FileRecord]:
        """Return the files that a production made or uses, also those that were there before it."""
        self.book.production(production)
        found: list[FileRecord] = []
        done = [job for job in self.all_jobs(production, JobState.DONE, stage)]
        computed = self.book.jobs_by_key(job.key for job in done)
        for job in done:
            if job.key in computed:
                found.extend(replace(file, stage=job.stage) for file in computed[job.key].files)
        return found

    def profile_text(self, production: int) -> str:
        """Return the profile as it was run."""
        return self.book.revision(production).profile_text

    def profiles(self) -> list[library.Entry]:
        """Return the profiles that can be called by name."""
        return library.entries("profile")
