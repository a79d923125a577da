"""A card: what belongs together, on one surface."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from parisana.ui.desktop.theme import CARD, NARROW, ROW_GAP

from .texts import label


class Card(QFrame):
    """A surface with a title, room for buttons beside it, and a body."""

    def __init__(self, title: str = "", remark: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(CARD, NARROW, CARD, NARROW)
        self.body.setSpacing(ROW_GAP)
        self.head = QHBoxLayout()
        self.head.setSpacing(ROW_GAP)
        self.title: QLabel = label(title, "heading")
        self.remark: QLabel = label(remark, "caption", "dim")
        if title or remark:
            self.head.addWidget(self.title)
            self.head.addWidget(self.remark)
            self.head.addStretch(1)
            self.body.addLayout(self.head)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget below what is there."""
        self.body.addWidget(widget, stretch)

    def without_margins(self) -> None:
        """Let the body reach the border, as a table does."""
        self.body.setContentsMargins(1, 1, 1, 1)
        self.body.setSpacing(0)


def hair() -> QFrame:
    """Return a thin line between two parts of a card."""
    made = QFrame()
    made.setObjectName("hair")
    made.setFixedHeight(1)
    return made
