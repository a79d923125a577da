"""Rows for a table: a model over plain values, with columns as data."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt

Row = TypeVar("Row")
Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
TEXT = Qt.ItemDataRole.DisplayRole

#: What the delegate asks for beside the usual roles: the state whose dot is drawn, the parts of a bar, the tone.
#: The last is for a tick in place of the text.
STATE, PARTS, TONE, TICK = (Qt.ItemDataRole.UserRole + step for step in range(1, 5))


@dataclass(frozen=True)
class Column(Generic[Row]):
    """One column: how a row's value is said, sorted and drawn."""

    title: str
    text: Callable[[Row], str]
    key: Callable[[Row], Any] | None = None
    """What it is sorted by, when that is not the text; a ``None`` comes last."""
    number: bool = False
    """Numbers stand at the right."""
    state: Callable[[Row], str] | None = None
    """The state whose dot stands before the text."""
    width: int = 0
    """In pixels; 0 takes what its content needs, -1 all that is left."""
    tone: str = "text"
    middle: bool = False
    """Long texts are cut in their middle, as paths and ids are."""
    bold: bool = False
    parts: Callable[[Row], list[tuple[str, float]]] | None = None
    """The parts of a thin bar behind the text."""
    tick: Callable[[Row], bool] | None = None
    """Whether a tick is set; its text is what is said of it."""


def missing(value: Any) -> str:
    """Return a value as a cell shows it; a missing one is a dash."""
    if value is None or value == "":
        return "–"
    return f"{value:,}" if isinstance(value, int) and not isinstance(value, bool) else str(value)


@dataclass(slots=True)
class Cell:
    """All that is drawn of one cell."""

    column: Column[Any]
    text: str
    state: str | None = None
    parts: list[tuple[str, float]] | None = None
    tick: bool | None = None


class Rows(QAbstractTableModel, Generic[Row]):
    """A table model over a list of rows, sorted by any column."""

    def __init__(self, columns: Sequence[Column[Row]]) -> None:
        super().__init__()
        self.columns = list(columns)
        self.rows: list[Row] = []
        self._sorted: tuple[int, bool] | None = None

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; as many as before are replaced in place, so that selection and scrolling stay."""
        fresh = self._in_order(rows)
        if len(fresh) == len(self.rows):
            self.rows = fresh
            if fresh:
                self.dataChanged.emit(self.index(0, 0), self.index(len(fresh) - 1, len(self.columns) - 1))
            return
        self.beginResetModel()
        self.rows = fresh
        self.endResetModel()

    def row(self, index: Index) -> Row | None:
        """Return the row at an index."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    def cell(self, index: Index) -> Cell:
        """Return what is drawn of a cell, in one go; a model with lines of another kind says it by its ``data``."""
        column = self.columns[index.column()]
        if type(self).data is not Rows.data:
            text, state, parts, tick = (index.data(role) for role in (TEXT, STATE, PARTS, TICK))
            return Cell(column, text or "", state, parts, tick)
        row = self.rows[index.row()]
        cell = Cell(column, column.text(row))
        cell.state = column.state(row) if column.state else None
        cell.parts = column.parts(row) if column.parts else None
        cell.tick = column.tick(row) if column.tick else None
        return cell

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are."""
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return a column's title, aligned as its cells are."""
        if orientation is not Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self.columns[section].title
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(self.columns[section])
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        column, row = self.columns[index.column()], self.row(index)
        if row is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return column.text(row)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _alignment(column)
        if role == STATE:
            return column.state(row) if column.state else None
        if role == PARTS:
            return column.parts(row) if column.parts else None
        if role == TONE:
            return column.tone
        if role == TICK:
            return column.tick(row) if column.tick else None
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return column.text(row)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; rows that come later are sorted the same way."""
        self._sorted = (column, order is Qt.SortOrder.DescendingOrder) if 0 <= column < len(self.columns) else None
        self.layoutAboutToBeChanged.emit()
        held = [(index, self.rows[index.row()]) for index in self.persistentIndexList()]
        self.rows = self._in_order(self.rows)
        places = {id(row): number for number, row in enumerate(self.rows)}
        for index, row in held:
            self.changePersistentIndex(index, self.index(places[id(row)], index.column()))
        self.layoutChanged.emit()

    def _in_order(self, rows: Sequence[Row]) -> list[Row]:
        if self._sorted is None:
            return list(rows)
        column, down = self.columns[self._sorted[0]], self._sorted[1]
        key = column.key or column.text
        there = [row for row in rows if key(row) is not None]
        return sorted(there, key=key, reverse=down) + [row for row in rows if key(row) is None]


def _alignment(column: Column[Any]) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
    return side | Qt.AlignmentFlag.AlignVCenter
