"""The key of a plot: a line, a point or a patch, and what it stands for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QPainter, QPolygonF

from parisana.ui.desktop.look import look
from parisana.ui.desktop.widgets.chart import pale, pen

Sign = Literal["line", "dashes", "point", "ring", "patch", "steps", "limit"]
#: Width of a sign, and between it and its words; a point's radius.
SIGN, GAP, POINT = 20.0, 8.0, 2.6
#: Half the width of an arrow's head.
HEAD = 4.0


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a key."""

    sign: Sign
    colour: str
    words: str


def key_size(painter: QPainter, entries: Sequence[Entry]) -> tuple[float, float]:
    """Return how wide and how high a key is."""
    metrics = painter.fontMetrics()
    wide = max((metrics.horizontalAdvance(each.words) for each in entries), default=0)
    return SIGN + GAP + wide, metrics.height() * 1.15 * len(entries)


def paint_key(painter: QPainter, corner: QPointF, entries: Sequence[Entry]) -> None:
    """Draw a key from its upper left corner on; it has no frame."""
    metrics = painter.fontMetrics()
    for number, each in enumerate(entries):
        middle = corner.y() + metrics.height() * 1.15 * (number + 0.5)
        paint_sign(painter, QRectF(corner.x(), middle - POINT * 1.5, SIGN, POINT * 3), each)
        painter.setPen(look().colour("dim"))
        painter.drawText(QPointF(corner.x() + SIGN + GAP, middle + metrics.capHeight() / 2), each.words)


def paint_key_row(painter: QPainter, end: QPointF, entries: Sequence[Entry]) -> None:
    """Draw a key in one line that ends at a point, where there is no room among the data."""
    metrics = painter.fontMetrics()
    left = end.x() - sum(key_size(painter, [each])[0] + 2 * GAP for each in entries) + 2 * GAP
    for each in entries:
        paint_key(painter, QPointF(left, end.y() - metrics.height()), [each])
        left += key_size(painter, [each])[0] + 2 * GAP


def paint_sign(painter: QPainter, box: QRectF, entry: Entry) -> None:
    """Draw what an entry stands for."""
    middle = box.center()
    if entry.sign == "patch":
        painter.fillRect(box, pale(entry.colour, 0.35))
    elif entry.sign == "limit":
        painter.setPen(pen(entry.colour, 1.0))
        painter.drawLine(QPointF(box.left(), box.top()), QPointF(box.right(), box.top()))
        paint_arrow(painter, QPointF(middle.x(), box.top()), QPointF(middle.x(), box.bottom() + POINT), entry.colour)
    elif entry.sign in ("point", "ring"):
        paint_point(painter, middle, entry.colour, hollow=entry.sign == "ring")
    else:
        painter.setPen(pen(entry.colour, 1.5, dashed=entry.sign == "dashes"))
        painter.drawLine(QPointF(box.left(), middle.y()), QPointF(box.right(), middle.y()))


def paint_arrow(painter: QPainter, begin: QPointF, end: QPointF, colour: str) -> None:
    """Draw the arrow of an upper limit."""
    painter.drawLine(begin, end)
    painter.setBrush(pale(colour, 1.0))
    painter.drawPolygon(QPolygonF([end, end + QPointF(-HEAD, -1.6 * HEAD), end + QPointF(HEAD, -1.6 * HEAD)]))


def paint_point(painter: QPainter, at: QPointF, colour: str, *, hollow: bool = False) -> None:
    """Draw a measured point; that of another production is hollow."""
    painter.setPen(pen(colour, 1.2))
    painter.setBrush(look().colour("panel" if hollow else colour))
    painter.drawEllipse(at, POINT, POINT)
