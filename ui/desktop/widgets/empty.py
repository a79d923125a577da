"""What stands where nothing is yet: what is missing, and what to do."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from parisana.ui.desktop.icons import icon
from parisana.ui.desktop.theme import NARROW, ROW_GAP

from .texts import label


class Empty(QWidget):
    """An icon, a sentence, a remark, and the buttons that help; a little above the middle."""

    def __init__(self, glyph: str, sentence: str, remark: str = "", *buttons: QPushButton) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setSpacing(NARROW)
        column.addStretch(4)
        picture = QLabel()
        picture.setPixmap(icon(glyph, "faint").pixmap(QSize(40, 40)))
        self.sentence, self.remark = label(sentence, "heading"), label(remark, "body", "dim", wrap=True)
        self.remark.setMaximumWidth(560)
        self.remark.setMinimumWidth(420)
        for text in (picture, self.sentence):
            column.addWidget(text, 0, Qt.AlignmentFlag.AlignHCenter)
        for text in (self.sentence, self.remark):
            text.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        lines = QHBoxLayout()  # an aligned label would not be as high as its lines
        lines.addStretch(1)
        lines.addWidget(self.remark, 100)
        lines.addStretch(1)
        column.addLayout(lines)
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addStretch(1)
        for each in buttons:
            row.addWidget(each)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(5)
