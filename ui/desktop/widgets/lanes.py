"""Lanes over a common time: for each stage how many jobs waited and ran, with failures and second tries."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import CHART_BOTTOM, CHART_RIGHT, LANE, LANE_LEAST, LANE_TITLE

from .chart import Chart, Frame, pale, pen
from .time_bars import times

#: Of a lane's height: where its levels end above, and where the marks of failures begin below.
LEVELS, MARKS = 0.14, 0.80
MARK = 3.0
ACROSS = 9


@dataclass(frozen=True, slots=True)
class Lane:
    """What is drawn of one stage: counts by stretches of time."""

    name: str
    title: str
    waiting: Mapping[int, int]
    running: Mapping[int, int]
    failed: Mapping[int, int]
    retried: Mapping[int, int]

    def most(self, number: int) -> int:
        """Return the highest level."""
        return max((self.waiting.get(at, 0) + self.running.get(at, 0) for at in range(number)), default=0)


class Lanes(Chart):
    """Draws lanes, and a cursor in one stretch of one of them."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", "", parent)
        self.lanes: tuple[Lane, ...] = ()
        self.moments: tuple[float, ...] = ()
        self.start, self.width_of, self.number = 0.0, 1.0, 1
        self.place, self.lane = -1, -1

    def show_lanes(
        self, lanes: Sequence[Lane], start: float, width: float, number: int, moments: Sequence[float] = ()
    ) -> None:
        """Show lanes of ``number`` stretches of a width from a start on; moments are dashed lines."""
        self.lanes, self.moments = tuple(lanes), tuple(moments)
        self.start, self.width_of, self.number = start, width, max(number, 1)
        self.place = min(self.place, self.number - 1)
        self.lane = min(self.lane, len(self.lanes) - 1)
        self.setMinimumHeight(self.minimumSizeHint().height())
        self.update()

    def sizeHint(self) -> QSize:
        """Ask for room for all lanes."""
        return QSize(super().sizeHint().width(), LANE * max(1, len(self.lanes)) + CHART_BOTTOM)

    def minimumSizeHint(self) -> QSize:
        """Ask for what can still be read."""
        return QSize(super().sizeHint().width(), LANE_LEAST * max(1, len(self.lanes)) + CHART_BOTTOM)

    @property
    def area(self) -> QRectF:
        """The place right of the titles, above the axis."""
        return QRectF(self.rect()).adjusted(LANE_TITLE, 0, -CHART_RIGHT, -self.fontMetrics().height() - 8)

    @property
    def end(self) -> float:
        """The moment at the right edge."""
        return self.start + self.number * self.width_of

    def _frame(self) -> Frame:
        return Frame(self.area, self.start, self.end, 0, 1)

    def _lane_area(self, number: int) -> QRectF:
        area = self.area
        high = area.height() / max(1, len(self.lanes))
        return QRectF(area.left(), area.top() + number * high, area.width(), high)

    def paint(self, painter: QPainter) -> None:
        """Draw the lanes, the moments, the cursor and the axis."""
        frame = self._frame()
        across = times(self.start, self.end, ACROSS)
        painter.setPen(pen("hair"))
        for at, _ in across:
            painter.drawLine(frame.at(at, 0), frame.at(at, 1))
        for number, lane in enumerate(self.lanes):
            self._paint_lane(painter, lane, self._lane_area(number), number == self.lane)
        self._paint_moments(painter, frame)
        self._paint_cursor(painter, frame)
        advance = self.fontMetrics().horizontalAdvance
        fitting = [(at, text) for at, text in across if frame.at(at, 0).x() + advance(text) / 2 <= self.width()]
        self.paint_axes(painter, frame, fitting, [])

    def _paint_lane(self, painter: QPainter, lane: Lane, area: QRectF, pointed: bool) -> None:
        painter.setPen(pen("hair"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())
        highest = lane.most(self.number)
        most = max(highest, 1)
        levels = area.adjusted(0, LEVELS * area.height(), 0, (MARKS - 1) * area.height())
        both = {at: lane.running.get(at, 0) + lane.waiting.get(at, 0) for at in range(self.number)}
        self._paint_levels(painter, levels, both, most, "idle")
        self._paint_levels(painter, levels, lane.running, most, "running")
        self._paint_marks(painter, area, lane.failed, "bad", up=False)
        self._paint_marks(painter, area, lane.retried, "warn", up=True)
        self._paint_title(painter, lane, area, pointed)
        if highest:
            self._paint_scale(painter, levels, highest)

    def _paint_levels(self, painter: QPainter, area: QRectF, levels: Mapping[int, int], most: int, colour: str) -> None:
        """Draw a level as a stair, filled."""
        wide = area.width() / self.number
        points = [area.bottomLeft()]
        for at in range(self.number):
            y = area.bottom() - levels.get(at, 0) / most * area.height()
            points += [QPointF(area.left() + at * wide, y), QPointF(area.left() + (at + 1) * wide, y)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(pale(colour, 0.75) if colour == "idle" else look().colour(colour))
        painter.drawPolygon(QPolygonF([*points, area.bottomRight()]))

    def _paint_marks(
        self, painter: QPainter, area: QRectF, counts: Mapping[int, int], colour: str, *, up: bool
    ) -> None:
        """Draw a triangle where something happened: upwards for a second try, downwards for a failure."""
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look().colour(colour))
        wide, y = area.width() / self.number, area.top() + (MARKS + (1 - MARKS) / 2) * area.height()
        tip = -MARK if up else MARK
        for at in (at for at, count in counts.items() if count and 0 <= at < self.number):
            x = area.left() + (at + (0.7 if up else 0.3)) * wide
            corners = (QPointF(x - MARK, y - tip), QPointF(x + MARK, y - tip), QPointF(x, y + tip))
            painter.drawPolygon(QPolygonF(corners))

    def _paint_title(self, painter: QPainter, lane: Lane, area: QRectF, pointed: bool) -> None:
        room = QRectF(0, area.top(), LANE_TITLE - 44, area.height())
        text = self.fontMetrics().elidedText(lane.title, Qt.TextElideMode.ElideRight, int(room.width()))
        painter.setPen(look().colour("accent" if pointed and self.hasFocus() else "text"))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, text)

    def _paint_scale(self, painter: QPainter, levels: QRectF, highest: int) -> None:
        """Say how many jobs the highest level is, left of it."""
        room = QRectF(0, levels.top() - self.fontMetrics().height() / 2, levels.left() - 6, self.fontMetrics().height())
        painter.setPen(look().colour("dim"))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{highest:,}")

    def _paint_moments(self, painter: QPainter, frame: Frame) -> None:
        painter.setPen(pen("dim", dashed=True))
        for at in self.moments:
            if self.start <= at <= self.end:
                painter.drawLine(frame.at(at, 0), frame.at(at, 1))

    def _paint_cursor(self, painter: QPainter, frame: Frame) -> None:
        if self.place < 0:
            return
        left, right = (frame.at(self.start + (self.place + step) * self.width_of, 1).x() for step in (0, 1))
        painter.fillRect(QRectF(left, frame.area.top(), right - left, frame.area.height()), pale("accent", 0.12))
