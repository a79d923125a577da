"""*View as command line*: what the page does, as commands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QGridLayout, QWidget

from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import GAP
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.texts import label

from .messages import Message


class Commands(Message):
    """A list of what can be done, each with the command that does it."""

    WIDTH = 680

    def __init__(self, parent: QWidget | None, commands: Sequence[tuple[str, str]]) -> None:
        text = translate("CommandLine", "They do the same in a terminal, on another machine or in a script.")
        super().__init__(parent, translate("CommandLine", "As command line"), text, [translate("CommandLine", "Close")])
        self.setMinimumWidth(self.WIDTH)
        grid = QGridLayout()
        grid.setHorizontalSpacing(GAP)
        grid.setColumnStretch(1, 1)
        for row, (what, command) in enumerate(commands):
            grid.addWidget(label(what), row, 0)
            grid.addWidget(CommandLine(command), row, 1)
        self.column.insertLayout(self.column.count() - 1, grid)


class Action(Message):
    """A question before something is done, with the command that does it, and perhaps more to look at."""

    def __init__(
        self, parent: QWidget | None, heading: str, text: str, action: str, command: str, *more: QWidget
    ) -> None:
        super().__init__(parent, heading, text, [translate("CommandLine", "Cancel"), action])
        self.action = action
        place = self.column.count() - 1
        for widget in (*more, CommandLine(command)):
            self.column.insertWidget(place, widget)
            place += 1

    def confirmed(self) -> bool:
        """Ask, and return whether it is to be done."""
        return self.ask() == self.action
