"""A table in the window's look: hair rules, no zebra, the selected row marked at its left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import TABLE_HEAD, TABLE_ROW

from .cells import DOT_ROOM, EDGE, PADDING, Cells
from .rows import TICK, Rows


class Table(QTableView):
    """A table over :class:`Rows`; Return or a double click opens a row, Space or a click turns its tick."""

    opened = Signal(object)
    chosen = Signal(object)
    turned = Signal(object)

    def __init__(self, rows: Rows[Any], name: str, parent: QWidget | None = None, row_height: int = TABLE_ROW) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.rows = rows
        self.setModel(rows)
        self.setItemDelegate(Cells(self))
        self._plain(row_height)
        self._head()
        self.doubleClicked.connect(lambda index: self.opened.emit(rows.row(index)))
        self.selectionModel().currentRowChanged.connect(lambda now, before: self.chosen.emit(rows.row(now)))
        self.clicked.connect(lambda index: self._turn(index) if index.data(TICK) is not None else None)

    def _plain(self, row_height: int) -> None:
        self.setFont(font("cell"))
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        side = self.verticalHeader()
        side.setVisible(False)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        side.setMinimumSectionSize(row_height)
        side.setDefaultSectionSize(row_height)

    def _head(self) -> None:
        head = self.horizontalHeader()
        head.setFont(font("caption", bold=True))
        head.setFixedHeight(TABLE_HEAD)
        head.setHighlightSections(False)
        head.setSectionsClickable(True)
        head.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        head.setSortIndicatorShown(True)
        head.setMinimumSectionSize(32)
        head.setAccessibleName(self.accessibleName())
        self.setSortingEnabled(True)
        self.lay_columns()

    def lay_columns(self) -> None:
        """Give the columns the widths that they ask for; to be called again when they are others."""
        cells = self.itemDelegate()
        if isinstance(cells, Cells):
            cells.pictures.forget()
        for number, column in enumerate(self.rows.columns):
            if column.width > 0:
                self.setColumnWidth(number, column.width)
            elif column.width < 0:
                self.horizontalHeader().setSectionResizeMode(number, QHeaderView.ResizeMode.Stretch)

    def fit_columns(self, sample: int = 60) -> None:
        """Give the columns without a width of their own what the first rows need."""
        metrics, head = self.fontMetrics(), self.horizontalHeader().fontMetrics()
        for number, column in enumerate(self.rows.columns):
            if column.width == 0:
                texts = [metrics.horizontalAdvance(column.text(row)) for row in self.rows.rows[:sample]]
                room = (EDGE if number == 0 else PADDING) + PADDING + (DOT_ROOM if column.state else 0)
                self.setColumnWidth(number, max([*texts, head.horizontalAdvance(column.title) + 20]) + room + 4)

    @property
    def current(self) -> Any:
        """The row that is chosen, if one is."""
        return self.rows.row(self.currentIndex())

    def selected(self) -> list[Any]:
        """Return all rows that are chosen."""
        return [self.rows.row(index) for index in self.selectionModel().selectedRows()]

    def paintEvent(self, event: QPaintEvent) -> None:
        """Fill the ground here: a viewport that is known to be opaque is moved when it scrolls, not painted anew."""
        painter = QPainter(self.viewport())
        painter.fillRect(event.rect(), look().colour("panel"))
        painter.end()
        super().paintEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open the row at Return."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
            return
        if event.key() == Qt.Key.Key_Space and any(column.tick for column in self.rows.columns):
            self._turn(self.currentIndex())
            return
        super().keyPressEvent(event)

    def _turn(self, index: QModelIndex) -> None:
        if index.isValid():
            self.turned.emit(self.rows.row(index))
