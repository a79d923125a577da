"""The table of regions: every cell can be edited; what is wrong with a region stands in a line under it."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractItemModel,
    QItemSelection,
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyleOptionViewItem, QWidget

from parisana.core.sky.region import FRAMES, LENGTHS
from parisana.core.texts.document import Wrong
from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.forms.inputs import Choice, Line
from parisana.ui.desktop.forms.spoken import shown
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.look import look
from parisana.ui.desktop.widgets.cells import EDGE, PADDING, Cells
from parisana.ui.desktop.widgets.rows import Column, Index, Rows
from parisana.ui.desktop.widgets.table import Table

from .entries import PLACE, Entry, read_entry

#: The keys of a region in the order of the columns, with their titles.
TITLES = {
    "shape": later("Regions", "Shape"),
    "frame": later("Regions", "Frame"),
    "lon": later("Regions", "Lon"),
    "lat": later("Regions", "Lat"),
    "radius": later("Regions", "Radius"),
    "width": later("Regions", "Width"),
    "height": later("Regions", "Height"),
    "angle": later("Regions", "Angle"),
    "name": later("Regions", "Name"),
}
KEYS = tuple(TITLES)
WORDS = {"shape": tuple(LENGTHS), "frame": FRAMES}
#: Rows that are looked at for the width of a column.
SAMPLE = 60
ROW = Qt.ItemDataRole.UserRole + 10


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A region as it is written, by its place in the list."""

    number: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Trouble:
    """What is wrong with the region above."""

    number: int
    wrong: Wrong

    @property
    def words(self) -> str:
        """Message and hint in one."""
        return f"{self.wrong.message} {self.wrong.hint or ''}".strip()


RowOf = RegionLine | Trouble


def column(key: str) -> Column[RowOf]:
    """Return the column of a key."""

    def text(row: RowOf) -> str:
        if isinstance(row, Trouble):
            return ""
        return shown(row.entry.get(key), "deg") or ("–" if key not in applicable(row.entry) else "")

    return Column(translate("Regions", TITLES[key]), text, number=key not in ("shape", "frame", "name"))


def applicable(entry: Entry) -> tuple[str, ...]:
    """Return the keys that a region of this shape has."""
    return (*PLACE, *LENGTHS.get(str(entry.get("shape")), ()), "name")


