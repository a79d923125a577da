"""The page Jobs: what a user sees of productions, stages and jobs, and what happens when a button is pressed."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from parisana.app.background.watcher import News, SiteNews
from parisana.app.driving.watch import Watch
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.errors import BookkeepingError, SiteError
from parisana.plugins.fake_backend import FakeSite
from parisana.ui.desktop.dialogs.productions import Productions
from parisana.ui.desktop.dialogs.report import ReportDialog
from parisana.ui.desktop.pages.jobs.page import JobsPage
from parisana.ui.desktop.theme import LIGHT
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.productions import (
    answer,
    books,
    dialog,
    end,
    jobs_page,
    planned,
    production_state,
    rows,
    select,
    state_of,
    step,
    submit,
)


@pytest.fixture
def window(toy_window: Window) -> Window:
    return toy_window


LOG = "12:00:01 begin\n12:02:51 ERROR std::bad_alloc\n"


def failing(toy: Toy, name: str = "toy") -> int:
    """Three jobs of the first stage: failed, running, queued."""
    production = submit(toy, name=name)
    end(production, 1, Failure.MEMORY, "over 2,400 MB", LOG)
    step(production, JobState.RUNNING, 2)
    return production


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


def first_is(page: JobsPage, unit: str) -> bool:
    """Whether the first row is of this unit."""
    return page.table.rows.rows[0].unit == unit


def has_rows(page: JobsPage, count: int) -> bool:
    """Whether so many rows are shown."""
    return len(page.table.rows.rows) == count


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


def test_failed_jobs_are_tried_again_after_a_look(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    page = jobs_page(window, qtbot, production)
    answer(qtbot, page.retry.click, "Cancel")
    assert state_of(production, 1) is JobState.FAILED
    texts = answer(qtbot, page.retry.click, "Retry 1 job")
    assert f"parisana retry {production}" in texts and "Retry the failed job?" in texts
    qtbot.waitUntil(lambda: state_of(production, 1) is JobState.READY, timeout=60_000)
    qtbot.waitUntil(lambda: not page.retry.isVisible(), timeout=60_000)


def test_chosen_jobs_are_killed_and_no_others(toy: Toy, site: FakeSite, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    page = jobs_page(window, qtbot, production)
    select(page, 2)
    qtbot.waitUntil(page.details.kill.isEnabled, timeout=60_000)
    answer(qtbot, page.details.kill.click, "Cancel")
    assert site.cancelled == []
    texts = answer(qtbot, page.details.kill.click, "Kill 1 job")
    assert f"parisana stop {production} --jobs 2" in texts
    qtbot.waitUntil(lambda: state_of(production, 2) is JobState.CANCELLED, timeout=60_000)
    assert len(site.cancelled) == 1 and state_of(production, 3) is JobState.QUEUED


def test_a_production_is_paused_stopped_and_resumed(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    page = jobs_page(window, qtbot, production)
    QTest.mouseClick(page.pause, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.resume.isVisible() and not page.pause.isVisible(), timeout=60_000)
    assert production_state(production) is ProductionState.PAUSED
    texts = answer(qtbot, page.stop.click, "Stop and cancel 2 jobs")
    assert f"parisana stop {production}" in texts
    qtbot.waitUntil(lambda: production_state(production) is ProductionState.STOPPED, timeout=60_000)
    qtbot.waitUntil(lambda: state_of(production, 3) is JobState.CANCELLED, timeout=60_000)
    qtbot.waitUntil(lambda: not page.stop.isVisible(), timeout=60_000)
    chip = page.table.chips.chips["cancelled"]
    qtbot.waitUntil(lambda: chip.isVisible() and chip.text() == "Cancelled 2", timeout=60_000)
    QTest.mouseClick(page.resume, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: production_state(production) is ProductionState.RUNNING, timeout=60_000)
    qtbot.waitUntil(lambda: state_of(production, 3) is JobState.READY, timeout=60_000)


def test_a_merge_of_what_is_there_names_what_is_missing(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = submit(toy)
    for number in (1, 2, 3):
        end(production, number)
    with books() as session:
        session.send(production)
    end(production, 4)
    page = jobs_page(window, qtbot, production)
    qtbot.waitUntil(page.merge.isVisible, timeout=60_000)
    texts = answer(qtbot, page.merge.click, "Cancel")
    assert "Merge without 2 of 3 parts?" in texts and f"parisana merge {production} --stage merge" in texts
    assert any("refine slice-002, refine slice-003" in text for text in texts)


def test_every_action_is_shown_as_a_command_that_can_be_copied(toy: Toy, window: Window, qtbot: QtBot) -> None:
    page = jobs_page(window, qtbot, failing(toy))
    texts = answer(qtbot, page.command.click, "Copy")
    assert QGuiApplication.clipboard().text() == "parisana status 1"
    assert {"parisana pause 1", "parisana stop 1", "parisana retry 1"} <= set(texts)


def test_among_many_productions_one_is_found_by_typing(toy: Toy, window: Window, qtbot: QtBot) -> None:
    numbers = [planned(toy, 1, f"nova{count}") for count in range(12)]
    page = jobs_page(window, qtbot, numbers[-1])
    assert sum(card.isVisible() for card in page.cards.cards) < 12 and page.cards.all.isVisible()
    QTest.mouseClick(page.cards.after, Qt.MouseButton.LeftButton)
    assert numbers[-1] not in [card.number for card in page.cards.cards if card.isVisible()]

    from PySide6.QtCore import QTimer

    def type_name() -> None:
        found = dialog(qtbot, Productions)
        assert isinstance(found, Productions)
        QTest.keyClicks(found.search, "nova3")
        QTest.keyClick(found.search, Qt.Key.Key_Return)

    QTimer.singleShot(50, type_name)
    QTest.mouseClick(page.cards.all, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: page.table.production == numbers[3], timeout=60_000)
    assert numbers[3] in [card.number for card in page.cards.cards if card.isVisible()]


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


def test_a_silent_site_is_said_with_what_follows(
    toy: Toy, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = jobs_page(window, qtbot, failing(toy))
    now = time.time()
    news = SiteNews(now - 700, now - 600, "qstat: cannot reach the master", now + 40)
    window.desk.bridge.news.emit(News(sites={"toyland": news}))
    window.desk.look()
    qtbot.waitUntil(page.silence.isVisible, timeout=60_000)
    since = time.strftime("%H:%M", time.localtime(now - 600))
    assert page.silence.sentence.text() == f"No answer from toyland since {since}"
    assert "Next try in" in page.silence.remark.text()
    assert any("cannot reach the master" in text for text in answer(qtbot, page.silence.more.click, "Close"))
    tried: list[str] = []
    monkeypatch.setattr(window.desk.bridge, "try_now", tried.append)
    QTest.mouseClick(page.silence.button, Qt.MouseButton.LeftButton)
    assert tried == ["toyland"]
    window.desk.bridge.news.emit(News(sites={"toyland": SiteNews(now, None)}))
    window.desk.look()
    qtbot.waitUntil(lambda: not page.silence.isVisible(), timeout=60_000)


def test_the_books_go_away_and_come_back(
    toy: Toy, window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = jobs_page(window, qtbot, failing(toy))

    def away(*words: object) -> None:
        raise BookkeepingError("The bookkeeping does not answer.")

    with monkeypatch.context() as patch:
        patch.setattr(Watch, "snapshot", away)
        window.desk.look()
        qtbot.waitUntil(page.silence.isVisible, timeout=60_000)
        assert "bookkeeping" in page.silence.sentence.text() and len(rows(page)) == 7
    QTest.mouseClick(page.silence.button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not page.silence.isVisible(), timeout=60_000)


def test_a_batch_system_that_raises_is_said_in_a_sentence(
    toy: Toy, site: FakeSite, window: Window, qtbot: QtBot
) -> None:
    production = failing(toy)
    page = jobs_page(window, qtbot, production)
    site.fail("cancel", SiteError("qdel: permission denied."))
    select(page, 2)
    qtbot.waitUntil(page.details.kill.isEnabled, timeout=60_000)
    answer(qtbot, page.details.kill.click, "Kill 1 job")
    assert "qdel: permission denied." in answer(qtbot, lambda: None, "Close")
    assert state_of(production, 2) is JobState.RUNNING


def test_while_the_batch_system_hangs_the_page_lives(toy: Toy, site: FakeSite, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    page = jobs_page(window, qtbot, production)
    site.hang("cancel")
    select(page, 2)
    qtbot.waitUntil(page.details.kill.isEnabled, timeout=60_000)
    answer(qtbot, page.details.kill.click, "Kill 1 job")
    qtbot.waitUntil(lambda: "cancel" in site.calls, timeout=60_000)
    answer(qtbot, page.retry.click, "Retry 1 job")
    qtbot.waitUntil(lambda: (1, "ready") in rows(page), timeout=60_000)
    site.wake()
    qtbot.waitUntil(lambda: state_of(production, 2) is JobState.CANCELLED, timeout=60_000)


def test_another_driver_is_named_and_not_disturbed(toy: Toy, window: Window, qtbot: QtBot) -> None:
    production = failing(toy)
    with books() as session:
        session.book.take_lease(production, "alice@ccage010:77:ab", "ccage010", 77, 600)
    page = jobs_page(window, qtbot, production)
    qtbot.waitUntil(lambda: page.remark.text() == "driven by alice@ccage010", timeout=60_000)
    answer(qtbot, page.stop.click, "Stop and cancel 2 jobs")
    qtbot.waitUntil(lambda: production_state(production) is ProductionState.STOPPED, timeout=60_000)
    assert state_of(production, 2) is JobState.RUNNING


def test_two_windows_on_one_production_see_the_same(
    toy: Toy, window: Window, make: Callable[..., Window], qtbot: QtBot
) -> None:
    """What is done in one is seen in the other."""
    production = failing(toy)
    page, other = jobs_page(window, qtbot, production), jobs_page(make(), qtbot, production)
    qtbot.waitUntil(lambda: page.retry.isVisible() and other.retry.isVisible(), timeout=60_000)
    answer(qtbot, page.retry.click, "Retry 1 job")
    qtbot.waitUntil(lambda: state_of(production, 1) is JobState.READY, timeout=60_000)
    qtbot.waitUntil(lambda: not page.retry.isVisible() and not other.retry.isVisible(), timeout=60_000)
    answer(qtbot, other.stop.click, "Stop and cancel 2 jobs")
    qtbot.waitUntil(lambda: not page.stop.isVisible(), timeout=60_000)
    with books() as session:
        again = [each.text for each in session.book.events(production) if "Tried again" in each.text]
    assert len(again) == 1 and production_state(production) is ProductionState.STOPPED


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
