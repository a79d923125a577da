"""In what two profiles differ: a table, and the command that says the same."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtWidgets import QWidget

from parisana.app.profiles.shelf import Difference
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import DIFFERENCES
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.table import Table

from .messages import Message

#: Heading, words and answer stand above and below what is put in here.
PLACE = 2


class Differences(Message):
    """One row a value; Return or a double click goes to where it is set."""

    def __init__(
        self,
        parent: QWidget | None,
        names: tuple[str, str],
        found: Sequence[Difference],
        command: str = "",
        go: Callable[[str], object] | None = None,
    ) -> None:
        heading = translate("Differences", "{0} and {1}").format(*names)
        count = translate("Differences", "{0} values differ.").format(len(found))
        words = count if found else translate("Differences", "They say the same.")
        super().__init__(parent, heading, words, [translate("Differences", "Close")])
        self._go = go
        if command:
            self.column.insertWidget(PLACE, CommandLine(command))
        if found:
            self.resize(*DIFFERENCES)
            self.column.insertWidget(PLACE, self._card(names, found), 1)

    def _card(self, names: tuple[str, str], found: Sequence[Difference]) -> Card:
        columns: list[Column[Difference]] = [
            Column(self.tr("Value"), lambda row: row.field, width=DIFFERENCES[0] // 3, middle=True),
            Column(names[0], lambda row: row.before, width=DIFFERENCES[0] // 4),
            Column(names[1], lambda row: row.after, width=-1),
        ]
        self.table = Table(Rows(columns), self.tr("Differences"))
        self.table.rows.show(found)
        self.table.opened.connect(self._open)
        card = Card()
        card.without_margins()
        card.add(self.table, 1)
        return card

    def _open(self, row: Difference) -> None:
        if self._go is not None:
            self.accept()
            self._go(row.field)
