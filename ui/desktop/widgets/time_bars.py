"""Counts in stretches of time, or of any number, as bars: several series on top of each other."""

from __future__ import annotations

import calendar
import math
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from parisana.core.measures.bins import DAY, MINUTE, time_width
from parisana.ui.desktop.look import look

from .chart import Chart, Frame, Tick, pen, ticks

#: The part of its stretch that a bar fills, and the room above the highest.
FILLED, ROOM = 0.82, 1.12
KEY, KEY_GAP = 9.0, 6.0
#: How many ticks there are along the axis, at most.
ACROSS, UP = 7, 4


@dataclass(frozen=True, slots=True)
class Series:
    """One series: its name, the colour's name in the theme, and a count for each stretch that has one."""

    name: str
    colour: str
    counts: Mapping[int, float]


class Bars(Chart):
    """Bars from left to right; a limit is a dashed line with a word."""

    def __init__(
        self, name: str, across: str = "", parent: QWidget | None = None, *, times: bool = False, filled: float = FILLED
    ) -> None:
        super().__init__(name, across, "", parent)
        self.series: tuple[Series, ...] = ()
        self.number, self.start, self.width_of = 1, 0.0, 1.0
        self.limit: tuple[float, str] | None = None
        self._times, self._filled = times, filled

    def show_bars(
        self, series: Sequence[Series], start: float, width: float, number: int, limit: tuple[float, str] | None = None
    ) -> None:
        """Show counts in ``number`` stretches of a width, from a start on."""
        self.series, self.start, self.width_of = tuple(series), start, max(width, 1e-9)
        self.number, self.limit = max(number, 1), limit
        self.setAccessibleDescription(", ".join(f"{each.name} {sum(each.counts.values()):,.0f}" for each in series))
        self.update()

    @property
    def area(self) -> QRectF:
        """The place inside of the axes; without a title below there is more of it."""
        area = super().area
        return area if self._titles[0] else area.adjusted(0, 0, 0, self.fontMetrics().height())

    def paint(self, painter: QPainter) -> None:
        """Draw grid, bars, limit, axes and the key."""
        frame = self._frame()
        up = [tick for tick in ticks(0, frame.top, UP) if tick[0] == int(tick[0])] or [(0.0, "0")]
        painter.setPen(pen("hair"))
        for value, _ in up:
            painter.drawLine(frame.at(frame.left, value), frame.at(frame.right, value))
        self._bars(painter, frame)
        self._limit(painter, frame)
        named = [(value, f"{int(value):,}") for value, _ in up]
        self.paint_axes(painter, frame, self._across(frame), named)
        self._key(painter, frame)

    def _frame(self) -> Frame:
        heights = [sum(each.counts.get(at, 0) for each in self.series) for at in range(self.number)]
        top = max([*heights, 1.0]) * ROOM
        if sum(bool(each.name) for each in self.series) > 1:
            top *= ROOM
        return Frame(self.area, self.start, self.start + self.number * self.width_of, 0, top)

    def _bars(self, painter: QPainter, frame: Frame) -> None:
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for at in range(self.number):
            foot = 0.0
            left = self.start + (at + (1 - self._filled) / 2) * self.width_of
            for each in self.series:
                count = each.counts.get(at, 0)
                if count:
                    corners = frame.at(left, foot + count), frame.at(left + self._filled * self.width_of, foot)
                    painter.fillRect(QRectF(*corners), look().colour(each.colour))
                foot += count
        painter.restore()

    def _limit(self, painter: QPainter, frame: Frame) -> None:
        if self.limit is None or not frame.left < self.limit[0] <= frame.right:
            return
        value, word = self.limit
        painter.setPen(pen("bad", dashed=True))
        painter.drawLine(frame.at(value, 0), frame.at(value, frame.top))
        painter.setPen(look().colour("bad"))
        wide, ascent = self.fontMetrics().horizontalAdvance(word) + 4, self.fontMetrics().ascent()
        place = frame.at(value, frame.top)
        painter.drawText(place + QPointF(4 if place.x() + wide < frame.area.right() else -wide, ascent), word)

    def _across(self, frame: Frame) -> list[Tick]:
        if not self._times:
            return [(value, _grouped(text)) for value, text in ticks(frame.left, frame.right, ACROSS)]
        most = max(2, min(ACROSS, int(frame.area.width() / (2 * self.fontMetrics().horizontalAdvance("00:00")))))
        found = times(frame.left, frame.right, most)
        advance = self.fontMetrics().horizontalAdvance
        return [(at, text) for at, text in found if frame.at(at, 0).x() + advance(text) / 2 <= self.width()]

    def _key(self, painter: QPainter, frame: Frame) -> None:
        """Draw which colour is which, when there are several."""
        named = [each for each in self.series if each.name]
        if len(named) < 2:
            return
        left, metrics = frame.area.left() + KEY, self.fontMetrics()
        top = frame.area.top() + 1
        for each in named:
            painter.fillRect(QRectF(left, top + (metrics.height() - KEY) / 2, KEY, KEY), look().colour(each.colour))
            painter.setPen(look().colour("dim"))
            left += KEY + KEY_GAP
            wide = metrics.horizontalAdvance(each.name)
            area = QRectF(left, top, wide + 2, metrics.height())
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, each.name)
            left += wide + 2 * KEY


def times(start: float, end: float, most: int) -> list[Tick]:
    """Return round moments between two others, by the clock on the wall, with their texts."""
    apart = time_width(end - start, most)
    ahead = calendar.timegm(time.localtime(start)) - int(start)
    first = math.ceil((start + ahead) / apart)
    moments = [step * apart - ahead for step in range(first, math.floor((end + ahead) / apart) + 1)]
    return [(at, clock(at, apart)) for at in moments]


def clock(at: float, apart: float) -> str:
    """Return a time as a tick says it: the hour, or the day where ticks are a day or more apart."""
    moment = time.localtime(at)
    if apart >= DAY:
        return time.strftime("%d.%m.", moment)
    return time.strftime("%H:%M" if apart >= MINUTE else "%H:%M:%S", moment)


def _grouped(text: str) -> str:
    whole, point, rest = text.partition(".")
    return f"{int(whole):,}{point}{rest}" if whole.lstrip("-").isdigit() else text
