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

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.before.checks import check_areas
from parisana.app.before.dry_checks import Check, checks
from parisana.app.before.dry_waits import plan_waits
from parisana.app.before.dry_words import last_production
from parisana.app.before.dryrun import DryRun, lay_out
from parisana.app.books.whose import driven_here
from parisana.app.by_hand import adopter, writer
from parisana.app.by_hand.adopter import Adopted
from parisana.app.by_hand.writer import Written
from parisana.app.changing import revise
from parisana.app.changing.merge import MergePreview, merge_now, mergeable
from parisana.app.changing.merge import preview as preview_merge
from parisana.app.driving import follower, retrying
from parisana.app.driving.cancelling import Killed, kill
from parisana.app.driving.credential import may_ask
from parisana.app.driving.follower import Follower, Progress
from parisana.app.driving.retrying import RetryPreview
from parisana.app.driving.staging import staged
from parisana.app.driving.submitter import cancel_living, send_ready, settle_doubts
from parisana.app.ground import places
from parisana.app.jobs.job_detail import JobDetail, job_detail
from parisana.app.jobs.logfile import LogFile
from parisana.app.planning.needs import NO_WISH, Wish, refuse_too_much
from parisana.app.planning.prepare import prepare, prepare_text
from parisana.app.planning.prepared import Changes, Prepared
from parisana.app.planning.recorded import recorded_site
from parisana.app.planning.run_facts import record_used
from parisana.app.recording.drive import Notice
from parisana.app.recording.lease import held_here
from parisana.app.recording.recorder import changeable, driving, mount_areas, record
from parisana.app.rooms import Rooms
from parisana.app.sites.equipment import make_backend, make_storage
from parisana.app.sites.reach import host_of
from parisana.app.ssh.asked import Ask
from parisana.app.ssh.pool import POOL
from parisana.bookkeeping.values.entries import JobChange
from parisana.bookkeeping.values.failed import FailedQuery
from parisana.bookkeeping.values.records import AttemptRecord, FileRecord, JobRecord, ProductionRecord
from parisana.bookkeeping.values.views import Counts, JobQuery, JobRow
from parisana.core.jobs.staged import Staged
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.core.plans.plan import Plan, differences
from parisana.errors import InputError, LeaseHeld

if TYPE_CHECKING:
    from parisana.app.jobs.failures import Failures
    from parisana.app.matching import MatchingRuns
    from parisana.app.simulations.productions import Simulations


