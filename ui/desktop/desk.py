"""What all pages share: the profile under edit, the bridge to the session, the way to other places."""

from __future__ import annotations

import socket
from collections.abc import Mapping

from PySide6.QtCore import QObject, QSettings, QTimer, Signal
from PySide6.QtWidgets import QWidget

from parisana.app.background.watcher import News, SiteNews
from parisana.app.driving.watch import Snapshot, Standing

from .bridge import Bridge
from .commands import Commands
from .editor import ProfileEditor
from .logins import Logins
from .saved_views import SavedViews


class Desk(QObject):
    """The Analysis desk."""

    #: A page asks to be left for another place: ``stages.mc.index``, ``page.jobs``.
    go = Signal(str)
    #: The productions were looked at again.
    looked = Signal(object)
    #: They could not be looked at; the error says why.
    blinded = Signal(object)
    #: Another production was chosen.
    chosen = Signal(int)
    #: A sentence for the user, and how grave it is (a state's word).
    said = Signal(str, str)

    #: Milliseconds between two looks at the productions.
    PAUSE = 1000

    def __init__(self, bridge: Bridge, commands: Commands, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.bridge, self.commands, self.settings = bridge, commands, settings
        self.editor = ProfileEditor(self)
        self.saved_views = SavedViews(bridge, self)
        self.saved_views.troubled.connect(lambda error: self.say(str(error), "unknown"))
        self.logins = Logins(self, parent if isinstance(parent, QWidget) else None)
        self.host = socket.gethostname()
        self.production: int | None = None
        self.snapshot: Snapshot | None = None
        #: What the drivers heard of the sites, by their names.
        self.sites: dict[str, SiteNews] = {}
        bridge.news.connect(self._heard)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.look)

    @property
    def standing(self) -> Standing | None:
        """How the chosen production stands."""
        return self.snapshot.selected if self.snapshot else None

    @property
    def counts(self) -> Mapping[str, int]:
        """How many jobs of the chosen production are in each state."""
        return {state.value: number for state, number in self.standing.counts.items()} if self.standing else {}

    def choose(self, production: int | None) -> None:
        """Choose the production that footer, jobs and results are about."""
        self.production = production
        self.chosen.emit(production or 0)
        self.look()

    def look(self) -> None:
        """Look at the productions now, and again after a pause; never twice at a time."""
        self._timer.stop()
        self.bridge.ask("watch", lambda session: session.watch.snapshot(self.production), self._looked, self._blind)

    def _looked(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.looked.emit(snapshot)
        self._timer.start(self.PAUSE)

    def _blind(self, error: Exception) -> None:
        self.said.emit(str(error), "unknown")
        self.blinded.emit(error)
        self._timer.start(5 * self.PAUSE)

    def _heard(self, news: News) -> None:
        """Keep what is news of the sites; a production that changed is looked at with the next look."""
        self.sites.update(news.sites)
        for notice in news.notices:
            self.said.emit(notice.text, "unknown" if notice.warning else "done")

    def say(self, words: str, state: str = "done") -> None:
        """Say a sentence at the bottom of the window."""
        self.said.emit(words, state)
