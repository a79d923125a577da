"""The top of the window: which profile, which target, where, in whose name and for how long; search, undo, theme."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

from .commands import Commands
from .icons import icon
from .look import look
from .theme import HEADER, ROW_GAP, TALL_FIELD, TOP
from .widgets.segments import Segments
from .widgets.state import StateMark
from .widgets.state_button import StateButton
from .widgets.texts import TOOL_ICON, button, label


class Header(QFrame):
    """One line over the whole window."""

    desk = Signal(int)

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("header")
        self.setFixedHeight(HEADER)
        self.commands = commands
        row = QHBoxLayout(self)
        row.setContentsMargins(TOP, 0, TOP, 1)
        row.setSpacing(ROW_GAP)
        self.name = label("", "heading")
        self.changed = StateMark("running", self.tr("changed"))
        self.changed.setAccessibleName(self.tr("unsaved changes"))
        self.target = label("", tone="dim")
        for widget in (self.name, self.changed, self.target):
            row.addWidget(widget)
        row.addStretch(1)
        self.credential = StateButton()
        self.credential.hide()
        row.addWidget(self.credential)
        self.desks = Segments([self.tr("Analysis"), self.tr("Kaskade"), self.tr("Smash")], self.tr("Desk"))
        self.desks.chosen.connect(self.desk)
        row.addWidget(self.desks)
        row.addWidget(self._search())
        for name in ("validate", "undo", "redo", "web", "theme"):
            row.addWidget(self._tool(name))
        self.show_profile("", "", "", False)

    def _search(self) -> QWidget:
        """Return what looks like a field and opens the palette."""
        found = button(self.tr("Find a setting or command"), "magnifying-glass")
        found.setProperty("kind", "search")
        found.setCursor(Qt.CursorShape.IBeamCursor)
        found.setMinimumHeight(TALL_FIELD)
        found.clicked.connect(self.commands["palette"].trigger)
        keys: QLabel = label(self.commands["palette"].shortcut().toString(), "caption", "dim")
        keys.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        inner = QHBoxLayout(found)
        inner.setContentsMargins(0, 0, 12, 0)
        inner.addStretch(1)
        inner.addWidget(keys)
        found.setMinimumWidth(found.sizeHint().width() + keys.sizeHint().width() + 3 * ROW_GAP)
        return found

    def _tool(self, name: str) -> QToolButton:
        action = self.commands[name]
        made = QToolButton()
        made.setDefaultAction(action)
        made.setIconSize(TOOL_ICON)
        made.setFixedSize(QSize(32, 32))
        made.setAccessibleName(action.text())
        made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        return made

    def show_profile(self, name: str, target: str, host: str, changed: bool) -> None:
        """Show what the window is about."""
        self.name.setText(name)
        self.changed.setVisible(changed)
        there = self.tr("on {0}").format(host) if host else ""
        self.target.setText("  ·  ".join(part for part in (target, there) if part))
        self.target.setVisible(bool(self.target.text()))

    def show_theme(self) -> None:
        """Offer the other theme."""
        self.commands["theme"].setIcon(icon("sun" if look().theme.name == "dark" else "moon"))
