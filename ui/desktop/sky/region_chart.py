"""Regions on the sky: their borders, the handles of the chosen one, and which of them is under a point."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from parisana.core.sky.region import Region
from parisana.core.sky.region_geometry import POINTS, TURN, centre, half_axes, handles, holds, outline
from parisana.ui.desktop.look import look
from parisana.ui.desktop.widgets.chart import pen
from parisana.ui.desktop.widgets.sky_chart import SkyChart
from parisana.ui.desktop.widgets.sky_marks import Direction, Outline, Words
from parisana.ui.desktop.widgets.sky_view import SkyScreen

from .gestures import NEW

#: Half the side of a handle, how near the mouse must come, and how far out the handle stands that turns.
HANDLE, NEAR, BEYOND = 3.5, 7.0, 22.0
#: Regions that are filled and named; the points of a border when there are more; how much of the colour fills one.
NAMED, FEWER, FILL = 80, 24, 0.1


class RegionChart(SkyChart):
    """Knows regions by their numbers; what is being changed is kept beside what is written."""

    #: Other regions are chosen: their numbers.
    picked = Signal(list)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.regions: list[Region | None] = []
        self.chosen: list[int] = []
        self.lines: list[Outline] = []
        self.now: dict[int, Region] = {}

    def show_regions(self, regions: Sequence[Region | None], chosen: Sequence[int]) -> None:
        """Show regions as they are written; what is being changed is given up if they are others."""
        if list(regions) != self.regions:
            self.forget()
        self.regions, self.chosen = list(regions), list(chosen)
        self.draw_regions()

    def forget(self) -> None:
        """Give up what is being changed."""
        self.now = {}

    @property
    def whole(self) -> dict[int, Region]:
        """All regions that can be drawn, as they are now."""
        written = {number: region for number, region in enumerate(self.regions) if region is not None}
        return {**written, **self.now}

    @property
    def picked_regions(self) -> dict[int, Region]:
        """The chosen ones that can be drawn, as they are now."""
        whole = self.whole
        return {number: whole[number] for number in self.chosen if number in whole}

    def choose(self, numbers: list[int]) -> None:
        """Choose other regions."""
        if numbers != self.chosen:
            self.chosen = numbers
            self.draw_regions()
            self.picked.emit(numbers)

    def draw_regions(self) -> None:
        """Make the lines of all regions, the chosen ones last, so that they lie over the others."""
        whole, chosen = self.whole, {*self.chosen, NEW}
        points, fill = (FEWER, 0.0) if len(whole) > NAMED else (POINTS, FILL)
        last = sorted(whole.items(), key=lambda each: each[0] in chosen)
        self.lines = [_line(border(region, points), number in chosen, fill) for number, region in last]
        self.update()

    def paint_over(self, painter: QPainter, screen: SkyScreen, words: Words) -> None:
        """Draw the regions, the handles of the chosen one, and the names."""
        self.paint_lines(painter, screen, self.lines)
        self._paint_handles(painter, self.handles(screen))
        self._names(screen, words)
        if self.hasFocus():
            painter.setPen(pen("accent", 1.0))
            painter.drawRect(screen.area.adjusted(1, 1, -1, -1))

    def _paint_handles(self, painter: QPainter, found: dict[str, QPointF]) -> None:
        """Draw squares on the border; the one that turns is round, on a stalk."""
        painter.setPen(pen("accent", 1.2))
        painter.setBrush(look().colour("panel"))
        if TURN in found and "width" in found:
            painter.drawLine(found["width"], found[TURN])
        for name, at in found.items():
            box = QRectF(at.x() - HANDLE, at.y() - HANDLE, 2 * HANDLE, 2 * HANDLE)
            painter.drawEllipse(box) if name == TURN else painter.drawRect(box)
        painter.setBrush(Qt.BrushStyle.NoBrush)

    def _names(self, screen: SkyScreen, words: Words) -> None:
        for number, region in self.whole.items() if len(self.lines) <= NAMED else ():
            at = screen.at(centre(region)) if region.name else None
            if region.name and at is not None:
                top = at - QPointF(0, max(half_axes(region)) / screen.plane.pixel)
                words.above(top if number not in self.chosen else top - QPointF(0, HANDLE), region.name)

    def handles(self, screen: SkyScreen) -> dict[str, QPointF]:
        """Return where the handles of the chosen region are; several chosen ones have none."""
        whole = self.whole
        if len(self.chosen) != 1 or self.chosen[0] not in whole:
            return {}
        found = handles(whole[self.chosen[0]], BEYOND * screen.plane.pixel)
        places = {name: screen.at(place) for name, place in found.items()}
        return {name: at for name, at in places.items() if at is not None}

    def handle_at(self, point: QPointF) -> str | None:
        """Return the name of the handle at a point, if one is there."""
        near = [(apart(point, at), name) for name, at in self.handles(self.sight).items()]
        return next((name for far, name in sorted(near) if far <= NEAR), None)

    def region_at(self, point: QPointF) -> int | None:
        """Return the number of the region under a point; of several, the smallest."""
        place = self.sight.place(point)
        under = [(max(half_axes(region)), number) for number, region in self.whole.items() if holds(region, place)]
        return min(under)[1] if under else None


@lru_cache(maxsize=8192)
def border(region: Region, points: int) -> tuple[Direction, ...]:
    """Return the points of a region's border, worked out once."""
    return tuple(outline(region, points))


def _line(points: tuple[Direction, ...], chosen: bool, fill: float) -> Outline:
    """Return a region as a line; a chosen one is full and in the accent."""
    if chosen:
        return Outline(points, "accent", dashed=False, fill=0.16, width=1.6)
    return Outline(points, "dim", dashed=True, fill=fill)


def apart(one: QPointF, two: QPointF) -> float:
    """Return how far two points are from each other, along both sides."""
    return float((one - two).manhattanLength())
