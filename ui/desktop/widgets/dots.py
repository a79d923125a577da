"""A state's dot as an icon, for buttons and menus."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QIcon, QPainter

from parisana.ui.desktop.drawn import Drawn

from .state import mark, paint_dot


class Dot(Drawn):
    """Drawn in the theme's colours at the moment it is shown."""

    def __init__(self, state: str) -> None:
        super().__init__(state)
        self._state = state

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Draw it in the middle of its place."""
        paint_dot(painter, QPointF(rect.center()) + QPointF(0.5, 0.5), mark(self._state))


def dot_icon(state: str) -> QIcon:
    """Return the icon of a state."""
    return QIcon(Dot(state))
