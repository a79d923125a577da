"""What the keys of the sky map do to the chosen regions."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from PySide6.QtCore import Qt

from parisana.core.sky.directions import toward
from parisana.core.sky.region import Region
from parisana.core.sky.region_geometry import centre, grown, moved, turned
from parisana.core.sky.tangent import TangentPlane
from parisana.ui.desktop.language import translate

from .gestures import shifted

#: Degrees by which a key moves or resizes, and turns; and how many times that with Shift.
STEP, TURN, LARGE = 0.01, 5.0, 10
#: Declination from which on north is no direction to go on in.
POLAR = 85.0
Key = Qt.Key
#: Key -> east and north, as the map shows them.
ARROWS = {Key.Key_Left: (1, 0), Key.Key_Right: (-1, 0), Key.Key_Up: (0, 1), Key.Key_Down: (0, -1)}
SIZES = {Key.Key_Plus: 1, Key.Key_Equal: 1, Key.Key_Minus: -1, Key.Key_Underscore: -1}
TURNS = {Key.Key_BracketLeft: 1, Key.Key_BracketRight: -1}
Change = Callable[[Region], Region]


@dataclass(frozen=True, slots=True)
class KeyStep:
    """What a key does to a region, and what undo calls it."""

    change: Change
    words: str


def step_of(key: int, plane: TangentPlane, *, large: bool) -> KeyStep | None:
    """Return what a key does; nothing for another one. Plus and minus mean the same with Shift."""
    far = STEP * (LARGE if large else 1)
    if key in ARROWS:
        east, north = ARROWS[Key(key)]
        words = translate("SkyMap", "Move a region")
        return KeyStep(lambda region: nudged(plane, region, east * far, north * far), words)
    if key in SIZES:
        by = SIZES[Key(key)] * STEP
        return KeyStep(lambda region: grown(region, by), translate("SkyMap", "Resize a region"))
    if key in TURNS:
        angle = TURNS[Key(key)] * TURN
        return KeyStep(lambda region: turned(region, angle), translate("SkyMap", "Turn a region"))
    return None


def nudged(plane: TangentPlane, region: Region, east: float, north: float) -> Region:
    """Return a region moved to the east and to the north; near a pole, to the left and up on the map."""
    place = centre(region)
    if abs(place[1]) < POLAR:
        return moved(region, toward(*place, east, north))
    return shifted(plane, region, east, north)


def after(step: KeyStep, regions: Mapping[int, Region]) -> dict[int, Region]:
    """Return regions after a step."""
    return {number: step.change(region) for number, region in regions.items()}
