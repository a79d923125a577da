"""The page Grid: a line for each unit, a cell for each stage; a click leads to the jobs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QModelIndex
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.driving.watch import Snapshot, Standing
from parisana.app.ground.command_line import command_line
from parisana.app.jobs.grid import GridLine, GridPage, GridQuery
from parisana.app.session import Session
from parisana.core.jobs.states import JobState
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import CARD, NARROW, ROW_GAP, SEARCH
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.chips import Chips
from parisana.ui.desktop.widgets.search import SearchField
from parisana.ui.desktop.widgets.stage_strip import StageStrip
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import label, tool

from .grid_rows import GridRows
from .production_view import ProductionView


class GridView(ProductionView):
    """Shows some lines at a time; the next ones are asked for by the unit at which these end."""

    def __init__(self, desk: Desk) -> None:
        self.query = GridQuery()
        self.found: GridPage | None = None
        super().__init__(desk, translate("GridPage", "Grid"), "page.grid", "list-bullets")
        self._connect()

    def full(self) -> QWidget:
        """Return the strip of the stages over the table."""
        whole = QWidget()
        column = QVBoxLayout(whole)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(NARROW)
        self.strip, self.rows = StageStrip(), GridRows()
        self.table = Table(self.rows, self.tr("Units by stages"))
        self.table.setSortingEnabled(False)
        self.table.horizontalHeader().setSectionsClickable(False)
        self.card = Card()
        self.card.without_margins()
        self.card.body.addLayout(self._head_of_table())
        self.card.add(self.table, 1)
        column.addWidget(self.strip)
        column.addWidget(self.card, 1)
        return whole

    def _head_of_table(self) -> QHBoxLayout:
        self.failed = Chips({"failed": self.tr("Failed")}, self.tr("States"))
        self.start = SearchField(self.tr("From unit"))
        self.start.setFixedWidth(SEARCH)
        self.where = label("", "caption", "dim")
        self.first, self.back, self.forth, self.last = (
            tool(self.tr("First lines"), "caret-double-left"), tool(self.tr("Lines before"), "caret-left"),
            tool(self.tr("Next lines"), "caret-right"), tool(self.tr("Last lines"), "caret-double-right"),
        )  # fmt: skip
        row = QHBoxLayout()
        row.setContentsMargins(CARD, ROW_GAP, CARD, ROW_GAP)
        row.setSpacing(ROW_GAP)
        row.addWidget(self.start)
        row.addWidget(self.failed, 1)
        for each in (self.first, self.back, self.where, self.forth, self.last):
            row.addWidget(each)
        return row

    def _connect(self) -> None:
        self.strip.chosen.connect(lambda stage: self.look_at(GridQuery(stage=stage or None, state=self.query.state)))
        self.start.returnPressed.connect(self._jump)
        self.failed.changed.connect(self._filter)
        self.first.clicked.connect(lambda: self._turn())
        self.back.clicked.connect(self._back)
        self.forth.clicked.connect(self._forth)
        self.last.clicked.connect(lambda: self._turn(last=True))
        self.table.clicked.connect(self._open)
        self.table.opened.connect(lambda line: self._open(self.table.currentIndex()))
        for key, pressed in (("Ctrl+PgUp", self.back), ("Ctrl+PgDown", self.forth)):
            QShortcut(QKeySequence(key), self, pressed.click)

    @property
    def _lines(self) -> tuple[GridLine, ...]:
        return self.found.lines if self.found else ()

    def question(self, production: int) -> Callable[[Session], GridPage]:
        """Ask for the lines."""
        query = self.query
        return lambda session: session.grids.page(production, query)

    def begin(self, production: int) -> None:
        """Show another production from its beginning."""
        self.query, self.found = GridQuery(), None
        self.start.clear()
        self.failed.chips["failed"].setChecked(False)

    def show_standing(self, snapshot: Snapshot, standing: Standing) -> None:
        """Show the stages with their counts."""
        self.strip.show_stages(snapshot.stages)

    def look_at(self, query: GridQuery) -> None:
        """Show other lines."""
        self.query = query
        self.ask()

    def _turn(
        self, after: str | None = None, before: str | None = None, *, last: bool = False, first: int | None = None
    ) -> None:
        self.look_at(replace(self.query, after=after, before=before, last=last, start=None, first=first))

    def _forth(self) -> None:
        if self.found and self._lines:
            self._turn(after=self._lines[-1].unit, first=self.found.first + len(self._lines))

    def _back(self) -> None:
        """Go to the lines before; there may be fewer of them than are shown at a time."""
        if self.found and self._lines:
            self._turn(before=self._lines[0].unit, first=max(0, self.found.first - self.query.limit))

    def _jump(self) -> None:
        text = self.start.text().strip()
        self.look_at(replace(self.query, after=None, before=None, last=False, start=text or None, first=None))

    def _filter(self) -> None:
        state = JobState.FAILED if self.failed.on else None
        self.look_at(GridQuery(stage=self.query.stage, state=state))

    def show_answer(self, found: GridPage) -> None:
        """Show the lines."""
        self.found = found
        self.strip.choose(found.anchor)
        shown = [each for each in found.stages if any(each.name in line.cells for line in found.lines)]
        if self.rows.show_stages(shown or found.stages):
            self.table.lay_columns()
        self.rows.show(found.lines)
        self._say_where(found)

    def _say_where(self, found: GridPage) -> None:
        first, last = found.first + 1, found.first + len(found.lines)
        words = self.tr("{0} to {1} of {2}").format(f"{first:,}", f"{last:,}", f"{max(found.total, last):,}")
        self.where.setText(words if found.lines else self.tr("no lines"))
        for each in (self.first, self.back):
            each.setEnabled(found.first > 0)
        for each in (self.forth, self.last):
            each.setEnabled(last < found.total)
        counts = {state.value: number for state, number in self._counts(found).items()}
        self.failed.show_counts(counts)

    def _counts(self, found: GridPage) -> dict[JobState, int]:
        return dict(next((each.counts for each in found.stages if each.name == found.anchor), {}))

    def _open(self, index: QModelIndex) -> None:
        """Go to the job of a cell that wants attention first; a click on the unit goes to its own."""
        line, found = self.rows.row(index), self.found
        if line is None or found is None:
            return
        stage = self.rows.stage_at(index.column()) or found.anchor
        cell = line.cells.get(stage)
        if cell is not None:
            self.go.emit(f"page.jobs.{stage}.{cell.number}")

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page shows, as commands."""
        standing = self.desk.standing
        if standing is None:
            return []
        words = command_line("status", standing.number, grid=True, stage=self.query.stage, state=self.query.state)
        return [(self.tr("This grid"), words)]
