"""What lies behind the data of a plot: its grid. And histograms, as steps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPolygonF

from parisana.ui.desktop.widgets.chart import Frame, Tick, pen


def paint_frame(painter: QPainter, frame: Frame, across: Sequence[Tick], up: Sequence[Tick]) -> None:
    """Draw the grid."""
    painter.setPen(pen("hair"))
    for at, _ in across:
        painter.drawLine(frame.at(at, frame.bottom), frame.at(at, frame.top))
    for at, _ in up:
        painter.drawLine(frame.at(frame.left, at), frame.at(frame.right, at))


def steps(
    frame: Frame, edges: Sequence[float], counts: Sequence[float], height: Callable[[float], float] = float
) -> QPolygonF:
    """Return the outline of a histogram, from the axis up and back to it."""
    points = [QPointF(frame.at(edges[0], frame.bottom))]
    for left, right, count in zip(edges, edges[1:], counts, strict=False):
        points += [frame.at(left, height(count)), frame.at(right, height(count))]
    return QPolygonF([*points, frame.at(edges[len(counts)], frame.bottom)])