class RegionRows(Rows[RowOf]):
    """Regions, each with its trouble below."""

    #: Place in the list, key, what was typed.
    edited = Signal(int, str, str)

    def __init__(self) -> None:
        super().__init__([column(key) for key in KEYS])

    def show_entries(self, entries: Sequence[Any]) -> None:
        """Show regions as they are written."""
        rows: list[RowOf] = []
        for number, entry in enumerate(entries):
            rows.append(RegionLine(number, entry if isinstance(entry, dict) else {}))
            _, wrong = read_entry(entry)
            if wrong is not None:
                rows.append(Trouble(number, wrong))
        self.show(rows)

    def show_entry(self, number: int, entry: Entry) -> None:
        """Show one region as it is at the moment, while it is dragged on the map."""
        for place, row in enumerate(self.rows):
            if isinstance(row, RegionLine) and row.number == number:
                self.rows[place] = RegionLine(number, entry)
                self.dataChanged.emit(self.index(place, 0), self.index(place, len(KEYS) - 1))

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Let those cells be edited that the shape has."""
        row = self.row(index)
        if isinstance(row, Trouble):
            return Qt.ItemFlag.ItemIsEnabled
        usual = super().flags(index)
        can = row is not None and KEYS[index.column()] in applicable(row.entry)
        return usual | Qt.ItemFlag.ItemIsEditable if can else usual

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell shows."""
        row = self.row(index)
        if role == ROW:
            return row
        if isinstance(row, Trouble) and role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words
        if isinstance(row, RegionLine) and role == Qt.ItemDataRole.EditRole:
            return shown(row.entry.get(KEYS[index.column()]), "deg")
        return super().data(index, role)

    def setData(self, index: Index, value: Any, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Say what was typed; the profile then says what is shown."""
        row = self.row(index)
        if not isinstance(row, RegionLine) or value == self.data(index, Qt.ItemDataRole.EditRole):
            return False
        self.edited.emit(row.number, KEYS[index.column()], str(value))
        return True


class RegionCells(Cells):
    """Draws and edits the cells."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw a cell; one that is wrong in the colour of errors, and the sentence over the whole line."""
        row, area = index.data(ROW), QRect(option.rect)
        if not isinstance(row, Trouble):
            super().paint(painter, option, index)
            return
        painter.save()
        painter.setClipRect(area)
        painter.fillRect(area, look().colour("bad_bg"))
        painter.setPen(look().colour("bad"))
        painter.setFont(font("caption"))
        left = EDGE
        table = self.parent()
        wide = table.viewport().width() - 2 * left if isinstance(table, Table) else area.width()
        line = painter.fontMetrics().elidedText(row.words, Qt.TextElideMode.ElideRight, wide)
        painter.drawText(QRect(left, area.top(), wide, area.height()), Qt.AlignmentFlag.AlignVCenter, line)
        painter.restore()

    def createEditor(
        self, parent: QWidget, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QWidget:
        """Return a list for words, a line for the rest."""
        key = KEYS[index.column()]
        made: Choice | Line = Choice() if key in WORDS else Line()
        made.setParent(parent)
        made.setAccessibleName(translate("Regions", TITLES[key]))
        if isinstance(made, Choice):
            made.addItems(list(WORDS[key]))
            made.activated.connect(lambda: self._take(made))
        return made

    def _take(self, editor: QWidget) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor)

    def setEditorData(self, editor: QWidget, index: QModelIndex | QPersistentModelIndex) -> None:
        """Show the value."""
        text = index.data(Qt.ItemDataRole.EditRole)
        if isinstance(editor, Choice):
            editor.setCurrentText(text)
        elif isinstance(editor, Line) and not editor.isModified():
            editor.show_text(text)
            editor.selectAll()

    def setModelData(
        self, editor: QWidget, model: QAbstractItemModel, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Take what was typed."""
        text = editor.currentText() if isinstance(editor, Choice) else editor.text() if isinstance(editor, Line) else ""
        model.setData(index, text)


class RegionTable(Table):
    """The table; Delete asks for regions to be removed."""

    removed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        self.regions = RegionRows()
        super().__init__(self.regions, name, parent)
        self.setItemDelegate(RegionCells(self))
        self.setSortingEnabled(False)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed | triggers.AnyKeyPressed)
        self.horizontalHeader().setStretchLastSection(True)
        self.horizontalHeader().setSortIndicatorShown(False)
        self.setTabKeyNavigation(True)

    def fit(self) -> None:
        """Give each column the room that its content needs, the last one the rest; nothing is sorted here."""
        metrics, head = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        for number, look_of in enumerate(self.regions.columns[:-1]):
            texts = [metrics.horizontalAdvance(look_of.text(row)) for row in self.regions.rows[:SAMPLE]]
            least = head.horizontalAdvance(look_of.title)
            self.setColumnWidth(number, max([*texts, least]) + 2 * PADDING + (EDGE - PADDING if number == 0 else 0) + 2)

    def selected_numbers(self) -> list[int]:
        """Return the places in the list of the regions that are chosen."""
        return [row.number for row in self.selected() if isinstance(row, RegionLine)]

    def choose(self, numbers: Collection[int]) -> None:
        """Choose regions by their places in the list, and bring the first one into sight."""
        chosen, lines = QItemSelection(), self.regions
        for place, row in enumerate(lines.rows):
            if isinstance(row, RegionLine) and row.number in numbers:
                chosen.select(lines.index(place, 0), lines.index(place, len(KEYS) - 1))
        flags = QItemSelectionModel.SelectionFlag
        self.selectionModel().select(chosen, flags.ClearAndSelect)
        if indexes := chosen.indexes():
            self.selectionModel().setCurrentIndex(indexes[0], flags.NoUpdate)
            self.scrollTo(indexes[0])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Remove with Delete, edit with Return; what a cell's editor leaves over is nobody's."""
        if self.state() is QAbstractItemView.State.EditingState:
            event.ignore()
        elif event.key() == Qt.Key.Key_Delete and self.selected_numbers():
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.edit(self.currentIndex())
        else:
            super().keyPressEvent(event)
