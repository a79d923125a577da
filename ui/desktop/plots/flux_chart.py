"""The light curve in flux: what was measured in each run or night against time, with the mean, and upper limits."""

from __future__ import annotations

import math
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from parisana.core.measures.instants import shown
from parisana.core.results.light_curve import FluxAt, LightCurve, Stretch, by_night, place, to_scale
from parisana.core.texts.words import power
from parisana.ui.desktop.widgets.chart import Chart, Frame, pen, ticks

from .axes import paint_frame
from .constant import Measured, paint_mean, paint_measured, said
from .key import Entry, paint_arrow, paint_key_row
from .nights import moments, titles

#: Room above and below the points; the length of an arrow; how near to a point the mouse must be.
ROOM, ARROW, NEAR = 0.12, 20.0, 9.0
#: Between the key and the axes.
KEY = 4.0
#: How far the other production's points lie beside this one's.
BESIDE = 6.0
#: More nights than this are shown to scale.
MOST_NIGHTS = 12


class FluxChart(Chart):
    """Nights side by side, each to scale; or all of time to scale."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", "", parent)
        self.setMouseTracking(True)
        self.curve, self.other = LightCurve(), LightCurve()
        self.other_name = ""
        self.scaled = False

    def show_curve(self, curve: LightCurve, other: LightCurve, other_name: str = "") -> None:
        """Show a light curve, and another production's beside it."""
        self.curve, self.other, self.other_name = curve, other, other_name
        self.setAccessibleDescription(self.constant())
        self.update()

    def show_scaled(self, scaled: bool) -> None:
        """Show all of time to scale, or leave out the days between the nights."""
        self.scaled = scaled
        self.update()

    def constant(self) -> str:
        """Say the mean, and how well a constant flux describes it; first, whether the fluxes are preliminary."""
        found = (self.assumed(self.curve), said(map(self.measured, self.curve.points), f"× {self.unit}"))
        return " · ".join(filter(None, found))

    def assumed(self, curve: LightCurve) -> str:
        """Say which spectrum is assumed; nothing when it was fitted."""
        return "" if curve.index is None else self.tr("preliminary, for index {0}").format(f"{curve.index:g}")

    def measured(self, point: FluxAt) -> Measured:
        """Return flux and error in the unit of the axis."""
        return point.flux / self.scale, point.error / self.scale

    @property
    def scale(self) -> float:
        """The power of ten that fluxes are counted in."""
        largest = max((point.flux + point.error for point in self.curve.points), default=0.0)
        return float(10.0 ** math.floor(math.log10(largest))) if largest > 0 else 1.0

    @property
    def unit(self) -> str:
        """What fluxes are counted in."""
        return f"{power(round(math.log10(self.scale)))} cm⁻² s⁻¹"

    @property
    def stretches(self) -> tuple[Stretch, ...]:
        """The axis of time."""
        everything = (*self.curve.points, *self.other.points)
        nights = by_night(everything)
        return to_scale(everything) if self.scaled or len(nights) > MOST_NIGHTS else nights

    @property
    def cut(self) -> bool:
        """Whether there are days between nights that can be left out."""
        return 1 < len(by_night((*self.curve.points, *self.other.points))) <= MOST_NIGHTS

    @property
    def area(self) -> QRectF:
        """The place inside of the axes; the key is above it."""
        return super().area.adjusted(0, self.fontMetrics().height() + KEY, 0, 0)

    @property
    def frame(self) -> Frame:
        """The area with the values at its edges; across it goes from 0 to 1."""
        values = [side for point in (*self.curve.points, *self.other.points) for side in self._reach(point)]
        low, high = min([*values, 0.0]), max([*values, 0.1])
        room = ROOM * (high - low)
        return Frame(self.area, 0.0, 1.0, low - (room if low < 0 else 0), high + room)

    def _reach(self, point: FluxAt) -> tuple[float, float]:
        """Return from where to where a point is drawn."""
        value, error = self.measured(point)
        return (0.0, point.limit / self.scale) if point.below else (value - error, value + error)

    def paint(self, painter: QPainter) -> None:
        """Draw grid, mean, points, axes and key."""
        if not self.curve.points:
            return
        frame, stretches = self.frame, self.stretches
        up = ticks(frame.bottom, frame.top, 6)
        paint_frame(painter, frame, [], up)
        self._cuts(painter, frame, stretches)
        paint_mean(painter, frame, map(self.measured, self.curve.points))
        for point, places, colour in self.drawn():
            self._point(painter, frame, point, places, colour)
        across = moments(stretches, frame.area.width(), self.fontMetrics())
        self._titles = (titles(stretches), self.unit)
        self.paint_axes(painter, frame, across, up)
        paint_key_row(painter, frame.area.topRight() - QPointF(0, KEY), self.entries())

    def drawn(self) -> Iterator[tuple[FluxAt, tuple[float, float, float], str]]:
        """Yield the points with their begin, middle and end across, from 0 to 1, and their colours."""
        stretches, aside = self.stretches, BESIDE / max(self.area.width(), 1) if self.other.points else 0.0
        for curve, colour, by in ((self.other, "dim", aside), (self.curve, "text", 0.0)):
            for point in curve.points:
                begin, middle, end = (place(stretches, at) for at in (point.begin, point.middle, point.end))
                if begin is not None and middle is not None and end is not None:
                    yield point, (begin + by, middle + by, end + by), colour

    def _point(
        self, painter: QPainter, frame: Frame, point: FluxAt, across: tuple[float, float, float], colour: str
    ) -> None:
        """Draw a point as long as it took, with its error; or the arrow of its limit."""
        begin, middle, end = across
        value = point.limit / self.scale if point.below else self.measured(point)[0]
        painter.setPen(pen(colour, 1.0))
        painter.drawLine(frame.at(begin, value), frame.at(end, value))
        if point.below:
            top = frame.at(middle, value)
            paint_arrow(painter, top, top + QPointF(0, ARROW), colour)
        else:
            paint_measured(painter, frame, middle, self.measured(point), colour, hollow=colour == "dim")

    def _cuts(self, painter: QPainter, frame: Frame, stretches: tuple[Stretch, ...]) -> None:
        """Draw where days are left out."""
        painter.setPen(pen("line", dashed=True))
        for one, other in pairwise(stretches):
            middle = (one.right + other.left) / 2
            painter.drawLine(frame.at(middle, frame.bottom), frame.at(middle, frame.top))

    def entries(self) -> list[Entry]:
        """Return what the key says."""
        flux = self.tr("flux above {0} TeV").format(f"{self.curve.above:g}")
        found = [Entry("point", "text", self._with_assumed(flux, self.curve))]
        found.append(Entry("line", "accent", self.tr("mean")))
        if any(point.below for point in self.curve.points):
            found.append(Entry("limit", "text", self.tr("limit, {0} %").format(f"{self.curve.confidence:g}")))
        if self.other.points:
            found.append(Entry("ring", "dim", self._with_assumed(self.other_name, self.other)))
        return found

    def _with_assumed(self, words: str, curve: LightCurve) -> str:
        assumed = self.assumed(curve)
        return f"{words} ({assumed})" if assumed else words

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say what was measured where the mouse is."""
        frame, x = self.frame, event.position().x()
        near = [(abs(frame.at(at, 0).x() - x), point) for point, (_, at, _), _ in self.drawn()]
        distance, point = min(near, key=lambda each: each[0], default=(NEAR, None))
        self.setToolTip(self.told(point) if point is not None and distance < NEAR else "")

    def told(self, point: FluxAt) -> str:
        """Say what one point is."""
        runs = self.tr("run {0}").format(point.runs[0]) if len(point.runs) == 1 else ""
        runs = runs or self.tr("{0} runs").format(len(point.runs))
        flux, error = self.measured(point)
        limit = f"{point.limit / self.scale:.2f}"
        value = f"< {limit}" if point.below else f"{flux:.2f} ± {error:.2f}"
        return f"{shown(point.begin)} UTC, {runs}: {value} × {self.unit} ({point.significance:.1f} σ)"
