"""The tangent plane: a piece of the sky as a FITS image with RA---TAN and DEC--TAN has it."""

from __future__ import annotations

import math
from dataclasses import dataclass

from .directions import toward

Direction = tuple[float, float]
Pixel = tuple[float, float]
#: Cosine of the distance from the middle from which on a direction is no longer in the plane (nearly 90 deg).
EDGE = 0.01


@dataclass(frozen=True, slots=True)
class TangentPlane:
    """Where it touches the sky, the degrees of a pixel there, and which pixel that is.

    Pixels count from 0, to the west and to the north: as astropy counts them, one less than FITS does.
    """

    ra: float
    dec: float
    pixel: float = 1.0
    x: float = 0.0
    y: float = 0.0

    def offsets(self, ra: float, dec: float) -> tuple[float, float] | None:
        """Return degrees of the plane to the east and to the north; nothing for what lies behind it."""
        one, two, turn = math.radians(self.dec), math.radians(dec), math.radians(ra - self.ra)
        height = math.sin(one) * math.sin(two) + math.cos(one) * math.cos(two) * math.cos(turn)
        if height < EDGE:
            return None
        east = math.cos(two) * math.sin(turn)
        north = math.cos(one) * math.sin(two) - math.sin(one) * math.cos(two) * math.cos(turn)
        return math.degrees(east / height), math.degrees(north / height)

    def at(self, east: float, north: float) -> Direction:
        """Return the direction of a point of the plane: the reverse of :meth:`offsets`."""
        far = math.radians(math.hypot(east, north))
        shrunk = math.atan(far) / far if far else 1.0
        return toward(self.ra, self.dec, east * shrunk, north * shrunk)

    def to_pixel(self, ra: float, dec: float) -> Pixel | None:
        """Return the pixel of a direction; nothing for what lies behind the plane."""
        found = self.offsets(ra, dec)
        return None if found is None else (self.x - found[0] / self.pixel, self.y + found[1] / self.pixel)

    def to_sky(self, x: float, y: float) -> Direction:
        """Return the direction of a pixel."""
        return self.at((self.x - x) * self.pixel, (y - self.y) * self.pixel)
