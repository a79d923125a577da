"""Deleted profiles, to be taken back."""

from __future__ import annotations

import time
from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from parisana.app.profiles.shelf import Deleted
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import DIFFERENCES
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.table import Table

from .messages import Message


class Trash(Message):
    """One row a deleted profile, newest first; ``token`` is the one that was asked back."""

    def __init__(self, parent: QWidget | None, deleted: Sequence[Deleted]) -> None:
        heading = translate("Trash", "Deleted profiles")
        text = translate("Trash", "Choose one, and it goes back to where it was.")
        self._restore = translate("Trash", "Take it back")
        super().__init__(parent, heading, text, [translate("Trash", "Close"), self._restore])
        self.resize(*DIFFERENCES)
        columns: list[Column[Deleted]] = [
            Column(translate("Trash", "Name"), lambda row: row.path.stem, width=180, bold=True),
            Column(translate("Trash", "Was in"), lambda row: str(row.path.parent), width=-1, middle=True),
            Column(translate("Trash", "Deleted"), lambda row: _when(row.when), lambda row: row.when, width=140),
        ]
        self.table = Table(Rows(columns), heading)
        self.table.rows.show(deleted)
        self.table.selectRow(0)
        self.table.opened.connect(lambda row: self._give(self._restore))
        card = Card()
        card.without_margins()
        card.add(self.table, 1)
        self.column.insertWidget(2, card, 1)
        self.column.insertWidget(3, CommandLine("parisana profile restore"))

    @property
    def token(self) -> str:
        """What brings the chosen one back; nothing when that was not asked for."""
        chosen: Deleted | None = self.table.current
        return chosen.token if chosen is not None and self.answer == self._restore else ""


def _when(at: float) -> str:
    return time.strftime("%Y-%m-%d %H:%M", time.localtime(at))
