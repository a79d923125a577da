"""The window of a log: its lines, and what one can do with them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parisana.ui.desktop.theme import DIALOG, LOG, NARROW, ROW_GAP, SEARCH
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.log_view import LogView
from parisana.ui.desktop.widgets.search import SearchField
from parisana.ui.desktop.widgets.texts import breakable, button, label, tool

#: Of a longer title the beginning is shown.
LONGEST = 160


class LogFrame(QDialog):
    """Fields and buttons over the lines; below, where one is, what a search says, the command that shows the same."""

    def __init__(self, parent: QWidget | None, title: str, command: str) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.resize(*LOG)
        self.view, self.where = LogView(self.tr("Log")), label("", "caption", "dim", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        heading = label(breakable(title[:LONGEST]), "heading", wrap=True)
        heading.setToolTip(title)
        column.addWidget(heading)
        column.addLayout(self._head())
        column.addWidget(self.view, 1)
        column.addWidget(CommandLine(command))
        column.addLayout(self._foot())

    def _head(self) -> QHBoxLayout:
        self.search = SearchField(self.tr("Search"))
        self.search.setFixedWidth(SEARCH)
        self.back = tool(self.tr("Search backward"), "caret-up")
        self.forth = tool(self.tr("Search forward"), "caret-down")
        self.first_error = button(self.tr("First error"), "warning-circle", small=True)
        self.error = button(self.tr("Last error"), "warning-circle", small=True)
        self.follow = QCheckBox(self.tr("Follow"))
        self.follow.setChecked(True)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        for each in (self.search, self.back, self.forth, self.first_error, self.error):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.follow)
        return row

    def _foot(self) -> QHBoxLayout:
        self.told = label("", "caption", "dim", wrap=True)
        self.cancel = button(self.tr("Stop searching"))
        self.cancel.hide()
        close = button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.close)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addWidget(self.where, 1)
        row.addWidget(self.told, 1)
        row.addWidget(self.cancel)
        row.addWidget(close)
        return row
