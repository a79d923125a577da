"""The page Time line: what ran when, zoomed by wheel and keys, said where one points, and who did what."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parisana.core.jobs.states import Failure, JobState
from parisana.ui.desktop.pages.jobs.page import JobsPage
from parisana.ui.desktop.pages.jobs.production_view import FULL
from parisana.ui.desktop.pages.jobs.timeline import TimeLineView
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.productions import books, end, step, submit
from tests.ui.toyland import window as window


@pytest.fixture
def production(toy: Toy, window: Window) -> int:
    """Return a production that began an hour ago, with jobs that ran, failed, and were tried again."""
    number = submit(toy, 4)
    step(number, JobState.RUNNING, 3)
    end(number, 1)
    end(number, 2, Failure.MEMORY, "full")
    with books() as session:
        assert session.retry(number) == 1
        with session.book._engine.begin() as connection:
            connection.exec_driver_sql("UPDATE productions SET created = created - 7200")
            connection.exec_driver_sql("UPDATE tallies SET minute = minute - 60")
            connection.exec_driver_sql("UPDATE events SET at = at - 3600")
    return number


def opened(window: Window, qtbot: QtBot, production: int) -> TimeLineView:
    window.desk.choose(production)
    window.go("page.timeline")
    page = window.page
    assert isinstance(page, TimeLineView)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == FULL and page.told is not None, timeout=60_000)
    settle(window)
    return page


def sums(page: TimeLineView, name: str) -> list[int]:
    return [sum(getattr(lane, name).values()) for lane in page.chart.lanes]


def turn_wheel(page: TimeLineView, turns: int) -> None:
    middle = QPointF(page.chart.area.center())
    event = QWheelEvent(
        middle, middle, QPoint(), QPoint(0, 120 * turns), Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(page.chart, event)


def test_lanes_show_what_ran_failed_and_was_tried_again(window: Window, production: int, qtbot: QtBot) -> None:
    page = opened(window, qtbot, production)
    assert [lane.title for lane in page.chart.lanes] == ["Make", "Refine", "Merge"]
    assert sums(page, "failed") == [1, 0, 0] and sums(page, "retried") == [1, 0, 0]
    last = page.chart.number - 1
    make = page.chart.lanes[0]
    assert (make.running[last], make.waiting[last]) == (1, 1)
    step(production, JobState.RUNNING, 4)
    qtbot.waitUntil(lambda: page.chart.lanes[0].running[page.chart.number - 1] == 2, timeout=60_000)


def test_the_wheel_zooms_and_all_brings_it_back(window: Window, production: int, qtbot: QtBot) -> None:
    page = opened(window, qtbot, production)
    whole = page.chart.end - page.chart.start
    assert not page.all.isEnabled()
    turn_wheel(page, 3)
    qtbot.waitUntil(lambda: page.chart.end - page.chart.start < whole / 2, timeout=60_000)
    assert page.chart.start >= page.told.begin - page.chart.width_of if page.told else False
    level = page.chart.lanes[0].running[0] + page.chart.lanes[0].waiting[0]
    assert level <= 4
    zoomed = page.chart.start
    page.chart.setFocus()
    QTest.keyClick(page.chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: page.chart.start > zoomed, timeout=60_000)
    QTest.mouseClick(page.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.span is None and page.chart.end - page.chart.start >= whole, timeout=60_000)


def test_what_was_there_before_the_part_that_is_shown_counts(window: Window, production: int, qtbot: QtBot) -> None:
    page = opened(window, qtbot, production)
    told = page.told
    assert told is not None
    page.look_at(told.end - 900, told.end)
    qtbot.waitUntil(lambda: page.span is not None and not page._asked.open, timeout=60_000)
    assert page.chart.lanes[0].running[0] == 1 and sums(page, "failed") == [0, 0, 0]


def test_the_cursor_says_what_was_there_and_return_leads_to_the_jobs(
    window: Window, production: int, qtbot: QtBot
) -> None:
    page = opened(window, qtbot, production)
    page.chart.setFocus()
    QTest.keyClick(page.chart, Qt.Key.Key_Down)
    while page.chart.place < page.chart.number - 1:
        QTest.keyClick(page.chart, Qt.Key.Key_Right)
    assert page.said.text().startswith("Make · ") and "1 running, 1 waiting" in page.said.text()
    QTest.keyClick(page.chart, Qt.Key.Key_Return)
    jobs = window.page
    assert isinstance(jobs, JobsPage) and jobs.table.stage == "make"


def test_who_did_what_is_listed(window: Window, production: int, qtbot: QtBot) -> None:
    page = opened(window, qtbot, production)
    said = [deed.text for deed in page.deeds.rows]
    assert any("1 job is tried again" in text for text in said)
    assert any("revision 1 recorded" in text for text in said)
    assert len(page.chart.moments) == len(said)


def test_it_fits_and_everything_has_a_name(window: Window, production: int, qtbot: QtBot) -> None:
    page = opened(window, qtbot, production)
    assert not elided(page) and not outside(page)
    assert [type(each) for each in seen(page) if takes_focus(each) and not name_of(each)] == []


def test_a_production_that_has_just_begun_is_counted_by_seconds(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = opened(window, qtbot, submit(toy, 2))
    assert page.chart.width_of < 60 and page.chart.lanes[0].waiting[page.chart.number - 1] == 2
