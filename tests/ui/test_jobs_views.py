"""The table of jobs: further filters, several productions, columns to choose, and views that are kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot
from sqlalchemy import create_engine, update

from parisana.app.jobs.job_table import JobSort
from parisana.bookkeeping.schema import jobs
from parisana.core.jobs.states import Failure, JobState
from parisana.ui.desktop.dialogs.chosen_productions import ChosenProductions
from parisana.ui.desktop.menu import finds
from parisana.ui.desktop.pages.jobs.page import JobsPage
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.cli.running import runner
from tests.ui.jobs_pages import jobs_page
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.productions import answer, dialog, end, planned, submit
from tests.ui.toyland import window as window


def numbers(page: JobsPage) -> list[tuple[int, int]]:
    """Return production and number of the jobs in the table."""
    return [(row.production, row.number) for row in page.table.rows.rows]


def shows(page: JobsPage, wanted: list[tuple[int, int]]) -> Callable[[], bool]:
    """Return whether these jobs are shown."""
    return lambda: not page.table.asking.waiting and numbers(page) == wanted


def write(toy: Toy, number: int, **values: object) -> None:
    """Write into the row of a job, as no program does."""
    engine = create_engine(f"sqlite:///{Path(toy.environment['PARISANA_HOME']) / 'bookkeeping.sqlite'}")
    with engine.begin() as connection:
        connection.execute(update(jobs).where(jobs.c.number == number).values(**values))
    engine.dispose()


def choose(menu: QMenu, words: str) -> None:
    """Take an entry of a menu."""
    next(action for action in menu.actions() if action.text() == words).trigger()


def test_further_filters_are_opened_set_with_keys_and_dropped(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy)
    end(production, 1, Failure.MEMORY, "full", seconds=4000.0)
    end(production, 2, Failure.TIME, "late", seconds=30.0)
    page = jobs_page(window, qtbot, production)
    table, filters = page.table, page.table.filters
    QTest.mouseClick(table.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: filters.isVisible() and filters.site.count() == 2, timeout=60_000)
    QTest.keyClick(filters.failure, Qt.Key.Key_M)
    filters.failure.activated.emit(filters.failure.currentIndex())
    qtbot.waitUntil(shows(page, [(1, 1)]), timeout=60_000)
    assert table.more.accessibleName() == "Further filters, 1 active" and page.remark.text() == "1 of 7 jobs"
    listing = dict(page.commands())["This table"]
    assert listing == "parisana jobs 1 --failure memory --sort state"
    QTest.mouseClick(filters.reset, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(numbers(page)) == 7, timeout=60_000)
    filters.took.setCurrentIndex(filters.took.findText("Over an hour"))
    filters.changed.emit()
    qtbot.waitUntil(shows(page, [(1, 1)]), timeout=60_000)
    window.resize(1280, 800)
    settle(window)
    assert not [each for each in seen(page) if takes_focus(each) and not name_of(each)]
    assert not elided(page) and not outside(page)


def test_jobs_of_a_stretch_of_time_are_shown_kept_and_listed_by_a_command(
    toy: Toy, window: Window, qtbot: QtBot
) -> None:
    production = submit(toy)
    for number, hour in ((1, 11), (2, 13)):
        write(toy, number, changed_at=datetime(2025, 11, 21, hour).timestamp())
    page = jobs_page(window, qtbot, production)
    field, views = page.table.filters.between, window.desk.saved_views
    QTest.mouseClick(page.table.more, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(field.isVisible, timeout=60_000)
    QTest.keyClicks(field, "2025-11-21 10:00..12:00")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(shows(page, [(1, 1)]), timeout=60_000)
    assert dict(page.commands())["This table"] == "parisana jobs 1 --between '2025-11-21 10:00..12:00' --sort state"
    views.save(replace(page.table.now(), name="that morning"))
    qtbot.waitUntil(lambda: views.view("that morning") is not None, timeout=60_000)
    field.selectAll()
    QTest.keyClicks(field, "2025-11-21 12:00..10:00")
    QTest.keyClick(field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(numbers(page)) == 7, timeout=60_000)
    assert "ends before it begins" in field.toolTip() and field.property("invalid") == "true"
    view = views.view("that morning")
    assert view is not None and view.between == "2025-11-21 10:00..12:00"
    page.table.apply(view)
    page.table.start_over()
    qtbot.waitUntil(shows(page, [(1, 1)]), timeout=60_000)
    assert field.text() == view.between and field.property("invalid") == "false"
    field.clear()
    qtbot.waitUntil(lambda: len(numbers(page)) == 7, timeout=60_000)


def test_jobs_of_several_productions_are_one_table(toy: Toy, window: Window, qtbot: QtBot) -> None:
    first, second, third = (planned(toy, 1, name) for name in ("one", "two", "three"))
    page = jobs_page(window, qtbot, second)
    page.table.productions_wanted.emit(1)
    qtbot.waitUntil(lambda: len(numbers(page)) == 9, timeout=60_000)
    assert not page.table.table.isColumnHidden(page.table.rows.sorts.index(JobSort.PRODUCTION))
    assert page.remark.text() == "9 of 9 jobs" and dict(page.commands())["This table"].startswith(
        "parisana jobs 1 2 3 "
    )
    place = next(at for at, row in enumerate(page.table.rows.rows) if row.production == third)
    page.table.table.selectRow(place)
    qtbot.waitUntil(lambda: page.details.production == third and page.details.detail is not None, timeout=60_000)
    page.table.table.selectAll()
    assert not page.details.kill.isEnabled()

    from PySide6.QtCore import QTimer

    def untick() -> None:
        asked = dialog(qtbot, ChosenProductions)
        assert isinstance(asked, ChosenProductions)
        QTest.keyClicks(asked.search, "three")
        QTest.mouseClick(asked.none, Qt.MouseButton.LeftButton)
        assert asked.take.text() == "Show 6 jobs of 2 productions"
        QTest.mouseClick(asked.take, Qt.MouseButton.LeftButton)

    QTimer.singleShot(50, untick)
    page.table.productions_wanted.emit(2)
    qtbot.waitUntil(lambda: {number for number, _ in numbers(page)} == {first, second}, timeout=60_000)


def test_columns_are_chosen_moved_and_remembered(
    toy: Toy, window: Window, make: Callable[..., Window], qtbot: QtBot
) -> None:
    page = jobs_page(window, qtbot, planned(toy, 1))
    layout = page.table.layout_of
    choose(layout.menu(page), "Changed")
    choose(layout.menu(page), "Att.")
    page.table.table.setColumnWidth(page.table.rows.sorts.index(JobSort.UNIT), 150)
    choose(layout.menu(page), "Move “State” to the right")
    wanted = [sort for sort, _ in layout.columns()]
    assert wanted[:2] == [JobSort.STAGE, JobSort.STATE] and JobSort.CHANGED in wanted
    assert JobSort.ATTEMPTS not in wanted
    qtbot.waitUntil(lambda: bool(window.settings.value("jobs/columns")), timeout=60_000)
    other = jobs_page(make(), qtbot, 1).table.layout_of
    assert dict(other.columns())[JobSort.UNIT] == 150 and [sort for sort, _ in other.columns()] == wanted
    choose(other.menu(page), "The usual columns")
    assert JobSort.CHANGED not in dict(other.columns()) and other.columns()[0][0] is JobSort.STATE


def test_a_view_is_saved_found_with_ctrl_k_and_used_on_the_command_line(
    toy: Toy, window: Window, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    production = submit(toy)
    end(production, 2, Failure.MEMORY, "full")
    page = jobs_page(window, qtbot, production)
    table = page.table
    QTest.mouseClick(page.strip.cells[0], Qt.MouseButton.LeftButton)
    QTest.mouseClick(table.chips.chips["failed"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(shows(page, [(1, 2)]), timeout=60_000)
    save(qtbot, page, "my failures")
    qtbot.waitUntil(lambda: [view.name for view in window.desk.saved_views.views] == ["my failures"], timeout=60_000)
    assert dict(page.commands())["This table"] == "parisana jobs 1 --view 'my failures'"
    assert [job["job"] for job in runner(capsys)("jobs", "1", "--view", "my failures", "--json").json] == [2]
    page.strip.choose("")
    page._filter("")
    table.chips.choose([])
    qtbot.waitUntil(lambda: len(numbers(page)) == 7, timeout=60_000)
    window.go("page.profiles")
    next(find for find in finds(window) if find.title == "my failures").take()
    qtbot.waitUntil(shows(page, [(1, 2)]), timeout=60_000)
    assert window._address == "page.jobs" and page.strip.cells[0].isChecked() and table.chips.on == ["failed"]
    answer(qtbot, lambda: choose(table.views.menu(), "Remove “my failures”…"), "Remove 1 view")
    qtbot.waitUntil(lambda: window.desk.saved_views.views == [], timeout=60_000)


def save(qtbot: QtBot, page: JobsPage, name: str) -> None:
    """Save what is shown under a name."""
    from PySide6.QtCore import QTimer

    from parisana.ui.desktop.dialogs.messages import Message

    def fill() -> None:
        asked = dialog(qtbot, Message)
        assert isinstance(asked, Message)
        QTest.keyClicks(asked.line, name)
        QTest.keyClick(asked.line, Qt.Key.Key_Return)

    QTimer.singleShot(50, fill)
    choose(page.table.views.menu(), "Save this view…")


def test_a_damaged_file_of_views_is_said_and_kept(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = jobs_page(window, qtbot, planned(toy, 1))
    file = Path(toy.environment["PARISANA_HOME"]) / "job-views.json"
    file.write_text(json.dumps([{"name": "old", "sort": "by magic"}]))
    window.desk.saved_views.load()
    qtbot.waitUntil(lambda: "cannot be understood: 0.sort" in window.footer.saved.text(), timeout=60_000)
    assert page.table.views.menu().actions() and "by magic" in file.read_text()


def test_every_state_at_once_and_a_name_of_500_characters(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = planned(toy, 8)
    for number, state in enumerate(JobState, 1):
        write(toy, number, state=state, unit=f"{number}" * 500)
    page = jobs_page(window, qtbot, production)
    page.table.text.setText("7" * 300)
    page.table.start_over()
    qtbot.waitUntil(shows(page, [(1, 7)]), timeout=60_000)
    page.table.text.clear()
    page.table.start_over()
    qtbot.waitUntil(lambda: len(numbers(page)) == 17, timeout=60_000)
    assert {row.state for row in page.table.rows.rows} == set(JobState)
    page.table.table.selectRow(0)
    qtbot.waitUntil(lambda: page.details.detail is not None, timeout=60_000)
    settle(window)
    assert not outside(page) and not page.table.table.horizontalScrollBar().isVisible()
