"""A profile may be changed by another program, or by another window: its file is looked at, and a banner says so."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QFrame, QVBoxLayout

from parisana.app.profiles.shelf import Difference, Opened

from .asking import Question
from .dialogs.differences import Differences
from .dialogs.messages import confirm, say_error
from .theme import GAP, MARGIN
from .widgets.banner import Banner

if TYPE_CHECKING:
    from .window import Window

#: Milliseconds between two looks at the file.
PAUSE = 3000


class DiskWatch(QFrame):
    """The banner above the pages, hidden while the file is what was opened."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.setObjectName("page")
        self.window_, self.editor = window, window.desk.editor
        self._question = Question(window.desk.bridge, "disk", self)
        self._acting = Question(window.desk.bridge, "profiles", self)
        self._acting.failed = self._failed
        self._stamp: str | None = None
        self.banner = Banner(self.tr("Reload"), "arrows-clockwise")
        self.compare = self.banner.offer(self.tr("Compare…"), self.show_differences)
        self.keep = self.banner.offer(self.tr("Keep mine"), self.keep_mine)
        self.banner.pressed.connect(self.reload)
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, GAP, MARGIN, 0)
        column.addWidget(self.banner)
        self.hide()
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self.look)
        self._timer.start()
        self.editor.opened.connect(lambda: self._show(False))
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Look at once when the user comes back to the window."""
        if event.type() == QEvent.Type.WindowActivate:
            self.look()
        return super().eventFilter(watched, event)

    def look(self) -> None:
        """Ask whether the file is still what was opened; a new profile has none yet."""
        if not self.editor.is_open or self._question.open or self.editor.profile.stamp is None:
            return
        opened = self.editor.profile
        self._question.ask(
            lambda session: (session.profiles.changed_on_disk(opened), bool(opened.path and opened.path.exists())),
            lambda found: self._show(found[0] and opened is self.editor.profile, there=found[1]),
            lambda error: None,
        )

    def _show(self, changed: bool, *, there: bool = True) -> None:
        self.setVisible(changed)
        if not changed:
            self.banner.say("")
            return
        opened = self.editor.profile
        sentence = self.tr("{0} was changed on disk") if there else self.tr("{0} was removed from disk")
        unsaved = self.tr("What you changed here is not saved.") if self.editor.is_changed else ""
        self.banner.say(sentence.format(opened.name), unsaved)
        self.banner.button.setVisible(there)
        self.compare.setVisible(there)

    def reload(self) -> None:
        """Open the file as it is now; what was not saved is asked for first."""
        opened = self.editor.profile
        heading = self.tr("Reload {0}?").format(opened.name)
        text = self.tr("What you changed in this window is dropped.")
        if self.editor.is_changed and not confirm(self.window_, heading, text, self.tr("Reload and drop my changes")):
            return
        self._acting.ask(lambda session: session.profiles.open(opened.path or opened.name), self.editor.open)

    def keep_mine(self) -> None:
        """Write what this window has over the file."""
        opened, draft = self.editor.profile, self.editor.draft
        self._acting.ask(lambda session: session.profiles.save(opened, draft, force=True), self._kept)

    def _kept(self, opened: Opened) -> None:
        self.editor.saved(opened)
        self._show(False)
        self.window_.desk.say(self.tr("saved {0} over what was on disk").format(opened.name))

    def show_differences(self) -> None:
        """Compare the file with what is in this window."""
        opened, draft = self.editor.profile, self.editor.draft
        path = opened.path or opened.name
        self._acting.ask(lambda session: session.profiles.diff(path, draft), self._compared)

    def _compared(self, found: list[Difference]) -> None:
        names = (self.tr("on disk"), self.tr("in this window"))
        Differences(self.window_, names, found, go=self.window_.go).ask()

    def _failed(self, error: Exception) -> None:
        say_error(self.window_, error)
