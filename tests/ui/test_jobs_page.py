"""The page Jobs: what a user sees of productions, stages and jobs."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from parisana.ui.desktop.dialogs.productions import Productions
from parisana.ui.desktop.dialogs.report import ReportDialog
from parisana.ui.desktop.pages.jobs.page import JobsPage
from parisana.ui.desktop.theme import LIGHT
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.jobs_pages import failing, jobs_page, rows, select
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.productions import dialog, planned, submit
from tests.ui.toyland import window as window


def test_without_a_production_the_page_says_what_to_do(window: Window, qtbot: QtBot) -> None:
    page = jobs_page(window, qtbot)
    qtbot.waitUntil(page.empty.isVisible, timeout=60_000)
    assert not page.table.isVisible() and not page.other.isVisible()
    QTest.mouseClick(page.dry_run, Qt.MouseButton.LeftButton)
    assert window._address == "page.plan"


def test_the_newest_production_of_the_profile_is_shown_by_itself(toy: Toy, window: Window, qtbot: QtBot) -> None:
    submit(toy, name="crab-local")
    mine = submit(toy, name="crab-local")
    other = submit(toy, name="other")
    page = jobs_page(window, qtbot)
    qtbot.waitUntil(lambda: window.desk.production == mine, timeout=60_000)
    assert other != mine
    qtbot.waitUntil(page.cards.isVisible, timeout=60_000)


def test_the_page_is_made_with_its_rows_before_anybody_opens_it(toy: Toy, window: Window, qtbot: QtBot) -> None:
    window.desk.choose(failing(toy))
    qtbot.waitUntil(lambda: bool(window.findChildren(JobsPage)), timeout=60_000)
    (page,) = window.findChildren(JobsPage)
    qtbot.waitUntil(lambda: page.table.rows.rowCount() > 0, timeout=60_000)
    assert not page.isVisible() and window.page is not page
    window.go("page.jobs")
    assert window.page is page and page.table.isVisible()


def test_states_stages_and_reasons_are_seen(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    page = jobs_page(window, qtbot, production)
    assert rows(page)[:3] == [(1, "failed"), (2, "running"), (3, "queued")]
    chips = [chip.text() for chip in page.table.chips.chips.values() if chip.isVisible()]
    assert chips == ["Failed 1", "Running 1", "Waiting 5"]
    cell = page.strip.cells[0]
    assert (cell.title.text(), cell.done.text(), cell.of.text(), cell.failed.words) == ("Make", "0", "of 3", "1")
    texts = [page.table.rows.index(0, column).data() for column in range(page.table.rows.columnCount())]
    assert "over 2,400 MB" in texts and any(text.startswith("fake-") for text in texts)
    assert page.retry.text() == "Retry 1 failed…"


def test_details_tell_why_and_where_the_time_went(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = jobs_page(window, qtbot, failing(toy))
    select(page, 1)
    qtbot.waitUntil(lambda: "bad_alloc" in page.details.log.toPlainText(), timeout=60_000)
    texts = [label.text() for label in seen(page.details, QLabel) if isinstance(label, QLabel)]
    assert "over 2,400 MB" in texts and "attempt 1  ·  exit 137" in texts
    assert "It used 3,612 MB of the 100 MB that it asked for." in texts and "60 min" in texts
    block = page.details.log.document().firstBlock().next()
    assert [each.format.foreground().color().name() for each in block.layout().formats()] == [LIGHT.bad.lower()]
    QTest.mouseClick(page.details.report, Qt.MouseButton.LeftButton)
    report = dialog(qtbot, ReportDialog)
    assert isinstance(report, ReportDialog)
    assert [step.name for step in report.steps.rows.rows] == ["stage-in", "run", "stage-out"]
    report.close()


def test_among_many_productions_one_is_found_by_typing(toy: Toy, window: Window, qtbot: QtBot) -> None:
    numbers = [planned(toy, 1, f"nova{count}") for count in range(12)]
    page = jobs_page(window, qtbot, numbers[-1])
    assert sum(card.isVisible() for card in page.cards.cards) < 12 and page.cards.all.isVisible()
    QTest.mouseClick(page.cards.after, Qt.MouseButton.LeftButton)
    assert numbers[-1] not in [card.number for card in page.cards.cards if card.isVisible()]

    def type_name() -> None:
        found = dialog(qtbot, Productions)
        assert isinstance(found, Productions)
        QTest.keyClicks(found.search, "nova3")
        QTest.keyClick(found.search, Qt.Key.Key_Return)

    QTimer.singleShot(50, type_name)
    QTest.mouseClick(page.cards.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.table.production == numbers[3], timeout=60_000)
    assert numbers[3] in [card.number for card in page.cards.cards if card.isVisible()]


def test_answers_for_a_page_that_is_gone_are_dropped(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = jobs_page(window, qtbot, failing(toy))
    select(page, 1)
    page.table.start_over()
    window._start_over()
    settle(window, 20)
    assert window.page is not page


def test_names_and_room_with_jobs_on_the_page(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = jobs_page(window, qtbot, failing(toy, "a_long_name_of_a_production_2026"))
    window.resize(1280, 800)
    select(page, 1)
    qtbot.waitUntil(lambda: page.details.detail is not None, timeout=60_000)
    settle(window)
    assert not [widget for widget in seen(page) if takes_focus(widget) and not name_of(widget)]
    assert not elided(page) and not outside(page)
    assert not page.table.table.horizontalScrollBar().isVisible()
