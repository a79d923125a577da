"""A piece of the sky in its tangent plane, with true lines of right ascension and declination."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QFontMetricsF, QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from parisana.core.sky.graticule import GridLine, crossing, graticule
from parisana.core.sky.region import Region
from parisana.core.sky.region_geometry import outline
from parisana.ui.desktop.theme import CHART_BOTTOM, CHART_RIGHT, CHART_TOP, SKY_LEFT

from .chart import Chart, Frame, Tick, pen
from .sky_marks import Direction, Dots, Outline, Words, paint_cross, paint_dots, plane_path, set_style
from .sky_view import SkyScreen, SkyView

#: Room for a text at each axis, between two of them, and the cross at the target.
ACROSS, UP, BETWEEN, CROSS = 58, 26, 8.0, 6.0
#: With fewer declinations at the axis they are written into the sky.
FEWEST, POLE = 2, 90.0


def circle(centre: Direction, radius: float) -> tuple[Direction, ...]:
    """Return the points of a circle on the sky."""
    return tuple(outline(Region("circle", "icrs", *centre, radius)))


class SkyChart(Chart):
    """East is at the left. ``show_sky`` says what is drawn; it may be anywhere, what is outside is cut."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", "", parent)
        self._titles = (self.tr("RA (J2000)"), self.tr("Dec (J2000)"))
        self.view = SkyView()
        self._target: Direction | None = None
        self._name = ""
        self.outlines: list[Outline] = []
        self.dots: list[Dots] = []

    def show_sky(
        self, centre: Direction, half: float, name: str, outlines: Iterable[Outline], dots: Iterable[Dots]
    ) -> None:
        """Show this much around a place with a name."""
        self.view = SkyView(centre, max(half, 0.01))
        self.show_marks(centre, name, outlines, dots)

    def show_marks(
        self, target: Direction | None, name: str, outlines: Iterable[Outline], dots: Iterable[Dots]
    ) -> None:
        """Show other lines and places where one looks already."""
        self._target, self._name = target, name
        self.outlines, self.dots = list(outlines), list(dots)
        self.update()

    @property
    def area(self) -> QRectF:
        """The place inside of the axes."""
        return QRectF(self.rect()).adjusted(SKY_LEFT, CHART_TOP, -CHART_RIGHT, -CHART_BOTTOM)

    @property
    def sight(self) -> SkyScreen:
        """How the sky lies on the widget now."""
        return self.view.on(self.area)

    def paint(self, painter: QPainter) -> None:
        """Draw grid, lines, places, the cross, and the axes."""
        screen = self.sight
        painter.save()
        painter.setClipRect(screen.area)
        lines = self._grid(painter, screen)
        words = Words(painter, screen.area, QFontMetricsF(self.font()))
        self.paint_lines(painter, screen, self.outlines)
        marks = [(dots, [screen.seen(place) for place in dots.points]) for dots in self.dots]
        for dots, places in marks:
            paint_dots(painter, dots, places)
            words.keep_free(places, dots)
        self._cross(painter, screen, words)
        self.paint_over(painter, screen, words)
        self._name_lines(screen, words)
        self._inner(screen, lines, words)
        for dots, places in marks:
            words.name_all(places, dots)
        painter.restore()
        self._axes(painter, screen, lines)

    def paint_over(self, painter: QPainter, screen: SkyScreen, words: Words) -> None:
        """Draw what lies over the rest: nothing here."""

    def paint_lines(self, painter: QPainter, screen: SkyScreen, outlines: Iterable[Outline]) -> None:
        """Draw lines: what was projected once is scaled and shifted."""
        seen = screen.transform.inverted()[0].mapRect(screen.area)
        painter.save()
        painter.setTransform(screen.transform, True)
        style = None
        for each in outlines:
            line = plane_path(*self.view.centre, each.points)
            if line.box.intersects(seen):
                if each.style != style:
                    style = each.style
                    set_style(painter, each)
                painter.drawPath(line.path)
        painter.restore()

    def _grid(self, painter: QPainter, screen: SkyScreen) -> list[GridLine]:
        area = screen.area
        most = max(2, int(area.width() / ACROSS)), max(2, int(area.height() / UP))
        lines = graticule(screen.plane, area.width(), area.height(), *most)
        painter.setPen(pen("hair"))
        for line in lines:
            painter.drawPolyline(QPolygonF([screen.point(*pixel) for pixel in line.points]))
        return lines

    def _axes(self, painter: QPainter, screen: SkyScreen, lines: Iterable[GridLine]) -> None:
        area, across, up = screen.area, list[Tick](), list[Tick]()
        for line in lines:
            axis, most = (1, area.width()) if line.kind == "ra" else (0, area.height())
            if (at := crossing(line.points, axis, 0.0, most)) is not None:
                (across if line.kind == "ra" else up).append((at, line.label))
        frame = Frame(area, 0, area.width(), 0, area.height())
        self.paint_axes(painter, frame, self._with_room(across, area.width()), up)

    def _inner(self, screen: SkyScreen, lines: Iterable[GridLine], words: Words) -> None:
        """Write declinations into the sky, where their circles around a pole do not reach the axis."""
        middle, high = screen.area.width() / 2, screen.area.height()
        circles = [line for line in lines if line.kind == "dec" and abs(line.value) < POLE]
        if sum(crossing(line.points, 0, 0.0, high) is not None for line in circles) < FEWEST:
            for line in circles:
                if (at := crossing(line.points, 0, middle, high)) is not None:
                    words.beside(screen.point(middle, at), line.label)

    def _with_room(self, ticks: list[Tick], width: float) -> list[Tick]:
        """Leave out texts that would cover another, as near a pole, or be cut at the right."""
        found: list[Tick] = []
        free = -float(SKY_LEFT)
        for at, text in sorted(ticks):
            half = self.fontMetrics().horizontalAdvance(text) / 2
            if at - half >= free and at + half <= width + CHART_RIGHT:
                found.append((at, text))
                free = at + half + BETWEEN
        return found

    def _cross(self, painter: QPainter, screen: SkyScreen, words: Words) -> None:
        at = screen.at(self._target) if self._target else None
        if at is None:
            return
        painter.setPen(pen("bad", 1.6))
        paint_cross(painter, at, CROSS)
        words.beside(at, self._name, CROSS + 3)

    def _name_lines(self, screen: SkyScreen, words: Words) -> None:
        """Write the names of lines above them."""
        for each in self.outlines:
            if each.word:
                line = plane_path(*self.view.centre, each.points)
                box = screen.transform.mapRect(line.box)
                words.above(QPointF(box.center().x(), box.top()), each.word)
