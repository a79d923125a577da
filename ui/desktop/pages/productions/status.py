"""The page MC Production Status of the desks Kaskade and Smash: what a production simulates, and how its rows stand."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QStackedWidget, QWidget

from parisana.app.ground.command_line import command_line
from parisana.app.session import Session
from parisana.app.simulations.productions import RowLine
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import confirm
from parisana.ui.desktop.forms.inputs import Choice
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import GAP, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.command_line import command_button
from parisana.ui.desktop.widgets.empty import Empty
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.texts import button, label

from .extending import Extending
from .looked import MAY_CLOSE, MAY_EXTEND, MAY_START, MAY_STOP, Looked, facts, look
from .rows import RowTable, under_way

NOTHING_YET, FULL, NONE = range(3)
#: Seconds between two looks.
PAUSE = 2.0


class McStatusPage(Page):
    """Follows a production while it is looked at."""

    stage = ""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("McStatus", "MC Production Status"))
        self.desk, self.looked = desk, Looked([], None, [])
        self.number = desk.production
        self.acts = Extending(desk, self)
        self.acts.extended.connect(self._changed)
        self.acts.changed.connect(self._changed)
        self._asked, self._acting = Question(desk.bridge, "mc", self), Question(desk.bridge, "mc-acts", self)
        self._seen, self._next = False, 0.0
        self._buttons()
        self.stack = QStackedWidget()
        for each in (QWidget(), self._full(), self._none()):
            self.stack.addWidget(each)
        self.content.addWidget(self.stack, 1)
        desk.looked.connect(lambda snapshot: self._follow())
        desk.chosen.connect(self._take)

    def _buttons(self) -> None:
        self.command = command_button(self, self.commands, short=True)
        self.clean = self._button(self.tr("Clean…"), "trash", lambda: self.acts.clean(self.number or 0))
        self.close_it = self._button(self.tr("Close…"), "check-circle", self.ask_to_close)
        self.extend = self._button(self.tr("Extend…"), "plus", lambda: self.acts.ask(self.number))
        self.stop = self._button(self.tr("Stop…"), "stop", self.ask_to_stop)
        self.start = self._button(self.tr("Start"), "play", lambda: self._act(lambda at, n: at.simulations.start(n)))
        self.deeds = (self.command, self.clean, self.close_it, self.extend, self.stop, self.start)
        for each in self.deeds:
            each.setEnabled(False)
            each.hide()
            self.buttons.addWidget(each)

    def _button(self, text: str, glyph: str, act: Callable[[], object]) -> QPushButton:
        made = button(text, glyph)
        made.clicked.connect(lambda checked=False: act())
        return made

    def _full(self) -> QWidget:
        whole = QWidget()
        grid = QGridLayout(whole)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(GAP)
        self.productions = Choice()
        self.productions.setAccessibleName(self.tr("Production"))
        self.productions.activated.connect(self._choose)
        self.says, self.facts = label("", "body", "dim", wrap=True), label("", "body", wrap=True)
        head = Card()
        head.add(self.productions)
        head.add(self.says)
        head.add(self.facts)
        self.table, self.note = RowTable(), label("", "body", "dim", wrap=True)
        self.table.chosen.connect(self._note)
        self.details = self._button(self.tr("Jobs of this production"), "list-bullets", self.show_jobs)
        foot = QHBoxLayout()
        foot.setSpacing(ROW_GAP)
        foot.addWidget(self.note, 1)
        foot.addWidget(self.details)
        grid.addWidget(head, 0, 0)
        grid.addWidget(self.table, 1, 0)
        grid.addLayout(foot, 2, 0)
        grid.setRowStretch(1, 1)
        return whole

    def _note(self, row: RowLine) -> None:
        self.note.setText(under_way(row))

    def _none(self) -> Empty:
        to_profiles = button(self.tr("Choose a profile"), "files", "primary")
        to_profiles.clicked.connect(lambda: self.go.emit("page.profiles"))
        schedule = button(self.tr("MC Production Schedule"), "list-dashes")
        schedule.clicked.connect(lambda: self.go.emit(f"page.{self.stage}-schedule"))
        remark = self.tr("A profile with a section production makes one; showers-local is an example.")
        return Empty("list-bullets", self.tr("No Monte-Carlo production is recorded"), remark, schedule, to_profiles)

    def shown(self) -> None:
        """Follow from now on."""
        self._seen, self._next = True, 0.0
        self._follow()
        self.desk.look()

    def left(self) -> None:
        """Follow no more."""
        self._seen = False
        self._asked.drop()

    def _follow(self) -> None:
        if self._seen and not self._asked.open and time.monotonic() >= self._next:
            self._asked.ask(lambda session: look(session, self.stage, self.number), self.show_looked)

    def show_looked(self, looked: Looked) -> None:
        """Show what was found."""
        self._next, self.looked, chosen = time.monotonic() + PAUSE, looked, looked.chosen
        state = chosen.state if chosen else None
        self.start.setEnabled(state in MAY_START)
        self.stop.setEnabled(state in MAY_STOP)
        self.close_it.setEnabled(state in MAY_CLOSE)
        self.extend.setEnabled(state in MAY_EXTEND)
        self.clean.setEnabled(chosen is not None)
        self.command.setEnabled(chosen is not None)
        for each in self.deeds:
            each.setVisible(chosen is not None)
        self.stack.setCurrentIndex(FULL if chosen else NONE)
        if chosen is None:
            return
        self.number = chosen.production_id
        self._show_productions()
        self.says.setText(chosen.description)
        self.says.setVisible(bool(chosen.description))
        self.facts.setText(facts(chosen))
        self.table.show_rows(looked.lines)

    def _show_productions(self) -> None:
        names = self.looked.names
        if names != [self.productions.itemText(at) for at in range(self.productions.count())]:
            self.productions.clear()
            self.productions.addItems(names)
        self.productions.setCurrentIndex(self.looked.place)

    def _choose(self, place: int) -> None:
        self._take(self.looked.productions[place].production_id)

    def _take(self, number: int) -> None:
        """Show another production, if there is this one among those that have rows."""
        if number and number != self.number:
            self.number = number
            self._changed()

    def _changed(self) -> None:
        """Look again at once."""
        self._next = 0.0
        self._asked.drop()
        self._follow()

    def ask_to_stop(self) -> None:
        """Stop it, when the person is sure."""
        text = self.tr("What runs and waits is cancelled, and nothing more is sent until it is started again.")
        if confirm(self, self.tr("Stop production {0}?").format(self.number), text, self.tr("Stop")):
            self._act(lambda at, number: at.simulations.stop(number))

    def ask_to_close(self) -> None:
        """Close it, when the person is sure."""
        if self.number is not None:
            self.acts.close(self.number, self.looked.lines)

    def _act(self, act: Callable[[Session, int], object]) -> None:
        number = self.number
        if number is not None:
            self._acting.ask(lambda session: act(session, number), lambda done: self._changed())

    def show_jobs(self) -> None:
        """Show the jobs of the production on their own page."""
        self.desk.choose(self.number)
        self.go.emit("page.jobs")

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page shows, as commands."""
        return [(self.tr("This table"), command_line("mc show", self.number, stage=self.stage))] if self.number else []


class KaskadePage(McStatusPage):
    """How productions of showers stand."""

    stage = "kaskade"


class SmashPage(McStatusPage):
    """How productions of the detector stand."""

    stage = "smash"
