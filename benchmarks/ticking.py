"""How evenly an event loop goes: a timer of 5 ms, and the gaps between its ticks."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

TICK_MS = 5
SECONDS = 30.0


def watch(application: QApplication, beside: Callable[[int], None] = lambda tick: None) -> dict[str, float]:
    """Let the loop run, and return the gap that 99 % stay below, and the longest; ``beside`` is done at each tick."""
    gaps: list[float] = []
    last = time.perf_counter()
    until = last + SECONDS

    def tick() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append(now - last)
        last = now
        beside(len(gaps))
        if now > until:
            application.exit()

    timer = QTimer()
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    timer.timeout.connect(tick)
    timer.start(TICK_MS)
    application.exec()
    gaps.sort()
    return {"p99": statistics.quantiles(gaps, n=100)[98], "longest": gaps[-1], "ticks": float(len(gaps))}
