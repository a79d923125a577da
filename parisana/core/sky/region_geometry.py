"""Circles and ellipses on the sky: their borders, their handles, and what becomes of them when these are dragged.

All places are right ascension and declination in degrees, whatever the frame of the region.
"""

from __future__ import annotations

import math
from dataclasses import replace

from .directions import from_icrs, offsets, separation, to_icrs, toward
from .region import Region

Direction = tuple[float, float]
#: Points of a border.
POINTS = 48
#: Smallest and largest size that dragging leaves, in degrees; digits of what it writes (0.4 arcsec).
SMALLEST, LARGEST, DIGITS = 0.001, 180.0, 4
#: Handle -> the size that it sets, and where it stands on the border (turns from the west over the north).
CIRCLE_HANDLES = {
    "west": ("radius", 0.0),
    "north": ("radius", 0.25),
    "east": ("radius", 0.5),
    "south": ("radius", 0.75),
}
ELLIPSE_HANDLES = {
    "width": ("width", 0.0),
    "height": ("height", 0.25),
    "width 2": ("width", 0.5),
    "height 2": ("height", 0.75),
}
TURN = "turn"


def half_axes(region: Region) -> tuple[float, float]:
    """Return half the width and half the height."""
    if region.shape == "circle":
        return (region.radius or 0.0,) * 2
    return (region.width or 0.0) / 2, (region.height or 0.0) / 2


def centre(region: Region) -> Direction:
    """Return right ascension and declination of a region's centre."""
    return to_icrs(region.frame, region.lon, region.lat)


def outline(region: Region, points: int = POINTS) -> list[Direction]:
    """Return the points of a region's border, the first once more at the end."""
    return [on_border(region, number / points) for number in range(points + 1)]


def on_border(region: Region, turn: float, beyond: float = 0.0) -> Direction:
    """Return a place on the border, or so many degrees beyond it; turns go from the first axis to the second."""
    wide, high = half_axes(region)
    at = 2 * math.pi * turn
    return _placed(region, (wide + beyond) * math.cos(at), (high + beyond) * math.sin(at))


def _placed(region: Region, along: float, across: float) -> Direction:
    """Return the place so far along both axes; they are turned from the west over the north of the frame."""
    turn = math.radians(region.angle or 0.0)
    west = along * math.cos(turn) - across * math.sin(turn)
    north = along * math.sin(turn) + across * math.cos(turn)
    return to_icrs(region.frame, *toward(region.lon, region.lat, -west, north))


def along_axes(region: Region, place: Direction) -> tuple[float, float]:
    """Return how far a place lies along both axes."""
    east, north = offsets(region.lon, region.lat, *from_icrs(region.frame, *place))
    turn = math.radians(region.angle or 0.0)
    return north * math.sin(turn) - east * math.cos(turn), north * math.cos(turn) + east * math.sin(turn)


def holds(region: Region, place: Direction) -> bool:
    """Whether a place lies within a region."""
    (wide, high), (along, across) = half_axes(region), along_axes(region, place)
    return math.hypot(along / wide, across / high) <= 1


def handles(region: Region, beyond: float = 0.0) -> dict[str, Direction]:
    """Return the places by which a region is resized; an ellipse is turned by one so far beyond its first axis."""
    named = CIRCLE_HANDLES if region.shape == "circle" else ELLIPSE_HANDLES
    found = {name: on_border(region, turn) for name, (_, turn) in named.items()}
    return found if region.shape == "circle" else {**found, TURN: on_border(region, 0.0, beyond)}


def moved(region: Region, place: Direction) -> Region:
    """Return a region with its centre elsewhere."""
    lon, lat = from_icrs(region.frame, *place)
    return replace(region, lon=round(lon, DIGITS) % 360, lat=round(lat, DIGITS))


def dragged(region: Region, handle: str, place: Direction) -> Region:
    """Return a region whose handle was dragged to a place."""
    if handle == TURN:
        return turned_to(region, place)
    if region.shape == "circle":
        return replace(region, radius=kept(separation(*centre(region), *place)))
    along, across = along_axes(region, place)
    if ELLIPSE_HANDLES[handle][0] == "width":
        return replace(region, width=kept(2 * abs(along)))
    return replace(region, height=kept(2 * abs(across)))


def turned_to(region: Region, place: Direction) -> Region:
    """Return an ellipse whose first axis points to a place."""
    along, across = along_axes(region, place)
    by = math.degrees(math.atan2(across, along))
    return turned(region, by) if along or across else region


def turned(region: Region, by: float) -> Region:
    """Return an ellipse turned by so many degrees; a circle stays as it is."""
    if region.shape == "circle":
        return region
    angle = round(((region.angle or 0.0) + by) % 360, 1) % 360
    return replace(region, angle=angle)


def grown(region: Region, by: float) -> Region:
    """Return a region whose border lies so many degrees farther out."""
    if region.shape == "circle":
        return replace(region, radius=kept((region.radius or 0.0) + by))
    return replace(region, width=kept((region.width or 0.0) + 2 * by), height=kept((region.height or 0.0) + 2 * by))


def drawn(shape: str, begin: Direction, end: Direction) -> Region:
    """Return a circle around the first place that reaches the second, or an ellipse between two corners."""
    if shape == "circle":
        return moved(Region(shape, "icrs", *begin, radius=kept(separation(*begin, *end))), begin)
    east, north = offsets(*begin, *end)
    middle = toward(*begin, east / 2, north / 2)
    return moved(Region(shape, "icrs", *middle, width=kept(abs(east)), height=kept(abs(north)), angle=0.0), middle)


def kept(size: float) -> float:
    """Return a size as dragging leaves it."""
    return min(max(round(size, DIGITS), SMALLEST), LARGEST)
