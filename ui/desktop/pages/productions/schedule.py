"""The page MC Production Schedule of the desks Kaskade and Smash: a production is described, looked at and created."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from parisana.app.ground.command_line import command_line
from parisana.app.simulations.productions import Glance
from parisana.core.jobs.states import Answer
from parisana.core.simulations.rowsheet import zeniths
from parisana.core.simulations.simulation import Production
from parisana.core.texts.words import counted
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.runs.cell import Cell
from parisana.ui.desktop.schedule.angles import Angles
from parisana.ui.desktop.schedule.commands import schedule_command
from parisana.ui.desktop.schedule.fields import Fields, PhysicsSource
from parisana.ui.desktop.schedule.outlook import OutlookCard
from parisana.ui.desktop.schedule.parameters import EXPONENTS, SCHEDULE, SEED
from parisana.ui.desktop.schedule.rows_card import RowsCard
from parisana.ui.desktop.settings import SectionSource
from parisana.ui.desktop.theme import FIELD, GAP
from parisana.ui.desktop.widgets.card import Card, hair
from parisana.ui.desktop.widgets.command_line import command_button
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.texts import button, label

from .creating import Creating
from .extending import Extending

NONE, FULL = range(2)
#: Milliseconds after an edit before it is looked at what the production takes.
CALM = 400
SECTION = ("production",)


class McSchedulePage(Page):
    """Writes the section ``production`` of the profile; created is what the page shows."""

    desk_name = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(self.tr("MC Production Schedule"))
        self.desk, self.editor = desk, desk.editor
        self.creating, self.extending = Creating(desk, self), Extending(desk, self)
        self._looking = Question(desk.bridge, "mc-glance", self)
        self._calm = QTimer(self, singleShot=True, interval=CALM)
        self._calm.timeout.connect(self.look)
        self._on, self._looked_at = False, ""
        self._make_buttons()
        self.known = self.editor.suite.simulation if self.editor.value(SECTION) is not None else None
        self.stack = QStackedWidget()
        self.stack.addWidget(self._none())
        if self.known is not None:
            self.stack.addWidget(self._full())
            self.stack.setCurrentIndex(FULL)
        self.content.addWidget(self.stack, 1)
        self.editor.changed.connect(self.refresh)
        self.creating.created.connect(self._show_production)
        self.extending.extended.connect(self._show_production)

    def _make_buttons(self) -> None:
        self.command = command_button(self, self.commands, short=True)
        self.extend = button(self.tr("Extend…"), "plus")
        self.extend.clicked.connect(lambda checked=False: self.extending.ask(self.desk.production))
        self.new = button(self.tr("New production…"), "plus")
        self.new.clicked.connect(lambda checked=False: self.creating.begin())
        self.make = button(self.tr("Create…"), "check", "primary")
        self.make.clicked.connect(lambda checked=False: self.creating.ask())
        for each in (self.command, self.extend, self.new, self.make):
            self.buttons.addWidget(each)

    def _none(self) -> Empty:
        make = button(self.tr("New production…"), "plus", "primary")
        make.clicked.connect(lambda checked=False: self.creating.begin())
        choose = button(self.tr("Choose a profile"), "files")
        choose.clicked.connect(lambda checked=False: self.go.emit("page.profiles"))
        analysis = self.editor.value(SECTION) is None
        lacking = self.tr("The suite {0} has no Monte-Carlo productions").format(self.editor.suite.name)
        words = self.tr("This profile is of an analysis") if analysis else lacking
        remark = self.tr("A profile of a Monte-Carlo production has a section production in place of its runs.")
        return Empty("list-bullets", words, remark, choose, make)

    def _full(self) -> QWidget:
        assert self.known is not None
        self.physics = Fields(PhysicsSource(self.editor, self.known), SectionSource(self.editor, (), SEED))
        self.physics.add(self._code(self.known.code))
        schedule = (*SECTION, "schedule")
        self.schedule = Fields(SectionSource(self.editor, schedule, SCHEDULE))
        self.exponents = Fields(SectionSource(self.editor, (*schedule, "exponents"), EXPONENTS))
        self.rows, self.outlook = RowsCard(self.editor), OutlookCard()
        self.angles = Angles(self.desk, self.rows)
        self.exponents.add(self.angles)
        self.outlook.wanted.connect(self._show_production)
        head = Card()
        for part in (self.physics, hair(), self.schedule, self.exponents):
            head.add(part)
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(head)
        column.addWidget(self.rows, 1)
        column.addWidget(self.outlook)
        return whole

    def _code(self, code: str) -> QWidget:
        """Return what makes the showers: the suite says it."""
        self.code = label(f"{code} {self.editor.suite.release}")
        self.code.setMinimumHeight(FIELD)
        return Cell(self.tr("Code and version"), self.code)

    def shown(self) -> None:
        """Show what the profile says, and look what it takes."""
        self._on, self._looked_at = True, ""
        self.refresh()

    def left(self) -> None:
        """Look no more."""
        self._on = False
        self._calm.stop()
        self._looking.drop()

    def refresh(self) -> None:
        """Show the profile as it stands; soon after, what it takes."""
        full = self.known is not None and self.editor.value(SECTION) is not None
        for each in (self.make, self.command):
            each.setEnabled(full)
        if not full or not self._on:
            return
        for part in self.fields:
            part.refresh()
        self.rows.refresh()
        self.angles.refresh()
        self._count()
        if self.editor.draft.text != self._looked_at:
            self.outlook.wait()
            self._calm.start()

    @property
    def fields(self) -> tuple[Fields, ...]:
        """All fields, by their groups."""
        return (self.physics, self.schedule, self.exponents)

    @property
    def production(self) -> Production | None:
        """The production that the profile describes, if nothing is wrong with it."""
        profile = self.editor.judgement.profile
        return profile.production if profile else None

    def _count(self) -> None:
        """Say in the button what would be created."""
        made = self.production
        rows = len(made.rows) if made else 0
        words = counted(rows, self.tr("Create 1 row…"), self.tr("Create {0} rows…")) if made else self.tr("Create…")
        self.make.setText(words)
        self.make.setAccessibleName(words)
        self.make.setEnabled(made is not None)
        self.make.setToolTip("")

    def look(self) -> None:
        """Ask what the production takes, and whether it is there already."""
        text, file = self.editor.draft.text, self.editor.draft.document.file
        self._looked_at = text
        self._looking.ask(
            lambda session: session.simulations.glance(text, file), self._show_glance, self.outlook.trouble
        )

    def _show_glance(self, glance: Glance) -> None:
        """Show it; what surely cannot work is not created, and the button says why."""
        self.outlook.show_glance(glance)
        why = next((check.text for check in glance.checks if check.answer is Answer.NO), "")
        self.make.setEnabled(not why and self.production is not None)
        self.make.setToolTip(why)

    def _show_production(self, number: int) -> None:
        """Show how a production stands."""
        self.desk.choose(number)
        self.go.emit(f"page.{self.desk_name}")

    def point_at(self, place: str) -> None:
        """Put the cursor into a field, or the keys onto a row."""
        if self.known is None:
            return
        name = place.rpartition(".")[2]
        found = (cells[name] for part in self.fields for cells in part.cells if name in cells)
        cell = next(found, None)
        target = cell.editor.parts[0] if cell else self.rows.table
        target.setFocus()

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page does, as commands."""
        opened, made = self.editor.profile, self.production
        name = str(opened.path) if opened.origin == "file" else opened.name
        first = self.tr(" (save the profile first)") if self.editor.is_changed else ""
        found = [
            (self.tr("What it takes") + first, command_line("mc create", name, dry_run=True)),
            (self.tr("Create") + first, command_line("mc create", name)),
        ]
        rows = self.editor.value((*SECTION, "rows"))
        return [*found, *([(self.tr("The rows"), schedule_command(made, zeniths(rows)))] if made else [])]


class KaskadeSchedulePage(McSchedulePage):
    """At the desk of showers."""

    desk_name = "kaskade"


class SmashSchedulePage(McSchedulePage):
    """At the desk of the detector."""

    desk_name = "smash"
