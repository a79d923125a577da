"""The table of jobs while all of them are in memory: any row can be reached, and none jumps away under the mouse."""

from __future__ import annotations

import os
import signal
import threading
from dataclasses import replace
from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from PySide6.QtCore import QItemSelectionModel, QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parisana.app.jobs.job_table import Answer, JobLine, JobQuery, JobRow, Source
from parisana.app.jobstore import table as store_table
from parisana.app.session import Session
from parisana.bookkeeping import Bookkeeping
from parisana.core.jobs.states import JobState
from parisana.ui.desktop.pages.jobs.far import FarRows
from parisana.ui.desktop.pages.jobs.page import JobsPage
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.jobs_pages import jobs_page
from tests.ui.looking import settle
from tests.ui.productions import planned, step

LINE = JobLine(1, 1, 1, "dst", 0, "unit", JobState.QUEUED, None, "", 1, "site", "17", 0.0, None, None)
ORDERS = some.lists(some.integers(1, 30), unique=True)


def answer(order: list[int], first: int, count: int) -> Answer:
    """Return what memory says when jobs stand in this order."""
    lines = [replace(LINE, id=job, number=job) for job in order[first : first + count]]
    return Answer(first, lines, {}, len(order), {job: place for place, job in enumerate(order)}, Source.MEMORY)


@settings(max_examples=150, deadline=None)
@given(before=ORDERS, after=ORDERS, first=some.integers(0, 20), chosen=some.sets(some.integers(1, 30)))
def test_whoever_is_chosen_stays_chosen_wherever_the_job_goes(
    qapp: QApplication, before: list[int], after: list[int], first: int, chosen: set[int]
) -> None:
    model = FarRows()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    table = Table(model, "Jobs")
    model.begin_far(answer(before, 0, 30))
    flags = QItemSelectionModel.SelectionFlag
    for place, job in enumerate(before):
        if job in chosen:
            table.selectionModel().select(model.index(place, 0), flags.Select | flags.Rows)
    held = {job: place for place, job in enumerate(before) if job in chosen or place < 7}
    now = answer(after, first, 5)
    model.move(replace(now, rows={job: place for job, place in now.rows.items() if job in held}), held)
    assert model.rowCount() == len(after)
    assert {row.number for row in table.selected()} == chosen & set(before) & set(after)
    assert [model.line(place) for place in range(first, first + len(now.lines))] == now.lines
    table.deleteLater()
    del tester


