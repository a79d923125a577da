"""Which of many looks at the same thing are kept: all new ones, of older ones fewer and fewer."""

from __future__ import annotations

from collections.abc import Iterable

HOUR, DAY = 3600, 86_400
#: Age (s) from which on there is one look in each stretch of so many seconds; those beyond the last age go.
STRETCHES = ((HOUR, 600), (DAY, HOUR), (30 * DAY, DAY))
LONGEST = 400 * DAY


def superfluous(times: Iterable[int], now: float) -> set[int]:
    """Return the times of the looks that are not kept; the first one of each stretch is."""
    dropped: set[int] = set()
    taken: set[tuple[int, int]] = set()
    for at in sorted(times):
        stretch = next((length for age, length in reversed(STRETCHES) if now - at >= age), 0)
        if now - at >= LONGEST or (stretch and (stretch, at // stretch) in taken):
            dropped.add(at)
        elif stretch:
            taken.add((stretch, at // stretch))
    return dropped
