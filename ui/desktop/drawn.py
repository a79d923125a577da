"""Icons that are drawn at the moment they are shown, in the colours of the theme that is on."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QIcon, QIconEngine, QPainter, QPixmap


class Drawn(QIconEngine):
    """What is drawn is told by a few words, of which a copy is made."""

    def __init__(self, *words: str) -> None:
        super().__init__()
        self._words = words

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """Return it as a picture, for whoever asks for one."""
        made = QPixmap(size)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """Return another one like it."""
        return type(self)(*self._words)
