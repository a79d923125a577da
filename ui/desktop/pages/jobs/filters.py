"""Further filters of the table of jobs, in a line that is opened when it is wanted: production, site, failure, time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.jobs.job_views import JobView
from parisana.core.jobs.states import Failure
from parisana.ui.desktop.forms.inputs import Choice
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.theme import NARROW, ROW_GAP
from parisana.ui.desktop.widgets.flow import Flow
from parisana.ui.desktop.widgets.texts import label, tool

from .times import TimeField

HOUR, DAY = 3600.0, 86_400.0
#: How long ago a job changed, at most, in seconds.
WITHIN: tuple[tuple[str, float | None], ...] = (
    (later("JobFilters", "Any time"), None), (later("JobFilters", "Last hour"), HOUR),
    (later("JobFilters", "Last 6 hours"), 6 * HOUR), (later("JobFilters", "Last day"), DAY),
    (later("JobFilters", "Last week"), 7 * DAY),
)  # fmt: skip
#: How long its last attempt took: at least, at most.
TOOK: tuple[tuple[str, tuple[float | None, float | None]], ...] = (
    (later("JobFilters", "Any time"), (None, None)), (later("JobFilters", "Under a minute"), (None, 60.0)),
    (later("JobFilters", "Under an hour"), (None, HOUR)), (later("JobFilters", "Over an hour"), (HOUR, None)),
    (later("JobFilters", "Over 6 hours"), (6 * HOUR, None)), (later("JobFilters", "Over a day"), (DAY, None)),
)  # fmt: skip
THIS, ALL, SOME = range(3)


class JobFilters(QWidget):
    """The line of choices; what the chips, the strip and the text say is not here."""

    changed = Signal()
    #: Which productions are shown: this one, all, or those that are to be chosen.
    productions_wanted = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Further filters"))
        self.productions = self._choice(self.tr("Productions"))
        self.site, self.failure = self._choice(self.tr("Site")), self._choice(self.tr("Failure"))
        self.within, self.took = self._choice(self.tr("Changed")), self._choice(self.tr("Took"))
        self.between = TimeField(self.tr("Changed on"))
        self.reset = tool(self.tr("Drop these filters"), "x")
        self.reset.clicked.connect(lambda: self.show_view(JobView(), speak=True))
        self._fill_fixed()
        self.show_sites([])
        self.show_productions(1, 1)
        self._lay_out()
        for each in (self.site, self.failure, self.within, self.took):
            each.activated.connect(lambda place: self.changed.emit())
        self.between.finished.connect(lambda text: self.changed.emit())
        self.productions.activated.connect(self.productions_wanted)

    @staticmethod
    def _choice(name: str) -> Choice:
        made = Choice()
        made.setAccessibleName(name)
        made.setSizeAdjustPolicy(Choice.SizeAdjustPolicy.AdjustToContents)
        return made

    def _fill_fixed(self) -> None:
        self.failure.addItem(self.tr("Any"), None)
        for failure in Failure:
            self.failure.addItem(failure.value, failure)
        for choice, items in ((self.within, WITHIN), (self.took, TOOK)):
            for words, value in items:
                choice.addItem(translate("JobFilters", words), value)

    def _lay_out(self) -> None:
        line = QWidget()
        flow = Flow(line)
        for choice in (self.productions, self.site, self.failure, self.within, self.between, self.took):
            field = QWidget()
            column = QVBoxLayout(field)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(ROW_GAP // 4)
            title = label(choice.accessibleName(), "caption", "dim")
            title.setBuddy(choice)
            column.addWidget(title)
            column.addWidget(choice)
            flow.addWidget(field)
        row = QHBoxLayout(self)
        row.setContentsMargins(NARROW, 0, NARROW, ROW_GAP)
        row.addWidget(line, 1)
        row.addWidget(self.reset)

    def show_sites(self, names: Sequence[str]) -> None:
        """Offer the sites that jobs were sent to; the chosen one stays."""
        chosen = self.site.currentData()
        there = sorted({*names, *([chosen] if chosen else [])})
        if [self.site.itemData(place) for place in range(1, self.site.count())] == there and self.site.count():
            return
        self.site.clear()
        self.site.addItem(self.tr("Any"), None)
        for name in there:
            self.site.addItem(name, name)
        self.site.setCurrentIndex(max(0, self.site.findData(chosen)))

    def show_productions(self, shown: int, there: int) -> None:
        """Say of how many productions jobs are shown."""
        words = [self.tr("This one"), self.tr("All {0}").format(there), self.tr("Choose…")]
        if 1 < shown < there:
            words[SOME] = self.tr("{0} of {1}…").format(shown, there)
        if [self.productions.itemText(place) for place in range(self.productions.count())] != words:
            self.productions.clear()
            self.productions.addItems(words)
        self.productions.setCurrentIndex(THIS if shown == 1 else ALL if shown == there else SOME)

    def show_view(self, view: JobView, *, speak: bool = False) -> None:
        """Show what a view filters by."""
        if view.site and self.site.findData(view.site) < 0:
            self.site.addItem(view.site, view.site)
        values = (view.site or None, view.failure, view.within, (view.longer, view.shorter))
        for choice, value in zip((self.site, self.failure, self.within, self.took), values, strict=True):
            place = _find(choice, value)
            if place < 0:
                choice.addItem(self.tr("As saved"), value)
                place = choice.count() - 1
            choice.setCurrentIndex(place)
        self.between.show_text(view.between)
        if speak:
            self.productions_wanted.emit(THIS)
            self.changed.emit()

    def into(self, view: JobView) -> JobView:
        """Return a view with what is chosen here."""
        longer, shorter = self.took.currentData()
        return replace(
            view, site=self.site.currentData() or "", failure=self.failure.currentData(),
            within=self.within.currentData(), between=self.between.wish, longer=longer, shorter=shorter,
        )  # fmt: skip

    @property
    def active(self) -> int:
        """How many of them let less through than all."""
        own = sum(choice.currentIndex() > 0 for choice in (self.site, self.failure, self.within, self.took))
        return own + bool(self.between.wish) + (self.productions.currentIndex() != THIS)


def _find(choice: Choice, value: object) -> int:
    """Return where a value is; Qt may give tuples back as lists."""
    data = [choice.itemData(place) for place in range(choice.count())]
    return next((place for place, each in enumerate(data) if _plain(each) == _plain(value)), -1)


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else value
