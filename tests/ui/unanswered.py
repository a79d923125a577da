"""Dialogs that no test answers: their own loop would go on for ever, and with it the tests."""

from __future__ import annotations

import time

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QLabel

#: Seconds after which nobody will answer any more; between two looks, in milliseconds.
PATIENCE, PAUSE = 60.0, 1000


class Unanswered:
    """Ends each dialog that was open for too long, and keeps what it said."""

    def __init__(self, patience: float = PATIENCE, pause: int = PAUSE) -> None:
        self.said: list[str] = []
        self._patience = patience
        self._open: QDialog | None = None
        self._since = 0.0
        self._watch = QTimer(interval=pause)
        self._watch.timeout.connect(self._look)
        self._watch.start()

    def stop(self) -> None:
        """Look no more."""
        self._watch.stop()

    def _look(self) -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, QDialog) or dialog is not self._open:
            self._open, self._since = dialog if isinstance(dialog, QDialog) else None, time.monotonic()
        elif time.monotonic() - self._since > self._patience:
            self.said.append(_words(dialog))
            dialog.done(QDialog.DialogCode.Rejected)


def _words(dialog: QDialog) -> str:
    labels = [label.text() for label in dialog.findChildren(QLabel) if label.text()]
    return " / ".join([dialog.windowTitle(), *labels])
