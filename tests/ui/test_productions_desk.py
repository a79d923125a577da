"""Monte-Carlo productions in the window: the desks Kaskade and Smash."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from parisana.bookkeeping.values.entries import NewFile
from parisana.bookkeeping.values.states import FileState
from parisana.core.jobs.states import JobState, ProductionState
from parisana.ui.desktop.pages.productions.status import FULL, NONE, McStatusPage
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import elided, name_of, outside, pages, seen, settle, takes_focus
from tests.ui.productions import books

PROFILE = """\
parisana: profile/1
name: gammas
suite: gammapy
site: toyland
production:
  description: Massive gamma simulations
  schedule: {showers: 100, showers_per_job: 40}
  rows: [0, 60]
"""


@pytest.fixture
def production(toy: Toy) -> int:
    """Record a production that waits for its start."""
    names = ("working", "shower", "simulation", "results")
    toy.site(areas={name: {"storage": "disk", "path": str(toy.root / "areas" / name)} for name in names})
    (toy.root / "gammas.yaml").write_text(PROFILE)
    with books() as session:
        return session.simulations.create(session.plan(toy.root / "gammas.yaml"))


def desk(window: Window, qtbot: QtBot, number: int, stack: int = FULL) -> McStatusPage:
    """Go to a desk by its segment."""
    QTest.mouseClick(window.header.desks.segment(number), Qt.MouseButton.LeftButton)
    page = window.page
    assert isinstance(page, McStatusPage)
    qtbot.waitUntil(lambda: page.stack.currentIndex() == stack, timeout=60_000)
    settle(window)
    return page


def titles(window: Window) -> list[str]:
    """Return what the list at the left shows."""
    entries = window.side.entries
    return [str(entries.index(row).data()) for row in range(entries.rowCount())]


def cells(page: McStatusPage, row: int) -> list[str]:
    rows = page.table.rows
    return [str(rows.index(row, column).data()) for column in range(len(rows.columns))]


def test_the_profile_of_a_production_is_on_every_page(make: Callable[..., Window]) -> None:
    window = make("showers-local")
    assert window.desk.editor.suite.names == ("kaskade", "smash")
    assert not window.desk.editor.judgement.problems
    window.go("page.kaskade")
    assert titles(window)[:5] == ["Kaskade", "MC Production Status", "MC Production Schedule", "Kaskade", "Work"]
    window.go("page.profiles")
    QTest.mouseClick(window.header.desks.segment(0), Qt.MouseButton.LeftButton)
    assert titles(window)[:4] == ["Kaskade", "Kaskade", "Smash", "Smash"]
    for address, page in pages(window):
        assert elided(page) == [], address
        assert outside(page) == [], address


def test_without_productions_the_desks_say_what_makes_one(toy_window: Window, qtbot: QtBot) -> None:
    page = desk(toy_window, qtbot, 1, NONE)
    assert any("showers-local" in each.text() for each in page.findChildren(QLabel))
    assert not page.start.isEnabled() and not page.stop.isEnabled() and not page.close_it.isEnabled()
    assert not any(each.isVisible() for each in page.deeds), "there is nothing to do anything with"
    QTest.mouseClick(toy_window.header.desks.segment(0), Qt.MouseButton.LeftButton)
    assert toy_window.page.accessibleName() == "Profiles" and toy_window.header.desks.current == 0


def test_the_rows_stand_in_a_table_and_the_production_is_started_and_stopped(
    production: int, toy_window: Window, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = desk(toy_window, qtbot, 1)
    assert page.productions.currentText() == "#1 gammas" and page.says.text() == "Massive gamma simulations"
    assert cells(page, 1)[:10] == ["60", "180", "2", "0.01", "200", "0", "1200", "100", "new", "0"]
    assert page.table.sums.text() == "2 rows: 200 showers requested, 0 produced in 0 jobs"
    assert page.note.text() == "Zenith 0°: 100 showers still to come; 3 ready."
    assert [each for each in seen(page) if takes_focus(each) and not name_of(each)] == []
    assert elided(page) == [] and outside(page) == []
    QTest.mouseClick(page.start, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cells(page, 0)[8] == "running", timeout=60_000)
    monkeypatch.setattr("parisana.ui.desktop.pages.productions.status.confirm", lambda *words: True)
    qtbot.waitUntil(page.stop.isEnabled, timeout=60_000)
    QTest.mouseClick(page.stop, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: cells(page, 0)[8] == "stopped", timeout=60_000)
    with books() as session:
        assert session.production(production).state is ProductionState.STOPPED
        assert {job.state for job in session.all_jobs(production, stage="kaskade")} == {JobState.CANCELLED}


def test_the_dst_status_of_the_outputs_is_said_of_each_row_and_of_all(
    production: int, toy_window: Window, qtbot: QtBot
) -> None:
    with books() as session:
        made = [NewFile("showers", f"/s/{n}", 123_456_789, None, None) for n in range(1234)]
        gone = NewFile("showers", "/s/gone", 1, None, None, FileState.MISSING)
        first, *_, last = session.all_jobs(production, stage="kaskade")
        session.book.record_files({first.id: [*made, gone], last.id: made[:1]}, 1.0)
    page = desk(toy_window, qtbot, 1)
    assert page.note.text().endswith("; 3 ready; DST: 1,234 files, 152.3 GB, 1 missing.")
    page.table.table.selectRow(1)
    assert page.note.text().endswith("DST: 1 file, 123.5 MB.")
    assert page.table.sums.text().endswith("in 0 jobs; DST: 1,235 files, 152.5 GB, 1 missing")
    assert elided(page) == [] and outside(page) == []


def test_a_desk_leads_to_its_jobs_and_back(production: int, toy_window: Window, qtbot: QtBot) -> None:
    page = desk(toy_window, qtbot, 2)
    assert cells(page, 0)[7:10] == ["100", "new", "0"]
    assert page.commands() == [("This table", f"parisana mc show {production} --stage smash")]
    QTest.mouseClick(page.details, Qt.MouseButton.LeftButton)
    assert toy_window.page.accessibleName() == "Jobs" and toy_window.desk.production == production
    assert toy_window.header.desks.current == 2, "the pages for work are at every desk"
    assert titles(toy_window)[:4] == ["Smash", "MC Production Status", "MC Production Schedule", "Work"]
    toy_window.go("page.smash")
    assert toy_window.page is page
    QTest.mouseClick(toy_window.header.desks.segment(0), Qt.MouseButton.LeftButton)
    assert toy_window.header.desks.current == 0 and titles(toy_window)[1] == "Target and Run List"
