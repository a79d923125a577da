"""Counts on and off the source: their sum over runs, and the significance of the excess."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .figures import number


@dataclass(frozen=True, slots=True)
class RunCounts:
    """What one run has counted."""

    run: int
    on: float
    off: float
    alpha: float
    livetime_s: float

    @property
    def excess(self) -> float:
        """Events of the source."""
        return self.on - self.alpha * self.off

    @property
    def significance(self) -> float:
        """Of the excess."""
        return li_ma(self.on, self.off, self.alpha)

    @property
    def rate(self) -> tuple[float, float]:
        """Excess events a minute, and their error."""
        minutes = self.livetime_s / 60
        return self.excess / minutes, math.sqrt(self.on + self.alpha**2 * self.off) / minutes


def counts_of(run: str, said: Any) -> RunCounts | None:
    """Return what a stage says of a run; nothing when a number is missing or cannot be."""
    if not isinstance(said, dict) or not run.isdigit():
        return None
    found = [number(said.get(name)) for name in ("on", "off", "alpha", "livetime_s")]
    on, off, alpha, livetime = found
    if on is None or off is None or alpha is None or livetime is None:
        return None
    return RunCounts(int(run), on, off, alpha, livetime) if min(on, off, alpha) >= 0 and livetime > 0 else None


def total(runs: Iterable[RunCounts]) -> RunCounts | None:
    """Add runs up; alpha is what makes the sum of their OFF counts give the sum of their backgrounds."""
    rows = list(runs)
    if not rows:
        return None
    on, off, live = (sum(getattr(row, name) for row in rows) for name in ("on", "off", "livetime_s"))
    background = sum(row.alpha * row.off for row in rows)
    alpha = background / off if off else sum(row.alpha for row in rows) / len(rows)
    return RunCounts(0, on, off, alpha, live)


def li_ma(on: float, off: float, alpha: float) -> float:
    """Return the significance of an excess after Li and Ma (1983), equation 17; a deficit is negative."""
    if on + off <= 0 or alpha <= 0:
        return 0.0
    total = on + off
    first = on * math.log((1 + alpha) / alpha * on / total) if on else 0.0
    second = off * math.log((1 + alpha) * off / total) if off else 0.0
    return math.copysign(math.sqrt(max(0.0, 2 * (first + second))), on - alpha * off)


def constancy(points: Iterable[tuple[float, float]]) -> tuple[float, float, int] | None:
    """Return the weighted mean of values with errors, χ² of a constant, and the degrees of freedom."""
    known = [(value, error) for value, error in points if error > 0]
    if len(known) < 2:
        return None
    weights = sum(error**-2 for _, error in known)
    mean = sum(value * error**-2 for value, error in known) / weights
    return mean, sum(((value - mean) / error) ** 2 for value, error in known), len(known) - 1


def chance(chi2: float, degrees: int) -> float:
    """Return the probability that χ² is at least this large by chance: the upper incomplete gamma function.

    By its finite sum: from 1 degree (an error function) or 2 (an exponential), each step of 2 adds one term.
    """
    half = max(chi2, 0.0) / 2
    found = math.erfc(math.sqrt(half)) if degrees % 2 else 0.0
    start = 0.5 if degrees % 2 else 0.0
    for step in range(degrees // 2):
        order = start + step
        found += math.exp(order * math.log(half) - half - math.lgamma(order + 1)) if half else float(order == 0)
    return min(found, 1.0)