class Session(Rooms):
    """A user at work: one bookkeeping, any number of productions."""

    @staticmethod
    def answer_with(ask: Ask) -> None:
        """Say who answers what hosts ask (a password, a code, whether their key is right), from any thread."""
        POOL.ask = ask

    def plan(self, profile: str | Path, *, again: bool = False) -> Prepared:
        """Return what a profile comes to; ``again`` computes even what is recorded."""
        return prepare(profile, self.book, Changes(again=again))

    def plan_text(self, text: str, file: str | Path, *, again: bool = False) -> Prepared:
        """Return what a profile under edit comes to; files that it names lie beside ``file``."""
        return prepare_text(text, file, self.book, Changes(again=again))

    def dry_run(
        self, profile: str | Path, text: str | None = None, *, again: bool = False, look: bool = True
    ) -> DryRun:
        """Return a plan laid out; with ``text``, that of the profile under edit, and ``profile`` is its file.

        Without ``look`` nothing is asked of site and areas: :meth:`checks` does that, one answer after the other.
        """
        if text is None:
            prepared = self.plan(profile, again=again)
        else:
            prepared = self.plan_text(text, profile, again=again)
        found = tuple(self.checks(prepared)) if look else ()
        return lay_out(prepared, last_production(prepared, self.book), found, plan_waits(prepared, self.book))

    def checks(self, prepared: Prepared) -> Iterator[Check]:
        """Look at everything that a plan needs, and yield each answer when it is there."""
        return checks(prepared, self.sites)

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
        mount_areas(chosen.site, chosen.profile)
        for notice in check_areas(chosen, make_storage(chosen.site)):
            self._tell(notice)
        production = record(self.book, chosen, self._clock())
        self._set_state(production, ProductionState.RUNNING)
        record_used(self.book, chosen, self._tell)
        self.send(production, chosen)
        return production

    def write(self, prepared: Prepared, folder: Path) -> Written:
        """Write a plan as scripts into a folder of its own, to be submitted by hand."""
        return writer.write(prepared, folder, self.book.outputs_by_key)

    def adopt(self, folder: Path) -> Adopted:
        """Take what written scripts produced into the bookkeeping; nothing is sent."""
        return adopter.adopt(self.book, folder, self._clock, self._tell)

    def send(self, production: int, known: Prepared | None = None) -> int:
        """Send what is ready now, once; return how many jobs were sent: none when a driver at work will do it."""
        try:
            with driving(self.book, production, self._clock, self._tell, known=known) as drive:
                if not may_ask(drive):
                    return 0
                settle_doubts(drive)
                return send_ready(drive)
        except LeaseHeld as error:
            if error.transient:
                raise
            self._left_to_driver(production, f"{error.message} It sends the jobs in its next turn.")
            return 0

    def _left_to_driver(self, production: int, sentence: str) -> None:
        """Say who will do it, unless that is this very program."""
        if not held_here(self.book, production):
            self._tell(Notice(sentence, warning=True))

    def follow(self, production: int) -> Iterator[Progress]:
        """Drive a production to its end, and say after each turn how it stands."""
        with self.driving(production) as at_it:
            yield from follower.follow(at_it, self._sleep)

    @contextmanager
    def driving(self, production: int) -> Iterator[Follower]:
        """Hold the lease of a production; each ``step()`` inside is a turn."""
        with driving(self.book, production, self._clock, self._tell) as drive:
            self._wake(drive.production)
            yield Follower(drive)

    def _wake(self, production: ProductionRecord) -> None:
        if production.state is ProductionState.NEW:
            self.book.set_production_state(production.id, ProductionState.RUNNING, self._clock(), "driver")

    def pending(self) -> list[int]:
        """Return this user's productions that are not at their end, and can be driven from here."""
        states = (ProductionState.NEW, ProductionState.RUNNING)
        return [each.id for each in self.book.productions(limit=1000, states=states) if driven_here(self.book, each)]

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

    def job_rows(self, query: JobQuery) -> list[JobRow]:
        """Return a page of the table of jobs, filtered and sorted; those that run show their time so far."""
        now, rows = self._clock(), self.book.job_rows(query)
        if not rows:
            self.book.production(query.production)
        return [replace(row, seconds=row.now(now)) for row in rows]

    def count_jobs(self, query: JobQuery) -> int:
        """Return how many jobs a filter lets through."""
        return self.book.count_jobs(query)

    def job(self, production: int, number: int) -> JobDetail:
        """Return one job: its attempts with their reports, logs and scripts."""
        return self.logs.brought(production, job_detail(self.book, production, number))

    @cached_property
    def simulations(self) -> Simulations:
        """Return the Monte-Carlo productions: looked at, created, started, stopped, extended, closed."""
        from parisana.app.simulations.productions import Simulations

        return Simulations(self)

    @cached_property
    def matching(self) -> MatchingRuns:
        """Return the queries for further runs that productions have, and how they stand."""
        from parisana.app.matching import MatchingRuns

        return MatchingRuns(self)

    @cached_property
    def failures(self) -> Failures:
        """Return the eye on jobs that have failed: in groups that failed alike, with an example of each."""
        from parisana.app.jobs.failures import Failures

        return Failures(lambda: self.book, self.job)

    def attempts(self, job: JobRecord) -> list[AttemptRecord]:
        """Return all attempts of a job."""
        return self.book.attempts_of(job.id)

    def log(self, production: int, number: int) -> Path:
        """Return the log of a job's newest attempt; of one on a submit host, a copy of its end as it is now."""
        return self.logs.here(production, self.logs.newest(production, number))

    def open_log(self, production: int, number: int) -> LogFile:
        """Open the same log where it lies; on a submit host, each part is fetched when it is looked at."""
        return self.logs.open(production, number)

    def retry(
        self,
        production: int,
        stage: str | None = None,
        failure: Failure | None = None,
        numbers: Sequence[int] = (),
        message: str | None = None,
        wish: Wish = NO_WISH,
    ) -> int:
        """Set failed jobs free again, those asked for, with what they are wished to ask for; return how many."""
        self._refuse_too_much(production, wish)
        chosen = FailedQuery(production, stage, failure, message, tuple(numbers))
        return retrying.retry(self.book, chosen, wish, self._clock())

    def preview_retry(
        self,
        production: int,
        stage: str | None = None,
        failure: Failure | None = None,
        numbers: Sequence[int] = (),
        message: str | None = None,
        wish: Wish = NO_WISH,
    ) -> RetryPreview:
        """Say which jobs a retry would send, what they would ask for, and what that may cost."""
        self._refuse_too_much(production, wish)
        return retrying.preview(self.book, FailedQuery(production, stage, failure, message, tuple(numbers)), wish)

    def _refuse_too_much(self, production: int, wish: Wish) -> None:
        changeable(self.book, production)
        site = recorded_site(self.book, production)[1]
        refuse_too_much(wish, site.limits, site.title)

    def kill(self, production: int, numbers: Sequence[int]) -> Killed:
        """Cancel these jobs and no others; also while another program drives the production."""
        changeable(self.book, production)
        jobs = [self.book.job(production, number) for number in sorted(set(numbers))]
        profile, site = recorded_site(self.book, production)
        return kill(self.book, make_backend(site, profile), production, jobs, self._clock())

    def _set_state(self, production: int, state: ProductionState) -> None:
        self.book.set_production_state(production, state, self._clock(), places.person())

    def pause(self, production: int) -> None:
        """Send nothing more; what the batch system has goes on, and is collected."""
        if changeable(self.book, production, anywhere=True).state not in (ProductionState.NEW, ProductionState.RUNNING):
            raise InputError(f"Production {production} is not running, so there is nothing to pause.")
        self._set_state(production, ProductionState.PAUSED)

    def stop(self, production: int) -> int:
        """Cancel what is living and send nothing more; return how many jobs were cancelled."""
        found = changeable(self.book, production, anywhere=True)
        self._set_state(production, ProductionState.STOPPED)
        if not driven_here(self.book, found):
            sentence = f"The driver of {found.owner} on {found.host} cancels the jobs in its next turn."
            self._left_to_driver(production, sentence)
            return 0
        try:
            with driving(self.book, production, self._clock, self._tell) as drive:
                settle_doubts(drive)
                return cancel_living(drive)
        except LeaseHeld as error:
            self._left_to_driver(production, f"{error.message} It cancels the jobs in its next turn.")
            return 0

    def resume(self, production: int) -> int:
        """Go on; what stopping cancelled is set free (after a pause, nothing was). Return how many jobs that were."""
        paused = changeable(self.book, production).state is ProductionState.PAUSED
        now = self._clock()
        cancelled = [] if paused else list(self.all_jobs(production, JobState.CANCELLED))
        changes = [JobChange(job.id, JobState.READY, now, reason="Resumed.") for job in cancelled]
        self.book.step_jobs(production, changes, places.person())
        self._set_state(production, ProductionState.RUNNING)
        return len(cancelled)

    def extend(self, production: int, profile: str | Path) -> int:
        """Add what a changed profile asks for; return how many jobs are new."""
        changeable(self.book, production)
        if self.book.rows(production):
            return self.simulations.extend(production, profile)
        return revise.extend(self.book, production, prepare(profile, self.book), self._clock())

    def mergeable(self, production: int) -> list[str]:
        """Return the merging stages that could do with what is there, while something is missing."""
        return mergeable(self.book, production)

    def preview_merge(self, production: int, stage: str) -> MergePreview:
        """Say what a merge would take now, and name what is missing."""
        return preview_merge(self.book, production, stage)

    def merge(self, production: int, stage: str = "merging") -> list[str]:
        """Merge what is there now, and all that follows from it; return the units that are missing."""
        changeable(self.book, production)
        return merge_now(self.book, production, stage, self._clock())

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

    def staged(self, production: int) -> Staged | None:
        """Return how far the files are that were asked from tape; nothing when no job waits for any."""
        waits = any(states.get(JobState.STAGING) for states in self.counts(production).values())
        return staged(self.book.deeds(production)) if waits else None

    def host_of_files(self, production: int) -> str:
        """Return the submit host on which the files of a production lie; empty: they lie here."""
        return host_of(recorded_site(self.book, production)[1])

    def profile_text(self, production: int) -> str:
        """Return the profile as it was run."""
        return self.book.revision(production).profile_text
