"""The page Grid: units by stages, page by page, live, and the way to the jobs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parisana.app.jobs.grid import GridQuery, Grids
from parisana.bookkeeping.values.entries import JobChange
from parisana.core.jobs.states import Failure, JobState
from parisana.ui.desktop.pages.jobs.following import NO_PRODUCTION
from parisana.ui.desktop.pages.jobs.grid import GridView
from parisana.ui.desktop.pages.jobs.page import JobsPage
from parisana.ui.desktop.pages.jobs.production_view import FULL
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.productions import books, end, step, submit
from tests.ui.toyland import window as window


def opened(window: Window, qtbot: QtBot, production: int) -> GridView:
    window.desk.choose(production)
    window.go("page.grid")
    page = window.page
    assert isinstance(page, GridView)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == FULL and page.production == production, timeout=60_000)
    settle(window)
    return page


def shown(page: GridView) -> list[list[str]]:
    return [
        [page.rows.index(row, column).data() for column in range(page.rows.columnCount())]
        for row in range(page.rows.rowCount())
    ]


def test_each_unit_has_a_line_and_follows_its_jobs(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy, 3)
    end(production, 1)
    end(production, 2, Failure.MEMORY, "full")
    page = opened(window, qtbot, production)
    assert [column.title for column in page.rows.columns] == ["Unit", "Make", "Refine", "Merge"]
    assert shown(page) == [
        ["slice-001", "done", "ready", "waiting"],
        ["slice-002", "failed", "waiting", "waiting"],
        ["slice-003", "queued", "waiting", "waiting"],
    ]
    assert page.where.text() == "1 to 3 of 3" and page.failed.chips["failed"].text() == "Failed 1"
    step(production, JobState.RUNNING, 3)
    qtbot.waitUntil(lambda: shown(page)[2][1] == "running", timeout=60_000)
    QTest.mouseClick(page.failed.chips["failed"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: [line[0] for line in shown(page)] == ["slice-002"], timeout=60_000)
    assert page.commands()[0][1] == f"parisana status {production} --grid --state failed"


def test_a_cell_of_many_jobs_says_how_many_and_leads_to_the_first_that_matters(
    toy: Toy, window: Window, qtbot: QtBot
) -> None:
    production = submit(toy, 3)
    end(production, 1)
    end(production, 2, Failure.MEMORY, "full")
    page = opened(window, qtbot, production)
    page.strip.cells[2].click()
    qtbot.waitUntil(lambda: page.rows.rowCount() == 1, timeout=60_000)
    assert shown(page) == [["all", "1 of 3 failed", "1 of 3 ready", "waiting"]]
    cell = page.rows.index(0, 1)
    assert cell.data(Qt.ItemDataRole.ToolTipRole) == "Make: 1 failed, 1 queued, 1 done"
    where = page.table.visualRect(cell).center()
    QTest.mouseClick(page.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    jobs = window.page
    assert isinstance(jobs, JobsPage)
    qtbot.waitUntil(lambda: jobs.details.detail is not None and jobs.details.detail.job.number == 2, timeout=60_000)
    assert jobs.table.stage == "make"


def test_pages_by_buttons_by_keys_and_from_a_unit_on(
    toy: Toy, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = submit(toy, 12)
    page = opened(window, qtbot, production)
    page.look_at(GridQuery(limit=5))

    def units(count: int) -> list[str]:
        qtbot.waitUntil(lambda: page.rows.rowCount() == count and not page._asked.open, timeout=60_000)
        return [line[0] for line in shown(page)]

    assert units(5)[0] == "slice-001" and not page.back.isEnabled()
    QTest.mouseClick(page.forth, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.where.text() == "6 to 10 of 12", timeout=60_000)
    QTest.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert units(2) == ["slice-011", "slice-012"] and not page.forth.isEnabled()
    QTest.mouseClick(page.back, Qt.MouseButton.LeftButton)
    assert units(5) == [f"slice-{n:03}" for n in range(6, 11)]
    QTest.keyClicks(page.start, "slice-004")
    QTest.keyClick(page.start, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: page.where.text() == "4 to 8 of 12", timeout=60_000)
    QTest.mouseClick(page.last, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.where.text() == "8 to 12 of 12", timeout=60_000)
    QTest.mouseClick(page.first, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.where.text() == "1 to 5 of 12", timeout=60_000)


def test_units_are_in_the_order_of_their_numbers(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy, 4)
    with books() as session:
        names = {1: "slice-999", 2: "slice-1000", 3: "slice-10000", 4: "n" * 250}
        with session.book._engine.begin() as connection:
            for number, name in names.items():
                connection.exec_driver_sql(f"UPDATE jobs SET unit = '{name}' WHERE number = {number}")
        page = session.grids.page(production, GridQuery(limit=2))
        assert [line.unit for line in page.lines] == ["slice-999", "slice-1000"]
        further = session.grids.page(production, GridQuery(after="slice-1000"))
        assert [line.unit for line in further.lines] == ["slice-10000", "n" * 250] and further.first == 2
        back = session.grids.page(production, GridQuery(before="slice-10000", limit=1))
        assert [line.unit for line in back.lines] == ["slice-1000"] and back.first == 1
    shown_page = opened(window, qtbot, production)
    assert not elided(shown_page) and not outside(shown_page)
    assert [type(each) for each in seen(shown_page) if takes_focus(each) and not name_of(each)] == []


def test_every_state_at_once_has_its_word(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy, 11)
    with books() as session:
        with session.book._engine.begin() as connection:
            for number, state in enumerate(JobState, 1):
                connection.exec_driver_sql(f"UPDATE jobs SET state = '{state}' WHERE number = {number}")
    page = opened(window, qtbot, production)
    assert [line[1] for line in shown(page)] == [str(state) for state in JobState]


def test_a_database_slower_than_the_page_is_left_alone(
    toy: Toy, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = submit(toy, 3)
    page = opened(window, qtbot, production)
    asked: list[int] = []
    found: Callable[..., Any] = Grids.page

    def late(self: Grids, number: int, query: GridQuery) -> Any:
        asked.append(number)
        QTest.qSleep(400)
        return found(self, number, query)

    monkeypatch.setattr(Grids, "page", late)
    page.ask()
    looks: list[object] = []
    window.desk.looked.connect(looks.append)
    for _ in range(20):
        window.desk.looked.emit(window.desk.snapshot)
    assert not page._asked.open or len(asked) <= 1
    qtbot.waitUntil(lambda: not page._asked.open, timeout=60_000)
    assert asked == [production] and len(looks) >= 20


def test_without_a_production_the_page_says_where_they_are(window: Window, qtbot: QtBot) -> None:
    window.go("page.grid")
    page = window.page
    assert isinstance(page, GridView)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == NO_PRODUCTION, timeout=60_000)


def test_a_job_that_was_superseded_is_in_no_cell(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy, 2)
    with books() as session:
        job = session.book.job(production, 1)
        with session.book._engine.begin() as connection:
            connection.exec_driver_sql(f"UPDATE jobs SET superseded_by = 2 WHERE id = {job.id}")
        session.book.step_jobs(production, [JobChange(job.id, JobState.CANCELLED, 1.0)], "test")
        units = [line.unit for line in session.grids.page(production).lines]
    assert units == ["slice-002"]
