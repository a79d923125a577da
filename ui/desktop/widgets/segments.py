"""A choice between few: segments side by side, one of them on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QButtonGroup, QFrame, QHBoxLayout, QPushButton, QWidget

from parisana.ui.desktop.theme import TALL_FIELD

from .texts import button


class Segments(QFrame):
    """Emits the number of the segment that was chosen."""

    chosen = Signal(int)

    def __init__(self, words: Sequence[str], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("segments")
        self.setAccessibleName(name)
        row = QHBoxLayout(self)
        self.setFixedHeight(TALL_FIELD)
        row.setContentsMargins(2, 2, 2, 2)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        for number, text in enumerate(words):
            each = button(text, kind="segment")
            self._group.addButton(each, number)
            row.addWidget(each)
        self._group.button(0).setChecked(True)
        self._group.idClicked.connect(self.chosen)

    def choose(self, number: int) -> None:
        """Turn a segment on."""
        self._group.button(number).setChecked(True)

    def segment(self, number: int) -> QPushButton:
        """Return one of the buttons."""
        found = self._group.button(number)
        assert isinstance(found, QPushButton)
        return found

    @property
    def current(self) -> int:
        """The number of the segment that is on."""
        return self._group.checkedId()
