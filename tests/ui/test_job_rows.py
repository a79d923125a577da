"""The table of jobs while rows come, go and change places: what is shown, chosen and looked at holds on to the jobs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication

from parisana.app.jobs.job_table import JobLine
from parisana.core.jobs.states import JobState
from parisana.ui.desktop.pages.jobs.rows import JobRows
from parisana.ui.desktop.pages.jobs.scroll import Anchor
from parisana.ui.desktop.widgets.table import Table

STATES = (JobState.FAILED, JobState.RUNNING, JobState.QUEUED, JobState.DONE)
#: Jobs in any order, each once, each in some state.
LISTS = some.lists(some.tuples(some.integers(1, 40), some.sampled_from(STATES)), unique_by=lambda job: job[0])

FIRST = JobLine(1, 1, 1, "dst", 0, "unit", JobState.QUEUED, None, "", 1, "site", "17", 0.0, None, None)


def jobs(found: list[tuple[int, JobState]]) -> list[JobLine]:
    """Return rows for these numbers and states."""
    return [replace(FIRST, id=number, number=number, unit=f"run {number}", state=state) for number, state in found]


class Watcher:
    """What a view makes of a model's signals: it hears of everything, and asks only for what it was told of."""

    def __init__(self, model: JobRows) -> None:
        self.model = model
        self.seen: list[str] = []
        model.rowsInserted.connect(self._insert)
        model.rowsRemoved.connect(self._remove)
        model.layoutChanged.connect(self._read)
        model.modelReset.connect(self._read)
        model.dataChanged.connect(self._change)
        self._read()

    def now(self) -> list[str]:
        """Return the rows of the model, as one reads them."""
        return [self._words(row) for row in range(self.model.rowCount())]

    def _words(self, row: int) -> str:
        return " ".join(self.model.index(row, column).data() for column in range(self.model.columnCount()))

    def _read(self) -> None:
        self.seen = self.now()

    def _insert(self, parent: QModelIndex, first: int, last: int) -> None:
        self.seen[first:first] = [self._words(row) for row in range(first, last + 1)]

    def _remove(self, parent: QModelIndex, first: int, last: int) -> None:
        del self.seen[first : last + 1]

    def _change(self, first: QModelIndex, last: QModelIndex) -> None:
        for row in range(first.row(), last.row() + 1):
            self.seen[row] = self._words(row)


@pytest.fixture
def table(qapp: QApplication) -> Iterator[Table]:
    """Return a table of a hundred jobs that shows some ten of them at a time."""
    model = JobRows()
    made = Table(model, "Jobs")
    made.resize(800, 320)
    made.show()
    model.begin(jobs([(number, JobState.QUEUED) for number in range(1, 101)]))
    qapp.processEvents()
    yield made
    made.deleteLater()


@settings(max_examples=150, deadline=None)
@given(steps=some.lists(LISTS, min_size=2, max_size=5))
def test_whatever_changes_the_view_shows_the_list_as_it_is(
    qapp: QApplication, steps: list[list[tuple[int, JobState]]]
) -> None:
    model = JobRows()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    view = Watcher(model)
    for found in steps:
        model.show(jobs(found))
        assert model.rows == jobs(found) and view.seen == view.now()
    del tester


@settings(max_examples=100, deadline=None)
@given(before=LISTS, after=LISTS, chosen=some.sets(some.integers(1, 40)))
def test_who_is_chosen_stays_chosen_and_nobody_else(
    qapp: QApplication, before: list[tuple[int, JobState]], after: list[tuple[int, JobState]], chosen: set[int]
) -> None:
    model = JobRows()
    shown = Table(model, "Jobs")
    model.begin(jobs(before))
    flags = QItemSelectionModel.SelectionFlag
    for place, row in enumerate(model.rows):
        if row.number in chosen:
            shown.selectionModel().select(model.index(place, 0), flags.Select | flags.Rows)
    with Anchor(shown):
        model.show(jobs(after))
    assert {row.number for row in shown.selected()} == chosen & {n for n, _ in before} & {n for n, _ in after}
    shown.deleteLater()


def test_the_row_at_the_top_stays_there_while_others_come_and_go(table: Table) -> None:
    model = table.rows
    assert isinstance(model, JobRows)
    table.verticalScrollBar().setValue(30 * table.rowHeight(0) + 7)
    before = at_top(table)
    gone = {3, 4, 5, 9, 20, 28, 40, 90}
    with Anchor(table):
        model.show(jobs([(200, JobState.FAILED), *((n, JobState.RUNNING) for n in range(1, 101) if n not in gone)]))
    assert before[0] == 31 and at_top(table) == before


def test_at_the_beginning_of_the_list_new_jobs_come_into_sight(table: Table) -> None:
    model = table.rows
    assert isinstance(model, JobRows)
    with Anchor(table):
        model.show(jobs([(200, JobState.FAILED), *((number, JobState.QUEUED) for number in range(1, 101))]))
    assert at_top(table) == (200, 0)


def test_neighbours_that_go_together_are_one_change_for_the_view(table: Table) -> None:
    model = table.rows
    assert isinstance(model, JobRows)
    told: list[tuple[int, int]] = []
    model.rowsRemoved.connect(lambda parent, first, last: told.append((first, last)))
    model.show(jobs([(number, JobState.QUEUED) for number in range(1, 101) if not 11 <= number <= 90]))
    assert told == [(10, 89)]


def at_top(table: Table) -> tuple[int, int]:
    """Return the job in the first row that is seen, and by how much it is cut."""
    index = table.indexAt(QPoint(1, 1))
    return table.rows.rows[index.row()].number, table.visualRect(index).top()
