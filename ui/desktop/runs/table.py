"""The table of runs: slices with a line of their own that folds them, a mark at the left in two colours."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem, QWidget

from parisana.core.runs.observation import Slice
from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.icons import icon
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import BOX, GUTTER, ROW_GAP
from parisana.ui.desktop.widgets.cells import EDGE, Cells
from parisana.ui.desktop.widgets.rows import Index, Rows
from parisana.ui.desktop.widgets.run_chart import slice_colour
from parisana.ui.desktop.widgets.table import Table

from .columns import Entry, Fact, Head, Line, column
from .words import summary, title

#: What a column can give up.
SORT_ROOM = 16
ENTRY = Qt.ItemDataRole.UserRole + 10


class RunRows(Rows[Entry]):
    """Runs in slices; they are sorted within their slice, since the order of the list says what is cut where."""

    def __init__(self, facts: Sequence[Fact]) -> None:
        super().__init__([column(fact) for fact in facts])
        self.slices: list[Slice] = []
        self._folded: set[int] = set()

    def show_slices(self, slices: Sequence[Slice]) -> None:
        """Show runs as they will be cut; a single slice has no line of its own."""
        self.slices = list(slices)
        self._rebuild()

    def fold(self, number: int) -> None:
        """Fold a slice, or unfold it."""
        self._folded ^= {number}
        self._rebuild()

    def fold_all(self, folded: bool) -> None:
        """Fold all slices, or none."""
        self._folded = {piece.number for piece in self.slices} if folded else set()
        self._rebuild()

    def _rebuild(self) -> None:
        entries: list[Entry] = []
        for piece in self.slices:
            is_open = piece.number not in self._folded or len(self.slices) < 2
            if len(self.slices) > 1:
                entries.append(Head(piece, is_open))
            if is_open:
                entries += [Line(run, piece.number) for run in piece.rows]
        self.show(entries)

    def _in_order(self, rows: Sequence[Entry]) -> list[Entry]:
        ordered: list[Entry] = []
        lines: list[Entry] = []
        for entry in rows:
            if isinstance(entry, Head):
                ordered += [*super()._in_order(lines), entry]
                lines = []
            else:
                lines.append(entry)
        return ordered + super()._in_order(lines)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let runs be selected, and slices be stopped at only."""
        usual = super().flags(index)
        return usual & ~Qt.ItemFlag.ItemIsSelectable if isinstance(self.row(index), Head) else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows; a slice says the same to a screen reader in each of its cells."""
        entry = self.row(index)
        if role == ENTRY:
            return entry
        words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)
        if isinstance(entry, Head) and role in words:
            return f"{title(entry.slice)}  {summary(entry.slice)}"
        return super().data(index, role)


class RunCells(Cells):
    """Draws the line of a slice over the whole width, and the mark of a slice before its runs."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw one cell."""
        entry, area = index.data(ENTRY), QRect(option.rect)
        if isinstance(entry, Head):
            self._head(painter, area, entry, bool(option.state & QStyle.StateFlag.State_HasFocus))
            return
        super().paint(painter, option, index)
        if index.column() == 0 and isinstance(entry, Line):
            mark = QRect(area.left() + EDGE, area.top(), GUTTER, area.height())
            painter.fillRect(mark, look().colour(slice_colour(entry.slice)))

    def _head(self, painter: QPainter, area: QRect, head: Head, focus: bool) -> None:
        table = self.parent()
        assert isinstance(table, Table)
        left = EDGE - table.horizontalHeader().offset()
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, look().colour("accent_bg" if focus else "alt"))
        painter.fillRect(QRect(area.left(), area.bottom(), area.width(), 1), look().colour("hair"))
        caret = icon("caret-down" if head.open else "caret-right").pixmap(QSize(BOX, BOX))
        painter.drawPixmap(left, area.center().y() - BOX // 2 + 1, caret)
        left += BOX + ROW_GAP
        for words, bold, colour in ((title(head.slice), True, "text"), (summary(head.slice), False, "dim")):
            painter.setFont(font("cell" if bold else "caption", bold))
            painter.setPen(look().colour(colour))
            wide = painter.fontMetrics().horizontalAdvance(words)
            painter.drawText(QRect(left, area.top(), wide + 2, area.height()), Qt.AlignmentFlag.AlignVCenter, words)
            left += wide + 2 * ROW_GAP
        painter.restore()


class RunTable(Table):
    """The table; the Delete key asks for the selected runs to be taken out."""

    removed = Signal()
    FOLDS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)

    def __init__(self, facts: Sequence[Fact], name: str, parent: QWidget | None = None) -> None:
        self.runs = RunRows(facts)
        super().__init__(self.runs, name, parent)
        self.setItemDelegate(RunCells(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.horizontalHeader().setStretchLastSection(True)

    def selected_runs(self) -> list[int]:
        """Return the numbers of the runs that are chosen."""
        return [entry.run.run for entry in self.selected() if isinstance(entry, Line)]

    def fit(self) -> None:
        """Give each column the room that its content needs, the first one also that of the slice's mark.

        Where that is too much, the room for the sort mark is given up; what is left is shared.
        """
        self.horizontalHeader().setStretchLastSection(False)
        self.fit_columns()
        self.setColumnWidth(0, self.columnWidth(0) + EDGE)
        count, wide = self.runs.columnCount(), self.viewport().width()
        over = sum(self.columnWidth(number) for number in range(count)) - wide
        if count and over <= SORT_ROOM * count:
            for number in range(count):
                self.setColumnWidth(number, self.columnWidth(number) - -(-over // count))
        self.horizontalHeader().setStretchLastSection(True)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the columns to the new width."""
        super().resizeEvent(event)
        self.fit()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Fold a slice at a click on its line."""
        entry = self.rows.row(self.indexAt(event.position().toPoint()))
        super().mousePressEvent(event)
        if isinstance(entry, Head) and event.button() is Qt.MouseButton.LeftButton:
            self._fold(entry)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Fold with Space, Return, Left and Right; take runs out with Delete."""
        entry = self.current
        if isinstance(entry, Head) and self._folds(entry, event.key()):
            self._fold(entry)
        elif event.key() == Qt.Key.Key_Delete and self.selected_runs():
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def _folds(self, head: Head, key: int) -> bool:
        return key in self.FOLDS or key == (Qt.Key.Key_Left if head.open else Qt.Key.Key_Right)

    def _fold(self, head: Head) -> None:
        row = self.currentIndex().row()
        self.runs.fold(head.slice.number)
        self.setCurrentIndex(self.runs.index(row, 0))
