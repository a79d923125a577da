"""Histograms as they are drawn: θ² around a target, and the significances of a map's pixels."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from .figures import number

#: The histogram of significances: its first bin's edge, the width of a bin, the farthest edge.
FIRST, WIDTH, FARTHEST = -5.0, 0.2, 40.0


@dataclass(frozen=True, slots=True)
class Theta2:
    """Events by the square of their distance (deg²): from the target, and from its mirror image."""

    reach: float
    on: tuple[float, ...]
    off: tuple[float, ...]

    @property
    def width(self) -> float:
        """Of a bin."""
        return self.reach / len(self.on)

    def within(self, cut: float) -> tuple[float, float]:
        """Return the events on and off in the bins that end at a cut or before."""
        bins = int(cut / self.width + 1e-9)
        return sum(self.on[:bins]), sum(self.off[:bins])


@dataclass(frozen=True, slots=True)
class Significances:
    """How often pixels have which significance, and the normal distribution fitted to those off the source."""

    edges: tuple[float, ...]
    everything: tuple[int, ...]
    off_source: tuple[int, ...]
    number: int
    """Pixels off the source."""
    mean: float
    width: float

    def gaussian(self, value: float) -> float:
        """Return how many pixels a bin around a value would have if they were distributed so."""
        shape = math.exp(-0.5 * ((value - self.mean) / self.width) ** 2) / (math.sqrt(2 * math.pi) * self.width)
        return self.number * WIDTH * shape


def theta2_of(said: Any) -> Theta2 | None:
    """Return a histogram that a stage has written; nothing if it cannot be one."""
    data: Mapping[str, Any] = said if isinstance(said, dict) else {}
    reach = number(data.get("max")) or 0.0
    on, off = (_counts(data.get(name)) for name in ("on", "off"))
    return Theta2(reach, on, off) if reach > 0 and on and len(on) == len(off) else None


def add(histograms: Iterable[Theta2]) -> Theta2 | None:
    """Add up histograms with the same bins; others are left out."""
    found = list(histograms)
    same = [each for each in found if (each.reach, len(each.on)) == (found[0].reach, len(found[0].on))]
    if not same:
        return None
    on, off = (tuple(map(sum, zip(*(getattr(each, side) for each in same), strict=True))) for side in ("on", "off"))
    return Theta2(same[0].reach, on, off)


def significances(values: Sequence[float], outside: Sequence[float]) -> Significances | None:
    """Count pixels; ``outside`` is not zero where a pixel lies off the source."""
    known = [value for value in values if math.isfinite(value)]
    off = [value for value, out in zip(values, outside, strict=True) if out and math.isfinite(value)]
    if len(off) < 2 or not (width := _width(off)):
        return None
    bins = math.ceil((min(max(8.0, *known), FARTHEST) - FIRST) / WIDTH)
    edges = tuple(FIRST + WIDTH * at for at in range(bins + 1))
    return Significances(edges, _binned(known, bins), _binned(off, bins), len(off), sum(off) / len(off), width)


def _width(values: Sequence[float]) -> float:
    mean = sum(values) / len(values)
    return math.sqrt(sum((value - mean) ** 2 for value in values) / len(values))


def _binned(values: Iterable[float], bins: int) -> tuple[int, ...]:
    counts = [0] * bins
    for value in values:
        at = math.floor((value - FIRST) / WIDTH)
        if 0 <= at < bins:
            counts[at] += 1
    return tuple(counts)


def _counts(value: Any) -> tuple[float, ...]:
    numbers = [number(each) for each in value] if isinstance(value, list) else []
    known = tuple(each for each in numbers if each is not None and each >= 0)
    return known if len(known) == len(numbers) else ()