@pytest.fixture
def thousands_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep so few in memory; said before there is a window, which makes its table when it begins."""
    monkeypatch.setattr(store_table.JobTable.__init__, "__defaults__", (1000,))


@pytest.fixture
def page(thousands_are_many: None, toy: Toy, toy_window: Window, qtbot: QtBot) -> JobsPage:
    """Return the page with 3,001 jobs, which count as many."""
    shown = jobs_page(toy_window, qtbot, planned(toy, 1500))
    qtbot.waitUntil(lambda: in_memory(shown), timeout=60_000)
    return shown


def in_memory(page: JobsPage) -> bool:
    """Look at the productions, and say whether the table is in memory by now."""
    page.desk.look()
    return page.table.rows.far is not None


def row_at_top(page: JobsPage) -> JobLine | None:
    """Return the job in the first row that is seen."""
    return page.table.rows.line(page.table.table.rowAt(0))


def wait(page: JobsPage, qtbot: QtBot) -> None:
    """Wait until all that was asked is answered."""
    qtbot.waitUntil(lambda: not page.table.asking.waiting, timeout=60_000)


def top_is(page: JobsPage, number: int) -> bool:
    """Whether a job is in the first row that is seen."""
    line = row_at_top(page)
    return line is not None and line.number == number


def test_any_row_is_reached_at_once_and_stays_while_others_change(page: JobsPage, qtbot: QtBot) -> None:
    table, rows = page.table.table, page.table.rows
    assert rows.rowCount() == 3001 and not page.table.note.isVisible()
    table.sortByColumn(3, Qt.SortOrder.AscendingOrder)
    wait(page, qtbot)
    table.verticalScrollBar().setValue(2000 * table.rowHeight(0))
    qtbot.waitUntil(lambda: top_is(page, 2001), timeout=60_000)
    page.table.chips.choose(["waiting"])
    wait(page, qtbot)
    table.verticalScrollBar().setValue(2000 * table.rowHeight(0) + 5)
    qtbot.waitUntil(lambda: top_is(page, 2001), timeout=60_000)
    table.selectRow(2003)
    step(page.table.production, JobState.CANCELLED, *range(1, 41), 2010)
    qtbot.waitUntil(lambda: in_memory(page) and rows.rowCount() == 2960, timeout=60_000)
    assert top_is(page, 2001) and [line.number for line in page.table.selected] == [2004]
    assert table.verticalScrollBar().value() == 1960 * table.rowHeight(0) + 5


def test_the_row_under_the_mouse_does_not_jump(page: JobsPage, qtbot: QtBot) -> None:
    table = page.table.table
    spot = QPoint(200, 6 * table.rowHeight(0) + 3)
    page.table.chips.choose(["waiting"])
    wait(page, qtbot)
    table.verticalScrollBar().setValue(50 * table.rowHeight(0))
    qtbot.waitUntil(lambda: top_is(page, 51), timeout=60_000)
    QTest.mouseMove(table.viewport(), spot)
    step(page.table.production, JobState.CANCELLED, *range(1, 4), 53, 55)
    qtbot.waitUntil(lambda: in_memory(page) and page.table.rows.rowCount() == 2996, timeout=60_000)
    under = page.table.rows.line(table.rowAt(spot.y()))
    assert under is not None and under.number == 57


def test_a_table_that_dies_says_so_and_comes_back(page: JobsPage, qtbot: QtBot) -> None:
    table = page.table.table
    table.verticalScrollBar().setValue(1500 * table.rowHeight(0))
    killed: list[int] = []

    def kill(session: Session) -> None:
        store = session.job_table.store
        assert store is not None and store.process is not None and store.process.pid
        os.kill(store.process.pid, signal.SIGKILL)
        killed.append(store.process.pid)

    page.desk.bridge.ask("jobs", kill)
    qtbot.waitUntil(lambda: bool(killed), timeout=60_000)
    table.verticalScrollBar().setValue(2500 * table.rowHeight(0))
    qtbot.waitUntil(lambda: row_at_top(page) is not None, timeout=60_000)
    page.table.start_over()
    qtbot.waitUntil(page.table.note.isVisible, timeout=60_000)
    assert "started again" in page.table.note.text() and page.table.rows.line(0) is not None
    qtbot.waitUntil(lambda: in_memory(page) and not page.table.note.isVisible(), timeout=60_000)


def test_rows_that_were_never_seen_can_be_chosen_but_not_thousands(page: JobsPage, qtbot: QtBot) -> None:
    table = page.table.table
    table.selectRow(0)
    table.verticalScrollBar().setValue(1200 * table.rowHeight(0))
    row = table.rowAt(40)
    place = QPoint(60, table.rowViewportPosition(row) + 5)
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ShiftModifier, place)
    qtbot.waitUntil(lambda: len(page.table.selected) == row + 1, timeout=60_000)
    qtbot.waitUntil(lambda: page.details.kill.text() == f"Kill {row + 1}…", timeout=60_000)
    QTest.keyClick(table, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert page.table.selected == []


def test_with_little_memory_the_rows_come_page_by_page(page: JobsPage, qtbot: QtBot) -> None:
    page.table.views.set_memory(False)
    qtbot.waitUntil(lambda: page.table.rows.far is None and len(page.table.rows.rows) == 100, timeout=60_000)
    bar = page.table.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    qtbot.waitUntil(partial(shows, page, 200), timeout=60_000)
    page.table.views.set_memory(True)
    qtbot.waitUntil(lambda: in_memory(page), timeout=60_000)


def shows(page: JobsPage, count: int) -> bool:
    """Whether so many rows are shown."""
    return len(page.table.rows.rows) == count


def test_a_database_slower_than_the_scrolling_is_asked_once_at_a_time(
    toy: Toy, toy_window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = jobs_page(toy_window, qtbot, planned(toy, 150))
    gate, asked, quick = threading.Event(), [], Bookkeeping.job_rows

    def slow(book: Bookkeeping, query: JobQuery) -> list[JobRow]:
        if query.after is not None:
            asked.append(query.after)
            gate.wait(20)
        return quick(book, query)

    monkeypatch.setattr(Bookkeeping, "job_rows", slow)
    bar = page.table.table.verticalScrollBar()
    for _ in range(5):
        bar.setValue(bar.maximum())
        settle(page)
        bar.setValue(0)
    assert len(asked) == 1 and shows(page, 100)
    page.table.table.selectRow(3)
    qtbot.waitUntil(lambda: page.details.detail is not None, timeout=60_000)
    gate.set()
    qtbot.waitUntil(partial(shows, page, 200), timeout=60_000)
    assert len({row.id for row in page.table.rows.rows}) == 200
