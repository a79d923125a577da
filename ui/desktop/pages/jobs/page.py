"""The page Jobs: the productions, their stages, their jobs, and what one does to them.

The table comes first and asks for its rows while the rest is made; what nobody looks at yet (one job in detail, further
filters, the words for an empty page) is made when it is wanted.
"""

from __future__ import annotations

from functools import cached_property

from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from parisana.app.driving.watch import Snapshot, Standing
from parisana.app.jobs.job_detail import JobDetail
from parisana.app.jobs.job_table import JobLine, StageSum
from parisana.core.jobs.states import JobState, ProductionState
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.chosen_productions import ChosenProductions
from parisana.ui.desktop.dialogs.log import LogDialog
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.dialogs.productions import Productions
from parisana.ui.desktop.dialogs.report import ReportDialog
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.saved_views import ADDRESS
from parisana.ui.desktop.theme import GAP, NARROW
from parisana.ui.desktop.widgets.command_line import command_button
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.production_cards import ProductionCards
from parisana.ui.desktop.widgets.stage_strip import StageStrip
from parisana.ui.desktop.widgets.texts import button

from .actions import JobActions
from .commands import commands_of
from .details import JobDetails
from .filters import ALL, THIS
from .matching import NewRunsBanner
from .silence import Silence
from .table import JobsTable
from .views import views
from .waits import Waits

P = ProductionState
#: In which states of a production each action can be taken.
USABLE = {"pause": (P.NEW, P.RUNNING), "stop": (P.NEW, P.RUNNING, P.PAUSED), "resume": (P.PAUSED, P.STOPPED)}
#: Where everything is in the stack: before anybody has looked, nothing is shown.
FULL = 1


