"""The page MC Production Schedule: rows under edit, what they take, and productions that are created and extended."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parisana.cli import main
from parisana.core.jobs.states import ProductionState
from parisana.ui.desktop.dialogs.extend import ExtendDialog
from parisana.ui.desktop.dialogs.messages import Message
from parisana.ui.desktop.pages.productions.schedule import FULL, NONE, McSchedulePage
from parisana.ui.desktop.pages.productions.status import McStatusPage
from parisana.ui.desktop.schedule.sheet import NAMES
from parisana.ui.desktop.stages import page_remarks
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.productions import answer, books, dialog

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
USUAL = ["60", "57", "53", "50", "46", "41", "37", "32", "26", "18", "0", "63", "67", "70"]
JOBS = ["2,902", "3,216", "3,625", "3,923", "4,306", "4,757", "5,091", "5,471", "5,866", "6,278", "6,667", "2,585",
        "2,159", "1,840"]  # fmt: skip


@pytest.fixture
def profile(toy: Toy) -> Path:
    """Write the profile of a small production, and a site with its areas."""
    names = ("working", "shower", "simulation", "results")
    toy.site(areas={name: {"storage": "disk", "path": str(toy.root / "areas" / name)} for name in names})
    path = toy.root / "gammas.yaml"
    path.write_text(PROFILE)
    return path


@pytest.fixture
def page(profile: Path, make: Callable[..., Window], qtbot: QtBot) -> McSchedulePage:
    """Go to the page, and wait until it says what the production takes."""
    window = make(str(profile))
    QTest.mouseClick(window.header.desks.segment(1), Qt.MouseButton.LeftButton)
    window.go("page.kaskade-schedule")
    shown = window.page
    assert isinstance(shown, McSchedulePage)
    takes(shown, qtbot, "10 jobs")
    return shown


def takes(page: McSchedulePage, qtbot: QtBot, words: str) -> None:
    """Wait until the page says that the production takes this."""
    qtbot.waitUntil(lambda: page.outlook.takes.words.text().startswith(words), timeout=60_000)


def column(page: McSchedulePage, name: str) -> list[str]:
    """Return what a column of the table shows."""
    sheet = page.rows.table.sheet
    return [str(sheet.index(row, NAMES.index(name)).data()) for row in range(sheet.rowCount())]


def type_into(page: McSchedulePage, row: int, name: str, text: str) -> None:
    """Type into a cell as a person does: a double click, letters, Return."""
    table = page.rows.table
    index = table.sheet.index(row, NAMES.index(name))
    table.scrollTo(index)
    where = table.visualRect(index).center()
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    editor = table.viewport().findChild(QLineEdit)
    assert isinstance(editor, QLineEdit)
    write(editor, text)


def write(line: QWidget, text: str) -> None:
    """Replace what stands in a line, and press Return."""
    line.setFocus()
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(line.window())


def field(page: McSchedulePage, name: str) -> Any:
    """Return the cell of a field."""
    return next(cells[name] for part in page.fields for cells in part.cells if name in cells)


def section(page: McSchedulePage) -> Any:
    return page.editor.value(("production",))


def test_a_new_production_has_the_rows_of_the_original(
    profile: Path, make: Callable[..., Window], qtbot: QtBot
) -> None:
    window = make("crab-local")
    window.go("page.kaskade-schedule")
    page = window.page
    assert isinstance(page, McSchedulePage) and page.stack.currentIndex() == NONE
    assert any(each.text() == "This profile is of an analysis" for each in page.findChildren(QLabel))
    assert not page.make.isEnabled()

    def begin() -> None:
        asked = QApplication.activeModalWidget()
        assert isinstance(asked, Message)
        QTest.keyClicks(asked.line, "gSpectrum")
        QTest.keyClick(asked.line, Qt.Key.Key_Return)

    qtbot.waitUntil(lambda: page.new.isEnabled(), timeout=60_000)
    QTimer.singleShot(50, begin)
    QTest.mouseClick(page.new, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: window.desk.editor.profile.name == "gSpectrum", timeout=60_000)
    fresh = window.page
    assert isinstance(fresh, McSchedulePage) and fresh.stack.currentIndex() == FULL
    assert (column(fresh, "zenith"), column(fresh, "jobs")) == (USUAL, JOBS)
    assert fresh.make.text() == "Create 14 rows…"
    assert fresh.rows.sums.text() == "14 rows: 2,800,000,000 showers in 58,686 jobs of each stage"
    assert fresh.code.text() == "analytic_showers 2026.1"
    takes(fresh, qtbot, "117,372 jobs")


def test_everything_has_a_name_and_room(page: McSchedulePage) -> None:
    window = page.window()
    assert [each for each in seen(page) if takes_focus(each) and not name_of(each)] == []
    assert elided(page) == [] and outside(page) == []
    table = page.rows.table
    wide = sum(table.columnWidth(number) for number in range(len(NAMES)))
    assert wide <= table.viewport().width() and window.width() == 1280
    assert page.outlook.same.words.text() == "No production simulates the same showers."
    assert page.outlook.space.words.text() == "The areas have room for it."


def test_fields_write_the_section_and_each_edit_can_be_undone(page: McSchedulePage, qtbot: QtBot) -> None:
    write(field(page, "emax").editor.line, "50")
    assert section(page)["schedule"]["emax"] == "50 TeV" and column(page, "emax") == ["50", "100"]
    write(field(page, "showers").editor.line, "2,000")
    assert section(page)["schedule"]["showers"] == 2000 and column(page, "jobs") == ["50", "22"]
    takes(page, qtbot, "144 jobs")
    primary = field(page, "primary").editor.box
    assert [primary.itemText(at) for at in range(primary.count())] == ["1 gamma", "3 electron", "13 proton"]
    primary.setFocus()
    QTest.keyClicks(primary, "13")
    primary.activated.emit(primary.currentIndex())
    assert section(page)["primary"] == 13 and page.editor.is_changed
    for _ in range(3):
        page.editor.stack.undo()
    assert section(page) == {
        "description": "Massive gamma simulations",
        "schedule": {"showers": 100, "showers_per_job": 40},
        "rows": [0, 60],
    }
    assert column(page, "emax") == ["100", "200"] and not page.editor.is_changed


def test_a_row_has_values_of_its_own_that_are_marked_and_reset(page: McSchedulePage) -> None:
    type_into(page, 1, "emin", "9 GeV")
    type_into(page, 1, "showers", "1,000")
    assert section(page)["rows"] == [0, {"zenith": 60, "emin": "9 GeV", "showers": 1000}]
    sheet, table = page.rows.table.sheet, page.rows.table
    assert (column(page, "emin"), column(page, "jobs")) == (["0.005", "0.009"], ["3", "11"])
    own = sheet.index(1, NAMES.index("emin"))
    assert sheet.is_own(own) and not sheet.is_own(sheet.index(0, NAMES.index("emin")))
    assert "Del lets the schedule count again" in own.data(Qt.ItemDataRole.ToolTipRole)
    table.setCurrentIndex(own)
    assert page.rows.reset.text() == "Reset 2 own values" and page.rows.remove.text() == "Remove 1 row"
    QTest.keyClick(table, Qt.Key.Key_Delete)
    assert section(page)["rows"] == [0, {"zenith": 60, "showers": 1000}]
    QTest.mouseClick(page.rows.reset, Qt.MouseButton.LeftButton)
    assert section(page)["rows"] == [0, 60] and page.rows.reset.isHidden()
    QTest.mouseClick(page.rows.remove, Qt.MouseButton.LeftButton)
    assert section(page)["rows"] == [0] and page.angles.line.text() == "0"


def test_what_is_inconsistent_is_said_under_the_field_or_at_the_row(page: McSchedulePage, qtbot: QtBot) -> None:
    write(field(page, "emin").editor.line, "500")
    assert field(page, "emin").problem.text().startswith("emin (500 TeV) is not below emax (100 TeV)")
    assert field(page, "emin").editor.line.property("invalid") == "true"
    assert not page.make.isEnabled() and column(page, "emin") == ["–", "–"]
    page.editor.stack.undo()
    assert field(page, "emin").problem.isHidden() and page.make.isEnabled()
    type_into(page, 1, "rhomin", "5 km")
    assert page.rows.sums.text() == "Rhomin (5000 m) is not below Rhomax (1200 m)." and not page.make.isEnabled()
    page.editor.stack.undo()
    type_into(page, 1, "zenith", "0")
    assert page.rows.sums.text() == "This row is there twice: zenith 0°, azimuth 180°, index 2."
    assert ("error", "error") == _remark(page)
    page.editor.stack.undo()
    type_into(page, 1, "zenith", "<b>95</b>")
    assert "number" in page.rows.sums.text() and column(page, "zenith")[1] == "<b>95</b>"
    takes(page, qtbot, page.rows.sums.text()[:12])


def _remark(page: McSchedulePage) -> tuple[str, str]:
    return page_remarks(page.desk)["kaskade-schedule"]


def test_zenith_angles_are_typed_pasted_and_read_from_a_file(
    page: McSchedulePage, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    type_into(page, 1, "index", "3")
    write(page.angles.line, "60, 20;30")
    assert section(page)["rows"] == [{"zenith": 60, "index": 3}, 20, 30]
    write(page.angles.line, "60 steep")
    assert page.angles.problem.text() == "'steep' is no number." and len(section(page)["rows"]) == 3
    QGuiApplication.clipboard().setText("Zenith\tIndex\tEmin\n20\t2\t0.00532089\n45\t2\t0.02\n")
    page.rows.table.setFocus()
    QTest.keySequence(page.rows.table, "Ctrl+V")
    assert section(page)["rows"][3:] == [{"zenith": 45, "emin": 0.02}]
    (tmp_path / "angles.csv").write_text("zenith,azimuth\n10,0\n")
    (tmp_path / "picture.csv").write_bytes(b"\xff\xfe\x00")
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (str(tmp_path / "angles.csv"), ""))
    QTest.mouseClick(page.angles.load, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(section(page)["rows"]) == 5, timeout=60_000)
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *words: (str(tmp_path / "picture.csv"), ""))
    texts = answer(qtbot, lambda: QTest.mouseClick(page.angles.load, Qt.MouseButton.LeftButton), "Close")
    assert "This file cannot be read as text." in texts
    QTest.mouseClick(page.angles.usual, Qt.MouseButton.LeftButton)
    assert page.angles.line.text().split() == USUAL


def test_a_production_is_created_once_and_found_again(page: McSchedulePage, qtbot: QtBot) -> None:
    assert page.commands()[1][1].startswith("parisana mc create ")
    window = page.window()
    assert isinstance(window, Window)
    texts = answer(qtbot, lambda: QTest.mouseClick(page.make, Qt.MouseButton.LeftButton), "Cancel")
    assert "Create the production gammas?" in texts
    with books() as session:
        assert session.simulations.all() == []
    answer(qtbot, lambda: QTest.mouseClick(page.make, Qt.MouseButton.LeftButton), "Create 10 jobs")
    qtbot.waitUntil(lambda: isinstance(window.page, McStatusPage), timeout=60_000)
    status = window.page
    assert isinstance(status, McStatusPage)
    qtbot.waitUntil(lambda: status.productions.currentText() == "#1 gammas", timeout=60_000)
    window.go("page.smash-schedule")
    again = window.page
    assert isinstance(again, McSchedulePage)
    qtbot.waitUntil(lambda: again.outlook.link.isVisible(), timeout=60_000)
    assert again.outlook.same.words.text().startswith("The same showers are those of production 1 (gammas).")
    texts = answer(qtbot, lambda: QTest.mouseClick(again.make, Qt.MouseButton.LeftButton), "Cancel")
    assert "Production 1 simulates the same showers" in texts
    assert any(text.endswith("--even-so") for text in texts)
    QTest.mouseClick(again.outlook.link, Qt.MouseButton.LeftButton)
    assert window.page.accessibleName() == "MC Production Status" and window.header.desks.current == 2


def test_a_production_is_extended_by_what_was_seen(page: McSchedulePage, qtbot: QtBot) -> None:
    texts = answer(qtbot, lambda: QTest.mouseClick(page.extend, Qt.MouseButton.LeftButton), "Close")
    assert "There is no Monte-Carlo production that could be extended." in texts
    with books() as session:
        number = session.simulations.create(session.plan_text(PROFILE, "gammas.yaml"))
    QTest.mouseClick(page.extend, Qt.MouseButton.LeftButton)
    asked = dialog(qtbot, ExtendDialog)
    assert isinstance(asked, ExtendDialog)
    QTest.keyClicks(asked.zeniths, "20 much")
    qtbot.waitUntil(lambda: asked.says.text().startswith("'much' is no number."), timeout=60_000)
    assert not asked.add.isEnabled()
    asked.zeniths.clear()
    QTest.keyClicks(asked.zeniths, "20")
    QTest.keyClicks(asked.showers, "200")
    qtbot.waitUntil(asked.add.isEnabled, timeout=60_000)
    assert elided(asked) == [] and asked.add.text() == "Add 16 jobs"
    assert asked.command.text.text() == f"parisana mc extend {number} --showers 200 --zenith 20"
    QTest.mouseClick(asked.add, Qt.MouseButton.LeftButton)
    window = page.window()
    assert isinstance(window, Window)
    qtbot.waitUntil(lambda: isinstance(window.page, McStatusPage), timeout=60_000)
    with books() as session:
        rows = session.simulations.rows(number)["kaskade"]
    assert [(row.zenith, row.requested) for row in rows] == [(0, 200), (60, 200), (20, 200)]


def test_closing_and_cleaning_say_how_much_it_is(page: McSchedulePage, qtbot: QtBot) -> None:
    with books() as session:
        number = session.simulations.create(session.plan_text(PROFILE, "gammas.yaml"))
    window = page.window()
    assert isinstance(window, Window)
    window.go("page.kaskade")
    status = window.page
    assert isinstance(status, McStatusPage)
    qtbot.waitUntil(lambda: status.close_it.isEnabled(), timeout=60_000)
    QTest.mouseClick(status.clean, Qt.MouseButton.LeftButton)
    nothing = f"nothing is left over of production {number}"
    qtbot.waitUntil(lambda: window.footer.saved.text() == nothing, timeout=60_000)
    texts = answer(qtbot, lambda: QTest.mouseClick(status.close_it, Qt.MouseButton.LeftButton), "Close 2 rows")
    assert "0 of 2 rows are complete, 0 of 200 showers are there and stay. Nothing more is sent." in texts
    qtbot.waitUntil(lambda: not status.extend.isEnabled(), timeout=60_000)
    with books() as session:
        assert session.simulations.one(number).state is ProductionState.CLOSED


def test_the_detector_can_be_told_to_wait_for_a_share(page: McSchedulePage, qtbot: QtBot) -> None:
    write(field(page, "share").editor.parts[0], "0.9")
    assert section(page)["share"] == 0.9 and not outside(page.window())
    takes(page, qtbot, "10 jobs")
    write(field(page, "share").editor.parts[0], "2")
    assert "at most 1" in field(page, "share").problem.text()
    line = field(page, "share").editor.parts[0]
    QTest.keySequence(line, "Ctrl+A")
    QTest.keyClick(line, Qt.Key.Key_Delete)
    QTest.keyClick(line, Qt.Key.Key_Return)
    assert "share" not in section(page)


def test_the_detector_can_be_told_to_wait_for_a_word(page: McSchedulePage, qtbot: QtBot) -> None:
    editor = field(page, "declared").editor.box
    QTest.keyClick(editor, Qt.Key.Key_Space)
    assert section(page)["declared"] is True and not outside(page.window())
    takes(page, qtbot, "10 jobs")
    write(field(page, "share").editor.parts[0], "0.9")
    assert "not for both" in field(page, "declared").problem.text()
    QTest.keyClick(editor, Qt.Key.Key_Space)
    assert field(page, "declared").problem.text() == "" and section(page)["share"] == 0.9


def test_what_is_not_installed_is_not_created(profile: Path, make: Callable[..., Window], qtbot: QtBot) -> None:
    profile.write_text(PROFILE.replace("suite: gammapy", "suite: hess"))
    window = make(str(profile))
    window.go("page.kaskade-schedule")
    page = window.page
    assert isinstance(page, McSchedulePage)
    takes(page, qtbot, "10 jobs")
    why = "These jobs run an installed HESSROOT; the environment of Toyland is of kind none."
    assert page.outlook.space.words.text() == why
    assert not page.make.isEnabled() and page.make.toolTip() == why
    assert page.code.text().startswith("kaskade_c++")


def test_the_command_of_the_rows_prints_the_same_jobs(page: McSchedulePage, capsys: pytest.CaptureFixture[str]) -> None:
    *_, (what, command) = page.commands()
    assert what == "The rows" and main([*shlex.split(command)[1:], "--json"]) == 0
    assert [f"{row['jobs']:,}" for row in json.loads(capsys.readouterr().out)] == column(page, "jobs")
