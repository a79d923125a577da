"""The excess rate of each run, with the mean and another production beside it; flux needs a spectrum, this does not."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from parisana.core.results.significance import RunCounts
from parisana.ui.desktop.widgets.chart import Chart, Frame, Tick, ticks

from .axes import paint_frame
from .constant import paint_mean, paint_measured, said
from .key import Entry, key_size, paint_key

#: Room above and below the points; how far beside its run the other production's point lies.
ROOM, BESIDE = 0.15, 0.16
#: Between the names of two runs.
BETWEEN = 14


class RateChart(Chart):
    """Runs in the order of their numbers, an equal distance apart: nights are far from each other."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", "", parent)
        self._titles = (self.tr("run"), self.tr("excess rate (γ/min)"))
        self.runs: tuple[RunCounts, ...] = ()
        self.other: tuple[RunCounts, ...] = ()
        self.other_name = ""
        self.starts: Mapping[int, float] = {}

    def show_runs(self, runs: Sequence[RunCounts], starts: Mapping[int, float]) -> None:
        """Show other runs."""
        self.runs, self.starts = tuple(runs), starts
        self.setAccessibleDescription(self.constant())
        self.update()

    def show_other(self, name: str, runs: Sequence[RunCounts]) -> None:
        """Show another production's rates of the same runs beside them."""
        self.other_name, self.other = name, tuple(runs)
        self.update()

    def constant(self) -> str:
        """Say the mean rate, and how well a constant one describes it."""
        return said((run.rate for run in self.runs), self.tr("γ/min"))

    @property
    def numbers(self) -> list[int]:
        """The runs that are shown, in their order."""
        return sorted({run.run for run in (*self.runs, *self.other)})

    @property
    def frame(self) -> Frame:
        """The area with the values at its edges; across, runs are counted from 0."""
        ends = [rate + side * error for run in (*self.runs, *self.other) for rate, error in (run.rate,)
                for side in (-1, 1)]  # fmt: skip
        low, high = min([*ends, 0.0]), max([*ends, 0.1])
        room = ROOM * (high - low)
        return Frame(self.area, -0.5, max(len(self.numbers), 1) - 0.5, low - (room if low < 0 else 0), high + room)

    def paint(self, painter: QPainter) -> None:
        """Draw grid, mean, points, axes and key."""
        if not self.numbers:
            return
        frame = self.frame
        up = ticks(frame.bottom, frame.top, 6)
        paint_frame(painter, frame, [], up)
        paint_mean(painter, frame, (run.rate for run in self.runs))
        place = {run: at for at, run in enumerate(self.numbers)}
        for run in self.other:
            paint_measured(painter, frame, place[run.run] + BESIDE, run.rate, "dim", hollow=True)
        for run in self.runs:
            paint_measured(painter, frame, place[run.run] - (BESIDE if self.other else 0), run.rate, "text")
        self.paint_axes(painter, frame, self._across(), up)
        self._key(painter, frame)

    def _across(self) -> list[Tick]:
        """Name as many runs as there is room for."""
        wide = max(self.fontMetrics().horizontalAdvance(self._named(run)) for run in self.numbers) + BETWEEN
        every = max(1, -(-int(len(self.numbers) * wide) // max(int(self.area.width()), 1)))
        return [(float(at), self._named(run)) for at, run in enumerate(self.numbers) if at % every == 0]

    def _named(self, run: int) -> str:
        start = self.starts.get(run)
        return f"{run} · {time.strftime('%Y-%m-%d', time.gmtime(start))}" if start else str(run)

    def _key(self, painter: QPainter, frame: Frame) -> None:
        if not self.other:
            return
        entries = [Entry("point", "text", self.tr("this production")), Entry("ring", "dim", self.other_name)]
        wide, high = key_size(painter, entries)
        paint_key(painter, frame.area.bottomRight() + QPointF(-wide - 4, -high - 4), entries)
