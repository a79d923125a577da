"""Small charts without a plotting library: a frame that turns values into pixels, ticks, axes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import CHART_BOTTOM, CHART_LEFT, CHART_RIGHT, CHART_SMALLEST, CHART_TOP, TICK

#: Steps between ticks, times a power of ten.
STEPS = (1, 2, 5, 10)
Tick = tuple[float, str]


@dataclass(frozen=True, slots=True)
class Frame:
    """The area of a chart, and the values at its edges."""

    area: QRectF
    left: float
    right: float
    bottom: float
    top: float

    def at(self, x: float, y: float) -> QPointF:
        """Return where a pair of values is drawn."""
        across = (x - self.left) / (self.right - self.left)
        up = (y - self.bottom) / (self.top - self.bottom)
        return QPointF(self.area.left() + across * self.area.width(), self.area.bottom() - up * self.area.height())


def step(width: float, most: int) -> float:
    """Return a round distance that divides a width into no more than so many parts."""
    rough = max(width, 1e-12) / max(most, 1)
    power = 10.0 ** math.floor(math.log10(rough))
    return next(each * power for each in STEPS if each * power >= rough * (1 - 1e-9))


def ticks(low: float, high: float, most: int, unit: float | None = None) -> list[Tick]:
    """Return round values between two ends with their texts."""
    by = unit or step(high - low, most)
    digits = max(0, -math.floor(math.log10(by) + 1e-9))
    numbers = range(math.ceil(low / by - 1e-9), math.floor(high / by + 1e-9) + 1)
    return [(number * by, f"{number * by:.{digits}f}".replace("-", "−")) for number in numbers]


def pen(colour: str, width: float = 0.8, *, dashed: bool = False) -> QPen:
    """Return a pen in a colour of the theme."""
    made = QPen(look().colour(colour), width)
    if dashed:
        made.setDashPattern([4, 3])
    return made


def pale(colour: str, share: float) -> QColor:
    """Return a colour of the theme, so much of it."""
    made = look().colour(colour)
    made.setAlphaF(share)
    return made


class Chart(QWidget):
    """What all charts share: a transparent ground, the chart's font, room for axes, a name for screen readers."""

    def __init__(self, name: str, across: str, up: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(font("chart"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._titles = (across, up)
        look().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Ask for a small place."""
        return QSize(CHART_SMALLEST, CHART_SMALLEST)

    minimumSizeHint = sizeHint

    @property
    def area(self) -> QRectF:
        """The place inside of the axes."""
        return QRectF(self.rect()).adjusted(CHART_LEFT, CHART_TOP, -CHART_RIGHT, -CHART_BOTTOM)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the chart, then its axes over it."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(self.font())
        self.paint(painter)

    def paint(self, painter: QPainter) -> None:
        """Draw what the chart shows."""
        raise NotImplementedError

    def paint_axes(self, painter: QPainter, frame: Frame, across: Sequence[Tick], up: Sequence[Tick]) -> None:
        """Draw both axes with ticks, texts and titles."""
        area, metrics = frame.area, self.fontMetrics()
        painter.setPen(pen("fieldline"))
        painter.drawLine(area.topLeft(), area.bottomLeft())
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        for value, text in across:
            at = frame.at(value, frame.bottom)
            self._tick(painter, at, QPointF(at.x(), at.y() + TICK))
            middle = at.x() - metrics.horizontalAdvance(text) / 2
            painter.drawText(QPointF(middle, at.y() + TICK + metrics.ascent() + 2), text)
        for value, text in up:
            at = frame.at(frame.left, value)
            self._tick(painter, at, QPointF(at.x() - TICK, at.y()))
            end = at.x() - TICK - 3 - metrics.horizontalAdvance(text)
            painter.drawText(QPointF(end, at.y() + metrics.capHeight() / 2), text)
        self._axis_titles(painter, area)

    def outermost(self, area: QRectF) -> float:
        """Return where the title of the axis at the left begins."""
        return 0.0

    def _tick(self, painter: QPainter, begin: QPointF, end: QPointF) -> None:
        painter.setPen(pen("fieldline"))
        painter.drawLine(begin, end)
        painter.setPen(look().colour("dim"))

    def _axis_titles(self, painter: QPainter, area: QRectF) -> None:
        across, up = self._titles
        height = self.fontMetrics().height()
        painter.setPen(look().colour("dim"))
        below = QRectF(area.left(), self.height() - height, area.width(), height)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, across)
        painter.save()
        painter.translate(self.outermost(area), area.bottom())
        painter.rotate(-90)
        painter.drawText(QRectF(0, 0, area.height(), height), Qt.AlignmentFlag.AlignCenter, up)
        painter.restore()
