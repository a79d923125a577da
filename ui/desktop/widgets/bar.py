"""Thin bars: how many of each state there are, and how far something is."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import BAR

from .state import mark, said

#: The order of the parts: what is done first, what failed last.
ORDER = (
    "done", "closed", "checking", "running", "held", "queued", "submitting", "ready", "staging", "waiting", "cancelled",
    "failed",
)  # fmt: skip


def bar_parts(counts: Mapping[str, int]) -> list[tuple[str, float]]:
    """Return the colour name and the share of each part, in order; states of one colour are one part."""
    total, shares = sum(counts.values()), dict[str, float]()
    for state in ORDER if total else ():
        colour = mark(state).dot
        shares[colour] = shares.get(colour, 0.0) + counts.get(state, 0) / total
    return [(colour, share) for colour, share in shares.items() if share]


def paint_bar(painter: QPainter, area: QRectF, parts: list[tuple[str, float]]) -> None:
    """Draw a rounded bar with its parts side by side on the track."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    shape = QPainterPath()
    shape.addRoundedRect(area, area.height() / 2, area.height() / 2)
    painter.setClipPath(shape)
    painter.fillRect(area, look().colour("track"))
    left = area.left()
    for colour, share in parts:
        width = max(share * area.width(), 2.0)
        painter.fillRect(QRectF(left, area.top(), width, area.height()), look().colour(colour))
        left += share * area.width()
    painter.restore()


class StackedBar(QWidget):
    """Counts by state as one thin bar."""

    def __init__(self, height: int = BAR, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._height = height
        self._parts: list[tuple[str, float]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show these counts; the words for them are the tool tip."""
        self._parts = bar_parts(counts)
        self.setToolTip(", ".join(f"{counts[state]:,} {said(state)}" for state in ORDER if counts.get(state)))
        self.update()

    def show_share(self, state: str, share: float) -> None:
        """Show how far something is, in the colour of a state."""
        self._parts = [(mark(state).dot, min(share, 1.0))] if share > 0 else []
        self.update()

    def sizeHint(self) -> QSize:
        """Return the bar's height; it is as wide as its place."""
        return QSize(80, self._height)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the bar."""
        paint_bar(QPainter(self), QRectF(self.rect()), self._parts)
