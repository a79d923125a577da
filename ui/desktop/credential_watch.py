"""The life of proxy or token in the header: looked at in a lane, counted down here; a press opens what renews it."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from parisana.app.credentials.wallet import Life
from parisana.core.texts.document import Document
from parisana.core.texts.words import duration

from .asking import Question
from .language import later, translate
from .settings import OVERRIDES

if TYPE_CHECKING:
    from .window import Window

#: Milliseconds: after the profile was opened or edited, between two looks, between two counts.
AFTER_EDIT, PAUSE, TICK = 1000, 60_000, 15_000

KINDS = {"proxy": later("Credential", "proxy"), "token": later("Credential", "token")}


class CredentialWatch(QObject):
    """Asks how long the credential of the profile's site lasts, and shows it where the site asks for one."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window, self._desk = window, window.desk
        self.life = Life()
        self._question = Question(self._desk.bridge, "credential", self)
        self._asked = ""
        self._soon = QTimer(self, interval=AFTER_EDIT, singleShot=True)
        self._round = QTimer(self, interval=PAUSE)
        self._count = QTimer(self, interval=TICK)
        self._soon.timeout.connect(self.look)
        self._round.timeout.connect(self.look)
        self._count.timeout.connect(self.show_life)
        self._desk.editor.changed.connect(self._look_at_another)
        self._desk.chosen.connect(lambda production: self._soon.start())
        window.header.credential.clicked.connect(window.commands["credential"].trigger)
        self.show_life()

    def _look_at_another(self) -> None:
        if self._site() != self._asked:
            self._soon.start()

    def _site(self) -> str:
        editor = self._desk.editor
        return repr((editor.value(("site",)), editor.value(OVERRIDES)))

    def look(self) -> None:
        """Ask about the site as the profile has it now."""
        editor, production = self._desk.editor, self._desk.production
        if not editor.is_open:
            return
        self._asked = self._site()
        name, overrides = str(editor.value(("site",), "")), editor.value(OVERRIDES) or {}
        document = Document(editor.draft.document.file, dict(editor.draft.data))
        self._question.ask(
            lambda session: session.wallet.life(session.sites.configured(name, overrides, document).site, production),
            self._answered,
            lambda error: self._answered(Life()),  # what is wrong with a site is said on its page
        )

    def _answered(self, life: Life) -> None:
        self.life = life
        self._round.start()
        self._count.start()
        self.show_life()

    def show_life(self) -> None:
        """Show what is left of it now."""
        life, now = self.life, time.time()
        self._window.commands["credential"].setEnabled(bool(life.shows))
        self._window.header.credential.setVisible(bool(life.shows))
        if life.shows:
            self._window.header.credential.show_state(life.lasts(now).value, in_short(life, now), at_length(life, now))

    def open(self) -> None:
        """Show what there is to know, and what makes a new one."""
        from .dialogs.credential import CredentialDialog

        dialog = CredentialDialog(self._window, self._desk, self.life)
        dialog.made.connect(self._made)
        dialog.exec()
        dialog.deleteLater()

    def _made(self) -> None:
        """Look again, and let a site that paused go on at once."""
        self._desk.bridge.try_now(self.life.site)
        self._desk.say(translate("Credential", "there is a new proxy; jobs go on with it"))
        self.look()


def kind_of(life: Life) -> str:
    """Return what it is called: what is there, else what the site wants first."""
    return translate("Credential", KINDS[life.held.kind if life.held else life.shows.split()[0]])


def in_short(life: Life, now: float) -> str:
    """Return what is left of it, as short as a header wants it."""
    kind, left = kind_of(life), life.left(now)
    if life.held is None:
        return translate("Credential", "no {0}").format(kind)
    if life.held.trouble:
        return translate("Credential", "{0} unreadable").format(kind)
    if left is None:
        return translate("Credential", "{0}, no end").format(kind)
    if left <= 0:
        return translate("Credential", "{0} is over").format(kind)
    return f"{kind} {duration(left)}"


def at_length(life: Life, now: float) -> str:
    """Return a sentence or two on it."""
    kind, left = kind_of(life), life.left(now)
    if life.held is None:
        none = translate("Credential", "{0} is shown a {1}, and there is none.").format(life.site, kind)
        return f"{none} {life.trouble}".strip()
    if life.held.trouble:
        return translate("Credential", "Your {0} cannot be read: {1}.").format(kind, life.held.trouble)
    if left is None:
        return translate("Credential", "Your {0} does not say when it ends.").format(kind)
    moment = time.strftime("%Y-%m-%d %H:%M", time.localtime(now + left))
    if left <= 0:
        paused = translate("Credential", "Your {0} ended at {1}. Nothing is sent, and jobs keep their states.")
        return paused.format(kind, moment)
    until = translate("Credential", "Your {0} can be used until {1}.").format(kind, moment)
    need = translate("Credential", "The longest job asks for {0}.").format(duration(life.need_s))
    return f"{until} {need}" if life.need_s else until
