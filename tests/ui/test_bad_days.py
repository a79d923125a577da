"""Bad days at scale that a user would know: every state at once, names without end, a hundred productions, a lost hub.

Which bad day is tried where: ``docs/window.md``.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parisana.app.results.outcomes import Outcomes
from parisana.app.results.samp import Client
from parisana.core.jobs.states import Failure, JobState
from parisana.ui.desktop.dialogs.send import SendDialog
from parisana.ui.desktop.pages.jobs.views import VIEWS
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.core import sample_results as sample
from tests.environment import set_environment
from tests.ui.jobs_pages import jobs_page
from tests.ui.looking import elided, outside, settle
from tests.ui.productions import books, copy, dialog, end, planned, submit
from tests.ui.results_made import produce, shown, texts


@pytest.fixture
def local_toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on this machine, without a hub."""
    made = Toy(tmp_path)
    set_environment(monkeypatch, made.environment)
    monkeypatch.setenv("SAMP_HUB", "std-lockurl:" + (tmp_path / "no hub").as_uri())
    return made


def test_every_state_at_once_and_names_of_500_characters_in_every_view(
    toy: Toy, toy_window: Window, qtbot: QtBot
) -> None:
    production = submit(toy, 6)
    end(production, 3, Failure.SOFTWARE, "x" * 500, "ERROR\n")
    with books() as session, session.book._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE jobs SET unit = substr(hex(zeroblob(250)), 1, 495) || number")
        for number, state in enumerate(JobState, 1):
            if number != 3:
                connection.exec_driver_sql(f"UPDATE jobs SET state = '{state}' WHERE number = {number}")
    toy_window.desk.choose(production)
    for address in VIEWS:
        toy_window.go(address)
        qtbot.waitUntil(lambda: toy_window.desk.standing is not None and toy_window.desk.bridge.idle, timeout=60_000)
        settle(toy_window)
        page = toy_window.page
        assert not elided(page) + outside(page), address
        assert page.width() <= toy_window.width(), address


def test_a_hundred_productions_are_offered_and_the_pages_stay_as_wide(
    toy: Toy, toy_window: Window, qtbot: QtBot
) -> None:
    number = planned(toy, 1)
    copy(number, 99)
    page = jobs_page(toy_window, qtbot, number)
    page.table.productions_wanted.emit(1)
    qtbot.waitUntil(lambda: page.table.filters.productions.currentText() == "All 100", timeout=60_000)
    settle(toy_window)
    assert not outside(page) and sum(card.isVisible() for card in page.cards.cards) < 10
    toy_window.go("page.results")
    results = toy_window.page
    qtbot.waitUntil(lambda: results.which.count() == 100, timeout=60_000)  # type: ignore[attr-defined]  # page Results
    settle(toy_window)
    assert not outside(results)


def test_a_hub_that_vanishes_before_something_is_sent_is_said_and_can_be_looked_for_again(
    local_toy: Toy, make: Callable[..., Window], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    produce(local_toy, sample.files())
    page = shown(make(str(local_toy.root / "toy.yaml")), qtbot)
    there = Outcomes.takers
    monkeypatch.setattr(Outcomes, "takers", staticmethod(lambda parcel: [Client("c1", "TOPCAT")]))
    QTest.mouseClick(page.send, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, SendDialog)
    assert isinstance(asked, SendDialog)
    qtbot.waitUntil(lambda: asked.send.isEnabled() and asked.send.text() == "Send to TOPCAT", timeout=60_000)
    monkeypatch.setattr(Outcomes, "takers", staticmethod(there))
    QTest.mouseClick(asked.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No SAMP hub runs" in asked.said.text(), timeout=60_000)
    assert asked.clients.count() == 0 and not asked.send.isEnabled() and asked.again.isEnabled()
    QTest.mouseClick(asked.again, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "No SAMP hub runs" in asked.said.text(), timeout=60_000)
    QTest.keyClick(asked, Qt.Key.Key_Escape)


def test_a_light_curve_that_is_cut_or_lies_gives_way_to_the_rates(
    local_toy: Toy, make: Callable[..., Window], qtbot: QtBot
) -> None:
    first = sample.LIGHT_CURVE["rows"][0]
    lying = {"rows": [{**first, "time_max": first["time_min"] - 1}, {**first, "flux": "a lot"}, {"flux": 1e-11}]}
    produce(local_toy, sample.files(spectrum={**sample.SPECTRUM, "light_curve": lying}))
    page = shown(make(str(local_toy.root / "toy.yaml")), qtbot)
    QTest.mouseClick(page.views.segment(1), Qt.MouseButton.LeftButton)
    settle(page)
    card = page.runs.curve
    assert card.shown_chart() is card.rate and not card.ways.isVisibleTo(page)
    assert any(words.startswith("mean 3.") for words in texts(page))
