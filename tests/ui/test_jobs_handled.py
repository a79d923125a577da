"""What happens on the page Jobs when a button is pressed: tried again, killed, stopped, merged, by one or by two."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parisana.core.jobs.states import JobState, ProductionState
from parisana.plugins.fake_backend import FakeSite
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.jobs_pages import failing, jobs_page, select
from tests.ui.productions import answer, books, end, production_state, state_of, submit
from tests.ui.toyland import window as window


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