class JobsPage(Page):
    """Follows the productions while it is looked at."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("JobsPage", "Jobs"))
        self.desk = desk
        self.actions_of = JobActions(desk, self)
        self._merges = Question(desk.bridge, "books", self)
        self._merges.failed = lambda error: self._show_merges([])
        self._seen = False
        self._mergeable = ""
        self._progress: tuple[tuple[str, bool, bool], ...] = ()
        self._details: JobDetails | None = None
        self.table = JobsTable(desk)
        if desk.standing is not None:
            self.table.show_production(desk.standing.number)
        self._make_buttons()
        self.cards, self.silence, self.strip = ProductionCards(), Silence(desk), StageStrip()
        self.waits, self.new_runs = Waits(desk, self, self.strip), NewRunsBanner(desk, self)
        self.stack = QStackedWidget()
        self.stack.addWidget(QWidget())
        self.stack.addWidget(self._full())
        self.content.setSpacing(NARROW)
        self.content.addWidget(self.silence)
        self.content.addWidget(self.waits)
        self.content.addWidget(self.new_runs)
        self.content.addWidget(self.stack, 1)
        self._connect()
        self.show_snapshot(desk.snapshot)

    def _make_buttons(self) -> None:
        self.views = views(self, "page.jobs")
        self.merge = button(self.tr("Merge…"), "git-merge")
        self.pause = button(self.tr("Pause"), "pause")
        self.stop = button(self.tr("Stop…"), "stop")
        self.resume = button(self.tr("Resume"), "play")
        self.command = command_button(self, self.commands)
        self.retry = button(self.tr("Retry"), "arrow-clockwise", "primary")
        for each in (self.merge, self.pause, self.stop, self.resume, self.command, self.retry):
            self.buttons.addWidget(each)

    def _full(self) -> QWidget:
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NARROW)
        column.addWidget(self.cards)
        column.addWidget(self.strip)
        self._row = QHBoxLayout()
        self._row.setSpacing(GAP)
        self._row.addWidget(self.table, 1)
        column.addLayout(self._row, 1)
        return whole

    @property
    def details(self) -> JobDetails:
        """One job, at the right of the table."""
        if self._details is None:
            self._details = self._make_details()
            self._row.addWidget(self._details)
            self._show_buttons()
        return self._details

    def _make_details(self) -> JobDetails:
        made, actions = JobDetails(self.desk), self.actions_of
        made.shown_job.connect(self._show_buttons)
        made.closed.connect(self.table.table.clearSelection)
        made.log_wanted.connect(self.open_log)
        made.report_wanted.connect(lambda detail: ReportDialog(self, detail).show())
        made.retry_wanted.connect(lambda: actions.retry(self._of(), None, self._numbers()))
        made.kill_wanted.connect(lambda: actions.kill(self._of(), self._living()))
        return made

    @cached_property
    def empty(self) -> Empty:
        """What is said where there is no production."""
        self.dry_run = button(self.tr("Show dry run"), "paper-plane-tilt", "primary")
        self.other = button(self.tr("Open another production…"))
        self.dry_run.clicked.connect(lambda: self.go.emit("page.plan"))
        self.other.clicked.connect(self.choose_production)
        return Empty(
            "list-bullets", self.tr("Nothing has been submitted from this profile"),
            self.tr("Look at the dry run first; what it shows is exactly what will be sent."), self.dry_run, self.other,
        )  # fmt: skip

    def _show_empty(self, others: bool) -> None:
        """Say that there is none; where there are others, offer them."""
        if self.stack.indexOf(self.empty) < 0:
            self.stack.addWidget(self.empty)
        self.other.setVisible(others)
        self.stack.setCurrentWidget(self.empty)

    def _connect(self) -> None:
        desk, actions, table = self.desk, self.actions_of, self.table
        desk.looked.connect(self.show_snapshot)
        self.cards.chosen.connect(desk.choose)
        self.cards.all_wanted.connect(self.choose_production)
        self.strip.chosen.connect(self._filter)
        table.counted.connect(self._show_total)
        table.chosen.connect(lambda production, number: self.details.show_job(production, number))
        table.productions_wanted.connect(self._choose_others)
        table.stage_chosen.connect(self.strip.choose)
        table.opened.connect(self._open_log_of)
        table.changed.connect(self._show_buttons)
        self.retry.clicked.connect(lambda: actions.retry(table.production, table.stage or None))
        self.pause.clicked.connect(lambda: actions.pause(table.production))
        self.resume.clicked.connect(lambda: actions.resume(table.production))
        self.stop.clicked.connect(lambda: actions.stop(table.production))
        self.merge.clicked.connect(self._merge)

    def _filter(self, stage: str) -> None:
        self.table.show_stage(stage)

    def shown(self) -> None:
        """Follow from now on."""
        self._seen = True
        self.desk.look()

    def left(self) -> None:
        """Follow no more."""
        self._seen = False

    def point_at(self, place: str) -> None:
        """Show a saved view; or the jobs of a stage, and one of them in detail, or none: ``page.jobs.STAGE.NUMBER``."""
        if place.startswith(ADDRESS):
            view = self.desk.saved_views.view(place.removeprefix(ADDRESS))
            if view is not None:
                self.table.apply(view)
            return
        stage, _, number = place.removeprefix("page.jobs.").rpartition(".")
        if stage in self.strip.titles() and number.isdigit():
            self.strip.choose(stage)
            self._filter(stage)
            if int(number):
                self.details.show_job(self.table.production, int(number))

    def show_snapshot(self, snapshot: Snapshot | None) -> None:
        """Show how everything stands now."""
        if snapshot is None:
            return
        standing = snapshot.selected
        if standing is None and self.desk.production is None:
            self._choose_own(snapshot)
        self._show_buttons()
        if standing is None:
            self._show_empty(bool(snapshot.productions))
            return
        self.stack.setCurrentIndex(FULL)
        self.cards.show_productions(snapshot.productions, standing.number)
        if self.table.production != standing.number:
            self._begin(standing)
        self.strip.show_stages(snapshot.stages)
        self.table.show_titles(self.strip.titles())
        self.table.show_among(len(snapshot.productions))
        if self._seen:
            self._refresh()

    def _show_total(self, count: int) -> None:
        productions = self.desk.snapshot.productions if self.desk.snapshot else ()
        total = sum(each.total for each in productions if each.number in self.table.productions)
        words = self.tr("{0} of {1} jobs").format(f"{count:,}", f"{total:,}")
        self.remark.setText(words if count < total or self.table.others else self._driven_by())

    def _driven_by(self) -> str:
        """Say who drives the production, when it is somebody else."""
        standing = self.desk.standing
        if standing is None or not standing.driver or driver_host(standing.driver) == self.desk.host:
            return ""
        return self.tr("driven by {0}").format(standing.driver.partition(":")[0])

    def _choose_own(self, snapshot: Snapshot) -> None:
        """Choose the newest production of the profile, if there is one."""
        name = self.desk.editor.value(("name",), "") if self.desk.editor.is_open else ""
        mine = next((each.number for each in snapshot.productions if each.name == name), None)
        if mine is not None:
            self.desk.choose(mine)

    def _begin(self, standing: Standing) -> None:
        if self._details is not None:
            self._details.close_details()
        self.strip.choose("")
        self._show_merges([])
        self._progress = ()
        self.table.show_production(standing.number)

    def _refresh(self) -> None:
        self.table.refresh()
        if self._details is not None:
            self._details.refresh()
        self._ask_merges()

    def _ask_merges(self) -> None:
        """Ask what could be merged, when that may have changed: a stage has begun or ended."""
        stages = self.desk.snapshot.stages if self.desk.snapshot else ()
        progress = tuple((each.name, *_reached(each)) for each in stages)
        if progress != self._progress and not self._merges.open:
            self._progress, number = progress, self.table.production
            self._merges.ask(lambda session: session.mergeable(number), self._show_merges)

    def _show_merges(self, found: list[str]) -> None:
        self._mergeable = found[0] if found else ""
        self._show_buttons()

    def _show_buttons(self) -> None:
        """Offer what can be done now, with the count."""
        standing = self.desk.standing
        for name, states in USABLE.items():
            getattr(self, name).setVisible(standing is not None and standing.state in states)
        self.command.setVisible(standing is not None)
        self.merge.setVisible(standing is not None and bool(self._mergeable))
        failed = self._failed()
        self.retry.setVisible(bool(failed))
        self.retry.setText(self.tr("Retry {0} failed…").format(f"{failed:,}"))
        if self._details is not None:
            self._details.show_choice(len(self._numbers()), len(self._living()))

    def _failed(self) -> int:
        """Return how many jobs have failed, in the stage that is filtered by."""
        snapshot, stage = self.desk.snapshot, self.table.stage
        if snapshot is None or snapshot.selected is None:
            return 0
        return sum(each.counts.get(JobState.FAILED, 0) for each in snapshot.stages if stage in ("", each.name))

    def _numbers(self) -> list[int]:
        """Return the numbers of the chosen jobs that have failed."""
        return [number for number, state in self._chosen() if state is JobState.FAILED]

    def _living(self) -> list[int]:
        return [number for number, state in self._chosen() if not state.final]

    def _of(self) -> int:
        """Return the production of the chosen jobs; 0 when they are of several."""
        shown = self._details.production if self._details is not None else 0
        productions = {row.production for row in self.table.selected} or {shown}
        return productions.pop() if len(productions) == 1 else 0

    def _chosen(self) -> list[tuple[int, JobState]]:
        """Return the jobs that are chosen, or else the one that is shown in detail; all are of one production."""
        if not self._of():
            return []
        detail = self._details.detail if self._details is not None else None
        shown = [(detail.job.number, detail.job.state)] if detail else []
        return [(row.number, row.state) for row in self.table.selected] or shown

    def _merge(self) -> None:
        if self._mergeable:
            self.actions_of.merge(self.table.production, self._mergeable)

    def choose_production(self) -> None:
        """Choose one from the list of all."""
        found = self.desk.snapshot.productions if self.desk.snapshot else ()
        dialog = Productions(self, found)
        if dialog.exec() and dialog.number is not None:
            self.desk.choose(dialog.number)

    def _choose_others(self, which: int) -> None:
        """Show the jobs of this production, of all, or of those that are chosen now."""
        found = self.desk.snapshot.productions if self.desk.snapshot else ()
        shown = {THIS: (self.table.production,), ALL: tuple(each.number for each in found)}.get(which)
        if shown is None:
            dialog = ChosenProductions(self, found, self.table.productions)
            shown = dialog.chosen if dialog.exec() else self.table.productions
        self.table.show_others(tuple(number for number in shown if number != self.table.production))
        self.table.show_among(len(found))

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page does, as commands."""
        standing, merge = self.desk.standing, self._mergeable or None
        return commands_of(standing, self.table, self._numbers(), self._living(), merge) if standing else []

    def open_log(self, detail: JobDetail | None) -> None:
        """Open the log of the newest attempt in a window of its own."""
        if detail is not None and detail.attempts:
            title = self.strip.titles().get(detail.job.stage, detail.job.stage)
            LogDialog(self, self.desk, detail, f"{title}, {detail.job.unit}").show()

    def _open_log_of(self, row: JobLine) -> None:
        production, number = row.production, row.number
        question = Question(self.desk.bridge, "job", self)
        question.failed = lambda error: say_error(self, error)
        question.ask(lambda session: session.job(production, number), self.open_log)


def driver_host(holder: str) -> str:
    """Return the machine of a driver: ``USER@HOST:PROCESS:…``."""
    return holder.partition("@")[2].partition(":")[0]


def _reached(stage: StageSum) -> tuple[bool, bool]:
    """Return whether some jobs of a stage are done, and whether all are."""
    done = stage.counts.get(JobState.DONE, 0)
    return done > 0, done == sum(stage.counts.values())
