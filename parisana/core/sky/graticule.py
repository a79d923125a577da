"""The lines of right ascension and declination over a piece of the sky, at round values, anywhere."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from .tangent import Pixel, TangentPlane

#: Round steps in degrees: seconds, minutes and hours of time; seconds and minutes of arc, degrees.
RA_STEPS = tuple(seconds / 240 for seconds in (1, 2, 5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 10800))
DEC_STEPS = tuple(sec / 3600 for sec in (5, 10, 20, 30, 60, 120, 300, 600, 1200, 1800, 3600, 7200, 18000, 36000))
#: Places of the edge that are looked at, and points of a line.
EDGE, POINTS = 12, 32
Kind = Literal["ra", "dec"]


@dataclass(frozen=True, slots=True)
class GridLine:
    """A line of one right ascension or declination, in pixels."""

    kind: Kind
    value: float
    step: float
    points: tuple[Pixel, ...]

    @property
    def label(self) -> str:
        """What is written where it meets the edge."""
        return ra_label(self.value, self.step) if self.kind == "ra" else dec_label(self.value, self.step)


def graticule(plane: TangentPlane, width: float, height: float, across: int, up: int) -> list[GridLine]:
    """Return the lines within a rectangle of pixels: no more than so many beside and above each other."""
    middle, turns, decs = _extent(plane, width, height)
    ra_step, dec_step = _step(RA_STEPS, turns[1] - turns[0], across), _step(DEC_STEPS, decs[1] - decs[0], up)
    lats, lons = _spread(*decs), [middle + turn for turn in _spread(*turns)]
    found = []
    for value in _rounds(middle + turns[0], middle + turns[1], ra_step):
        found.append(GridLine("ra", value % 360, ra_step, _line(plane, [(value, lat) for lat in lats])))
    for value in _rounds(*decs, dec_step):
        found.append(GridLine("dec", value, dec_step, _line(plane, [(lon, value) for lon in lons])))
    return [line for line in found if len(line.points) > 1]


def _extent(plane: TangentPlane, width: float, height: float) -> tuple[float, Pixel, Pixel]:
    """Return the right ascension of the middle, how far it reaches to both sides, and the declinations."""
    middle = plane.to_sky(width / 2, height / 2)[0]
    edge = [plane.to_sky(*pixel) for pixel in _edge(width, height)]
    turns = [(ra - middle + 180) % 360 - 180 for ra, _ in edge]
    decs = [dec for _, dec in edge]
    poles = [pole for pole in (90.0, -90.0) if _inside(plane.to_pixel(0.0, pole), width, height)]
    if poles:
        turns = [-180.0, 180.0 - RA_STEPS[0]]
    lats = [*decs, *poles]
    return middle, (min(turns), max(turns)), (min(lats), max(lats))


def _edge(width: float, height: float) -> Iterator[Pixel]:
    for number in range(EDGE + 1):
        x, y = width * number / EDGE, height * number / EDGE
        yield from ((x, 0.0), (x, height), (0.0, y), (width, y))


def _inside(pixel: Pixel | None, width: float, height: float) -> bool:
    return pixel is not None and 0 <= pixel[0] <= width and 0 <= pixel[1] <= height


def _step(steps: Sequence[float], span: float, most: int) -> float:
    return next((step for step in steps if span / step <= most), steps[-1])


def _rounds(low: float, high: float, step: float) -> list[float]:
    return [number * step for number in range(math.ceil(low / step - 1e-9), math.floor(high / step + 1e-9) + 1)]


def _spread(low: float, high: float) -> list[float]:
    return [low + (high - low) * number / POINTS for number in range(POINTS + 1)]


def _line(plane: TangentPlane, places: Sequence[tuple[float, float]]) -> tuple[Pixel, ...]:
    pixels = (plane.to_pixel(*place) for place in places)
    return tuple(pixel for pixel in pixels if pixel is not None)


def crossing(line: Sequence[Pixel], axis: int, edge: float, most: float) -> float | None:
    """Return where a line meets an edge (``axis`` 0: x is ``edge``), between 0 and ``most`` along it."""
    for one, two in pairwise(line):
        low, high = one[axis] - edge, two[axis] - edge
        if low * high <= 0 and low != high:
            at = one[1 - axis] + (two[1 - axis] - one[1 - axis]) * low / (low - high)
            if 0 <= at <= most:
                return at
    return None


def ra_label(angle: float, step: float) -> str:
    """Write a right ascension as short as its step allows."""
    seconds = round(angle * 240) % 86400
    hours, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if step >= 15:
        return f"{hours}h"
    return f"{hours}h {minutes:02d}m" if step >= 0.25 else f"{hours}h {minutes:02d}m {rest:02d}s"


def dec_label(angle: float, step: float) -> str:
    """Write a declination as short as its step allows."""
    seconds = round(abs(angle) * 3600)
    sign = "−" if angle < 0 and seconds else "+"
    degrees, minutes, rest = seconds // 3600, seconds // 60 % 60, seconds % 60
    if step >= 1:
        return f"{sign}{degrees}°"
    return f"{sign}{degrees}° {minutes:02d}′" if step >= 1 / 60 else f"{sign}{degrees}° {minutes:02d}′ {rest:02d}″"
