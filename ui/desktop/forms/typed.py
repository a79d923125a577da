"""Editors of what is typed into one line: texts, numbers, paths, words."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFileDialog, QLineEdit, QWidget

from parisana.core.suites.parameter import Parameter
from parisana.core.texts.words import raised
from parisana.ui.desktop.icons import icon
from parisana.ui.desktop.theme import NUMBER
from parisana.ui.desktop.widgets.texts import label

from .editor import Editor
from .inputs import Line
from .spoken import shown, whole, written


class TextEditor(Editor):
    """A line of text: also for paths, with a button to look for one."""

    read: Callable[[str, str | None], Any] = staticmethod(written)

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.line = Line()
        self.line.finished.connect(lambda text: self.edited.emit(self.value(text)))
        self.row.addWidget(self.line)

    def value(self, text: str) -> Any:
        """Return what a typed text becomes in the profile."""
        return text.strip() or None

    @property
    def parts(self) -> list[QWidget]:
        """The line."""
        return [self.line]

    def show_value(self, value: Any) -> None:
        """Show a value without its usual unit."""
        self.line.show_text(shown(value, self.parameter.unit))


class NumberEditor(TextEditor):
    """A number, at the right of a narrow field; other units than the usual one may be typed."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.line.setFixedWidth(NUMBER)
        self.beside = label(raised(parameter.unit or ""), tone="dim")
        self.row.addWidget(self.beside)
        self.row.addStretch(1)

    def value(self, text: str) -> Any:
        """Return the number with its unit."""
        return written(text, self.parameter.unit)


class WholeEditor(NumberEditor):
    """A whole number."""

    def value(self, text: str) -> Any:
        """Return the number."""
        return whole(text, self.parameter.unit)


class PathEditor(TextEditor):
    """A file or folder."""

    def __init__(self, parameter: Parameter) -> None:
        super().__init__(parameter)
        browse = QAction(icon("folder-open"), self.tr("Browse…"), self.line)
        browse.triggered.connect(lambda: self.browse())
        self.line.addAction(browse, QLineEdit.ActionPosition.TrailingPosition)

    def browse(self) -> None:
        """Look for a folder of this machine; whose paths lie elsewhere looks in another way."""
        start = self.line.text() or str(Path.home())
        found = QFileDialog.getExistingDirectory(self, self.parameter.title, start)
        if found:
            self.take(found)

    def take(self, path: str) -> None:
        """Take what was found."""
        self.line.setText(path)
        self.edited.emit(path)


class WordsEditor(TextEditor):
    """A free list of words, parted by spaces or commas."""

    def value(self, text: str) -> Any:
        """Return the words."""
        return text.replace(",", " ").split()

    def show_value(self, value: Any) -> None:
        """Show the words side by side."""
        self.line.show_text(" ".join(map(str, value)) if isinstance(value, list | tuple) else shown(value))
