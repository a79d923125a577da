"""Stretches of time, or of any number, in which things are counted: round widths, not too many of them."""

from __future__ import annotations

import math

MINUTE, HOUR, DAY = 60, 3600, 86_400
WIDTHS = (
    *(1, 2, 5, 10, 20, 30, MINUTE, 2 * MINUTE, 5 * MINUTE, 10 * MINUTE, 15 * MINUTE, 30 * MINUTE),
    *(HOUR, 2 * HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 28 * DAY),
)
STEPS = (1, 2, 2.5, 5, 10)
#: Narrow steps in one power of ten, the smallest power, and by what a step's number tells its power.
FINE, SMALLEST, CODED = 20, -3, 1000


def time_width(seconds: float, most: int) -> float:
    """Return a round stretch of time that divides a span into no more than so many.

    >>> time_width(6 * 3600, 12), time_width(0, 12), time_width(40 * 365 * 86400, 12)
    (1800, 1, 105148800)
    """
    rough = seconds / most
    return next((width for width in WIDTHS if width >= rough), math.ceil(rough / DAY) * DAY)


def width(span: float, most: int) -> float:
    """Return a round width that divides a span into no more than so many.

    >>> width(2399, 40), width(0, 40)
    (100.0, 1.0)
    """
    if span <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(span / most))
    return float(next(step * power for step in STEPS if step * power >= span / most * (1 - 1e-9)))


def fine_bin(value: float) -> int:
    """Return in which narrow step a number lies, a 20th of its power of ten: each round width is a sum of them.

    >>> [fine_bin(value) for value in (2399, 2350, 1.0, 0)]
    [3047, 3047, 20, -3000]
    """
    power = max(math.floor(math.log10(value)), SMALLEST) if value > 0 else SMALLEST
    return power * CODED + math.floor(value / 10.0**power * FINE + 1e-9)


def fine_edge(number: int) -> float:
    """Return where a narrow step begins.

    >>> fine_edge(3047), fine_edge(-3000)
    (2350.0, 0.0)
    """
    power, step = divmod(number, CODED)
    return step / FINE * 10.0**power
