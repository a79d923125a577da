"""A field in which one types what to look for."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from parisana.ui.desktop.icons import icon
from parisana.ui.desktop.theme import CARD, NARROW

from .card import Card


class SearchField(QLineEdit):
    """A line with a magnifying glass; what is asked for stands in it in grey, and is its name."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(name)
        self.setClearButtonEnabled(True)
        glass = self.addAction(icon("magnifying-glass"), QLineEdit.ActionPosition.LeadingPosition)
        glass.setToolTip(name)


def filtered_card(search: SearchField, *beside: QWidget) -> Card:
    """Return a card for a table, with the field that filters it above, and what stands beside that."""
    card = Card()
    card.without_margins()
    top = QHBoxLayout()
    top.setContentsMargins(CARD, NARROW, CARD, NARROW)
    top.setSpacing(NARROW)
    top.addWidget(search, 1)
    for widget in beside:
        top.addWidget(widget)
    card.body.addLayout(top)
    return card
