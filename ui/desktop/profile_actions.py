"""What is done with the profile as a whole: open, new, save, and keeping unsaved work."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QFileDialog

from parisana.app.profiles.shelf import Opened

from .dialogs.messages import ask_name, confirm_dropping, say_error

if TYPE_CHECKING:
    from .window import Window

#: Milliseconds after the last edit at which unsaved work is kept.
KEEP_AFTER = 2000


class ProfileActions(QObject):
    """Open and save, for one window. Nothing here waits: the session answers through the bridge."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self.window, self.desk, self.editor = window, window.desk, window.desk.editor
        self._keep = QTimer(window)
        self._keep.setSingleShot(True)
        self._keep.setInterval(KEEP_AFTER)
        self._keep.timeout.connect(self._keep_draft)
        self.editor.changed.connect(self._keep.start)

    def open(self, name: str | Path) -> None:
        """Open a profile by name or path, after asking what is to become of unsaved work."""
        if confirm_dropping(self.window):
            self.desk.bridge.ask(
                "profiles", lambda session: session.profiles.open(name), self.editor.open, self._failed
            )

    def open_file(self) -> None:
        """Ask for a file, and open it."""
        path, _ = QFileDialog.getOpenFileName(
            self.window, self.tr("Open profile"), "", self.tr("Profiles (*.yaml *.yml)")
        )
        if path:
            self.open(Path(path))

    def new(self) -> None:
        """Ask for a name, and begin a profile that is valid as it stands."""
        name = ask_name(self.window, self.tr("New profile"), self.tr("Name of the profile"), "")
        if name and confirm_dropping(self.window):
            self.desk.bridge.ask("profiles", lambda session: session.profiles.new(name), self.editor.open, self._failed)

    def save(self) -> None:
        """Write the profile to where it came from; one that is not the user's is saved under another name."""
        opened, draft = self.editor.profile, self.editor.draft
        if not opened.writable:
            self.save_as()
            return
        self.desk.bridge.ask(
            "profiles", lambda session: session.profiles.save(opened, draft), self._saved, self._not_saved
        )

    def save_as(self) -> None:
        """Ask for a name, and go on with the profile under that."""
        opened, draft = self.editor.profile, self.editor.draft
        name = ask_name(self.window, self.tr("Save profile as"), self.tr("Name of the profile"), opened.name)
        if name:
            self.desk.bridge.ask(
                "profiles", lambda session: session.profiles.save_as(opened, draft, name), self._saved, self._failed
            )

    def _not_saved(self, error: Exception) -> None:
        """Show why; when the file has changed meanwhile, the banner over the pages offers what to do."""
        self.window.disk_watch.look()
        self._failed(error)

    def _saved(self, opened: Opened) -> None:
        self.editor.saved(opened)
        self.desk.say(self.tr("saved {0}").format(opened.name))

    def _keep_draft(self) -> None:
        """Keep unsaved work where it is found again after a crash."""
        if self.editor.is_open and self.editor.is_changed:
            opened, draft = self.editor.profile, self.editor.draft
            self.desk.bridge.ask("profiles", lambda session: session.profiles.keep_draft(opened, draft))

    def _failed(self, error: Exception) -> None:
        say_error(self.window, error)

    def make(self) -> None:
        """Make the actions."""
        add, to_page = self.window.commands.add, partial(self.window.go, "page.profiles")
        add("new", self.tr("New profile…"), self.new, "Ctrl+N", "plus")
        add("open", self.tr("Open profile…"), to_page, "Ctrl+O", "folder-open")
        add("open-file", self.tr("Open profile file…"), self.open_file, "Ctrl+Shift+O")
        add("save", self.tr("Save profile"), self.save, "Ctrl+S", "floppy-disk")
        add("save-as", self.tr("Save profile as…"), self.save_as, "Ctrl+Shift+S")
