"""A page that follows the chosen production while it is looked at: it asks, shows the answer, and asks again."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

from PySide6.QtWidgets import QStackedWidget, QWidget

from parisana.app.driving.watch import Snapshot, Standing
from parisana.app.session import Session
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.widgets.command_line import command_button
from parisana.ui.desktop.widgets.page import Page

from .views import no_production, views

NOTHING_YET, FULL, NO_PRODUCTION = range(3)
#: Seconds between two questions at least; and so many times as long as the last answer took.
LEAST, PATIENCE = 2.0, 5.0


class ProductionView(Page):
    """What such pages share; each says what it asks, and how it shows the answer."""

    def __init__(self, desk: Desk, title: str, address: str, icon: str) -> None:
        super().__init__(title)
        self.desk = desk
        self.production = 0
        self._asked = Question(desk.bridge, address.removeprefix("page."), self)
        self._seen, self._next, self._began = False, 0.0, 0.0
        self.views = views(self, address)
        self.command = command_button(self, self.commands)
        self.buttons.addWidget(self.command)
        self.stack = QStackedWidget()
        for each in (QWidget(), self.full(), no_production(self, icon)):
            self.stack.addWidget(each)
        self.content.addWidget(self.stack, 1)
        desk.looked.connect(self.show_snapshot)

    def full(self) -> QWidget:
        """Return what is shown when there is an answer."""
        raise NotImplementedError

    def question(self, production: int) -> Callable[[Session], Any]:
        """Return what is asked of the session."""
        raise NotImplementedError

    def show_answer(self, answer: Any) -> None:
        """Show an answer."""
        raise NotImplementedError

    def begin(self, production: int) -> None:
        """Forget what was shown of another production."""

    def show_standing(self, snapshot: Snapshot, standing: Standing) -> None:
        """Show how the production stands, each second."""

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page shows, as commands."""
        raise NotImplementedError

    def shown(self) -> None:
        """Follow from now on."""
        self._seen, self._next = True, 0.0
        self.show_snapshot(self.desk.snapshot)
        self.desk.look()

    def left(self) -> None:
        """Follow no more."""
        self._seen = False
        self._asked.drop()

    def show_snapshot(self, snapshot: Snapshot | None) -> None:
        """Show how it stands, and ask again, unless that was done a moment ago."""
        if not self._seen or snapshot is None:
            return
        standing = snapshot.selected
        self.command.setEnabled(standing is not None)
        if standing is None:
            self.remark.setText("")
            self.stack.setCurrentIndex(NO_PRODUCTION)
            return
        self.remark.setText(f"#{standing.number} {standing.name}")
        if standing.number != self.production:
            self.production, self._next = standing.number, 0.0
            self._asked.drop()
            self.stack.setCurrentIndex(NOTHING_YET)
            self.begin(standing.number)
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
