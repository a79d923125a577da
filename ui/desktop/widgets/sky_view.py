"""What of the sky is seen: a tangent plane through a rectangle of the screen, moved and enlarged."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QTransform

from parisana.core.sky.tangent import TangentPlane

Direction = tuple[float, float]
#: The least and the most that is seen: half of the shorter side, in degrees.
LEAST, MOST = 0.02, 30.0


@dataclass(frozen=True, slots=True)
class SkyView:
    """Where the plane touches the sky, how much is seen (half of the shorter side), and what is in the middle.

    The plane stays when the view moves, so that what was projected once is only shifted and scaled.
    """

    centre: Direction = (0.0, 0.0)
    half: float = 1.0
    east: float = 0.0
    north: float = 0.0

    def moved(self, east: float, north: float) -> SkyView:
        """Return the view with another place of the plane in its middle."""
        return replace(self, east=max(-MOST, min(MOST, east)), north=max(-MOST, min(MOST, north)))

    def scaled(self, factor: float, east: float, north: float) -> SkyView:
        """Return it smaller or larger; one place of the plane stays where it is."""
        half = max(LEAST, min(MOST, self.half * factor))
        share = half / self.half
        return replace(self, half=half).moved(east + (self.east - east) * share, north + (self.north - north) * share)

    def on(self, area: QRectF) -> SkyScreen:
        """Return how it lies on the screen."""
        pixel = 2 * self.half / max(min(area.width(), area.height()), 1.0)
        x, y = area.width() / 2 + self.east / pixel, area.height() / 2 - self.north / pixel
        return SkyScreen(area, TangentPlane(*self.centre, pixel, x, y))


@dataclass(frozen=True, slots=True)
class SkyScreen:
    """A view on its rectangle: from the sky to the screen and back. East is at the left."""

    area: QRectF
    plane: TangentPlane

    def at(self, place: Direction) -> QPointF | None:
        """Return where a direction is on the screen; nothing for what lies behind."""
        pixel = self.plane.to_pixel(*place)
        return None if pixel is None else self.point(*pixel)

    def seen(self, place: Direction) -> QPointF | None:
        """Return where a direction is within the rectangle; nothing for what lies outside."""
        at = self.at(place)
        return at if at is not None and self.area.contains(at) else None

    def point(self, x: float, y: float) -> QPointF:
        """Return a pixel of the plane, counted from below, as a point of the widget."""
        return QPointF(self.area.left() + x, self.area.bottom() - y)

    def place(self, point: QPointF) -> Direction:
        """Return the direction at a point of the widget."""
        return self.plane.to_sky(point.x() - self.area.left(), self.area.bottom() - point.y())

    def offsets(self, point: QPointF) -> tuple[float, float]:
        """Return the degrees of the plane, to the east and to the north, at a point of the widget."""
        plane = self.plane
        x, y = point.x() - self.area.left(), self.area.bottom() - point.y()
        return (plane.x - x) * plane.pixel, (y - plane.y) * plane.pixel

    @property
    def transform(self) -> QTransform:
        """From degrees of the plane to the widget."""
        plane = self.plane
        origin = self.point(plane.x, plane.y)
        return QTransform(-1 / plane.pixel, 0, 0, -1 / plane.pixel, origin.x(), origin.y())
