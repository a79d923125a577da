"""The slices of a run list as one thin strip, two colours in turn."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parisana.core.runs.observation import Slice
from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import BAR, ROW_GAP
from parisana.ui.desktop.widgets.run_chart import slice_colour

BETWEEN = 2.0
LEAST = 2.0


class SliceStrip(QWidget):
    """Each slice is as wide as it has runs; its number stands under it where there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFont(font("caption"))
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.slices: list[Slice] = []

    def show_slices(self, slices: Sequence[Slice]) -> None:
        """Show these; a single one needs no strip."""
        self.slices = list(slices)
        self.setAccessibleName(self.tr("{0} slices").format(f"{len(slices):,}"))
        self.setToolTip(self.accessibleName())
        self.setVisible(len(slices) > 1)
        self.update()

    def sizeHint(self) -> QSize:
        """Return room for the strip and the numbers."""
        return QSize(80, BAR + 2 + self.fontMetrics().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the strip."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        total = sum(len(piece.rows) for piece in self.slices)
        left, free = 0.0, 0.0
        for piece in self.slices:
            width = len(piece.rows) / total * self.width()
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(look().colour(slice_colour(piece.number)))
            bar = QRectF(left, 0, max(width - BETWEEN, min(LEAST, width)), BAR)
            painter.drawRoundedRect(bar, BAR / 2, BAR / 2)
            free = self._number(painter, piece.number, left, free)
            left += width

    def _number(self, painter: QPainter, number: int, left: float, free: float) -> float:
        words = self.tr("Slice {0}").format(number) if number == 1 else f"{number:,}"
        wide = painter.fontMetrics().horizontalAdvance(words)
        if left < free or left + wide > self.width():
            return free
        painter.setPen(look().colour("dim"))
        painter.drawText(QRectF(left, BAR + 2, wide + 1, self.height() - BAR - 2), 0, words)
        return left + wide + ROW_GAP
