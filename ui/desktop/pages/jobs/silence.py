"""The banner over the jobs while something outside is silent: the bookkeeping, or the site of the production."""

from __future__ import annotations

import time

from PySide6.QtWidgets import QWidget

from parisana.app.driving.watch import Snapshot
from parisana.core.texts.words import duration
from parisana.errors import NoAnswer
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import say_error
from parisana.ui.desktop.widgets.banner import Banner


class Silence(Banner):
    """Says who is silent, since when, what follows, and when it is asked again."""

    def __init__(self, desk: Desk, parent: QWidget | None = None) -> None:
        super().__init__("", parent=parent)
        self.button.setText(self.tr("Try now"))
        self.button.setAccessibleName(self.tr("Try now"))
        self.desk = desk
        self._error: Exception | None = None
        self._blind_since: float | None = None
        desk.looked.connect(self.show_snapshot)
        desk.blinded.connect(self.show_blindness)
        self.pressed.connect(self.try_now)
        self.asked.connect(lambda: say_error(self, self._error) if self._error else None)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show whether the production's site answers."""
        self._blind_since = None
        standing = snapshot.selected
        news = self.desk.sites.get(standing.site) if standing else None
        since = (news.silent_since if news else None) or (standing.silent_since if standing else None)
        if standing is None or since is None or (news is not None and news.silent_since is None):
            self._keep(None)
            self.say("")
            return
        sentence = self.tr("No answer from {0} since {1}").format(standing.site, clock(since))
        remark = self.tr("No job has changed state since then.")
        if news is not None and news.next_try is not None:
            remark += " " + self.tr("Next try in {0}.").format(duration(max(0.0, news.next_try - snapshot.at)))
        self._keep(NoAnswer(f"{sentence}: {news.why}") if news is not None and news.why else None)
        self.say(sentence, remark)

    def show_blindness(self, error: Exception) -> None:
        """Show that the bookkeeping cannot be read."""
        self._blind_since = self._blind_since or time.time()
        self._keep(error)
        self.say(
            self.tr("The bookkeeping has not answered since {0}").format(clock(self._blind_since)),
            self.tr("What you see is as last read; until it answers, nothing is sent, retried or cancelled."),
        )

    def _keep(self, error: Exception | None) -> None:
        self._error = error
        self.more.setVisible(error is not None)

    def try_now(self) -> None:
        """Ask again at once."""
        if self._blind_since is None and self.desk.standing is not None:
            self.desk.bridge.try_now(self.desk.standing.site)
        self.desk.look()


def clock(at: float) -> str:
    """Return a time of day."""
    return time.strftime("%H:%M", time.localtime(at))
