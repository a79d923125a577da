"""A page that asks one question about the chosen production, shows the answer, and asks again."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtWidgets import QWidget

from parisana.app.driving.watch import Snapshot, Standing
from parisana.app.session import Session
from parisana.ui.desktop.desk import Desk

from .following import NO_PRODUCTION, FollowingPage

FULL = NO_PRODUCTION + 1
#: Seconds between two questions at least; and so many times as long as the last answer took.
LEAST, PATIENCE = 2.0, 5.0


class ProductionView(FollowingPage):
    """What such pages share; each says what it asks, and how it shows the answer."""

    def __init__(self, desk: Desk, title: str, address: str, icon: str) -> None:
        self._next, self._began = 0.0, 0.0
        super().__init__(desk, title, address, icon)

    def sheets(self) -> Sequence[QWidget]:
        """Return the one that shows the answer."""
        return [self.full()]

    def full(self) -> QWidget:
        """Return what is shown when there is an answer."""
        raise NotImplementedError

    def question(self, production: int) -> Callable[[Session], Any]:
        """Return what is asked of the session."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Show an answer."""
        raise NotImplementedError

    def show_standing(self, snapshot: Snapshot, standing: Standing) -> None:
        """Show how the production stands, each second."""

    def hurry(self) -> None:
        """Ask at the next look."""
        self._next = 0.0

    def follow(self, snapshot: Snapshot, standing: Standing) -> None:
        """Show how it stands, and ask again, unless that was done a moment ago."""
        self.show_standing(snapshot, standing)
        if not self._asked.open and time.monotonic() >= self._next:
            self.ask()

    def ask(self) -> None:
        """Ask now; what was asked before is dropped."""
        self._began = time.monotonic()
        self._asked.ask(self.question(self.production), self._answered)

    def _answered(self, answer: Any) -> None:
        """Show it; a database that took its time is left alone for a while."""
        now = time.monotonic()
        self._next = now + max(LEAST, PATIENCE * (now - self._began))
        self.stack.setCurrentIndex(FULL)
        self.show_answer(answer)
