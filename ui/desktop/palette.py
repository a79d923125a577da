"""Ctrl+K: one line in which every setting, page and command is found by a few of its letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from .forms.inputs import Line
from .theme import NARROW, ROW_GAP, TOP
from .widgets.rows import Column, Rows
from .widgets.table import Table
from .widgets.texts import label


@dataclass(frozen=True, slots=True)
class Find:
    """Something that can be found: what it is called, where it is, and what happens when it is taken."""

    title: str
    where: str
    take: Callable[[], object]


def score(wanted: str, text: str) -> int | None:
    """Return how well letters in their order fit a text, the lower the better; None if they do not."""
    wanted, text = wanted.lower().replace(" ", ""), text.lower()
    if wanted in (text, text.replace(" ", "")):
        return 0
    found = text.find(wanted)
    if found >= 0:
        return 1 + found + (0 if found == 0 or text[found - 1] == " " else 10)
    place, gaps = -1, 0
    for letter in wanted:
        following = text.find(letter, place + 1)
        if following < 0:
            return None
        gaps += following - place - 1
        place = following
    return 100 + gaps


def best(wanted: str, finds: Iterable[Find], most: int = 40) -> list[Find]:
    """Return what fits best; titles count more than where they stand."""
    scored = []
    for number, find in enumerate(finds):
        marks = [score(wanted, find.title), score(wanted, f"{find.where} {find.title}")]
        fitting = [mark + 20 * late for late, mark in enumerate(marks) if mark is not None]
        if fitting:
            scored.append((min(fitting), number, find))
    return [find for _, _, find in sorted(scored, key=lambda each: each[:2])[:most]]


class Palette(QDialog):
    """The line, and below it what fits."""

    WIDTH, HEIGHT = 560, 400

    def __init__(self, finds: Sequence[Find], parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Find a setting or command"))
        self.resize(self.WIDTH, self.HEIGHT)
        self._finds = finds
        column = QVBoxLayout(self)
        column.setContentsMargins(TOP, TOP, TOP, NARROW)
        column.setSpacing(ROW_GAP)
        self.line = Line()
        self.line.setAccessibleName(self.windowTitle())
        self.line.setPlaceholderText(self.tr("Type a few letters"))
        self.line.textChanged.connect(self._search)
        self.line.installEventFilter(self)
        self.rows: Rows[Find] = Rows(
            [
                Column(self.tr("Name"), lambda find: find.title, width=-1),
                Column(self.tr("Where"), lambda find: find.where, width=200, tone="dim"),
            ]
        )
        self.table = Table(self.rows, self.windowTitle())
        self.table.horizontalHeader().hide()
        self.table.setSortingEnabled(False)
        self.table.opened.connect(self._take)
        self.table.clicked.connect(lambda index: self._take(self.rows.row(index)))
        column.addWidget(self.line)
        column.addWidget(self.table, 1)
        column.addWidget(label(self.tr("Return takes it, Esc leaves."), "caption", "dim"))
        self._search("")

    def _search(self, text: str) -> None:
        self.rows.show(best(text, self._finds) if text.strip() else list(self._finds[:40]))
        self.table.selectRow(0)

    def _take(self, find: Find | None) -> None:
        if find is not None:
            self.accept()
            find.take()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the arrow keys move in the list while the cursor stays in the line."""
        if isinstance(event, QKeyEvent) and event.type() is QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                row = self.table.currentIndex().row() + (1 if event.key() == Qt.Key.Key_Down else -1)
                self.table.selectRow(max(0, min(row, self.rows.rowCount() - 1)))
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take(self.table.current)
                return True
        return super().eventFilter(watched, event)
