"""The page Dry run: what would be sent, looked at from all sides; and the button that sends exactly that."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from parisana.app.before.dry_checks import Check
from parisana.app.before.dryrun import StageRow
from parisana.app.ground.command_line import command_line
from parisana.app.session import Session
from parisana.core.texts.words import counted
from parisana.errors import ParisanaError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.theme import DETAILS, GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.command_line import CommandLine, command_button
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.texts import button

from .checks import ChecksCard
from .details import PlanDetails
from .figures import Figures
from .sending import Sending
from .shown import Shown, prepare_shown
from .stages import StagesTable
from .waiting import Trouble, Waiting

BUSY, TROUBLE, PLAN = range(3)
#: Letters of a digest that are enough to name a plan.
SHORT = 12


class PlanPage(Page):
    """Plans in a lane, shows, sends."""

    def __init__(self, desk: Desk, stage: str = "") -> None:
        super().__init__(self.tr("Dry run"))
        self.desk, self.editor = desk, desk.editor
        self.plan: Shown | None = None
        self._wanted = ""
        self._on = False
        self._planning = Question(desk.bridge, "plan", self)
        self._looking = Question(desk.bridge, "checks", self)
        self.sending = Sending(desk, self)
        self._make_buttons()
        self.waiting, self.trouble = Waiting(), Trouble()
        self.stack = QStackedWidget()
        for view in (self.waiting, self.trouble, self._full()):
            self.stack.addWidget(view)
        self.content.addWidget(self.stack, 1)
        self._connect()

    def _connect(self) -> None:
        self.editor.changed.connect(self.refresh)
        self.trouble.again.clicked.connect(self.replan)
        self.trouble.wanted.connect(self.desk.go)
        self.stages.chosen.connect(self._choose)
        self.sending.begun.connect(self._wait)
        self.sending.written.connect(self._back_to_plan)
        self.sending.refused.connect(self._refused)
        self.sending.sent.connect(self._sent)

    def _make_buttons(self) -> None:
        self.back = button(self.tr("Back"), "caret-left")
        self.back.clicked.connect(lambda: self.desk.go.emit("page.batch"))
        self.commands = command_button(self, self._commands)
        self.write, self.submit = QPushButton(), QPushButton()
        for each in (self.back, self.commands, self.write, self.submit):
            self.buttons.addWidget(each)
        self._actions(only_write=False, jobs=0, there=0)

    def _actions(self, only_write: bool, jobs: int, there: int) -> None:
        """Make the two buttons anew: the one that the profile asks for is the primary, and the last."""
        scripts = counted(jobs, self.tr("Write the script of 1 job"), self.tr("Write scripts of {0} jobs"))
        write = scripts if only_write else self.tr("Only write scripts")
        send = self._sending_words(jobs, there)
        words = {"write": (write, "floppy-disk", self._write), "submit": (send, "paper-plane-tilt", self._submit)}
        for old in (self.write, self.submit):
            self.buttons.removeWidget(old)
            old.hide()
            old.deleteLater()
        for name in ("submit", "write") if only_write else ("write", "submit"):
            text, glyph, work = words[name]
            made = button(text, glyph, "primary" if (name == "write") == only_write else "plain")
            made.clicked.connect(work)
            made.setEnabled(self.plan is not None)
            self.buttons.addWidget(made)
            setattr(self, name, made)

    def _sending_words(self, jobs: int, there: int) -> str:
        """Say what is sent; where nothing is left to compute, a production of what is there is recorded."""
        if jobs:
            return counted(jobs, self.tr("Submit 1 job"), self.tr("Submit {0} jobs"))
        if there:
            return counted(there, self.tr("Record 1 done job"), self.tr("Record {0} done jobs"))
        return self.tr("Submit")

    def _full(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        self.figures, self.stages = Figures(self.desk.host), StagesTable()
        self.details, self.checks = PlanDetails(), ChecksCard()
        self.command = CommandLine("")
        table = Card()
        table.without_margins()
        table.add(self.stages)
        self.checks.setFixedWidth(DETAILS)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.details, 1)
        row.addWidget(self.checks)
        for widget in (self.figures, table):
            column.addWidget(widget)
        column.addLayout(row, 1)
        column.addWidget(self.command)
        return made

    def shown(self) -> None:
        """Plan what the profile says now; also when it says the same, since the world may have changed."""
        self._on = True
        self.replan()

    def left(self) -> None:
        """Ask nothing more; what is being sent goes on."""
        self._on = False
        self.waiting.stop()
        self._planning.drop()
        self._looking.drop()

    def refresh(self) -> None:
        """Plan again when the profile is another now, as after undo."""
        if self._on and self.editor.draft.text != self._wanted:
            self.replan()

    def replan(self) -> None:
        """Plan in a lane; what was shown counts no more."""
        self.plan = None
        self._wanted, file = self.editor.draft.text, self.editor.draft.document.file
        text = self._wanted
        self._looking.drop()
        self.remark.setText("")
        self._wait(self.tr("Planning"))
        self._planning.ask(lambda session: prepare_shown(session, text, file), self._show, self._failed)

    def _wait(self, words: str) -> None:
        self._enable(False)
        self.waiting.start(words)
        self.stack.setCurrentIndex(BUSY)

    def _enable(self, there: bool) -> None:
        for each in (self.write, self.submit, self.commands):
            each.setEnabled(there)

    def _show(self, shown: Shown) -> None:
        """Show a plan, and begin to look at the world."""
        self.plan = shown
        self.waiting.stop()
        prepared = shown.dry.prepared
        totals = shown.dry.totals
        self._actions(prepared.profile.batch.only_write_script, totals.to_do, totals.jobs - totals.to_do)
        self._enable(True)
        self.remark.setText(self.tr("exactly this will be sent"))
        self.remark.setToolTip(self.tr("Plan {0}").format(prepared.plan.digest[:SHORT]))
        self.figures.show_plan(shown.dry)
        self.details.show_plan(shown)
        self.stages.show_stages(shown.dry.stages)
        self.stack.setCurrentIndex(PLAN)
        self.checks.start()
        self._looking.ask(partial(self._look, shown), lambda done: self.checks.end(), self._blind)

    def _look(self, shown: Shown, session: Session) -> None:
        """Hand on each answer when it comes; in a lane."""
        for check in session.checks(shown.dry.prepared):
            self.desk.bridge.post(partial(self._checked, shown, check))

    def _checked(self, shown: Shown, check: Check) -> None:
        if self._looking.open and shown is self.plan:
            self.checks.take(check)
            self.figures.show_checks(self.checks.checks)

    def _blind(self, error: Exception) -> None:
        self.checks.end(error.message if isinstance(error, ParisanaError) else str(error))

    def _failed(self, error: Exception) -> None:
        self.waiting.stop()
        self.trouble.show_error(error)
        self.stack.setCurrentIndex(TROUBLE)

    def _choose(self, stage: StageRow | None) -> None:
        if stage is not None and self.plan is not None:
            self.details.show_stage(stage)
            command = self.plan.dry.commands.get(stage.stage, self.tr("# nothing is left to compute"))
            self.command.text.setText(command)

    def _commands(self) -> list[tuple[str, str]]:
        """Return what this page does, as commands."""
        opened = self.editor.profile
        name = str(opened.path) if opened.origin == "file" else opened.name
        digest = self.plan.dry.prepared.plan.digest[:SHORT] if self.plan else None
        first = self.tr(" (save the profile first)") if self.editor.is_changed else ""
        return [
            (self.tr("Show the plan") + first, command_line("plan", name)),
            (self.tr("Submit exactly this") + first, command_line("submit", name, plan=digest)),
            (self.tr("Only write scripts") + first, command_line("write", name, f"{opened.name}-scripts")),
        ]

    def _submit(self) -> None:
        if self.plan is not None:
            self.sending.submit(self.plan, self.checks.failed)

    def _write(self) -> None:
        if self.plan is not None:
            self.sending.write(self.plan)

    def _back_to_plan(self) -> None:
        self.waiting.stop()
        self.stack.setCurrentIndex(PLAN)
        self._enable(True)

    def _sent(self, production: int) -> None:
        """Go to the jobs, unless the user has gone elsewhere."""
        self._back_to_plan()
        if self._on:
            self.desk.go.emit("page.jobs")

    def _refused(self, error: Exception) -> None:
        """Say the difference, and show the plan as it is now."""
        self._back_to_plan()
        say_error(self, error)
        if self._on:
            self.replan()
