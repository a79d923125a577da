"""ON and OFF counts added up, and the significance of the excess after Li and Ma (1983)."""

from __future__ import annotations

from collections.abc import Iterable
from math import copysign, log, sqrt
from statistics import NormalDist
from typing import Any


def counted(rows: Iterable[dict[str, Any]]) -> dict[str, float]:
    """Add up the counts of runs; alpha is what makes the sum of their OFF counts give the sum of their backgrounds."""
    items = list(rows)
    if not items:
        return {}
    on, off = sum(int(row["on"]) for row in items), sum(int(row["off"]) for row in items)
    background = sum(row["alpha"] * row["off"] for row in items)
    alpha = background / off if off else sum(row["alpha"] for row in items) / len(items)
    return {
        "on": on,
        "off": off,
        "alpha": alpha,
        "excess": on - background,
        "significance": li_ma(on, off, alpha),
    }


def li_ma(on: int, off: int, alpha: float) -> float:
    """Return the significance of ``on - alpha * off`` (equation 17), negative for a deficit."""
    if on + off == 0 or alpha <= 0:
        return 0.0
    total = on + off
    first = on * log((1 + alpha) / alpha * on / total) if on else 0.0
    second = off * log((1 + alpha) * off / total) if off else 0.0
    return copysign(sqrt(max(0.0, 2.0 * (first + second))), on - alpha * off)


def sigmas(confidence: float) -> float:
    """Return by how many Gaussian widths a limit of this confidence (0 to 1) lies above what was measured."""
    return NormalDist().inv_cdf(0.5 + confidence / 2.0)
