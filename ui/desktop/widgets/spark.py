"""One quantity in time, small: a line with gaps where it was not known, the newest value, the ends of its scale."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QLineF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import ROW_GAP, SPARK

from .chart import Frame, pen
from .rows import missing

#: When, and how much; nothing where nobody knew.
Point = tuple[float, float | None]


class Spark(QWidget):
    """A small plot that stretches over the time it is given."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = title
        self.points: Sequence[Point] = ()
        self._begin = self._end = 0.0
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.show_points((), 0.0, 1.0)

    def show_points(self, points: Sequence[Point], begin: float, end: float) -> None:
        """Draw these, the oldest first."""
        self.points, self._begin, self._end = points, begin, end
        self.setAccessibleName(f"{self.title}: {self.newest}")
        self.update()

    @property
    def newest(self) -> str:
        """The last value that is known."""
        known = [value for _, value in self.points if value is not None]
        return f"{known[-1]:,.0f}" if known else missing(None)

    def sizeHint(self) -> QSize:
        """Return the size of a small plot."""
        return QSize(*SPARK)

    def minimumSizeHint(self) -> QSize:
        """Return the least that can be read."""
        wide, high = SPARK
        return QSize(wide // 2, high)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw title and newest value above, the line and its largest value below."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = self.fontMetrics().height()
        self._write(painter, QRectF(0, 0, self.width(), line), self.title, "dim", Qt.AlignmentFlag.AlignLeft)
        self._write(painter, QRectF(0, 0, self.width(), line), self.newest, "text", Qt.AlignmentFlag.AlignRight)
        area = QRectF(0, line + ROW_GAP, self.width(), self.height() - line - ROW_GAP - 2)
        painter.setPen(pen("hair"))
        painter.drawLine(QLineF(area.bottomLeft(), area.bottomRight()))
        known = [value for _, value in self.points if value is not None]
        if known and self._end > self._begin:
            self._draw(painter, Frame(area, self._begin, self._end, 0.0, max(*known, 1.0) * 1.1))

    def _write(self, painter: QPainter, area: QRectF, words: str, colour: str, side: Qt.AlignmentFlag) -> None:
        painter.setFont(font("caption"))
        painter.setPen(look().colour(colour))
        painter.drawText(area, side | Qt.AlignmentFlag.AlignVCenter, words)

    def _draw(self, painter: QPainter, frame: Frame) -> None:
        """Draw the pieces between values that are known, and each value that stands alone."""
        painter.setPen(pen("accent", 1.6))
        for (x, y), (next_x, next_y) in zip(self.points, self.points[1:], strict=False):
            if y is not None and next_y is not None:
                painter.drawLine(QLineF(frame.at(x, y), frame.at(next_x, next_y)))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour("accent"))
        known = [False, *(value is not None for _, value in self.points), False]
        for at, (x, y) in enumerate(self.points):
            if y is not None and not (known[at] or known[at + 2]):
                painter.drawEllipse(frame.at(x, y), 1.6, 1.6)
