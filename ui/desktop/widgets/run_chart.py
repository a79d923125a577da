"""One value of each run in the order of the list, slices side by side in two colours."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QWidget

from parisana.ui.desktop.look import look

from .chart import Chart, Frame, pale, pen, ticks

#: A run's place in the list (from 0) and its value.
Point = tuple[int, float]
DOT = 4.0
ROOM = 0.08


def slice_colour(number: int) -> str:
    """Return the colour of a slice: two in turn."""
    return "accent" if number % 2 else "idle"


class RunChart(Chart):
    """Dots; behind them the slices as bands with their numbers, and a limit as a dashed line."""

    def __init__(self, name: str, up: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", up, parent)
        self._titles = (self.tr("run, in order of the list"), up)
        self.pieces: list[list[Point]] = []
        self._ends: list[int] = [0]
        self._limit: tuple[float, str] | None = None

    def show_runs(self, values: Sequence[Sequence[float | None]], limit: tuple[float, str] | None = None) -> None:
        """Show the values of each slice; what is not known is not drawn."""
        self.pieces, self._ends, self._limit = [], [0], limit
        for piece in values:
            begin = self._ends[-1]
            self.pieces.append([(begin + at, value) for at, value in enumerate(piece) if value is not None])
            self._ends.append(begin + len(piece))
        self.update()

    def paint(self, painter: QPainter) -> None:
        """Draw bands, grid, limit and dots."""
        frame = self._frame()
        up = ticks(frame.bottom, frame.top, 5)
        self._bands(painter, frame)
        painter.setPen(pen("hair"))
        for value, _ in up:
            painter.drawLine(frame.at(frame.left, value), frame.at(frame.right, value))
        self._limits(painter, frame)
        for number, piece in enumerate(self.pieces, 1):
            painter.setPen(QPen(look().colour(slice_colour(number)), DOT, c=Qt.PenCapStyle.RoundCap))
            painter.drawPoints(QPolygonF([frame.at(at + 0.5, value) for at, value in piece]))
        whole = [(at, f"{at:,.0f}") for at, _ in ticks(0, frame.right, 5) if at == int(at)]
        self.paint_axes(painter, frame, whole, up)

    def _frame(self) -> Frame:
        values = [value for piece in self.pieces for _, value in piece]
        if self._limit is not None and values:
            values.append(self._limit[0])
        low, high = (min(values), max(values)) if values else (0.0, 90.0)
        room = max(high - low, 1.0) * ROOM
        return Frame(self.area, 0, max(self._ends[-1], 1), low - room, high + 2 * room)

    def _bands(self, painter: QPainter, frame: Frame) -> None:
        for number, (begin, end) in enumerate(pairwise(self._ends), 1):
            band = QRectF(frame.at(begin, frame.top), frame.at(end, frame.bottom))
            if number % 2 and len(self.pieces) > 1:
                painter.fillRect(band, pale("accent", 0.06))
            if band.width() > self.fontMetrics().horizontalAdvance(str(number)) + 2 and len(self.pieces) > 1:
                painter.setPen(look().colour("dim"))
                painter.drawText(band, Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop, str(number))

    def _limits(self, painter: QPainter, frame: Frame) -> None:
        if self._limit is None or not any(self.pieces):
            return
        paint_limit(painter, frame, *self._limit)


def paint_limit(painter: QPainter, frame: Frame, value: float, word: str) -> None:
    """Draw a limit as a dashed line with a word."""
    painter.setPen(pen("bad", dashed=True))
    painter.drawLine(frame.at(frame.left, value), frame.at(frame.right, value))
    painter.setPen(look().colour("bad"))
    metrics = painter.fontMetrics()
    painter.drawText(
        frame.at(frame.right, value) + QPointF(-metrics.horizontalAdvance(word) - 2, metrics.ascent() + 2), word
    )
