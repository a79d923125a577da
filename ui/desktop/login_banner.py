"""A host that was left without an answer: nothing goes there until the user logs in, and a banner says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFrame, QVBoxLayout

from parisana.app.ssh.asked import Asked

from .asking import Question
from .dialogs.messages import say_error
from .theme import GAP, MARGIN
from .widgets.banner import Banner

if TYPE_CHECKING:
    from .window import Window


class LoginBanner(QFrame):
    """The banner above the pages, hidden while no host waits for its user."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.setObjectName("page")
        self._window, self._logins = window, window.desk.logins
        self._question = Question(window.desk.bridge, "login", self)
        self.banner = Banner(self.tr("Log in…"), "arrow-right")
        self.banner.pressed.connect(self.log_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, 0)
        column.addWidget(self.banner)
        self.hide()
        self._logins.changed.connect(self.refresh)

    @property
    def asked(self) -> Asked | None:
        """The question that the banner is about."""
        return next(iter(self._logins.left.values()), None)

    def refresh(self) -> None:
        """Show the first host that waits."""
        asked = self.asked
        self.setVisible(asked is not None)
        if asked is None:
            self.banner.say("")
            return
        self.banner.say(self._what(asked).format(asked.address), self.tr("Nothing is sent there meanwhile."))
        self.banner.button.setText(self.tr("Log in…") if asked.key is None else self.tr("Look at its key…"))

    def _what(self, asked: Asked) -> str:
        if asked.key is None:
            return self.tr("{0} waits for you to log in")
        if asked.key.replaced:
            return self.tr("{0} shows another key than before")
        return self.tr("{0} is not known on this machine")

    def log_in(self) -> None:
        """Let it ask again, and open the way from here; whoever else goes that way follows."""
        asked = self.asked
        if asked is None:
            return
        self._logins.forgive(str(asked.address))
        self._question.ask(
            lambda session: session.sites.log_in(asked), lambda nothing: self._opened(asked), self._failed
        )

    def _opened(self, asked: Asked) -> None:
        self._window.desk.bridge.try_now(asked.site)
        self._window.desk.say(self.tr("{0} lets you in").format(asked.address))

    def _failed(self, error: Exception) -> None:
        """Say why, unless the banner does: then the user has just said no."""
        if self.asked is None:
            say_error(self._window, error)
