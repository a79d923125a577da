"""The command that does the same, ready to be copied."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import NARROW, ROW_GAP

from .texts import button, label


class CommandLine(QFrame):
    """A command in the type of code, and a button that copies it."""

    def __init__(self, command: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("code")
        row = QHBoxLayout(self)
        row.setContentsMargins(NARROW, ROW_GAP // 2, ROW_GAP, ROW_GAP // 2)
        row.setSpacing(ROW_GAP)
        self.text = label(command, "mono", wrap=True)
        self.text.setAccessibleName(self.tr("Command"))
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.copy = button(self.tr("Copy"), "copy", small=True)
        self.copy.setAccessibleName(self.tr("Copy {0}").format(command))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.text.text()))
        row.addWidget(self.text, 1)
        row.addWidget(self.copy, 0, Qt.AlignmentFlag.AlignTop)


def command_button(
    parent: QWidget, commands: Callable[[], Sequence[tuple[str, str]]], *, short: bool = False
) -> QPushButton:
    """Return the button of a page that shows its actions as commands; ``short`` is an icon alone."""

    def show() -> None:
        from parisana.ui.desktop.dialogs.command_line import Commands

        Commands(parent, commands()).ask()

    words = translate("CommandLine", "Command line")
    made = button("" if short else words, "terminal-window")
    made.setAccessibleName(words)
    made.setToolTip(words if short else "")
    made.clicked.connect(show)
    return made
