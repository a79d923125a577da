"""Looking on while the bookkeeping is away: nothing is concluded, sent or cancelled; the journal keeps what is seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from parisana.app.recording.journal import Journal
from parisana.bookkeeping.values.entries import Observation
from parisana.core.jobs.states import JobState, SubmissionState
from parisana.errors import SiteError, StorageError

from .collector import read_reports

if TYPE_CHECKING:
    from parisana.app.recording.drive import Drive
    from parisana.bookkeeping.values.records import LivingAttempt

#: Where a job was seen last, and why.
Seen = tuple[JobState, str]


class Observer:
    """One driver's eyes."""

    def __init__(self, drive: Drive) -> None:
        self._drive = drive
        self._journal = Journal(drive.book.place, drive.id)
        self._last: dict[int, Seen] = {}

    def look(self) -> None:
        """Ask the batch system for what was known to live when the bookkeeping went away; note what is new."""
        attempts = [each for each in self._drive.known if each.submission_state is SubmissionState.ACCEPTED]
        if not attempts:
            return
        try:
            news = list(self._news(attempts))
        except (SiteError, StorageError) as error:
            self._drive.silent(error.message)
            return
        if news:
            self._journal.note(news)
            self._last.update({each.attempt_id: (each.state, each.reason) for each in news})

    def hand_in(self) -> None:
        """Write down what was seen, now that the bookkeeping answers."""
        for path, seen in self._journal.taken():
            self._drive.book.observed(self._drive.id, seen)
            path.unlink(missing_ok=True)
            self._drive.read_again()
        self._last.clear()

    def _news(self, attempts: list[LivingAttempt]) -> Iterator[Observation]:
        drive = self._drive
        now, source = drive.clock(), drive.production.site
        for each, state, reason in self._states(attempts):
            before = self._last.get(each.id, (each.job_state, each.job_reason))
            if state is not before[0] or (reason and reason != before[1]):
                yield Observation(each.id, source, now, state, reason, drive.epoch)

    def _states(self, attempts: list[LivingAttempt]) -> Iterator[tuple[LivingAttempt, JobState, str]]:
        """Yield where each is; of one that left, only what its own report says: silence is not an answer."""
        drive = self._drive
        natives = sorted({each.submission_native_id for each in attempts if each.submission_native_id})
        living = {each.native_id: each for each in drive.backend.poll(natives)}
        drive.answered()
        left = [each for each in attempts if each.native_id not in living]
        for each in attempts:
            found = living.get(each.native_id or "")
            if found is not None and found.state is not None:
                yield each, JobState(found.state.value), found.reason
        reports = read_reports(drive.working, left) if left else {}
        for each in left:
            if (report := reports.get(each.id)) is not None:
                yield each, JobState.CHECKING, f"Its report says {report.state}."
