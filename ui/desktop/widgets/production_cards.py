"""Productions side by side: number, state and how far each is. What does not fit is a step or a list away."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from parisana.app.driving.watch import Standing
from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.theme import GAP, NARROW, PRODUCTION, ROW_GAP

from .bar import StackedBar
from .state import StateMark, said
from .texts import label, set_property, tool


class ProductionCard(QPushButton):
    """One production."""

    def __init__(self) -> None:
        super().__init__()
        self.number = 0
        self.setProperty("kind", "tile")
        self.setAutoDefault(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(NARROW, ROW_GAP, NARROW, ROW_GAP)
        column.setSpacing(ROW_GAP)
        self.name, self.count = label(bold=True), label(tone="dim")
        self.state, self.bar = StateMark(), StackedBar()
        self.state.setFont(font("caption"))
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addWidget(self.name)
        row.addWidget(self.count)
        row.addStretch(1)
        row.addWidget(self.state)
        column.addLayout(row)
        column.addWidget(self.bar)
        for child in (self.name, self.count, self.state):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_production(self, found: Standing, current: bool) -> None:
        """Show how a production stands."""
        self.number = found.number
        words = " · ".join(part for part in (found.name, found.target, found.site, found.driver) if part)
        self.setToolTip(words)
        self.setAccessibleName(f"{found.name} #{found.number} {said(found.state)}")
        self.count.setText(f"#{found.number}")
        self.state.show_state(found.state)
        self.bar.show_counts({state.value: count for state, count in found.counts.items()})
        self._show_name(found.name)
        set_property(self, "current", "true" if current else "false")

    def _show_name(self, name: str) -> None:
        room = PRODUCTION - 2 * NARROW - 3 * ROW_GAP - self.count.sizeHint().width() - self.state.sizeHint().width()
        self.name.setText(self.name.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, room))


class ProductionCards(QFrame):
    """As many as fit, newest first; the chosen one is among them."""

    chosen = Signal(int)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Productions"))
        self._found: Sequence[Standing] = ()
        self._current, self._first = 0, 0
        self.cards: list[ProductionCard] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(ROW_GAP)
        self._row = QHBoxLayout()
        self._row.setSpacing(ROW_GAP)
        self._row.addStretch(1)
        row.addLayout(self._row, 1)
        self.before, self.after = tool(self.tr("Newer"), "caret-left"), tool(self.tr("Older"), "caret-right")
        self.all = tool(self.tr("All productions"), "list-bullets")
        self.before.clicked.connect(lambda: self._step(-1))
        self.after.clicked.connect(lambda: self._step(1))
        self.all.clicked.connect(self.all_wanted)
        for each in (self.before, self.after, self.all):
            row.addWidget(each)

    def show_productions(self, found: Sequence[Standing], current: int) -> None:
        """Show these; another current one is brought into sight."""
        self._found = found
        if current != self._current:
            self._current = current
            place = next((place for place, each in enumerate(found) if each.number == current), 0)
            if not self._first <= place < self._first + self._room:
                self._first = place
        self._lay_out()

    @property
    def _room(self) -> int:
        """How many fit side by side."""
        tools = 3 * (self.all.sizeHint().width() + ROW_GAP)
        return max(1, (self.width() - tools + ROW_GAP) // (PRODUCTION + ROW_GAP))

    def _step(self, by: int) -> None:
        self._first += by * self._room
        self._lay_out()

    def _lay_out(self) -> None:
        room, total = self._room, len(self._found)
        self._first = max(0, min(self._first, total - room))
        shown = self._found[self._first : self._first + room]
        while len(self.cards) < max(room, 1):
            self._add_card()
        for place, card in enumerate(self.cards):
            card.setVisible(place < len(shown))
            if place < len(shown):
                card.show_production(shown[place], shown[place].number == self._current)
        for each in (self.before, self.after, self.all):
            each.setVisible(total > room)
        self.before.setEnabled(self._first > 0)
        self.after.setEnabled(self._first + room < total)

    def _add_card(self) -> None:
        card = ProductionCard()
        card.clicked.connect(lambda: self.chosen.emit(card.number))
        card.setMaximumWidth(2 * PRODUCTION - GAP)
        self.cards.append(card)
        self._row.insertWidget(len(self.cards) - 1, card, 100)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many as fit now."""
        super().resizeEvent(event)
        self._lay_out()
