"""One of a few words as radio buttons, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QButtonGroup, QRadioButton, QWidget

from parisana.core.suites.parameter import Parameter
from parisana.ui.desktop.theme import ROW_GAP

from .editor import Editor
from .spoken import shown


class RadiosEditor(Editor):
    """The words of a choice, each with what it is called."""

    def __init__(self, parameter: Parameter, titles: Mapping[str, str]) -> None:
        super().__init__(parameter)
        self.row.setSpacing(2 * ROW_GAP)
        self._group = QButtonGroup(self)
        self.buttons = {word: QRadioButton(titles.get(word, word)) for word in parameter.choices}
        for word, each in self.buttons.items():
            self._group.addButton(each)
            each.setAccessibleName(f"{parameter.title}: {each.text()}")
            each.clicked.connect(lambda checked=False, word=word: self.edited.emit(word))
            self.row.addWidget(each)

    @property
    def parts(self) -> list[QWidget]:
        """The buttons."""
        return list(self.buttons.values())

    def show_value(self, value: Any) -> None:
        """Turn one on; a word that is no choice turns none on."""
        chosen = self.buttons.get(shown(value))
        self._group.setExclusive(chosen is not None)
        for each in self.buttons.values():
            each.setChecked(each is chosen)
