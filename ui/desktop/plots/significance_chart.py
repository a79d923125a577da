"""How the significances of a map's pixels are distributed, with the normal distribution fitted off the source."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPolygonF
from PySide6.QtWidgets import QWidget

from parisana.core.results.histograms import FIRST, Significances
from parisana.ui.desktop.widgets.chart import Chart, Frame, pale, pen, ticks

from .axes import paint_frame, steps
from .key import Entry, key_size, paint_key
from .logarithmic import decades

#: Points of the normal distribution that are drawn; the least count on the axis, as a power of ten.
POINTS, LEAST = 120, -0.5


class SignificanceChart(Chart):
    """Counts of pixels, logarithmic."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", "", parent)
        self._titles = (self.tr("significance (σ)"), self.tr("pixels"))
        self.histogram: Significances | None = None

    def show_histogram(self, histogram: Significances | None) -> None:
        """Show another one."""
        self.histogram = histogram
        if histogram is not None:
            self.setAccessibleDescription(self.fitted())
        self.update()

    def fitted(self) -> str:
        """Say mean and width of the normal distribution."""
        assert self.histogram is not None, "asked only when there is one"
        return self.tr("mean {0}, width {1}").format(*(signed(each) for each in
                                                     (self.histogram.mean, self.histogram.width)))  # fmt: skip

    @property
    def frame(self) -> Frame:
        """The area with the values at its edges; counts as powers of ten."""
        found = self.histogram
        highest = max(found.everything) if found else 1
        right = found.edges[-1] if found else 5.0
        return Frame(self.area, FIRST, right, LEAST, math.log10(max(highest, 10)) + 0.35)

    def paint(self, painter: QPainter) -> None:
        """Draw both histograms, the curve, axes and key."""
        if self.histogram is None:
            return
        frame = self.frame
        up = decades(0, frame.top)
        paint_frame(painter, frame, [], up)
        painter.save()
        painter.setClipRect(frame.area)
        painter.setPen(pale("idle", 0.0))
        painter.setBrush(pale("idle", 0.4))
        painter.drawPolygon(steps(frame, self.histogram.edges, self.histogram.everything, logarithm))
        painter.setPen(pen("accent", 1.5))
        painter.drawPolyline(steps(frame, self.histogram.edges, self.histogram.off_source, logarithm))
        self._gaussian(painter, frame)
        painter.restore()
        self.paint_axes(painter, frame, ticks(frame.left, frame.right, 8), up)
        self._key(painter, frame)

    def _gaussian(self, painter: QPainter, frame: Frame) -> None:
        found = self.histogram
        assert found is not None, "it is drawn only then"
        reach = 5 * found.width
        places = [found.mean - reach + 2 * reach * at / POINTS for at in range(POINTS + 1)]
        painter.setPen(pen("warn", 1.5, dashed=True))
        line = [frame.at(value, logarithm(found.gaussian(value))) for value in places]
        painter.drawPolyline(QPolygonF(line))

    def _key(self, painter: QPainter, frame: Frame) -> None:
        entries = [
            Entry("patch", "idle", self.tr("all pixels")),
            Entry("line", "accent", self.tr("off the source")),
            Entry("dashes", "warn", self.fitted()),
        ]
        wide, _ = key_size(painter, entries)
        paint_key(painter, frame.area.topRight() + QPointF(-wide - 4, 2), entries)


def logarithm(count: float) -> float:
    """Return a count as a power of ten; nothing lies below the axis."""
    return math.log10(count) if count > 0 else LEAST - 1


def signed(value: float) -> str:
    """Write a number with two digits and a true minus."""
    return f"{value:.2f}".replace("-", "−")
