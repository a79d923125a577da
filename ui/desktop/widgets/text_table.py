"""A table of text as a file has it; its columns share the width by what they need, so that none is out of sight.

Where there is much too little room for all of them, the first ones are shown, and it is said how many.
"""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from parisana.core.texts.ecsvtable import TextColumn, TextTable
from parisana.core.texts.words import raised, scientific
from parisana.ui.desktop.theme import TABLE_HEAD, TABLE_ROW

from .cells import EDGE, PADDING
from .rows import Column, Rows, missing
from .table import Table

#: Digits of a number that are shown; behind the point of a large one, such as a date, there are as many as these; of
#: one with a power of ten.
DIGITS, BEHIND, MANTISSA = 6, 4, 4
#: The share of what columns need with which they can still be read.
READABLE = 0.7
#: Rows whose width is looked at.
SAMPLE = 60

Row = tuple[str, ...]


class TextTableView(Table):
    """Shows a table."""

    #: So many columns are shown, of so many.
    cut = Signal(int, int)

    def __init__(self, shown: TextTable, name: str, parent: QWidget | None = None) -> None:
        rows: Rows[Row] = Rows([_column(each, at) for at, each in enumerate(shown.columns)])
        super().__init__(rows, name, parent)
        rows.show(shown.rows)
        self.horizontalHeader().setTextElideMode(Qt.TextElideMode.ElideRight)
        self._needs = [self._need(column, shown) for column in rows.columns]

    def _need(self, column: Column[Row], shown: TextTable) -> int:
        texts = [self.fontMetrics().horizontalAdvance(column.text(row)) for row in shown.rows[:SAMPLE]]
        title = self.horizontalHeader().fontMetrics().horizontalAdvance(column.title)
        return int(max([*texts, title])) + 2 * PADDING + EDGE

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Share out the width."""
        super().resizeEvent(event)
        room, shown = self.viewport().width(), self._fitting()
        needed = sum(self._needs[:shown]) or 1
        for number, need in enumerate(self._needs):
            self.setColumnHidden(number, number >= shown)
            self.setColumnWidth(number, need * room // needed)
        self.cut.emit(shown, len(self._needs))

    def _fitting(self) -> int:
        """Return how many columns can be read: all of them, or as many as there is room for."""
        room, needs = self.viewport().width(), self._needs
        if room >= READABLE * sum(needs):
            return len(needs)
        return max(1, sum(sum(needs[: number + 1]) <= room for number in range(len(needs))))

    def as_high_as(self, rows: int) -> None:
        """Be no higher than its rows, and no higher than so many of them."""
        self.setFixedHeight(TABLE_HEAD + TABLE_ROW * max(1, min(rows, self.rows.rowCount())) + 4)


def _column(column: TextColumn, at: int) -> Column[Row]:
    title = f"{column.name} ({raised(column.unit)})" if column.unit else column.name
    if not column.number:
        return Column(title, lambda row: missing(row[at]))
    return Column(title, lambda row: short(row[at]), key=partial(_value, at), number=True)


def short(cell: str) -> str:
    """Return a number with as many digits as mean something to the eye."""
    value = _number(cell)
    if value is None:
        return missing(cell.strip())
    whole = len(str(int(abs(value)))) if 1e4 <= abs(value) < 1e9 else 0
    found = cell if len(cell) <= DIGITS + 1 else f"{value:.{max(DIGITS, whole + BEHIND)}g}"
    return scientific(f"{value:.{MANTISSA - 1}e}" if "e" in found and len(cell) > DIGITS + 2 else found)


def _value(at: int, row: Row) -> float | None:
    return _number(row[at])


def _number(cell: str) -> float | None:
    try:
        value = float(cell)
    except ValueError:
        return None
    return value if value == value else None
