"""What a drag or a key does to regions, without a mouse: from where it began to where it is now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from parisana.core.sky.region import Region
from parisana.core.sky.region_geometry import TURN, centre, dragged, drawn, moved
from parisana.core.sky.tangent import TangentPlane
from parisana.ui.desktop.language import translate

Direction = tuple[float, float]
#: Regions by their place in the list.
Numbered = Mapping[int, Region]
#: The number of a region that is not in the list yet.
NEW = -1
#: Radius of a circle that is put down by a click, in degrees.
USUAL = 0.2


class Gesture(Protocol):
    """A change that goes on until it is finished or given up."""

    def to(self, place: Direction) -> Numbered:
        """Return the regions as they are when it has reached a place."""

    @property
    def words(self) -> str:
        """What undo calls it."""


@dataclass(frozen=True, slots=True)
class Move:
    """Regions are carried over the plane."""

    plane: TangentPlane
    begin: Direction
    regions: Numbered

    def to(self, place: Direction) -> Numbered:
        """Return them moved as far as the place is from the begin."""
        one, two = self.plane.offsets(*self.begin), self.plane.offsets(*place)
        if one is None or two is None:
            return self.regions
        return {
            number: shifted(self.plane, region, two[0] - one[0], two[1] - one[1])
            for number, region in self.regions.items()
        }

    @property
    def words(self) -> str:
        """What undo calls it."""
        return translate("SkyMap", "Move a region")


@dataclass(frozen=True, slots=True)
class Resize:
    """One region is resized or turned by one of its handles."""

    number: int
    region: Region
    handle: str

    def to(self, place: Direction) -> Numbered:
        """Return it with its handle there."""
        return {self.number: dragged(self.region, self.handle, place)}

    @property
    def words(self) -> str:
        """What undo calls it."""
        turn = self.handle == TURN
        return translate("SkyMap", "Turn a region") if turn else translate("SkyMap", "Resize a region")


@dataclass(frozen=True, slots=True)
class Draw:
    """A new region is drawn."""

    shape: str
    begin: Direction

    def to(self, place: Direction) -> Numbered:
        """Return it, as large as it is drawn."""
        return {NEW: drawn(self.shape, self.begin, place)}

    def put(self) -> Numbered:
        """Return it in its usual size, for who only clicks."""
        circle = moved(Region("circle", "icrs", *self.begin, radius=USUAL), self.begin)
        if self.shape == "circle":
            return {NEW: circle}
        return {NEW: Region("ellipse", "icrs", circle.lon, circle.lat, None, 2 * USUAL, USUAL, 0.0)}

    @property
    def words(self) -> str:
        """What undo calls it."""
        return translate("SkyMap", "Draw a region")


def shifted(plane: TangentPlane, region: Region, east: float, north: float) -> Region:
    """Return a region moved by degrees of the plane; what is not in the plane stays."""
    at = plane.offsets(*centre(region))
    return region if at is None else moved(region, plane.at(at[0] + east, at[1] + north))
