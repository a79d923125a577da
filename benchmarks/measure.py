"""Measuring: the median of five, side by side, kept as JSON with what it was measured on."""

from __future__ import annotations

import datetime
import json
import os
import platform
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import parisana

KEPT = Path(__file__).resolve().parents[1] / "docs" / "measured"
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Ratio:
    """One thing of ours, measured beside a plain one."""

    what: str
    beside: str
    ours_s: float
    plain_s: float
    ours_mb: float | None = None
    """The highest memory of the process, where it was measured."""
    plain_mb: float | None = None

    @property
    def ratio(self) -> float:
        """How many times longer ours takes."""
        return self.ours_s / self.plain_s

    def __str__(self) -> str:
        times = f"{self.ours_s * 1e3:.0f} ms beside {self.plain_s * 1e3:.0f} ms"
        memory = "" if self.ours_mb is None else f", {self.ours_mb:.0f} MB beside {self.plain_mb or 0:.0f} MB"
        return f"{self.what}: {self.ratio:.2f} x {self.beside} ({times}{memory})"


def side_by_side(
    what: str,
    ours: Callable[[], object],
    beside: str,
    plain: Callable[[], object],
    ready: Callable[[], object] = lambda: None,
) -> Ratio:
    """Time both in turn, so that a busy machine slows both; return the medians. Before each, all is made ready."""
    ours_s, plain_s = medians(lambda: (_seconds(ours, ready), _seconds(plain, ready)))
    return Ratio(what, beside, ours_s, plain_s)


def medians(measured: Callable[[], Sequence[float]], rounds: int = ROUNDS) -> list[float]:
    """Measure some numbers several times; return the median of each."""
    return [statistics.median(numbers) for numbers in _taken(measured, rounds)]


def fastest(measured: Callable[[], Sequence[float]], rounds: int = ROUNDS) -> list[float]:
    """Measure some numbers several times; return the smallest of each: what it costs when nobody else is at work."""
    return [min(numbers) for numbers in _taken(measured, rounds)]


def _taken(measured: Callable[[], Sequence[float]], rounds: int) -> list[tuple[float, ...]]:
    """Return the numbers of all rounds, each kind by itself."""
    return list(zip(*(measured() for _ in range(rounds)), strict=True))


def keep(name: str, results: dict[str, object]) -> Path:
    """Write results with date, versions and machine to ``docs/measured/NAME.json``."""
    machine = {"python": platform.python_version(), "system": platform.platform(), "cores": os.cpu_count()}
    when = datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds")
    document = {"measured": when, "parisana": parisana.__version__, "machine": machine, **results}
    KEPT.mkdir(parents=True, exist_ok=True)
    file = KEPT / f"{name}.json"
    file.write_text(json.dumps(document, indent=1) + "\n", encoding="utf-8")
    return file


def as_table(ratios: list[Ratio]) -> list[dict[str, object]]:
    """Return ratios as they are kept."""
    return [{**asdict(each), "ratio": float(f"{each.ratio:.3g}")} for each in ratios]


def _seconds(work: Callable[[], object], ready: Callable[[], object]) -> float:
    ready()
    start = time.perf_counter()
    work()
    return time.perf_counter() - start
