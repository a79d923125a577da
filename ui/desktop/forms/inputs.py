"""Lines and lists as all forms have them: they speak once, and the wheel scrolls the page."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QComboBox, QLineEdit


class Line(QLineEdit):
    """A line of text that speaks once, when it is left or Return is pressed with something new in it."""

    finished = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._shown = ""
        self.editingFinished.connect(self._speak)

    def show_text(self, text: str) -> None:
        """Show a text, unless the user is in the middle of typing another one."""
        if self.hasFocus() and self.isModified():
            return
        self._shown = text
        if text != self.text():
            self.setText(text)
            self.setCursorPosition(0)

    def _speak(self) -> None:
        if self.text() != self._shown:
            self._shown = self.text()
            self.setModified(False)
            self.finished.emit(self._shown)


class Choice(QComboBox):
    """A list to choose from; the wheel scrolls the page, not the choice."""

    def __init__(self) -> None:
        super().__init__()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave the wheel to the page."""
        event.ignore()
