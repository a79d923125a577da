"""The page Environment: where the analysis programs run, here and in jobs, and what the program stands on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.upkeep.surroundings import Surroundings
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.theme import DETAILS, GAP, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.command_line import command_button
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import breakable, button, label

from .analysis import AnalysisCard
from .in_jobs import JobsCard


class EnvironmentPage(Page):
    """The environments at the left; versions, folders and what is missing at the right."""

    def __init__(self, desk: Desk, stage: str = "") -> None:
        super().__init__("", scrolls=True)
        self.title.setText(self.tr("Environment"))
        self.setAccessibleName(self.tr("Environment"))
        self.desk = desk
        self._question = Question(desk.bridge, "surroundings", self)
        self._question.failed = lambda error: say_error(self, error)
        self.analysis, self.jobs = AnalysisCard(desk), JobsCard(desk)
        self.versions, self.folders = Card(self.tr("Versions")), Card(self.tr("Folders"))
        self.absent = Card(self.tr("Not usable here"))
        self.check = button(self.tr("Check again"), "arrows-clockwise")
        self.check.clicked.connect(self.shown)
        for each in (command_button(self, self.analysis.commands), self.check, self.analysis.maker):
            self.buttons.addWidget(each)
        self._lay_out()

    def _lay_out(self) -> None:
        row, left, right = QHBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for box in (row, left, right):
            box.setSpacing(GAP)
        for environment in (self.analysis, self.jobs):
            left.addWidget(environment)
        for card in (self.versions, self.folders, self.absent):
            card.setFixedWidth(DETAILS)
            right.addWidget(card)
        left.addStretch(1)
        right.addStretch(1)
        row.addLayout(left, 1)
        row.addLayout(right)
        self.content.addLayout(row)
        self.content.addStretch(1)

    def shown(self) -> None:
        """Look at everything now."""
        self.analysis.look()
        self.jobs.look()
        self._question.ask(lambda session: session.surroundings(), self.show_surroundings)

    def left(self) -> None:
        """Forget what was asked; an environment that is being made goes on."""
        self._question.drop()

    def show_surroundings(self, found: Surroundings) -> None:
        """Show versions, folders and plug-ins."""
        for card in (self.versions, self.folders, self.absent):
            _clear(card)
        self.versions.add(_columns(found.versions))
        for folder in found.folders:
            self._folder(folder.title, str(folder.path), folder.on_network, folder.file_system, folder.there)
        for each in found.absent:
            _pair(self.absent, each.name, f"{each.reason} {each.hint}".strip())
        self.absent.setVisible(bool(found.absent))

    def _folder(self, title: str, path: str, on_network: bool, kind: str, there: bool) -> None:
        _pair(self.folders, title, path if there else self.tr("{0} (not made yet)").format(path))
        if on_network:
            words = self.tr("on a network file system ({0})").format(kind)
            self.folders.add(StateMark("unknown", words))


def _columns(pairs: Sequence[tuple[str, str]]) -> QWidget:
    """Return names and values side by side."""
    made = QWidget()
    grid = QGridLayout(made)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setVerticalSpacing(ROW_GAP // 2)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(pairs):
        grid.addWidget(label(name, "caption", "dim"), row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(value, "caption", wrap=True), row, 1)
    return made


def _pair(card: Card, title: str, value: str) -> None:
    """Put a title and what there is to say of it into a card."""
    card.add(label(title, "caption", "dim"))
    card.add(label(breakable(value), wrap=True))


def _clear(card: Card) -> None:
    """Remove all but the title."""
    while card.body.count() > 1:
        item = card.body.takeAt(1)
        widget = item.widget() if item is not None else None
        if widget is not None:
            widget.hide()
            widget.deleteLater()
