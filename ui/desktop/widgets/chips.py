"""Chips: states with their counts, each of which can be turned on."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QWidget

from .dots import dot_icon
from .flow import Flow
from .texts import button


class Chips(QWidget):
    """Several chips; of none that is on, all are meant. A state without any is not shown, unless it is on."""

    changed = Signal()

    def __init__(self, words: Mapping[str, str], name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._words = dict(words)
        row = Flow(self)
        self.chips = {state: self._chip(state) for state in words}
        for chip in self.chips.values():
            row.addWidget(chip)
        self.show_counts({})

    def _chip(self, state: str) -> QPushButton:
        made = button(self._words[state], kind="chip")
        made.setIcon(dot_icon(state))
        made.clicked.connect(self.changed)
        return made

    @property
    def on(self) -> list[str]:
        """The states that are chosen."""
        return [state for state, chip in self.chips.items() if chip.isChecked()]

    def choose(self, states: Sequence[str]) -> None:
        """Turn these on and the others off."""
        for state, chip in self.chips.items():
            chip.setChecked(state in states)
        self.changed.emit()

    def show_counts(self, counts: Mapping[str, int]) -> None:
        """Show how many there are of each."""
        for state, chip in self.chips.items():
            text = f"{self._words[state]} {counts.get(state, 0):,}"
            chip.setText(text)
            chip.setAccessibleName(text)
            chip.setVisible(bool(counts.get(state)) or chip.isChecked())
