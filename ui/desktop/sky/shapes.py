"""The Galactic plane and the mask as lines on the sky, exactly as the analysis takes them."""

from __future__ import annotations

from parisana.core.sky.directions import from_galactic, separation, to_galactic, toward
from parisana.core.sky.region import Region
from parisana.core.sky.region_geometry import centre, half_axes

Direction = tuple[float, float]
#: Degrees along the Galactic plane, to both sides of a place, and the steps in which it is drawn.
ALONG, STEPS = 60, 60


def equator(middle: Direction, lat: float = 0.0) -> tuple[Direction, ...]:
    """Return a line along the Galactic plane."""
    lon, _ = to_galactic(*middle)
    return tuple(from_galactic(lon + ALONG * (2 * number / STEPS - 1), lat) for number in range(STEPS + 1))


def band(middle: Direction, half: float) -> tuple[Direction, ...]:
    """Return the border of the Galactic plane near a place."""
    upper, lower = equator(middle, half), equator(middle, -half)
    return (*upper, *reversed(lower), upper[0])


def square(target: Direction, width: float) -> tuple[Direction, ...]:
    """Return the border of a square around a place, north up."""
    half = width / 2
    corners = [(-half, -half), (half, -half), (half, half), (-half, half), (-half, -half)]
    return tuple(toward(*target, east, north) for east, north in corners)


def is_near(region: Region, place: Direction, reach: float) -> bool:
    """Whether some of a region is within reach of a place."""
    return separation(*centre(region), *place) <= reach + max(half_axes(region))
