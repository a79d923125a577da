"""A state that can be pressed: a dot and words, flat until the mouse or the focus is on it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from parisana.ui.desktop.theme import NARROW, TALL_FIELD

from .state import StateMark


class StateButton(QPushButton):
    """As large as its words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "state")
        self.setAutoDefault(False)
        self.setMinimumHeight(TALL_FIELD)
        self.mark = StateMark("not set", "")
        self.mark.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = QHBoxLayout(self)
        inner.setContentsMargins(NARROW, 0, NARROW, 0)
        inner.addWidget(self.mark)

    def show_state(self, state: str, words: str, about: str) -> None:
        """Show a state; what there is to say of it stands in the tool tip."""
        self.mark.show_state(state, words)
        self.setMinimumWidth(self.mark.sizeHint().width() + 2 * NARROW)
        self.setAccessibleName(words)
        self.setToolTip(about)
