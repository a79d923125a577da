"""Questions of hosts, put to the user one after the other, while the threads that ask them wait."""

from __future__ import annotations

import threading
from concurrent.futures import Future
from concurrent.futures import TimeoutError as TooLate
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

from parisana.app.ssh.asked import Asked

from .dialogs.login import Asking, dialog_for

#: Seconds in which the user may look for a code; ssh itself waits a little longer.
PATIENCE = 170.0


@dataclass(eq=False, slots=True)
class Question:
    """One that waits for its answer."""

    asked: Asked
    answer: Future[str | None] = field(default_factory=Future)

    def settle(self, answer: str | None) -> None:
        """Let whoever asked go on, if nobody did before."""
        if not self.answer.done():
            self.answer.set_result(answer)


class Logins(QObject):
    """What hosts ask, and which of them were left without an answer: these ask no more until the user says so."""

    #: Another host was left without an answer, or may ask again.
    changed = Signal()
    #: A host got its answer.
    answered = Signal()
    _arrived = Signal(object)
    _late = Signal(object)

    def __init__(self, parent: QObject, window: QWidget | None) -> None:
        super().__init__(parent)
        self._window = window
        self._lock, self._closed = threading.Lock(), False
        self._waiting: list[Question] = []
        self._shown: Question | None = None
        self._dialog: Asking | None = None
        #: The last question of each host that was left without an answer.
        self.left: dict[str, Asked] = {}
        self._arrived.connect(self._take, Qt.ConnectionType.QueuedConnection)
        self._late.connect(self._withdraw, Qt.ConnectionType.QueuedConnection)
        if (application := QApplication.instance()) is not None:
            application.aboutToQuit.connect(self.close)

    def ask(self, asked: Asked) -> str | None:
        """Wait for the user's answer, in the thread of whoever asks; ``None`` when there is none."""
        question = Question(asked)
        with self._lock:
            if self._closed:
                return None
            self._waiting.append(question)
            self._arrived.emit(question)
        try:
            return question.answer.result(PATIENCE)
        except TooLate:
            with self._lock:
                if not self._closed:
                    self._late.emit(question)
            return None

    def forgive(self, *hosts: str) -> None:
        """Let hosts ask again that were left without an answer: these, or all."""
        for host in hosts or tuple(self.left):
            self.left.pop(host, None)
        self.changed.emit()

    def close(self) -> None:
        """Answer nothing any more."""
        with self._lock:
            self._closed, waiting = True, self._waiting
            self._waiting = []
        for question in waiting:
            question.settle(None)
        if self._dialog is not None and isValid(self._dialog):
            self._dialog.reject()

    def _take(self, question: Question) -> None:
        if question in self._waiting and str(question.asked.address) in self.left:
            self._settle(question, None)
        self._show_next()

    def _show_next(self) -> None:
        """Show the oldest question, unless one is shown already."""
        if self._closed or self._shown is not None or not self._waiting:
            return
        question = self._shown = self._waiting[0]
        dialog = self._dialog = dialog_for(question.asked, self._place())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.finished.connect(lambda: self._finish(question, dialog.answer_for_host))
        dialog.destroyed.connect(lambda: self._finish(question, None))
        dialog.open()

    def _place(self) -> QWidget | None:
        """Return what the dialog is shown over: the dialog that is open, else the window."""
        return QApplication.activeModalWidget() or self._window

    def _finish(self, question: Question, answer: str | None) -> None:
        """Hand the answer over; what the same host asks meanwhile is left without one, too."""
        if question is not self._shown:
            return
        self._shown = self._dialog = None
        host = str(question.asked.address)
        self._settle(question, answer)
        if answer is None:
            self.left[host] = question.asked
            for other in [each for each in self._waiting if str(each.asked.address) == host]:
                self._settle(other, None)
            self.changed.emit()
        else:
            self.answered.emit()
        self._show_next()

    def _settle(self, question: Question, answer: str | None) -> None:
        with self._lock:
            if question in self._waiting:
                self._waiting.remove(question)
        question.settle(answer)

    def _withdraw(self, question: Question) -> None:
        """Take back what nobody waits for any more."""
        if question is self._shown and self._dialog is not None:
            self._dialog.reject()
        else:
            self._settle(question, None)
