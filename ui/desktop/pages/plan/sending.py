"""A plan is sent, or written as scripts: exactly as it is shown, in a lane of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QWidget

from parisana.app.before.dry_checks import Check
from parisana.app.by_hand.writer import Written
from parisana.app.shown import submit_shown, write_shown
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.messages import confirm
from parisana.ui.desktop.dialogs.site_file import open_path
from parisana.ui.desktop.dialogs.written import WrittenDialog

from .shown import Shown


class Sending(QObject):
    """What the two buttons of the page do."""

    #: It is being done; in words.
    begun = Signal(str)
    #: It was refused.
    refused = Signal(object)
    #: The scripts are written.
    written = Signal()
    #: It is sent, as this production.
    sent = Signal(int)

    def __init__(self, desk: Desk, page: QWidget) -> None:
        super().__init__(page)
        self.desk, self._page = desk, page
        self._question = Question(desk.bridge, "submit", self)

    def submit(self, shown: Shown, failed: list[Check]) -> None:
        """Send it; ask again first, when checks say that it cannot work."""
        if failed and not self._sure(failed):
            return
        self.desk.logins.forgive()
        self.begun.emit(self.tr("Submitting"))
        self._question.ask(
            lambda session: submit_shown(session, shown.dry, shown.text, shown.file), self._sent, self.refused.emit
        )

    def _sure(self, failed: list[Check]) -> bool:
        heading = self.tr("{0} of the checks say that it cannot work").format(len(failed))
        text = "\n".join(check.text for check in failed)
        return confirm(self._page, heading, text, self.tr("Submit all the same"))

    def _sent(self, production: int) -> None:
        self.desk.bridge.nudge(production)
        self.desk.choose(production)
        self.desk.say(self.tr("production {0} is submitted").format(production))
        self.sent.emit(production)

    def write(self, shown: Shown) -> None:
        """Ask for a folder, and write scripts instead of sending jobs."""
        chosen = QFileDialog.getExistingDirectory(self._page, self.tr("Folder for the scripts"), str(Path.home()))
        if not chosen:
            return
        folder = Path(chosen)
        self.begun.emit(self.tr("Writing"))
        self._question.ask(
            lambda session: write_shown(session, shown.dry, shown.text, shown.file, folder),
            self._written,
            self.refused.emit,
        )

    def _written(self, written: Written) -> None:
        """Open the folder, and say where it is and what to type."""
        self.written.emit()
        self.desk.say(self.tr("scripts are in {0}").format(written.folder))
        open_path(str(written.folder))
        WrittenDialog(self._page, written).ask()
