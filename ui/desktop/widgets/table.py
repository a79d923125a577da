"""A table in the window's look: hair rules, no zebra, the selected row marked at its left."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import BAR, BOX, DOT, TABLE_HEAD, TABLE_ROW

from .bar import paint_bar
from .rows import TICK, Column, Rows
from .state import mark, paint_dot

PADDING, EDGE, DOT_ROOM = 8, 16, DOT + 14
SELECTED = QStyle.StateFlag.State_Selected
LEFT, RIGHT = (
    int(side | Qt.AlignmentFlag.AlignVCenter) for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)


class Cells(QStyledItemDelegate):
    """Draws one cell. It is called for each cell at each step of scrolling: it asks once, and remembers cut texts."""

    #: Texts that are kept cut to the width of their cells.
    MOST_CUT = 5000

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._rows = table.rows
        self._fonts = {bold: font("cell", bold) for bold in (False, True)}
        self._metrics = {bold: QFontMetrics(each) for bold, each in self._fonts.items()}
        self._cut: dict[tuple[str, int, bool, bool], str] = {}

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw ground, rule, dot, bar and text."""
        area: QRect = option.rect
        left, top, wide, high = area.left(), area.top(), area.width(), area.height()
        first = index.column() == 0
        if option.state & SELECTED:
            self._selected(painter, area, first)
        painter.fillRect(left, top + high - 1, wide, 1, look().colour("hair"))
        cell = self._rows.cell(index)
        margin = EDGE if first else PADDING
        left, wide = left + margin, wide - margin - PADDING
        middle = top + high / 2
        if cell.tick is not None:
            paint_tick(painter, QPointF(left + BOX / 2, middle), cell.tick)
            return
        if cell.parts is not None:
            paint_bar(painter, QRectF(left, middle - BAR / 2, wide, BAR), cell.parts)
        tone = cell.column.tone
        if cell.state:
            drawn = mark(cell.state)
            paint_dot(painter, QPointF(left + DOT / 2 + 1, middle), drawn)
            left, wide = left + DOT_ROOM, wide - DOT_ROOM
            tone = tone if drawn.text == "dim" else drawn.text
        if cell.text:
            painter.setPen(look().colour("faint" if cell.text == "–" else tone))
            self._text(painter, cell.text, cell.column, QRect(left, top, wide, high))

    def _selected(self, painter: QPainter, area: QRect, first: bool) -> None:
        painter.fillRect(area, look().colour("accent_bg"))
        if first:
            painter.fillRect(area.left(), area.top(), 2, area.height(), look().colour("accent"))

    def _text(self, painter: QPainter, text: str, column: Column[Any], area: QRect) -> None:
        painter.setFont(self._fonts[column.bold])
        key = (text, area.width(), column.bold, column.middle)
        fitting = self._cut.get(key)
        if fitting is None:
            if len(self._cut) > self.MOST_CUT:
                self._cut.clear()
            cut = Qt.TextElideMode.ElideMiddle if column.middle else Qt.TextElideMode.ElideRight
            fitting = self._cut[key] = self._metrics[column.bold].elidedText(text, cut, area.width())
        painter.drawText(area, RIGHT if column.number else LEFT, fitting)


def paint_tick(painter: QPainter, centre: QPointF, ticked: bool) -> None:
    """Draw a check box as the style sheet draws it."""
    half = BOX / 2 - 0.5
    box = QRectF(centre.x() - half, centre.y() - half, 2 * half, 2 * half)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(look().colour("accent" if ticked else "fieldline"))
    painter.setBrush(look().colour("accent" if ticked else "field"))
    painter.drawRoundedRect(box, half / 2, half / 2)
    if ticked:
        painter.setPen(QPen(look().colour("on_accent"), 1.8))
        steps = ((-0.5, 0.05), (-0.15, 0.4), (0.5, -0.3))
        painter.drawPolyline([centre + QPointF(x * half, y * half) for x, y in steps])
    painter.restore()


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
