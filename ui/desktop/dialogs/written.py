"""Scripts were written: where they are, how they are submitted, how the program learns what came of them."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from parisana.app.by_hand.writer import Written
from parisana.app.ground.command_line import command_line
from parisana.core.texts.shell import quote
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.texts import label

from .messages import Message


class WrittenDialog(Message):
    """The folder, and two commands to copy."""

    def __init__(self, parent: QWidget | None, written: Written) -> None:
        heading = translate("Written", "The scripts are written")
        super().__init__(parent, heading, str(written.folder), [translate("Written", "Close")])
        commands = (
            (translate("Written", "Submit it with"), f"bash {quote(str(written.submit))}"),
            (translate("Written", "Afterwards"), command_line("adopt", str(written.folder))),
        )
        place = self.column.count() - 1
        for what, command in commands:
            for widget in (label(what, "caption", "dim"), CommandLine(command)):
                self.column.insertWidget(place, widget)
                place += 1
