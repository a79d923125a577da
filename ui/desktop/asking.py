"""One question at a time: the answer to an older one is dropped, and so is one that comes when its page is gone."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject
from shiboken6 import isValid

from parisana.app.background.lanes import Ticket
from parisana.app.session import Session

from .bridge import Bridge

T = TypeVar("T")


class Question(QObject):
    """Asks in one lane; belongs to the widget that shows the answer."""

    def __init__(self, bridge: Bridge, lane: str, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._lane = bridge, lane
        self._number = 0
        self._ticket: Ticket | None = None
        self.failed: Callable[[Exception], object] = bridge.trouble.emit

    @property
    def open(self) -> bool:
        """Whether an answer is still to come."""
        return self._ticket is not None

    def ask(
        self,
        work: Callable[[Session], T],
        done: Callable[[T], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Ask this instead of what was asked before."""
        self.drop()
        number = self._number

        def take(receiver: Callable[[T], object]) -> Callable[[T], object]:
            return lambda value: self._take(number, receiver, value)

        def fail(error: Exception) -> None:
            self._take(number, failed or self.failed, error)

        self._ticket = self._bridge.ask(self._lane, work, take(done), fail)

    def drop(self) -> None:
        """Forget what was asked."""
        self._number += 1
        if self._ticket is not None:
            self._ticket.cancel()
            self._ticket = None

    def _take(self, number: int, receiver: Callable[[T], object], value: T) -> None:
        if isValid(self) and number == self._number:
            self._ticket = None
            receiver(value)
