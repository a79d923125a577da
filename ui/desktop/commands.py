"""Every action of the window, once: menus, buttons, shortcuts and the palette take them from here."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from .icons import icon


class Commands:
    """Actions by name, in the order in which they were made."""

    def __init__(self, window: QWidget) -> None:
        self._window = window
        self._actions: dict[str, QAction] = {}

    def add(
        self, name: str, text: str, run: Callable[[], object], keys: str | None = None, glyph: str | None = None
    ) -> QAction:
        """Make an action that works wherever the cursor is in the window."""
        action = QAction(text, self._window)
        if glyph:
            action.setIcon(icon(glyph))
        if keys:
            action.setShortcut(QKeySequence(keys))
            action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(lambda checked=False: run())
        self._window.addAction(action)
        self._actions[name] = action
        return action

    def __getitem__(self, name: str) -> QAction:
        """Return an action by its name."""
        return self._actions[name]

    @property
    def usable(self) -> list[QAction]:
        """The actions that can be taken now."""
        return [action for action in self._actions.values() if action.isEnabled()]
