"""The file of a site: to read, to open in an editor, or to copy under a name of one's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.sites.new_site import is_own_site
from parisana.core.texts.document import Document
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.theme import DIALOG, NARROW, ROW_GAP, TEXT_DIALOG
from parisana.ui.desktop.widgets.code import YAML, Code
from parisana.ui.desktop.widgets.texts import button, label

from .messages import ask_name, say_error


class SiteFile(QDialog):
    """``copied`` is the name of the copy, if one was made: the profile goes on with it."""

    def __init__(self, desk: Desk, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.copied = ""
        self._file = document.file
        self._question = Question(desk.bridge, "sites", self)
        self._name = str(document.data.get("name", ""))
        self.setWindowTitle(self.tr("Site file {0}").format(self._name))
        self.resize(*TEXT_DIALOG)
        self.code = Code(self.windowTitle(), YAML)
        self.code.show_text(document.text)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        column.addWidget(label(self.windowTitle(), "title"))
        self.where = label(document.file, tone="dim", wrap=True)
        column.addWidget(self.where)
        column.addWidget(self.code, 1)
        self.remark = label("", "caption", "dim", wrap=True)
        column.addWidget(self.remark)
        column.addLayout(self._actions())
        self._question.ask(lambda session: is_own_site(Path(document.file)), self._show_whose)

    def _actions(self) -> QHBoxLayout:
        self.open_button = button(self.tr("Open in editor"), "pencil-simple")
        self.copy_button = button(self.tr("Make a copy…"), "copy")
        self.close_button = button(self.tr("Close"), kind="primary")
        self.open_button.clicked.connect(lambda: open_path(self._file))
        self.copy_button.clicked.connect(self._copy)
        self.close_button.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addStretch(1)
        for each in (self.open_button, self.copy_button, self.close_button):
            row.addWidget(each)
        return row

    def _show_whose(self, mine: bool) -> None:
        self.open_button.setEnabled(mine)
        foreign = self.tr("This file is not yours to write: make a copy, which the profile then uses.")
        own = self.tr("All profiles that name this site use this file.")
        self.remark.setText(own if mine else foreign)

    def _copy(self) -> None:
        """Ask for a name, and write the copy."""
        heading, text = self.tr("Copy of {0}").format(self._name), self.tr("Name of the new site")
        name = ask_name(self, heading, text, f"{self._name}-own")
        if name:
            self._question.ask(
                lambda session: session.sites.new(name, self._file),
                lambda path: self._made(name, path),
                lambda error: say_error(self, error),
            )

    def _made(self, name: str, path: Path) -> None:
        self.copied = name
        open_path(str(path))
        self.accept()


def open_path(path: str) -> None:
    """Open a file or folder with what the desktop has for it."""
    QDesktopServices.openUrl(QUrl.fromLocalFile(path))
