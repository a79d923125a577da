"""A key: which colour is what."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import NARROW, ROW_GAP

SQUARE = 9


class ColourKey(QWidget):
    """Squares in colours of the theme, each with its word."""

    def __init__(self, entries: Sequence[tuple[str, str]], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._entries = tuple(entries)
        self.setFont(font("chart"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(", ".join(word for _, word in entries))
        look().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """Ask for room for all words."""
        advance = self.fontMetrics().horizontalAdvance
        wide = sum(SQUARE + ROW_GAP + advance(word) + 2 + NARROW for _, word in self._entries)
        return QSize(wide, self.fontMetrics().height() + 2)

    minimumSizeHint = sizeHint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw squares and words."""
        painter = QPainter(self)
        painter.setFont(self.font())
        left, advance = 0, self.fontMetrics().horizontalAdvance
        for colour, word in self._entries:
            painter.fillRect(QRectF(left, (self.height() - SQUARE) / 2, SQUARE, SQUARE), look().colour(colour))
            left += SQUARE + ROW_GAP
            painter.setPen(look().colour("dim"))
            room = QRectF(left, 0, advance(word) + 2, self.height())
            painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, word)
            left += advance(word) + 2 + NARROW
