"""A picture as large as the window allows; the arrow keys go to the next and the one before."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QKeyEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parisana.ui.desktop.theme import DIALOG, ENLARGED, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.picture import Picture
from parisana.ui.desktop.widgets.texts import button, label, tool


class Enlarged(QDialog):
    """Pictures with their names, one at a time."""

    def __init__(
        self, parent: QWidget | None, pictures: list[tuple[str, QImage]], first: int, save: Callable[[int], object]
    ) -> None:
        super().__init__(parent)
        self._pictures, self._at = pictures, first
        self.setWindowTitle(self.tr("Pictures"))
        self.resize(*ENLARGED)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, NARROW, DIALOG, NARROW)
        column.setSpacing(NARROW)
        self.title, self.place = label("", "heading"), label("", tone="dim")
        self.back, self.on = tool(self.tr("Previous picture"), "caret-left"), tool(self.tr("Next"), "caret-right")
        self.back.clicked.connect(lambda: self.step(-1))
        self.on.clicked.connect(lambda: self.step(1))
        for each in (self.back, self.on):
            each.setVisible(len(pictures) > 1)
        self.picture = Picture(self.tr("Picture"))
        self.picture.pressed.connect(lambda: self.step(1))
        self.copy = button(self.tr("Copy"), "copy")
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setImage(self.picture.image))
        keep, close = button(self.tr("Save as…"), "export"), button(self.tr("Close"), kind="primary")
        keep.clicked.connect(lambda: save(self._at))
        close.clicked.connect(self.accept)
        column.addLayout(_row(self.title, self.place, None, self.back, self.on))
        column.addWidget(self.picture, 1)
        column.addLayout(_row(None, self.copy, keep, close))
        self.step(0)

    def step(self, by: int) -> None:
        """Go on, or back; after the last comes the first."""
        self._at = (self._at + by) % len(self._pictures)
        name, image = self._pictures[self._at]
        self.title.setText(name)
        self.place.setText(self.tr("{0} of {1}").format(self._at + 1, len(self._pictures)))
        self.picture.setAccessibleName(name)
        self.picture.show_image(image)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go by the arrow keys."""
        steps = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
        if event.key() in steps:
            self.step(steps[Qt.Key(event.key())])
            return
        super().keyPressEvent(event)


def _row(*widgets: QWidget | None) -> QHBoxLayout:
    """Return widgets side by side; where there is none, the room."""
    row = QHBoxLayout()
    row.setSpacing(ROW_GAP)
    for widget in widgets:
        if widget is None:
            row.addStretch(1)
        else:
            row.addWidget(widget)
    return row
