"""The toy analysis in the window: on a batch system in memory that a test can hang, break and wake."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QDialog, QLabel, QLineEdit, QPushButton, QWidget

from parisana.ui.desktop.window import Window
from tests.app.toy import Toy

Make = Callable[..., Window]
#: Milliseconds in which an answer of a lane comes at the latest.
SOON = 60_000


@pytest.fixture
def window(toy_window: Window) -> Window:
    """Return the window in the home of the toy analysis, for tests that know no other."""
    return toy_window


def open_toy(make: Make, toy: Toy, runs: Any = (1, 2, 3), **changes: Any) -> Window:
    """Return a window with the toy profile."""
    return make(str(toy.profile(runs, **changes)))


def press(button: QWidget) -> None:
    """Press a button with the mouse."""
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def tick(box: QCheckBox) -> None:
    """Click on the box of a check box."""
    QTest.mouseClick(box, Qt.MouseButton.LeftButton, pos=QPoint(10, box.height() // 2))


def type_into(field: QLineEdit, text: str) -> None:
    """Replace a field's text as a user does; keys that QTest does not have are pasted."""
    field.setFocus()
    field.selectAll()
    if text.isascii():
        QTest.keyClicks(field, text)
    else:
        QApplication.clipboard().setText(text)
        QTest.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QTest.keyClick(field, Qt.Key.Key_Return)


def modal() -> QDialog | None:
    """Return the dialog that waits for an answer."""
    found = QApplication.activeModalWidget()
    return found if isinstance(found, QDialog) else None


class Answering:
    """Answers the next dialog by the words of a button; keeps what the dialog said."""

    def __init__(self, words: str) -> None:
        self.words, self.heading = words, ""
        self.texts: list[str] = []
        self.timer = QTimer(interval=20)
        self.timer.timeout.connect(self._look)
        self.timer.start()

    def _look(self) -> None:
        dialog = modal()
        if dialog is None:
            return
        buttons = [each for each in dialog.findChildren(QPushButton) if each.text() == self.words]
        if not buttons:
            offered = [each.text() for each in dialog.findChildren(QPushButton)]
            self.timer.stop()
            dialog.reject()
            raise AssertionError(f"The dialog {dialog.windowTitle()!r} offers {offered}, not {self.words!r}.")
        self.timer.stop()
        self.heading = dialog.windowTitle()
        self.texts = [label.text() for label in dialog.findChildren(QLabel)]
        QTest.mouseClick(buttons[0], Qt.MouseButton.LeftButton)

    @property
    def said(self) -> str:
        """All that the dialog said."""
        return " ".join([self.heading, *self.texts])

    @property
    def answered(self) -> bool:
        """Whether there was a dialog."""
        return bool(self.heading)
