"""A field for a stretch of time: a day, or two times; what cannot be read is marked, and filters nothing."""

from __future__ import annotations

from parisana.core.measures.between import between
from parisana.core.texts.document import Wrong
from parisana.ui.desktop.forms.inputs import Line
from parisana.ui.desktop.theme import SPAN_FIELD
from parisana.ui.desktop.widgets.texts import set_property

EXAMPLE = "2026-11-21 10:00..12:00"


class TimeField(Line):
    """Says what it is about in its tip, and what is wrong with it there, too."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(EXAMPLE)
        self.setFixedWidth(SPAN_FIELD)
        self.setClearButtonEnabled(True)
        self.textChanged.connect(lambda text: self._mark())
        self.textChanged.connect(lambda text: self._speak() if not text else None)
        self._mark()

    @property
    def wish(self) -> str:
        """What is wished for; nothing where it cannot be read."""
        return "" if self.problem() else self.text().strip()

    def problem(self) -> str:
        """Return why the text is no stretch of time; an empty one is none, and is all right."""
        if not self.text().strip():
            return ""
        try:
            between(self.text())
        except Wrong as error:
            return f"{error.message} {error.hint}"
        return ""

    def _mark(self) -> None:
        problem = self.problem()
        set_property(self, "invalid", "true" if problem else "false")
        usual = self.tr("A day, or two times with .. between them; an end may be left out")
        self.setToolTip(problem or usual)
        self.setAccessibleDescription(problem or usual)
