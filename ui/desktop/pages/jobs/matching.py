"""Runs that a production gets by itself, on the page Jobs: when somebody last looked, and a button that ends it."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QWidget

from parisana.app.driving.watch import Snapshot
from parisana.app.matching import Standing
from parisana.app.session import Session
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.widgets.banner import Banner

#: Seconds between two questions.
PAUSE = 5.0


class NewRunsBanner(Banner):
    """Shown while the chosen production looks for new runs, or was told not to."""

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__("", "magnifying-glass", page)
        self._desk, self._page = desk, page
        self._asked, self._acting = Question(desk.bridge, "books", self), Question(desk.bridge, "site-verbs", self)
        self._asked.failed = lambda error: self.show_standing(None)
        self._acting.failed = lambda error: say_error(page, error)
        self._of, self._at, self._active = 0, 0.0, False
        self.button.setText(self.tr("Stop looking"))
        self.now = self.offer(self.tr("Look now"), self._look)
        self.pressed.connect(self._switch)
        desk.looked.connect(self.show_snapshot)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Ask now and then how the query of the chosen production stands."""
        number = snapshot.selected.number if snapshot.selected else 0
        if number != self._of:
            self._asked.drop()
            self.show_standing(None)
        due = number != self._of or time.monotonic() - self._at > PAUSE
        if number and due and self._page.isVisible() and not self._asked.open:
            self._of, self._at = number, time.monotonic()
            self._asked.ask(lambda session: session.matching.of(number), self.show_standing)

    def show_standing(self, found: Standing | None) -> None:
        """Show how it stands; nothing where the profile asks for no runs."""
        self._active = found is not None and found.record.active
        if found is None:
            self.say("")
            return
        every = self.tr("New runs are looked for every {0}").format(found.asked.pause)
        self.button.setText(self.tr("Stop looking") if self._active else self.tr("Look again"))
        self.say(every if self._active else self.tr("New runs are looked for no longer"), self._last(found))
        self.remark.setToolTip(str(found.asked))

    def _last(self, found: Standing) -> str:
        """Say what came of the last look."""
        if found.record.looked_at is None:
            return ""
        at = time.strftime("%H:%M", time.localtime(found.record.looked_at))
        return self.tr("{0}: {1}; {2} so far").format(at, found.record.said, f"{found.record.runs:,}")

    def _switch(self) -> None:
        number, active = self._of, not self._active

        def switch(session: Session) -> object:
            return session.matching.switch(number, active)

        self._acting.ask(switch, self._done)

    def _look(self) -> None:
        number = self._of
        self._acting.ask(lambda session: session.matching.look(number), self._done)

    def _done(self, _: object) -> None:
        self._at = 0.0
        self._desk.bridge.nudge(self._of)
        self._desk.look()
