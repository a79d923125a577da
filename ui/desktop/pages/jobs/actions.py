"""What one does to jobs and productions: looked at first, asked with the count, done by the session, seen at once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from parisana.app.changing.merge import MergePreview
from parisana.app.driving.cancelling import Killed
from parisana.app.driving.retrying import RetryPreview
from parisana.app.ground.command_line import command_line
from parisana.app.session import Session
from parisana.core.jobs.states import JobState
from parisana.core.texts.words import counted
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.command_line import Action
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.dialogs.retry import retry_dialog

#: Jobs in these are with the batch system.
LIVING = (JobState.SUBMITTING, JobState.QUEUED, JobState.RUNNING, JobState.HELD, JobState.CHECKING)
#: A list of names is cut after this many.
MOST_NAMES = 12


class JobActions(QObject):
    """The actions of the page. What asks the batch system has a lane of its own: it may hang, the books do not."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self._page = desk, page
        self._books, self._site = Question(desk.bridge, "books", self), Question(desk.bridge, "site-verbs", self)
        for each in (self._books, self._site):
            each.failed = lambda error: say_error(page, error)

    def retry(self, production: int, stage: str | None = None, numbers: Sequence[int] = ()) -> None:
        """Try failed jobs again: all of a stage, or these."""

        def ask(preview: RetryPreview) -> None:
            if not preview.jobs:
                self.desk.say(self.tr("no such job has failed any more"), "unknown")
            elif retry_dialog(self._page, preview).confirmed():
                self._do(
                    self._books, production, lambda session: session.retry(production, stage, None, numbers),
                    lambda count: counted(count, self.tr("1 job is tried again"), self.tr("{0} jobs are tried again")),
                )  # fmt: skip

        self._books.ask(lambda session: session.preview_retry(production, stage, None, numbers), ask)

    def kill(self, production: int, numbers: Sequence[int]) -> None:
        """Cancel these jobs."""
        heading = counted(len(numbers), self.tr("Kill the job?"), self.tr("Kill {0} jobs?"))
        text = counted(
            len(numbers),
            self.tr("It is cancelled in the batch system, and what it has computed so far is lost."),
            self.tr("They are cancelled in the batch system, and what they have computed so far is lost."),
        )
        command = command_line("stop", production, jobs=tuple(numbers))
        action = counted(len(numbers), self.tr("Kill 1 job"), self.tr("Kill {0} jobs"))
        if Action(self._page, heading, text, action, command).confirmed():
            self._do(self._site, production, lambda session: session.kill(production, numbers), self._killed)

    def _killed(self, killed: Killed) -> str:
        words = [counted(len(killed.cancelled), self.tr("1 job was cancelled"), self.tr("{0} jobs were cancelled"))]
        if killed.in_doubt:
            words.append(self.tr("{0} are being submitted just now: try again").format(len(killed.in_doubt)))
        if killed.over:
            words.append(self.tr("{0} were over already").format(len(killed.over)))
        return ", ".join(words)

    def stop(self, production: int) -> None:
        """Cancel what lives, and send nothing more."""
        standing = self.desk.standing
        living = sum(standing.counts.get(state, 0) for state in LIVING) if standing else 0
        heading = self.tr("Stop production {0}?").format(production)
        text = counted(
            living,
            self.tr("The job that is with the batch system is cancelled, and nothing more is sent."),
            self.tr("{0} jobs that are with the batch system are cancelled, and nothing more is sent."),
        )
        more = self.tr("What is done stays. Resume sends the rest again.")
        cancel = counted(living, self.tr("Stop and cancel 1 job"), self.tr("Stop and cancel {0} jobs"))
        action = cancel if living else self.tr("Stop")
        if Action(self._page, heading, f"{text} {more}", action, command_line("stop", production)).confirmed():
            self._do(
                self._site, production, lambda session: session.stop(production),
                lambda count: self._stopped(production, count),
            )  # fmt: skip

    def _stopped(self, production: int, count: int) -> str:
        stopped = self.tr("production {0} is stopped").format(production)
        cancelled = counted(count, self.tr("1 job was cancelled"), self.tr("{0} jobs were cancelled"))
        return f"{stopped}, {cancelled}"

    def pause(self, production: int) -> None:
        """Send nothing more; what runs goes on. It is simply taken back, so nobody is asked."""
        words = self.tr("production {0} is paused: what runs goes on, nothing more is sent").format(production)
        self._do(self._books, production, lambda session: session.pause(production), lambda nothing: words)

    def resume(self, production: int) -> None:
        """Go on after a stop or a pause."""
        self._do(
            self._books, production, lambda session: session.resume(production),
            lambda count: self._resumed(production, count),
        )  # fmt: skip

    def _resumed(self, production: int, count: int) -> str:
        resumed = self.tr("production {0} goes on").format(production)
        freed = counted(count, self.tr("1 job is free again"), self.tr("{0} jobs are free again"))
        return f"{resumed}, {freed}"

    def merge(self, production: int, stage: str) -> None:
        """Merge what is there now, without what is missing."""
        self._books.ask(
            lambda session: session.preview_merge(production, stage), lambda found: self._ask_merge(production, found)
        )

    def _ask_merge(self, production: int, preview: MergePreview) -> None:
        missing = len(preview.missing)
        names = ", ".join(preview.missing[:MOST_NAMES])
        rest = self.tr(" and {0} more").format(f"{missing - MOST_NAMES:,}") if missing > MOST_NAMES else ""
        heading = self.tr("{0} without {1} of {2} parts?").format(
            preview.title, f"{missing:,}", f"{missing + preview.there:,}"
        )
        text = self.tr("Missing: {0}. They can be merged later, when they are there.").format(names + rest)
        action = self.tr("Merge {0} parts").format(f"{preview.there:,}")
        if Action(self._page, heading, text, action, preview.command).confirmed():
            self._do(
                self._books, production, lambda session: session.merge(production, preview.stage),
                lambda left: self.tr("merging without {0} parts").format(f"{len(left):,}"),
            )  # fmt: skip

    def _do(
        self, question: Question, production: int, work: Callable[[Session], Any], words: Callable[[Any], str]
    ) -> None:
        def done(value: Any) -> None:
            self.desk.say(words(value))
            self.desk.bridge.nudge(production)
            self.desk.look()

        question.ask(work, done)
