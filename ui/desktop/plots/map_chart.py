"""The significance map in the tangent plane of its file, with true lines of right ascension and declination."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QMouseEvent, QPainter
from PySide6.QtWidgets import QWidget

from parisana.core.measures.angles import in_degrees, in_hours
from parisana.core.results.fitsimage import SkyImage
from parisana.core.sky.graticule import GridLine
from parisana.core.sky.region import Region
from parisana.core.sky.region_geometry import holds, outline
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import CHART_BOTTOM, CHART_SMALLEST, CHART_TOP, SCALE_RIGHT, SCALE_WIDE, SKY_LEFT, TICK
from parisana.ui.desktop.widgets.chart import pen
from parisana.ui.desktop.widgets.sky_chart import SkyChart
from parisana.ui.desktop.widgets.sky_marks import Outline
from parisana.ui.desktop.widgets.sky_view import SkyScreen, SkyView

from .colours import LOWEST, Stretch, ramp

#: Values that have a tick at the scale, if they are in its range.
NAMED = (-3, 0, 3, 5, 10, 20, 50, 100, 200, 500)
#: How far apart the scale's texts are at least, times their height.
APART = 0.95
#: The least of a scale's highest values (σ).
LEAST = 5.0


class MapChart(SkyChart):
    """One image with its scale at the right; excluded regions are dashed."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent)
        self.image: SkyImage | None = None
        self.regions: tuple[Region, ...] = ()
        self.with_regions = True
        self._levels = b""
        self._drawn: tuple[str, QImage] | None = None
        self.setMouseTracking(True)

    def sizeHint(self) -> QSize:
        """Ask for a square place."""
        return QSize(2 * CHART_SMALLEST, 2 * CHART_SMALLEST)

    def show_image(self, image: SkyImage | None, regions: Sequence[Region], target: str, levels: bytes) -> None:
        """Show another map; its levels were made where nobody waits for them."""
        self.image, self.regions, self._levels, self._drawn = image, tuple(regions), levels, None
        self.update()
        if image is None:
            return
        plane = image.plane
        east, north = plane.x - (image.width - 1) / 2, (image.height - 1) / 2 - plane.y
        half = plane.pixel * max(image.width, image.height) / 2
        self.view = SkyView((plane.ra, plane.dec), half).moved(east * plane.pixel, north * plane.pixel)
        value, ra, dec = image.peak
        self.setAccessibleDescription(self.tr("peak {0} σ at {1}").format(f"{value:.1f}", in_words(ra, dec)))
        self._name_target(target)

    def show_regions(self, shown: bool) -> None:
        """Show the excluded regions, or not."""
        self.with_regions = shown
        self._name_target(self._name)

    def _name_target(self, target: str) -> None:
        """Draw the regions; the one around the target bears its name."""
        lines = [self._line(each, target) for each in self.regions] if self.with_regions else []
        self.show_marks(None, target, lines, [])

    def _line(self, region: Region, target: str) -> Outline:
        around = holds(region, self.view.centre)
        return Outline(tuple(outline(region)), "dim", word=region.name or (target if around else ""))

    @property
    def stretch(self) -> Stretch:
        """How values become colours."""
        return stretch_of(self.image) if self.image else Stretch(LEAST)

    @property
    def area(self) -> QRectF:
        """The place of the map: square, what is left is at its right."""
        room = QRectF(self.rect()).adjusted(SKY_LEFT, CHART_TOP, -SCALE_RIGHT, -CHART_BOTTOM)
        side = min(room.width(), room.height())
        return QRectF(room.left() + (room.width() - side) / 2, room.bottom() - side, side, side)

    def outermost(self, area: QRectF) -> float:
        """Keep the title of the axis beside the map, however much room there is."""
        return area.left() - SKY_LEFT

    def value_at(self, point: QPointF) -> float | None:
        """Return what the map says at a point of the widget."""
        if self.image is None or not self.area.contains(point):
            return None
        pixel = self.image.plane.to_pixel(*self.sight.place(point))
        x, y = (round(each) for each in pixel) if pixel else (-1, -1)
        return self.image.at(x, y) if 0 <= x < self.image.width and 0 <= y < self.image.height else None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say place and value under the mouse."""
        value = self.value_at(event.position())
        if value is None:
            self.setToolTip("")
        else:
            said = f"{value:.2f} σ" if math.isfinite(value) else self.tr("not observed")
            self.setToolTip(f"{in_words(*self.sight.place(event.position()))}: {said}")

    def paint(self, painter: QPainter) -> None:
        """Draw the map with its axes, and its scale."""
        if self.image is not None:
            super().paint(painter)
            self._scale(painter)

    def _grid(self, painter: QPainter, screen: SkyScreen) -> list[GridLine]:
        """Draw the pixels below the lines."""
        painter.drawImage(self._place(screen), self._picture())
        painter.save()
        painter.setOpacity(0.5)
        lines = super()._grid(painter, screen)
        painter.restore()
        return lines

    def _place(self, screen: SkyScreen) -> QRectF:
        """Return the rectangle that the pixels fill."""
        assert self.image is not None, "it is drawn only then"
        plane, image = self.image.plane, self.image
        east, south = (plane.x + 0.5) * plane.pixel, -(plane.y + 0.5) * plane.pixel
        west, north = east - image.width * plane.pixel, south + image.height * plane.pixel
        turn = screen.transform
        return QRectF(turn.map(QPointF(east, north)), turn.map(QPointF(west, south)))

    def _picture(self) -> QImage:
        """Return the pixels in the theme's colours; painted anew when it is another theme."""
        worn = look().theme.name
        if self._drawn is None or self._drawn[0] != worn:
            assert self.image is not None, "it is drawn only then"
            self._drawn = worn, picture(self._levels, self.image.width, self.image.height)
        return self._drawn[1]

    def _scale(self, painter: QPainter) -> None:
        area, stretch, metrics = self.area, self.stretch, self.fontMetrics()
        box = QRectF(area.right() + 10, area.top(), SCALE_WIDE, area.height())
        painter.drawImage(box, column())
        free = area.bottom() + metrics.height()
        for value in (each for each in NAMED if LOWEST <= each <= stretch.highest):
            y = box.bottom() - stretch.share(value) * box.height()
            if y <= free - APART * metrics.height():
                painter.setPen(pen("fieldline"))
                painter.drawLine(QPointF(box.right(), y), QPointF(box.right() + TICK, y))
                painter.setPen(look().colour("dim"))
                at = QPointF(box.right() + TICK + 3, y + metrics.capHeight() / 2)
                painter.drawText(at, f"{value}".replace("-", "−"))
                free = y
        painter.save()
        painter.translate(area.right() + SCALE_RIGHT - 1, area.bottom())
        painter.rotate(-90)
        words = QRectF(0, -metrics.height(), area.height(), metrics.height())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, self.tr("significance (σ)"))
        painter.restore()


def in_words(ra: float, dec: float) -> str:
    """Write a direction."""
    return f"{in_hours(ra)}  {in_degrees(dec)}"


def stretch_of(image: SkyImage) -> Stretch:
    """Return how a map's values become colours: five sigma always stand out."""
    peak = image.peak[0]
    return Stretch(max(LEAST, peak) if math.isfinite(peak) else LEAST)


def levels_of(image: SkyImage) -> bytes:
    """Return the number of each pixel's colour, north first."""
    stretch = stretch_of(image)
    rows = (image.values[row * image.width : (row + 1) * image.width] for row in reversed(range(image.height)))
    return bytes(stretch.level(value) for row in rows for value in row)


def picture(levels: bytes, width: int, height: int) -> QImage:
    """Return an image of 256 colours of the theme that is on."""
    made = QImage(levels, width, height, width, QImage.Format.Format_Indexed8)
    made.setColorTable(ramp())
    return made.copy()  # the bytes are Python's


def column() -> QImage:
    """Return the scale: the highest value at the top."""
    return picture(bytes(range(255, 0, -1)), 1, 255)
