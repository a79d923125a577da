"""Labels and buttons in the roles that the look has for them."""

from __future__ import annotations

import re
from typing import Literal

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QWidget

from parisana.ui.desktop.fonts import Role, font
from parisana.ui.desktop.icons import icon

Tone = Literal["text", "dim", "bad", "warn", "accent"]
Kind = Literal["plain", "primary", "link", "segment", "chip"]

ICON, TOOL_ICON = QSize(16, 16), QSize(18, 18)
#: Letters of a word that may not fit into a line.
LONG_WORD = 24


def label(
    text: str = "", role: Role = "body", tone: Tone = "text", *, wrap: bool = False, bold: bool = False
) -> QLabel:
    """Return a text; what comes from data is never read as markup."""
    made = QLabel(text)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setFont(font(role, bold))
    made.setWordWrap(wrap)
    if tone != "text":
        set_tone(made, tone)
    return made


def breakable(text: str) -> str:
    """Return a path or a name that may go on in the next line after each of its parts."""
    return re.sub(r"([/_.-])", "\\1\N{ZERO WIDTH SPACE}", text)


def breakable_sentence(text: str) -> str:
    """Return a sentence whose addresses and paths may go on in the next line: they are wider than many a column."""
    return " ".join(breakable(word) if len(word) > LONG_WORD else word for word in text.split(" "))


def set_tone(widget: QWidget, tone: Tone) -> None:
    """Give a text another tone."""
    set_property(widget, "role", "" if tone == "text" else tone)


def set_property(widget: QWidget, name: str, value: object) -> None:
    """Set what the style sheet looks at, and let it look again, if it has looked before."""
    if widget.property(name) == value:
        return
    widget.setProperty(name, value)
    if widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)


def button(text: str, glyph: str | None = None, kind: Kind = "plain", *, small: bool = False) -> QPushButton:
    """Return a button with words, and perhaps an icon."""
    made = QPushButton(text)
    made.setProperty("kind", kind)
    if small:
        made.setProperty("size", "small")
    if glyph:
        made.setIcon(icon(glyph, {"primary": "on_accent", "link": "accent"}.get(kind, "dim")))
        made.setIconSize(ICON)
    if kind in ("segment", "chip"):
        made.setCheckable(True)
    made.setAccessibleName(text)
    made.setAutoDefault(False)
    return made


def tool(name: str, glyph: str) -> QToolButton:
    """Return a button that is an icon alone; its name is its tool tip, and what a screen reader says."""
    made = QToolButton()
    made.setIcon(icon(glyph))
    made.setIconSize(TOOL_ICON)
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    return made
