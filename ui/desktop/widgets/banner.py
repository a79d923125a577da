"""A banner over a page: something outside does not go well; what, since when, what follows, and what to do."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QSize, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QWidget

from parisana.ui.desktop.icons import icon
from parisana.ui.desktop.theme import CARD, ROW_GAP

from .texts import button, label


class Banner(QFrame):
    """One line in warning colours with one button; hidden while all is well."""

    pressed = Signal()
    #: The whole story is wanted.
    asked = Signal()

    def __init__(self, action: str, glyph: str = "arrows-clockwise", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(CARD, 5, ROW_GAP, 5)
        row.setSpacing(ROW_GAP)
        picture = QLabel()
        picture.setPixmap(icon("warning-circle", "warn").pixmap(QSize(16, 16)))
        self.sentence, self.remark = label(bold=True), label(tone="dim", wrap=True)
        self.button = button(action, glyph, small=True)
        self.button.clicked.connect(self.pressed)
        self.more = button(self.tr("Show error"), kind="link", small=True)
        self.more.clicked.connect(self.asked)
        self.more.hide()
        row.addWidget(picture)
        row.addWidget(self.sentence)
        row.addWidget(self.remark, 1)
        row.addWidget(self.more)
        row.addWidget(self.button)
        self._row = row
        self.hide()

    def offer(self, words: str, run: Callable[[], object]) -> QPushButton:
        """Offer something else that can be done, before the first."""
        made = button(words, small=True)
        made.clicked.connect(lambda checked=False: run())
        self._row.insertWidget(self._row.count() - 1, made)
        return made

    def say(self, sentence: str, remark: str = "") -> None:
        """Show it with these words; with none, hide it."""
        self.sentence.setText(sentence)
        self.remark.setText(remark)
        self.setVisible(bool(sentence))
