"""The table of jobs as it is read from the books: filtered, sorted, changed in place, a page at a time."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parisana.core.jobs.states import JobState
from parisana.ui.desktop.pages.jobs.page import JobsPage
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.jobs_pages import failing, jobs_page, rows, select
from tests.ui.productions import end, planned, step, submit
from tests.ui.toyland import window as window


def first_is(page: JobsPage, unit: str) -> bool:
    """Whether the first row is of this unit."""
    return page.table.rows.rows[0].unit == unit


def has_rows(page: JobsPage, count: int) -> bool:
    """Whether so many rows are shown."""
    return len(page.table.rows.rows) == count


def test_filters_are_set_with_mouse_and_keys_and_shown_as_a_command(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = jobs_page(window, qtbot, failing(toy))
    QTest.mouseClick(page.table.chips.chips["failed"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: rows(page) == [(1, "failed")])
    assert page.remark.text() == "1 of 7 jobs"
    QTest.keyClick(page.table.chips.chips["failed"], Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: len(rows(page)) == 7)
    QTest.mouseClick(page.strip.cells[0], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    QTest.keyClicks(page.table.text, "SLICE-002")
    qtbot.waitUntil(lambda: rows(page) == [(2, "running")])
    assert dict(page.commands())["This table"] == "parisana jobs 1 --stage make --text SLICE-002 --sort state"


def test_a_click_on_a_header_sorts(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = jobs_page(window, qtbot, failing(toy))
    head = page.table.table.horizontalHeader()
    for first in ("all", "slice-003"):
        place = QPoint(head.sectionViewportPosition(2) + 10, 8)
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.waitUntil(partial(first_is, page, first), timeout=60_000)


def test_rows_change_in_place_while_filtered_and_sorted(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy, 60)
    step(production, JobState.RUNNING, *range(1, 61))
    page = jobs_page(window, qtbot, production)
    QTest.mouseClick(page.table.chips.chips["running"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(rows(page)) == 60)
    page.table.table.verticalScrollBar().setValue(600)
    select(page, 30)
    top = page.table.rows.row(page.table.table.indexAt(page.table.table.viewport().rect().topLeft()))
    assert top is not None and top.number > 10
    step(production, JobState.QUEUED, *range(1, 11))
    window.desk.look()
    qtbot.waitUntil(lambda: len(rows(page)) == 50, timeout=60_000)
    now = page.table.rows.row(page.table.table.indexAt(page.table.table.viewport().rect().topLeft()))
    assert now is not None and now.number == top.number
    assert [row.number for row in page.table.selected] == [30]


def test_a_job_that_leaves_the_filter_stays_in_the_details(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy)
    step(production, JobState.RUNNING, 1, 2, 3)
    page = jobs_page(window, qtbot, production)
    page.table.chips.choose(["running"])
    qtbot.waitUntil(lambda: len(rows(page)) == 3)
    select(page, 2)
    qtbot.waitUntil(lambda: page.details.detail is not None)
    end(production, 2)
    window.desk.look()
    qtbot.waitUntil(lambda: len(rows(page)) == 2, timeout=60_000)
    qtbot.waitUntil(lambda: page.details.state.words == "done", timeout=60_000)
    assert page.details.name.text() == "Make, slice-002" and page.table.selected == []


def test_of_ten_thousand_jobs_only_pages_are_read(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = jobs_page(window, qtbot, planned(toy, 5000))
    assert (len(page.table.rows.rows), page.table.rows.total) == (100, 10_001)
    bar = page.table.table.verticalScrollBar()
    for pages in (2, 3):
        bar.setValue(bar.maximum())
        qtbot.waitUntil(partial(has_rows, page, 100 * pages), timeout=60_000)
    numbers = [number for number, _ in rows(page)]
    assert len(set(numbers)) == 300
    page.table.chips.choose(["done"])
    qtbot.waitUntil(lambda: rows(page) == [], timeout=60_000)


def test_a_page_wanted_during_a_look_comes_after_it(toy: Toy, window: Window, qtbot: QtBot) -> None:
    """Whoever scrolls to the end while the rows are asked for again need not scroll once more."""
    page = jobs_page(window, qtbot, planned(toy, 150))
    asking = page.table.asking
    qtbot.waitUntil(lambda: not asking.waiting, timeout=60_000)
    asking.refresh()
    assert asking.waiting
    bar = page.table.table.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert len(page.table.rows.rows) == 100
    qtbot.waitUntil(partial(has_rows, page, 200), timeout=60_000)
