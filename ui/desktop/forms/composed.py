"""Editors of values of several parts: the bins of an axis, a place in the sky."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from parisana.core.suites.parameter import Parameter
from parisana.core.texts.words import raised
from parisana.ui.desktop.widgets.texts import label

from .editor import Editor
from .inputs import Choice, Line
from .spoken import shown, whole, written


class AxisEditor(Editor):
    """The bins of an axis: from, to, and how many."""

    WIDTH = 56

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.lines = {name: Line() for name in ("min", "max", "nbins")}
        between = {"min": None, "max": self.tr("to"), "nbins": self.tr("in")}
        for name, line in self.lines.items():
            if word := between[name]:
                self.row.addWidget(label(word, tone="dim"))
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            line.setFixedWidth(self.WIDTH)
            line.setAccessibleName(f"{parameter.title}: {name}")
            line.finished.connect(self._speak)
            self.row.addWidget(line)
            if name == "max" and parameter.unit:
                self.row.addWidget(label(raised(parameter.unit), tone="dim"))
        self.row.addWidget(label(self.tr("bins"), tone="dim"))
        self.row.addStretch(1)

    def _speak(self) -> None:
        texts = {name: line.text() for name, line in self.lines.items()}
        ends = {name: written(texts[name], self.parameter.unit) for name in ("min", "max")}
        self.edited.emit({**ends, "nbins": whole(texts["nbins"])})

    @property
    def parts(self) -> list[QWidget]:
        """The three lines."""
        return list(self.lines.values())

    def show_value(self, value: Any) -> None:
        """Show both ends and the number of bins."""
        axis = value if isinstance(value, dict) else {}
        for name, line in self.lines.items():
            line.show_text(shown(axis.get(name), self.parameter.unit))


class PositionEditor(Editor):
    """A place in the sky: frame and two angles."""

    FRAMES = ("icrs", "galactic")

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.frame = Choice()
        self.frame.addItems(list(self.FRAMES))
        self.frame.setAccessibleName(f"{parameter.title}: {self.tr('frame')}")
        self.frame.activated.connect(lambda number: self._speak())
        self.row.addWidget(self.frame)
        self.lines = {name: Line() for name in ("lon", "lat")}
        for name, line in self.lines.items():
            line.setAccessibleName(f"{parameter.title}: {name}")
            line.setAlignment(Qt.AlignmentFlag.AlignRight)
            line.finished.connect(self._speak)
            self.row.addWidget(line)

    def _speak(self) -> None:
        angles = {name: written(line.text(), "deg") for name, line in self.lines.items()}
        self.edited.emit({"frame": self.frame.currentText(), **angles})

    @property
    def parts(self) -> list[QWidget]:
        """The frame and both angles."""
        return [self.frame, *self.lines.values()]

    def show_value(self, value: Any) -> None:
        """Show the place."""
        place = value if isinstance(value, dict) else {}
        self.frame.setCurrentText(shown(place.get("frame")) or self.FRAMES[0])
        for name, line in self.lines.items():
            line.show_text(shown(place.get(name), "deg"))
