"""Editors of what is chosen or ticked."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QCheckBox, QGridLayout, QSizePolicy, QWidget

from parisana.core.suites.parameter import Parameter
from parisana.ui.desktop.theme import ROW_GAP

from .editor import Editor
from .inputs import Choice
from .spoken import shown


class ChoiceEditor(Editor):
    """One of a few words."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.box = Choice()
        self.box.addItems(list(parameter.choices))
        self.box.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.box.activated.connect(lambda number: self.edited.emit(self.box.itemText(number)))
        self.row.addWidget(self.box)

    @property
    def parts(self) -> list[QWidget]:
        """The box."""
        return [self.box]

    def show_value(self, value: Any) -> None:
        """Show the word; one that is no choice is shown all the same, since the profile says it."""
        text = shown(value)
        if self.box.findText(text) < 0:
            self.box.addItem(text)
        self.box.setCurrentText(text)


class ChoicesEditor(Editor):
    """Any of a few words, three beside each other."""

    BESIDE = 3

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.boxes = [QCheckBox(word) for word in parameter.choices]
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * ROW_GAP)
        grid.setVerticalSpacing(0)
        for number, box in enumerate(self.boxes):
            box.setAccessibleName(f"{parameter.title}: {box.text()}")
            box.clicked.connect(lambda: self.edited.emit([each.text() for each in self.boxes if each.isChecked()]))
            grid.addWidget(box, number // self.BESIDE, number % self.BESIDE)
        self.row.addLayout(grid)
        self.row.addStretch(1)

    @property
    def parts(self) -> list[QWidget]:
        """The boxes."""
        return list(self.boxes)

    def show_value(self, value: Any) -> None:
        """Tick what is chosen."""
        chosen = value if isinstance(value, list | tuple) else []
        for box in self.boxes:
            box.setChecked(box.text() in chosen)


class BooleanEditor(Editor):
    """A tick; its words stand beside it, not in the label column."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.box = QCheckBox(parameter.title)
        self.box.clicked.connect(lambda checked: self.edited.emit(checked))
        self.row.addWidget(self.box)
        self.row.addStretch(1)

    @property
    def parts(self) -> list[QWidget]:
        """The box."""
        return [self.box]

    def show_value(self, value: Any) -> None:
        """Tick it or not."""
        self.box.setChecked(value is True)
