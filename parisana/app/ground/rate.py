"""How fast jobs get done, and how long the rest will take."""

from __future__ import annotations

from collections import deque

#: Over how long the present rate is taken (s), and how long it must have been watched to mean anything.
WINDOW = 600.0
ENOUGH = 30.0


def seconds_left(done: int, seconds: float, left: int) -> float | None:
    """Return for how long the rest will take when so many were done in so many seconds; ``None``: nobody knows."""
    if left <= 0:
        return 0.0
    return seconds / done * left if done > 0 and seconds > 0 else None


def per_hour(done: int, seconds: float) -> float | None:
    """Return a rate; ``None`` where there is nothing to tell it from."""
    return done / seconds * 3600 if done > 0 and seconds > 0 else None


class Samples:
    """How many jobs were done at which times, lately."""

    def __init__(self) -> None:
        self._samples: deque[tuple[float, int]] = deque()

    def add(self, at: float, done: int) -> None:
        """Take one more look; what lies before the window is dropped, except the last one."""
        if self._samples and done < self._samples[-1][1]:
            self._samples.clear()
        self._samples.append((at, done))
        while len(self._samples) > 1 and self._samples[1][0] <= at - WINDOW:
            self._samples.popleft()

    @property
    def span(self) -> tuple[int, float]:
        """Return how many were done in how many seconds; (0, 0) while too little was seen."""
        (first, before), (last, now) = self._samples[0], self._samples[-1]
        return (now - before, last - first) if last - first >= ENOUGH else (0, 0.0)
