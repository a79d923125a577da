"""θ²: events around the target as steps, those around its mirror image as a filled histogram, and the cut."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from parisana.core.results.histograms import Theta2
from parisana.ui.desktop.look import look
from parisana.ui.desktop.widgets.chart import Chart, Frame, pale, pen, ticks

from .axes import paint_frame, steps
from .key import Entry, key_size, paint_key

#: Room above the highest bin, and at the right for half of a text.
ROOM, LAST = 1.08, 8.0


class Theta2Chart(Chart):
    """Shows a histogram, and where the ON region ends."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, "", "", parent)
        self._titles = (self.tr("θ² (deg²)"), self.tr("events"))
        self.theta2: Theta2 | None = None
        self.cut: float | None = None
        self.other: Theta2 | None = None
        self.other_name = ""

    def show_theta2(self, theta2: Theta2 | None, cut: float | None) -> None:
        """Show another histogram."""
        self.theta2, self.cut = theta2, cut
        if theta2 is not None:
            told = self.tr("{0} events on, {1} off").format(f"{sum(theta2.on):,.0f}", f"{sum(theta2.off):,.0f}")
            self.setAccessibleDescription(told)
        self.update()

    def show_other(self, name: str, theta2: Theta2 | None) -> None:
        """Show what another production has on the source, too."""
        self.other_name, self.other = name, theta2
        self.update()

    @property
    def area(self) -> QRectF:
        """The place inside of the axes; the last tick's text has room."""
        return super().area.adjusted(0, 0, -LAST, 0)

    @property
    def frame(self) -> Frame:
        """The area with the values at its edges."""
        beside = self.other.on if self.other else ()
        highest = max([*self.theta2.on, *self.theta2.off, *beside, 1.0]) if self.theta2 else 1.0
        return Frame(self.area, 0.0, self.theta2.reach if self.theta2 else 1.0, 0.0, highest * ROOM)

    def paint(self, painter: QPainter) -> None:
        """Draw grid, both histograms, the cut, axes and key."""
        if self.theta2 is None:
            return
        frame = self.frame
        across = ticks(frame.left, frame.right, max(2, int(frame.area.width() / 56)))
        up = [tick for tick in ticks(0, frame.top, 5) if tick[0] == int(tick[0])]
        paint_frame(painter, frame, [], up)
        painter.setPen(pale("idle", 0.0))
        painter.setBrush(pale("idle", 0.4))
        painter.drawPolygon(steps(frame, edges_of(self.theta2), self.theta2.off))
        self._beside(painter, frame)
        painter.setPen(pen("accent", 1.5))
        painter.drawPolyline(steps(frame, edges_of(self.theta2), self.theta2.on))
        self._cut(painter, frame)
        self.paint_axes(painter, frame, across, [(at, f"{at:,.0f}") for at, _ in up])
        entries = self.entries()
        wide, _ = key_size(painter, entries)
        paint_key(painter, frame.area.topRight() + QPointF(-wide - 4, 2), entries)

    def entries(self) -> list[Entry]:
        """Return what the key says."""
        found = [Entry("line", "accent", self.tr("on")), Entry("patch", "idle", self.tr("off (mirror)"))]
        if self.other is not None:
            found.append(Entry("dashes", "text", self.tr("on, {0}").format(self.other_name)))
        return found

    def _beside(self, painter: QPainter, frame: Frame) -> None:
        if self.other is None:
            return
        painter.save()
        painter.setClipRect(frame.area)
        painter.setPen(pen("text", 1.0, dashed=True))
        painter.drawPolyline(steps(frame, edges_of(self.other), self.other.on))
        painter.restore()

    def _cut(self, painter: QPainter, frame: Frame) -> None:
        if self.cut is None or not 0 < self.cut < frame.right:
            return
        painter.setPen(pen("dim", dashed=True))
        painter.drawLine(frame.at(self.cut, 0), frame.at(self.cut, frame.top))
        painter.setPen(look().colour("dim"))
        words = self.tr("cut {0} deg²").format(f"{self.cut:.3g}")
        at = frame.at(self.cut, frame.top) + QPointF(5, painter.fontMetrics().ascent() * 4)
        painter.drawText(at, words)


def edges_of(theta2: Theta2) -> list[float]:
    """Return where the bins begin, and where the last one ends."""
    return [theta2.width * at for at in range(len(theta2.on) + 1)]
