"""The card with the table of jobs: what it filters by, columns and saved views to choose, rows that follow the work."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QContextMenuEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout

from parisana.app.jobs.job_table import Answer, JobLine, JobQuery, JobSort, Source
from parisana.app.jobs.job_views import JobView
from parisana.core.jobs.states import JobState
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.footer import GROUPS, grouped
from parisana.ui.desktop.theme import NARROW, NARROW_TABLE, ROW_GAP, SEARCH
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.chips import Chips
from parisana.ui.desktop.widgets.search import SearchField
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import label, tool

from .asking import MOST_CHOSEN, Asking, chosen_ranges
from .far import FarRows
from .filters import JobFilters
from .layout import Layout
from .saved import ViewMenu, remembered_columns, remembers_memory

#: Milliseconds after the last key until a text is looked for.
TYPING = 150


class JobsTable(Card):
    """Shows what the filters let through; the production is told to it."""

    #: A job (production and number) is to be shown in detail.
    chosen = Signal(int, int)
    #: Its log is to be opened.
    opened = Signal(object)
    #: Filters or selection changed, and with them what the buttons of the page do.
    changed = Signal()
    #: So many jobs come through the filters.
    counted = Signal(int)
    #: Jobs of further productions are to be shown: all of them, or some (``JobFilters``).
    productions_wanted = Signal(int)
    #: A saved view filters by a stage.
    stage_chosen = Signal(str)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.production = 0
        self.others: tuple[int, ...] = ()
        self.view = JobView()
        self._filters: JobFilters | None = None
        #: How many productions there are.
        self._there = 1
        self.rows = FarRows()
        self.without_margins()
        self._make_filters()
        self.table = Table(self.rows, self.tr("Jobs"))
        self.layout_of = Layout(self.table, self.rows)
        self.layout_of.show(remembered_columns(desk.settings))
        self.asking = Asking(desk, self.table, self.rows, lambda: self.query())
        self.asking.memory = remembers_memory(desk.settings)
        self._sites = Question(desk.bridge, "jobs", self)
        self._sites.failed = lambda error: self.filters.show_sites([])
        self.add(self.table, 1)
        self._connect()

    def _make_filters(self) -> None:
        words = {
            "failed": self.tr("Failed"), "running": self.tr("Running"), "waiting": self.tr("Waiting"),
            "cancelled": self.tr("Cancelled"), "done": self.tr("Done"),
        }  # fmt: skip
        self.chips = Chips(words, self.tr("States"))
        self.text = SearchField(self.tr("Filter text"))
        self.text.setFixedWidth(SEARCH)
        self.more = tool(self.tr("Further filters"), "funnel")
        self.more.setCheckable(True)
        self.saved, self.columns = tool(self.tr("Saved views"), "bookmark-simple"), tool(self.tr("Columns"), "columns")
        self.note = label("", "caption", "dim")
        self.note.setContentsMargins(NARROW, 0, NARROW, ROW_GAP)
        self.note.hide()
        row = QHBoxLayout()
        row.setContentsMargins(NARROW, ROW_GAP, NARROW, ROW_GAP)
        row.setSpacing(ROW_GAP)
        row.addWidget(self.chips, 1)
        for each in (self.text, self.more, self.saved, self.columns):
            row.addWidget(each, 0, Qt.AlignmentFlag.AlignTop)
        self.body.addLayout(row)
        self.add(self.note)

    @property
    def filters(self) -> JobFilters:
        """The further filters, between what is always shown and the rows."""
        if self._filters is None:
            self._filters = made = JobFilters()
            made.hide()
            made.show_productions(len(self.productions), self._there)
            made.changed.connect(self.start_over)
            made.productions_wanted.connect(self.productions_wanted)
            self.body.insertWidget(1, made)
        return self._filters

    def _connect(self) -> None:
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(TYPING)
        self._typing.timeout.connect(self.start_over)
        self.text.textChanged.connect(lambda text: self._typing.start())
        self.text.returnPressed.connect(self.start_over)
        self.chips.changed.connect(self.start_over)
        self.more.toggled.connect(self._show_filters)
        self.columns.clicked.connect(self._choose_columns)
        self.views = ViewMenu(self)
        self.saved.clicked.connect(self.views.popup)
        self.rows.reordered.connect(self.start_over)
        self.asking.answered.connect(self._show_answer)
        self.asking.known.connect(self.changed)
        self.table.chosen.connect(self._choose)
        self.table.opened.connect(lambda row: self.opened.emit(row) if row is not None else None)
        self.table.selectionModel().selectionChanged.connect(lambda now, before: self._selected())
        self.layout_of.changed.connect(self.views.remember)

    @property
    def stage(self) -> str:
        """The stage that is filtered by; empty for all."""
        return self.view.stage

    @property
    def productions(self) -> tuple[int, ...]:
        """The productions whose jobs are shown."""
        return tuple(sorted({self.production, *self.others}))

    def show_production(self, number: int) -> None:
        """Show the jobs of another production."""
        if number != self.production:
            self.production, self.others = number, ()
            self.view = replace(self.view, stage="")
            self.text.clear()
            if self._filters is not None:
                self._filters.show_view(JobView())
            self.layout_of.set_shown(JobSort.PRODUCTION, False, chosen=False)
            self.chips.choose(())

    def show_others(self, others: tuple[int, ...]) -> None:
        """Show the jobs of further productions beside those of the first."""
        if others != self.others:
            self.others = others
            self.layout_of.set_shown(JobSort.PRODUCTION, bool(others), chosen=False)
            self._ask_sites()
            self.start_over()

    def show_among(self, there: int) -> None:
        """Know how many productions there are."""
        self._there = there
        if self._filters is not None:
            self._filters.show_productions(len(self.productions), there)

    def show_stage(self, stage: str) -> None:
        """Show only the jobs of a stage; with none, of all."""
        if stage != self.stage:
            self.view = replace(self.view, stage=stage)
            self.start_over()

    def apply(self, view: JobView) -> None:
        """Show what a saved view says."""
        self.view = view
        self.stage_chosen.emit(view.stage)
        self.text.setText(view.text)
        self.filters.show_view(view)
        self.more.setChecked(self.filters.active > 0)
        if view.columns:
            self.layout_of.show(view.columns)
        groups = [name for name, states in GROUPS.items() if set(states) & set(view.states)]
        self.rows.order = (view.sort, view.descending)
        self.show_order()
        self.chips.choose(groups)

    def show_order(self) -> None:
        """Mark in the head by what the rows are sorted."""
        order = Qt.SortOrder.DescendingOrder if self.rows.order[1] else Qt.SortOrder.AscendingOrder
        self.table.horizontalHeader().setSortIndicator(self.rows.sorts.index(self.rows.order[0]), order)

    def show_titles(self, titles: Mapping[str, str]) -> None:
        """Know the stages' titles."""
        self.rows.titles = titles

    @property
    def states(self) -> tuple[JobState, ...]:
        """The states that the chips let through."""
        return tuple(JobState(state) for group in self.chips.on for state in GROUPS[group])

    def now(self) -> JobView:
        """Return what is shown now, as a view."""
        sort, descending = self.rows.order
        here = self._filters.into(self.view) if self._filters is not None else self.view
        text = self.text.text().strip()
        return replace(here, states=self.states, text=text, sort=sort, descending=descending)

    def query(self) -> JobQuery:
        """Return the question that the filters ask."""
        return self.now().query(self.production, time.time(), self.others)

    def start_over(self) -> None:
        """Ask for the first page of what is wanted now."""
        self._typing.stop()
        self.view = self.now()
        self._mark_filters()
        self.changed.emit()
        if self.production:
            self.asking.begin()

    def refresh(self) -> None:
        """Ask for what is shown as it is now."""
        if self.production:
            self.asking.refresh()

    def _show_answer(self, answer: Answer) -> None:
        counts = grouped({state.value: count for state, count in answer.counts.items()})
        self.chips.show_counts(counts)
        words = {
            Source.LOADING: self.tr("{0} % of the jobs are in memory; until all are, rows come from the database.")
            .format(round(100 * answer.share)),
            Source.AGAIN: self.tr("The table in memory ended and is started again; rows come from the database."),
        }  # fmt: skip
        self.note.setText(words.get(answer.source, ""))
        self.note.setVisible(answer.source in words)
        self.counted.emit(answer.total)
        self.changed.emit()

    def _choose(self, row: JobLine | None) -> None:
        if row is not None and not self.asking.steady:
            self.chosen.emit(row.production, row.number)

    def _selected(self) -> None:
        """Take note of who is chosen; far more than one can look at are not chosen one by one."""
        ranges = chosen_ranges(self.table)
        count = sum(last + 1 - first for first, last in ranges)
        if count > MOST_CHOSEN:
            self.table.clearSelection()
            self.desk.say(
                self.tr("{0} jobs at most can be chosen one by one; the buttons above are for all of them")
                .format(f"{MOST_CHOSEN:,}"), "unknown",
            )  # fmt: skip
            return
        for first, last in ranges:
            if len(self.rows.between(first, last)) < last + 1 - first:
                self.asking.fetch(first, last)
        self.changed.emit()

    @property
    def selected(self) -> list[JobLine]:
        """The jobs that are chosen."""
        return [line for first, last in chosen_ranges(self.table) for line in self.rows.between(first, last)]

    def _show_filters(self, on: bool) -> None:
        self.filters.setVisible(on)
        if on:
            self._ask_sites()

    def _ask_sites(self) -> None:
        if self._filters is not None and self._filters.isVisible() and self.production:
            numbers = self.productions
            self._sites.ask(lambda session: session.book.sites_of_jobs(numbers), self._filters.show_sites)

    def _mark_filters(self) -> None:
        """Say at the button how many further filters are active: they may be out of sight."""
        active = self._filters.active if self._filters is not None else 0
        name = self.tr("Further filters, {0} active").format(active) if active else self.tr("Further filters")
        self.more.setToolTip(name)
        self.more.setAccessibleName(name)
        self.more.setText(str(active) if active else "")
        style = Qt.ToolButtonStyle.ToolButtonTextBesideIcon if active else Qt.ToolButtonStyle.ToolButtonIconOnly
        self.more.setToolButtonStyle(style)

    def _choose_columns(self) -> None:
        menu = self.layout_of.menu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.popup(self.columns.mapToGlobal(QPoint(0, self.columns.height())))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave room for the reason, as long as nobody has chosen columns."""
        super().resizeEvent(event)
        if not self.layout_of.chosen:
            self.layout_of.set_shown(JobSort.MEMORY, self.width() >= NARROW_TABLE, chosen=False)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the columns."""
        self._choose_columns()
