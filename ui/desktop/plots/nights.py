"""The axis of time under nights that stand side by side: hours where there is room for them, else the nights' days."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics

from parisana.core.measures.bins import time_width
from parisana.core.measures.instants import DAY
from parisana.core.results.light_curve import Stretch, mjd
from parisana.ui.desktop.widgets.chart import Tick, ticks

#: Between two texts, in pixels.
BETWEEN = 16


def moments(stretches: Sequence[Stretch], width: float, metrics: QFontMetrics) -> list[Tick]:
    """Return ticks at places from 0 to 1: MJDs of days to scale, hours of one night, or the dates of several."""
    if len(stretches) != 1:
        return list(_dates(stretches, width, metrics))
    (stretch,) = stretches
    if stretch.end - stretch.begin > DAY:
        most = int(width / (metrics.horizontalAdvance("00000.00") + BETWEEN))
        found = ticks(mjd(stretch.begin), mjd(stretch.end), max(most, 2))
        span = mjd(stretch.end) - mjd(stretch.begin)
        return [((day - mjd(stretch.begin)) / span, text) for day, text in found]
    return list(_hours(stretch, max(2, int(width / (metrics.horizontalAdvance("00:00") + 2 * BETWEEN)))))


def _hours(stretch: Stretch, most: int) -> Iterator[Tick]:
    """Yield round moments of a night."""
    apart = time_width(stretch.end - stretch.begin, most)
    for step in range(math.ceil(stretch.begin / apart), math.floor(stretch.end / apart) + 1):
        at = step * apart
        yield stretch.at(at), f"{datetime.fromtimestamp(at, UTC):%H:%M}"


def _dates(stretches: Sequence[Stretch], width: float, metrics: QFontMetrics) -> Iterator[Tick]:
    """Yield the day on which each night begins, in the middle of it; of some only where they would touch."""
    free = -math.inf
    for stretch in stretches:
        text, middle = date_of(stretch), (stretch.left + stretch.right) / 2
        half = (metrics.horizontalAdvance(text) + BETWEEN) / 2
        if middle * width - half >= free:
            yield middle, text
            free = middle * width + half


def titles(stretches: Sequence[Stretch]) -> str:
    """Say what the axis shows."""
    if len(stretches) != 1:
        return QCoreApplication.translate("Nights", "nights (UTC), the days between them left out")
    if stretches[0].end - stretches[0].begin > DAY:
        day = math.ceil(mjd(stretches[0].begin))
        words = QCoreApplication.translate("Nights", "MJD, UTC ({0} is {1})")
        return words.format(day, f"{datetime.fromtimestamp((day - mjd(0)) * DAY, UTC):%Y-%m-%d}")
    return QCoreApplication.translate("Nights", "time on {0} (UTC)").format(date_of(stretches[0]))


def date_of(stretch: Stretch) -> str:
    """Return the day of a night's first run."""
    return f"{datetime.fromtimestamp(stretch.first, UTC):%Y-%m-%d}"
