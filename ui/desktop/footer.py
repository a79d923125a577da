"""The bottom of the window: the jobs that are under way, and when the site last answered."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from parisana.core.texts.words import counted

from .language import later, translate
from .theme import FOOTER, FOOTER_BAR, MARGIN, TOP
from .widgets.bar import StackedBar
from .widgets.state import StateMark
from .widgets.texts import label

#: The numbers, and the states that each of them counts.
GROUPS = {
    later("Footer", "done"): ("done",),
    later("Footer", "running"): ("running", "checking"),
    later("Footer", "waiting"): ("waiting", "staging", "ready", "submitting", "queued", "held"),
    later("Footer", "cancelled"): ("cancelled",),
    later("Footer", "failed"): ("failed",),
}


def grouped(counts: Mapping[str, int]) -> dict[str, int]:
    """Return how many jobs are done, running, waiting, cancelled, failed."""
    return {name: sum(counts.get(state, 0) for state in states) for name, states in GROUPS.items()}


class Footer(QFrame):
    """One line below the whole window."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("footer")
        self.setFixedHeight(FOOTER)
        row = QHBoxLayout(self)
        row.setContentsMargins(TOP, 1, TOP, 0)
        row.setSpacing(TOP)
        self.total = label("", bold=True)
        self.bar = StackedBar(FOOTER_BAR)
        self.marks = {name: StateMark(name) for name in GROUPS}
        self.pace, self.saved = label("", tone="dim"), label("", tone="dim")
        self.site = StateMark("unknown", "")
        row.addWidget(self.total)
        row.addWidget(self.bar, 1)
        row.addSpacing(4)
        for each in (*self.marks.values(), self.pace):
            row.addWidget(each)
        self._room = QWidget()
        row.addWidget(self._room, 1)
        row.addWidget(self.saved)
        self._line = QFrame()
        self._line.setObjectName("hair")
        self._line.setFixedSize(1, MARGIN - 8)
        row.addWidget(self._line)
        row.addWidget(self.site)
        self.show_jobs({}, "")
        self.show_site("", "")

    def show_jobs(self, counts: Mapping[str, int], pace: str) -> None:
        """Show how the jobs stand, and how quickly they go."""
        total, numbers = sum(counts.values()), grouped(counts)
        self.total.setText(counted(total, self.tr("1 job"), self.tr("{0} jobs")) if total else self.tr("No jobs"))
        self.bar.show_counts(counts)
        self.bar.setVisible(bool(total))
        self._room.setVisible(not total)
        for name, shown in self.marks.items():
            shown.setVisible(bool(numbers[name]))
            shown.show_state(name, f"{numbers[name]:,} {translate('Footer', name)}")
        self.pace.setText(pace)

    def show_site(self, state: str, words: str) -> None:
        """Show how the site is."""
        self.site.show_state(state, words)
        for each in (self._line, self.site):
            each.setVisible(bool(words))
