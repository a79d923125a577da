"""Logarithmic axes: values as powers of ten, ticks at round ones."""

from __future__ import annotations

import math
from collections.abc import Iterable

from parisana.core.texts.words import power
from parisana.ui.desktop.widgets.chart import Tick

#: Multiples of a power of ten that have a tick, the more the shorter the axis is.
DENSE, SPARSE, ALONE = (1, 2, 5), (1, 3), (1,)


def limits(values: Iterable[float], room: float = 0.08) -> tuple[float, float]:
    """Return the powers of ten between which positive values lie, with room at both ends."""
    known = [math.log10(value) for value in values if value > 0]
    if not known:
        return -1.0, 1.0
    low, high = min(known), max(known)
    space = max(room * (high - low), 0.05)
    return low - space, high + space


def decades(low: float, high: float) -> list[Tick]:
    """Return ticks at whole powers of ten, or at some of them where there are many."""
    first, last = math.ceil(low - 1e-9), math.floor(high + 1e-9)
    by = max(1, math.ceil((last - first + 1) / 6))
    return [(float(at), power(at)) for at in range(first, last + 1, by)]


def round_values(low: float, high: float) -> list[Tick]:
    """Return ticks at round values, written as plain numbers: 0.5, 1, 2, 5, 10."""
    span = high - low
    multiples = DENSE if span < 2.5 else SPARSE if span < 4 else ALONE
    numbers = (each * 10.0**at for at in range(math.floor(low), math.ceil(high) + 1) for each in multiples)
    return [(math.log10(value), f"{value:g}") for value in numbers if low <= math.log10(value) <= high]


def between(low: float, high: float) -> list[float]:
    """Return the places of the small ticks: 2, 3, … 9 times each power of ten."""
    places = (at + math.log10(each) for at in range(math.floor(low), math.ceil(high) + 1) for each in range(2, 10))
    return [place for place in places if low <= place <= high]
