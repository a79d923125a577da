"""The look that is on: theme, and what follows when it changes. There is one, as there is one application."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from tempfile import TemporaryDirectory

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication

from .fonts import font
from .sheet import sheet
from .theme import THEMES, Name, Theme, palette


class Look(QObject):
    """Which theme the window wears."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.theme: Theme = THEMES["light"]
        self._colours: dict[str, QColor] = {}
        self._folder = TemporaryDirectory(prefix="parisana-look-")

    def colour(self, name: str) -> QColor:
        """Return a colour by its name in the theme table."""
        found = self._colours.get(name)
        if found is None:
            found = self._colours[name] = QColor(getattr(self.theme, name))
        return QColor(found)

    def wear(self, name: Name) -> None:
        """Put a theme on, everywhere."""
        self.theme = THEMES[name]
        self._colours.clear()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        schemes = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}
        application.styleHints().setColorScheme(schemes[name])
        application.setPalette(palette(self.theme))
        application.setFont(font("body"))
        application.setStyleSheet(sheet(self.theme, self._folder.name))
        self.changed.emit()

    @contextmanager
    def on_paper(self) -> Iterator[None]:
        """Draw in the light theme's colours for a moment, whatever the window wears."""
        worn, self.theme = self.theme, THEMES["light"]
        self._colours.clear()
        try:
            yield
        finally:
            self.theme = worn
            self._colours.clear()

    def turn(self) -> None:
        """Put the other theme on."""
        self.wear("dark" if self.theme.name == "light" else "light")


@cache
def look() -> Look:
    """Return the look of this application."""
    return Look()
