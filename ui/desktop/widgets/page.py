"""The frame of every page: title at the left, actions at the right, the content below."""

from __future__ import annotations

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from parisana.ui.desktop.theme import BUTTON, GAP, MARGIN, ROW_GAP, TOP

from .texts import label


class Page(QWidget):
    """A page. What it holds goes into ``content``; its buttons go into ``buttons``, the primary one last."""

    #: Emitted with a place such as ``stages.mc.index`` or ``page.jobs``: the window goes there.
    go = Signal(str)

    def __init__(self, title: str, remark: str = "", *, scrolls: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("page")
        self.setAccessibleName(title)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(MARGIN, TOP, MARGIN, TOP)
        outer.setSpacing(GAP)
        outer.addLayout(self._head(title, remark))
        self.content = QVBoxLayout()
        self.content.setSpacing(GAP)
        if scrolls:
            outer.addWidget(scrolling(self.content, title), 1)
        else:
            outer.addLayout(self.content, 1)

    def _head(self, title: str, remark: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        self.title = label(title, "title")
        self.title.setMinimumHeight(BUTTON)
        self.remark = label(remark, "body", "dim")
        row.addWidget(self.title)
        row.addSpacing(4)
        row.addWidget(self.remark, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addStretch(1)
        self.buttons = QHBoxLayout()
        self.buttons.setSpacing(ROW_GAP)
        row.addLayout(self.buttons)
        return row

    @property
    def window_settings(self) -> QSettings:
        """Where the window keeps how it stood."""
        found = getattr(self.window(), "settings", None)
        return found if isinstance(found, QSettings) else QSettings()

    def shown(self) -> None:
        """Be told that the page is looked at now: the moment to ask for what it shows."""

    def left(self) -> None:
        """Be told that the page is no longer looked at."""

    def point_at(self, place: str) -> None:
        """Point at a field of the page, when somebody looked for it."""


def scrolling(content: QVBoxLayout, title: str) -> QScrollArea:
    """Return an area that scrolls up and down only, and is never stopped at by the tab key."""
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    body = QWidget()
    body.setObjectName("body")
    content.setContentsMargins(0, 0, 0, 0)
    body.setLayout(content)
    area.setWidget(body)
    area.setAccessibleName(title)
    return area
