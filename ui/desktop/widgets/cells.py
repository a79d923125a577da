"""The cells of a table: each is drawn once, and its picture is shown as long as it says the same.

A table that follows many jobs is painted anew all the time, and most of its cells are as before: to draw their texts
again took three times as long as to show their pictures.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import BAR, BOX, DOT

from .bar import paint_bar
from .rows import Cell
from .state import mark, paint_dot

if TYPE_CHECKING:
    from .table import Table

PADDING, EDGE, DOT_ROOM = 8, 16, DOT + 14
SELECTED = QStyle.StateFlag.State_Selected
LEFT, RIGHT = (
    int(side | Qt.AlignmentFlag.AlignVCenter) for side in (Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight)
)
#: What a cell lies on, when no table says otherwise.
PANEL, CHOSEN = "panel", "accent_bg"


class Pictures:
    """Pictures by what they show, the oldest given up first; they never take more than twice what is in sight."""

    #: Pixels that are kept in any case: 8 MB.
    LEAST = 2_000_000

    def __init__(self) -> None:
        self._kept: dict[Hashable, QPixmap] = {}
        self._pixels = 0

    def of(self, shown: Hashable, size: QSize, ratio: float, seen: QSize, draw: Callable[[QPainter], None]) -> QPixmap:
        """Return a picture of this size; it is drawn if there is none. The ratio is that of the screen's pixels."""
        found = self._kept.get(shown)
        if found is None:
            found = QPixmap(size * ratio)
            found.setDevicePixelRatio(ratio)
            painter = QPainter(found)
            draw(painter)
            painter.end()
            self._keep(shown, found, max(self.LEAST, round(2 * seen.width() * seen.height() * ratio * ratio)))
        return found

    def _keep(self, shown: Hashable, picture: QPixmap, most: int) -> None:
        self._kept[shown] = picture
        self._pixels += picture.width() * picture.height()
        while self._pixels > most and len(self._kept) > 1:
            oldest = self._kept.pop(next(iter(self._kept)))
            self._pixels -= oldest.width() * oldest.height()

    def forget(self) -> None:
        """Give all up: the columns are others."""
        self._kept.clear()
        self._pixels = 0


class Cells(QStyledItemDelegate):
    """Draws one cell: ground, rule, dot, bar, text or tick. It is called for each cell at each step of scrolling."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._rows, self._sight = table.rows, table.viewport()
        self._fonts = {bold: font("cell", bold) for bold in (False, True)}
        self._metrics = {bold: QFontMetrics(each) for bold, each in self._fonts.items()}
        self.pictures = Pictures()

    def ground(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> str:
        """Return the colour that the cell lies on, by its name."""
        return CHOSEN if option.state.value & SELECTED.value else PANEL

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Show the cell."""
        cell, ground, area, column = self._rows.cell(index), self.ground(option, index), option.rect, index.column()
        size, ratio, theme = area.size(), self._sight.devicePixelRatioF(), look().theme.name
        says, looks = (cell.text, cell.state, cell.tick, cell.column.bold), (ground, theme, ratio)
        shown = (column, *says, *looks, area.width(), area.height(), *(cell.parts or ()))

        def draw(on: QPainter) -> None:
            self._draw(on, size, cell, ground, column == 0)

        painter.drawPixmap(area.topLeft(), self.pictures.of(shown, size, ratio, self._sight.size(), draw))

    def _draw(self, painter: QPainter, size: QSize, cell: Cell, ground: str, first: bool) -> None:
        wide, high = size.width(), size.height()
        painter.fillRect(0, 0, wide, high, look().colour(ground))
        if first and ground == CHOSEN:
            painter.fillRect(0, 0, 2, high, look().colour("accent"))
        painter.fillRect(0, high - 1, wide, 1, look().colour("hair"))
        left = EDGE if first else PADDING
        self._content(painter, cell, QRect(left, 0, wide - left - PADDING, high))

    def _content(self, painter: QPainter, cell: Cell, area: QRect) -> None:
        left, wide, middle = area.left(), area.width(), area.height() / 2
        if cell.tick is not None:
            paint_tick(painter, QPointF(left + BOX / 2, middle), cell.tick)
            return
        if cell.parts is not None:
            paint_bar(painter, QRectF(left, middle - BAR / 2, wide, BAR), cell.parts)
        tone = cell.column.tone
        if cell.state:
            drawn = mark(cell.state)
            paint_dot(painter, QPointF(left + DOT / 2 + 1, middle), drawn)
            area = area.adjusted(DOT_ROOM, 0, 0, 0)
            tone = tone if drawn.text == "dim" else drawn.text
        if cell.text:
            painter.setPen(look().colour("faint" if cell.text == "–" else tone))
            self._text(painter, cell, area)

    def _text(self, painter: QPainter, cell: Cell, area: QRect) -> None:
        column = cell.column
        painter.setFont(self._fonts[column.bold])
        cut = Qt.TextElideMode.ElideMiddle if column.middle else Qt.TextElideMode.ElideRight
        fitting = self._metrics[column.bold].elidedText(cell.text, cut, area.width())
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
