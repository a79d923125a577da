"""The table of the rows: own values have the mark of changed fields, and Del takes it away again."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyleOptionViewItem, QWidget

from parisana.ui.desktop.forms.inputs import Line
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import GUTTER, SMALL_RADIUS
from parisana.ui.desktop.widgets.cells import SELECTED, Cells
from parisana.ui.desktop.widgets.table import Table

from .sheet import COLUMNS, NAMES, OWN, ROW, Sheet

Place = QModelIndex | QPersistentModelIndex


class SheetCells(Cells):
    """Draws and edits the cells."""

    def ground(self, option: QStyleOptionViewItem, index: Place) -> str:
        """Return the ground of errors for a row that has one."""
        wrong = index.data(ROW).problem and not option.state & SELECTED
        return "bad_bg" if wrong else super().ground(option, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Place) -> None:
        """Draw a cell: with the mark of an own value, with a frame where the keys are."""
        area = QRect(option.rect)
        super().paint(painter, option, index)
        if index.data(OWN):
            mark = QRect(area.left() + GUTTER, area.top() + GUTTER + 1, GUTTER, area.height() - 2 * GUTTER - 3)
            painter.fillRect(mark, look().colour("accent"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.save()
            painter.setPen(QPen(look().colour("accent"), 1))
            painter.drawRoundedRect(area.adjusted(1, 1, -2, -3), SMALL_RADIUS / 2, SMALL_RADIUS / 2)
            painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Place) -> QWidget:
        """Return a line to type into."""
        made = Line()
        made.setParent(parent)
        made.setAlignment(Qt.AlignmentFlag.AlignRight)
        made.setAccessibleName(translate("Schedule", COLUMNS[NAMES[index.column()]][0]))
        return made

    def setEditorData(self, editor: QWidget, index: Place) -> None:
        """Show the value."""
        if isinstance(editor, Line) and not editor.isModified():
            editor.show_text(index.data(Qt.ItemDataRole.EditRole))
            editor.selectAll()

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Place) -> None:
        """Take what was typed."""
        if isinstance(editor, Line):
            model.setData(index, editor.text())


class SheetTable(Table):
    """The table; Del resets an own value, else asks for the rows to be removed; rows are pasted into it."""

    let_go = Signal(int, str)
    removed = Signal()
    pasted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        self.sheet = Sheet()
        super().__init__(self.sheet, translate("Schedule", "Rows as they will be made"), parent)
        self.setItemDelegate(SheetCells(self))
        self.setSortingEnabled(False)
        self.horizontalHeader().setSortIndicatorShown(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)

    @property
    def numbers(self) -> list[int]:
        """The places of the rows that are chosen."""
        return [row.number for row in self.selected()]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit with Return, reset or remove with Del, paste; what a cell's editor leaves over is nobody's."""
        if self.state() is QAbstractItemView.State.EditingState:
            event.ignore()
        elif event.key() == Qt.Key.Key_Delete:
            self.take_away()
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.pasted.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def take_away(self) -> None:
        """Reset the value under the keys, if it is the row's own; else ask for the chosen rows to be removed."""
        index = self.currentIndex()
        if self.sheet.is_own(index):
            self.let_go.emit(self.current.number, NAMES[index.column()])
        elif self.numbers:
            self.removed.emit()
