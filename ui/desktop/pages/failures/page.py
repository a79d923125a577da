"""The page Failures: jobs that failed alike, why, and what helps."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.driving.retrying import RetryPreview, command_of
from parisana.app.driving.watch import Snapshot, Standing
from parisana.app.ground.command_line import command_line
from parisana.app.jobs.failures import FailedQuery, FailureGroup, FailureReport
from parisana.app.jobs.job_detail import JobDetail
from parisana.core.jobs.states import JobState
from parisana.core.texts.words import counted
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.log import LogDialog
from parisana.ui.desktop.dialogs.messages import confirm, say_error
from parisana.ui.desktop.dialogs.retry import retry_dialog
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.pages.jobs.following import NO_PRODUCTION, FollowingPage
from parisana.ui.desktop.theme import FAILURES, GAP
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.texts import button

from .example import ExampleCard
from .group import GroupCard
from .groups import FailureList

GROUPS, NONE_FAILED = NO_PRODUCTION + 1, NO_PRODUCTION + 2
#: Looks after which the groups are asked for again, also when the counts of failed jobs have not changed.
LOOKS = 15
#: Where a profile names nodes on which nothing is to run.
EXCLUDED = ("overrides", "settings", "exclude")


class FailuresPage(FollowingPage):
    """Follows the failures of the chosen production while it is looked at."""

    def __init__(self, desk: Desk) -> None:
        self.report: FailureReport | None = None
        self._looks = 0
        self._counts: tuple[Any, ...] = ()
        super().__init__(desk, translate("FailuresPage", "Failures"), "page.failures", "warning-circle")
        self._known = Question(desk.bridge, "failures", self)
        self._doing = Question(desk.bridge, "books", self)
        self._doing.failed = lambda error: say_error(self, error)
        self._connect()

    def sheets(self) -> Sequence[QWidget]:
        """Return the groups, and what is shown when nothing has failed."""
        self.list, self.group, self.example = FailureList(), GroupCard(), ExampleCard(self.desk)
        return [self._groups(), self._none_failed()]

    def _groups(self) -> QWidget:
        whole = QWidget()
        row = QHBoxLayout(whole)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        right = QVBoxLayout()
        right.setSpacing(GAP)
        right.addWidget(self.group)
        right.addWidget(self.example, 1)
        self.list.setMinimumWidth(FAILURES)
        row.addWidget(self.list, FAILURES)
        row.addLayout(right, FAILURES)
        return whole

    def _none_failed(self) -> Empty:
        self.to_jobs = button(self.tr("Show the jobs"), "list-bullets", "primary")
        self.to_jobs.clicked.connect(lambda: self.go.emit("page.jobs"))
        self.none_failed = Empty(
            "check-circle", self.tr("No job has failed"),
            self.tr("What fails for a passing reason is tried again by itself, and is not counted here."), self.to_jobs,
        )  # fmt: skip
        return self.none_failed

    def _connect(self) -> None:
        self.list.chosen.connect(self._choose)
        self.group.retry_wanted.connect(self.retry)
        self.group.place_wanted.connect(self.go.emit)
        self.group.avoid_wanted.connect(self.avoid)
        self.example.log_wanted.connect(self.open_log)

    def begin(self, production: int) -> None:
        """Forget the groups of another production."""
        self.report = None

    def hurry(self) -> None:
        """Ask at the next look, whatever the counts are."""
        self._counts = ()

    def follow(self, snapshot: Snapshot, standing: Standing) -> None:
        """Ask for the groups when they may be others."""
        failed = tuple((each.name, each.counts.get(JobState.FAILED, 0)) for each in snapshot.stages)
        counts = (standing.number, *failed)
        self._looks = self._looks + 1 if counts == self._counts else 0
        if (counts != self._counts or self._looks >= LOOKS) and not self._asked.open:
            self._counts, self._looks = counts, 0
            self._asked.ask(lambda session: session.failures.of(standing.number), self.show_report)

    def show_report(self, report: FailureReport) -> None:
        """Show the groups."""
        self.report = report
        self.stack.setCurrentIndex(GROUPS if report.groups else NONE_FAILED)
        if report.groups:
            self.list.show_report(report)

    def _choose(self, group: FailureGroup) -> None:
        report = self.report
        if report is None:
            return
        self.group.show_group(report, group)
        chosen = FailedQuery(report.production, group.stage, group.failure, group.message)
        self._known.ask(lambda session: session.failures.prospect(chosen), self.group.show_prospect)
        self.example.show_group(chosen, group.jobs)
        self.list.show_times(report)

    def retry(self) -> None:
        """Look at what a retry would do, ask, and do it."""
        chosen, wish = self.group.chosen, self.group.wish
        if chosen is None:
            return
        words = (chosen.production, chosen.stage, chosen.failure, (), chosen.message, wish)

        def ask(preview: RetryPreview) -> None:
            if not preview.jobs:
                self.desk.say(self.tr("no such job has failed any more"), "unknown")
            elif retry_dialog(self, preview).confirmed():
                self._doing.ask(lambda session: session.retry(*words), done)

        def done(count: int) -> None:
            self.desk.say(counted(count, self.tr("1 job is tried again"), self.tr("{0} jobs are tried again")))
            self.desk.bridge.nudge(chosen.production)
            self.desk.look()

        self.desk.say(self.tr("counting what would be tried again…"), "running")
        self._doing.ask(lambda session: session.preview_retry(*words), ask)

    def avoid(self, host: str) -> None:
        """Leave a node out of all that is sent from now on, and of the open profile if that is for this site."""
        prospect, chosen = self.group.prospect, self.group.chosen
        if prospect is None or chosen is None:
            return
        editor, production = self.desk.editor, chosen.production
        same = editor.value(("site",), "") == prospect.site
        hosts = [str(each) for each in editor.value(EXCLUDED, []) or []] if same else []
        wanted = hosts if host in hosts else [*hosts, host]

        def done(left_out: list[str]) -> None:
            self.desk.say(self.tr("{0} is left out from now on").format(host))
            self.desk.bridge.nudge(production)

        if self._agreed(host, wanted if same else []):
            if wanted != hosts and same:
                editor.set_value(EXCLUDED, wanted)
            self._doing.ask(lambda session: session.nodes.avoid(production, [host]), done)

    def _agreed(self, host: str, hosts: list[str]) -> bool:
        """Show what comes of it, what the profile would say, and how many jobs failed there."""
        affected, group = self.group.prospect, self.group.group
        counts = dict(affected.affected.hosts) if affected else {}
        heading = self.tr("Leave {0} out?").format(host)
        share = self.tr("{0} of these {1} jobs failed there.").format(
            f"{counts.get(host, 0):,}", f"{group.jobs if group else 0:,}"
        )
        future = self.tr("What this production sends from now on does not run there.")
        change = self.tr("The open profile will say: {0}").format(f"{'.'.join(EXCLUDED)}: [{', '.join(hosts)}]")
        words = [share, future, *([change] if hosts else [])]
        return confirm(self, heading, "\n".join(words), self.tr("Leave out 1 node"))

    def open_log(self, detail: JobDetail | None) -> None:
        """Open the whole log in a window of its own."""
        if detail is not None and detail.attempts:
            LogDialog(self, self.desk, detail, f"{detail.job.stage}, {detail.job.unit}").show()

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page shows and does, as commands."""
        standing = self.desk.standing
        if standing is None:
            return []
        found = [(self.tr("These groups"), command_line("failures", standing.number))]
        chosen, example = self.group.chosen, self.example.example
        if self.report and self.report.groups and chosen is not None:
            retry = command_of(chosen, self.group.wish)
            found.append((self.tr("Retry the chosen group"), retry))
            if self.group.avoid.isEnabled():
                found.append(
                    (self.tr("The same, and no longer on that node"), f"{retry} --avoid {self.group.worst_host}")
                )
            if example is not None:
                words = f"{standing.number}.{example.detail.job.number}"
                found.append((self.tr("The log of the example"), command_line("log", words)))
        return found
