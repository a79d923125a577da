"""The site of a profile whose suite drives installed programs: read, so that the window can tell what is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from parisana.core.suites.software import HESSROOT
from parisana.core.texts.document import Document

from .asking import Question

if TYPE_CHECKING:
    from .desk import Desk


class SiteWatch(QObject):
    """Reads the site again when the profile names another one."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._editor = desk.editor
        self._question = Question(desk.bridge, "books", self)
        self._known = ""
        self._editor.opened.connect(self._forget)
        self._editor.changed.connect(self.look)

    def _forget(self) -> None:
        self._known = ""

    def look(self) -> None:
        """Read the site, unless it is known; one that cannot be read is the batch page's to complain of."""
        name = str(self._editor.value(("site",), "")) if self._editor.is_open else ""
        if not name or name == self._known or self._editor.suite.environment != HESSROOT:
            return
        self._known = name
        self._question.ask(lambda session: session.sites.document(name), self._judge, lambda error: None)

    def _judge(self, site: Document) -> None:
        self._editor.judge_with(site)
