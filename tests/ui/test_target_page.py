"""The page Target and Run List, driven with mouse and keys."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QFileDialog, QLabel, QLineEdit
from pytestqt.qtbot import QtBot

from parisana.core.runs.run_list import parse
from parisana.ui.desktop.dialogs.messages import Message
from parisana.ui.desktop.pages.stages.target import TargetPage
from parisana.ui.desktop.runs.columns import Head, Line
from parisana.ui.desktop.runs.ways import WAYS
from parisana.ui.desktop.window import Window
from tests.app.test_observations import GOOD, Columns, store
from tests.ui.looking import elided, settle
from tests.ui.toyland import tick

Make = Callable[..., Window]
PROFILE = """\
parisana: profile/1
name: mine
suite: gammapy
site: Unix
analysis: {{sliced: true, runs_per_slice: {length}}}
runs: {runs}
stages:
  target: {{source: store, store: {store}, radius: 2.5 deg}}
"""


def profile(folder: Path, where: Path | str, runs: str = "[5]", length: int = 1) -> str:
    path = folder / "mine.yaml"
    path.write_text(PROFILE.format(store=where, runs=runs, length=length))
    return str(path)


def page_of(window: Window, qtbot: QtBot) -> TargetPage:
    """Show the page, and wait until its runs are there."""
    window.go("stages.target")
    page = window.page
    assert isinstance(page, TargetPage)
    loaded(page, qtbot)
    return page


def loaded(page: TargetPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not page.asked.open and not page.finder.open and page.targets is not None, timeout=60_000)
    settle(page)


def type_into(field: Any, text: str) -> None:
    assert isinstance(field, QLineEdit)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def cell(page: TargetPage, name: str) -> Any:
    """Return the field of a parameter or a term."""
    return (page.terms.cells.get(name) or page.terms.counts[name]).editor.parts[0]


def shown(page: TargetPage) -> list[int]:
    return [entry.run.run for entry in page.runs.table.runs.rows if isinstance(entry, Line)]


def press(page: TargetPage, widget: Any, qtbot: QtBot) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
    loaded(page, qtbot)


def answer(monkeypatch: pytest.MonkeyPatch, path: Path, chosen: str = "") -> None:
    """Let the file dialogs answer with a path."""
    for name in ("getOpenFileName", "getSaveFileName"):
        monkeypatch.setattr(QFileDialog, name, lambda *words: (str(path), chosen))


def errors(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Collect what messages say instead of waiting for an answer."""
    heard: list[str] = []

    def hear(message: Message) -> str:
        heard.append(" ".join(label.text() for label in message.findChildren(QLabel)))
        return ""

    monkeypatch.setattr(Message, "ask", hear)
    return heard


def test_simulated_runs_are_shown_as_they_will_look(window: Window, qtbot: QtBot) -> None:
    page = page_of(window, qtbot)
    assert page.runs.count.text() == "8 runs selected" and len(shown(page)) == 8
    assert [head.slice.number for head in page.runs.table.runs.rows if isinstance(head, Head)] == [1, 2, 3, 4]
    type_into(cell(page, "simulate"), "12")
    loaded(page, qtbot)
    assert window.desk.editor.value(("runs",)) == {"simulate": 12, "first": 900001}
    assert len(shown(page)) == 12 and len(page.charts.zenith.pieces) == 6
    type_into(cell(page, "wobble"), "1.5")
    loaded(page, qtbot)
    assert page.loaded.rows[0].offset == pytest.approx(1.5)


@pytest.mark.logs_warnings  # a pop-up without a screen cannot be raised, says Qt
@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_known_source_brings_its_position_and_an_unknown_one_a_suggestion(window: Window, qtbot: QtBot) -> None:
    page = page_of(window, qtbot)
    type_into(page.terms.name, "mkn 421")
    assert page.values["name"] == "Markarian 421" or "421" in page.values["name"]
    assert page.target is not None and page.target[1] == pytest.approx(38.2, abs=0.1)
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.values["name"] == "Crab Nebula" and page.terms.name.text() == "Crab Nebula"
    type_into(page.terms.name, "Crab Nebulla")
    assert page.terms.remark.isVisible() and "Did you mean Crab Nebula" in page.terms.remark.text()
    assert page.values["name"] == "Crab Nebulla", "what was typed is not lost"


def test_positions_are_typed_in_hours_degrees_and_galactic(window: Window, qtbot: QtBot) -> None:
    page = page_of(window, qtbot)
    type_into(page.terms.place.lon, "06:00:00")
    assert page.target == pytest.approx((90.0, 22.014)) and page.terms.place.lon.text() == "06h 00m 00.0s"
    type_into(page.terms.place.lat, "-10.5")
    assert page.target == pytest.approx((90.0, -10.5)) and page.terms.place.lon.text() == "90"
    page.terms.place.frame.setCurrentIndex(1)
    page.terms.place.frame.activated.emit(1)
    assert page.values["position"]["frame"] == "galactic" and page.target == pytest.approx((90.0, -10.5), abs=1e-4)
    type_into(page.terms.place.lat, "up")
    assert page.terms.problem.isVisible() and "Position" in page.terms.problem.text()
    assert page.terms.place.lat.property("invalid") == "true" and page.terms.place.lat.text() == "up"


def test_found_runs_become_the_list_and_undo_brings_the_old_one_back(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    window = make(profile(tmp_path, store(tmp_path / "data", GOOD)))
    page = page_of(window, qtbot)
    assert shown(page) == [5]
    type_into(cell(page, "zenith_max"), "70")
    press(page, page.search, qtbot)
    assert shown(page) == [4, 5] and page.runs.count.text() == "2 runs selected"
    assert window.desk.editor.value(("runs",))[0] == {"run": 4, "telescopes": 22}
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    loaded(page, qtbot)
    assert shown(page) == [5]


def test_terms_that_the_suite_does_not_know_count_too(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    page = page_of(make(profile(tmp_path, store(tmp_path / "data", GOOD))), qtbot)
    quality = page.terms.cells["quality"].editor.parts[0]
    assert isinstance(quality, QComboBox)
    quality.setFocus()
    QTest.keyClicks(quality, "good")
    quality.activated.emit(quality.currentIndex())
    press(page, page.search, qtbot)
    assert shown(page) == [5] and "1 left out by quality" in page.runs.said.text()
    type_into(cell(page, "begin"), "last week")
    press(page, page.search, qtbot)
    assert "is not a date" in page.terms.problem.text() and shown(page) == [5]


def test_pointings_that_are_no_numbers_are_shown_and_not_drawn(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    assert math.isnan(GOOD["RA_PNT"][1])  # type: ignore[arg-type]  # a column of numbers
    page = page_of(make(profile(tmp_path, store(tmp_path / "data", GOOD), "[3, 5]")), qtbot)
    assert shown(page) == [3, 5]
    assert page.runs.table.runs.index(1, 3).data() == "–"
    assert sum(len(dots.points) for dots in page.charts.sky.dots if dots.kind == "dot") == 1
    page.charts.sky.repaint()


def test_runs_are_added_taken_out_and_kept(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    window = make(profile(tmp_path, store(tmp_path / "data", GOOD), "[3, 4, 5]", length=20))
    page = page_of(window, qtbot)
    page.runs.table.selectRow(1)
    assert page.runs.remove.text() == "Remove 1 run"
    page.runs.table.setFocus()
    QTest.keyClick(page.runs.table, Qt.Key.Key_Delete)
    loaded(page, qtbot)
    assert shown(page) == [3, 5]
    page.runs.table.clearSelection()
    type_into(page.runs.add_line, "4, 99 5")
    loaded(page, qtbot)
    assert shown(page) == [3, 5, 4, 99]
    page.runs.table.selectRow(3)
    press(page, page.runs.keep, qtbot)
    assert shown(page) == [99]
    type_into(page.runs.add_line, "some")
    assert "is no list of run numbers" in page.terms.problem.text()


def test_slices_fold_with_mouse_and_keys_and_follow_the_settings(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    window = make(profile(tmp_path, store(tmp_path / "data", GOOD), "[3, 4, 5]", length=2))
    page = page_of(window, qtbot)
    table = page.runs.table
    assert len(page.runs.strip.slices) == 2
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=table.visualRect(table.runs.index(0, 1)).center())
    assert shown(page) == [5]
    table.setFocus()
    QTest.keyClick(table, Qt.Key.Key_Right)
    assert shown(page) == [3, 4, 5]
    table.horizontalHeader().setSortIndicator(0, Qt.SortOrder.DescendingOrder)
    assert shown(page) == [4, 3, 5], "runs are sorted within their slice"
    window.desk.editor.set_value(("analysis", "sliced"), False)
    assert not page.runs.strip.isVisible() and shown(page) == [5, 4, 3]


def test_columns_can_be_chosen_from_all_that_is_known(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    page = page_of(make(profile(tmp_path, store(tmp_path / "data", GOOD), "[4, 5]")), qtbot)
    menu = page.runs.columns_menu()
    titles = [action.text() for action in menu.actions()]
    assert "Object" in titles and "Azimuth (°)" not in titles, "this store says nothing of the azimuth"
    next(action for action in menu.actions() if action.text() == "Object").trigger()
    assert "Object" in [column.title for column in page.runs.table.runs.columns]
    page.runs.columns_menu().actions()[-1].trigger()
    assert "Object" not in [column.title for column in page.runs.table.runs.columns]


@pytest.mark.parametrize("kind", ["H.E.S.S. run list (*.lis)", "One run a line (*.txt)", "ECSV table (*.ecsv)"])
def test_lists_go_out_and_come_back(
    make: Make, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    page = page_of(make(profile(tmp_path, store(tmp_path / "data", GOOD), "[4, 5]")), qtbot)
    path = tmp_path / f"list{kind[kind.index('.', -6) : -1]}"
    answer(monkeypatch, path, kind)
    QTest.mouseClick(page.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(path.exists)
    assert parse(path.read_text(), "x").numbers == (4, 5)
    page.editor.set_value(("runs",), [3])
    press(page, page.bring, qtbot)
    qtbot.waitUntil(lambda: shown(page) == [4, 5])


@pytest.mark.parametrize(
    ("text", "line"), [("23523 30\nxyz\n", 2), ("# %ECSV 1.0\nOBS_ID\n1\n1\n", 4), ("23523\n23526 0xzz\n", 2)]
)
def test_a_garbled_list_is_refused_with_its_line(
    make: Make, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, text: str, line: int
) -> None:
    page = page_of(make(profile(tmp_path, store(tmp_path / "data", GOOD))), qtbot)
    path = tmp_path / "bad.lis"
    path.write_text(text)
    answer(monkeypatch, path)
    heard = errors(monkeypatch)
    QTest.mouseClick(page.bring, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(heard))
    assert f"bad.lis:{line}" in heard[0] and shown(page) == [5]


def test_a_list_file_is_read_and_a_garbled_one_named(
    make: Make, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "crab.lis"
    path.write_text("# RunNumber TelescopePattern\n5 30\n4 14\n")
    page = page_of(make(profile(tmp_path, store(tmp_path / "data", GOOD))), qtbot)
    answer(monkeypatch, path)
    press(page, page.terms.ways.segment(3), qtbot)
    assert page.editor.value(("runs",)) == {"file": str(path)} and shown(page) == [5, 4]
    assert not page.search.isEnabled()
    path.write_text("5 30\nfive\n")
    page.editor.set_value(("runs",), {"file": str(path) + " "})
    page.editor.set_value(("runs",), {"file": str(path)})
    loaded(page, qtbot)
    assert "crab.lis:2" in page.terms.problem.text() and not shown(page)


def test_a_store_that_cannot_be_read_leaves_the_numbers(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    page = page_of(make(profile(tmp_path, tmp_path / "nowhere", "[23523, 23526]")), qtbot)
    assert shown(page) == [23523, 23526]
    assert "There is no data store here" in page.terms.problem.text()
    press(page, page.search, qtbot)
    assert "There is no data store here" in page.terms.problem.text() and page.search.isEnabled()
    assert page.editor.value(("runs",)) == [23523, 23526]


def test_a_search_that_fits_nothing_leaves_the_list_and_says_why(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    page = page_of(make(profile(tmp_path, store(tmp_path / "data", GOOD))), qtbot)
    type_into(cell(page, "zenith_max"), "10")
    press(page, page.search, qtbot)
    assert "No run fits" in page.terms.problem.text() and "by zenith" in page.terms.problem.text()
    assert shown(page) == [5]


def test_five_thousand_runs(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    number = 5000
    many: Columns = {
        "OBS_ID": list(range(1, number + 1)),
        "RA_PNT": [83.633] * number,
        "DEC_PNT": [22.514] * number,
        "ZEN_PNT": [40.0 + at % 20 for at in range(number)],
        "LIVETIME": [1600.0] * number,
        "N_TELS": [4] * number,
    }
    page = page_of(make(profile(tmp_path, store(tmp_path / "data", many), length=20)), qtbot)
    press(page, page.search, qtbot)
    assert len(shown(page)) == number and len(page.runs.strip.slices) == 250
    table = page.runs.table
    table.scrollToBottom()
    last = table.visualRect(table.runs.index(table.runs.rowCount() - 1, 1))
    QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=last.center())
    assert table.selected_runs() == [number]


def test_no_text_is_cut_and_the_hess_suite_has_the_same_page(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    path = tmp_path / "hess.yaml"
    path.write_text("parisana: profile/1\nname: h\nsuite: hess\nsite: Unix\nruns: [23523]\n")
    page = page_of(make(str(path)), qtbot)
    assert not elided(page) and {"radius", "begin", "telescopes"} <= set(page.terms.cells)
    type_into(cell(page, "radius"), "1.5")
    assert page.kept == {"radius": "1.5 deg"}, "a term that the suite has no parameter for"
    assert cell(page, "radius").property("changed") == "true"


def test_new_runs_are_asked_for_with_the_terms_of_the_page(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    window = make(profile(tmp_path, store(tmp_path / "store", GOOD)))
    page = page_of(window, qtbot)
    asked = page.new_runs
    assert asked.isVisible() and not asked.box.isChecked() and not asked.every.isVisible()
    type_into(cell(page, "radius"), "1.5")
    tick(asked.box)
    settle(page)
    written = page.editor.value(("matching",))
    assert written["radius"] == "1.5 deg" and written["every"] == "60 min" and "store" not in written
    assert "within 1.5° of" in asked.words.text() and asked.words.isVisible() and not asked.take.isVisible()
    type_into(asked.every.editor.parts[0], "30")
    type_into(cell(page, "radius"), "2")
    settle(page)
    assert "within 1.5°" in asked.words.text(), "what is saved stays until somebody says otherwise"
    QTest.mouseClick(asked.take, Qt.MouseButton.LeftButton)
    written = page.editor.value(("matching",))
    assert (written["radius"], written["every"]) == ("2 deg", "30 min") and not elided(page)
    assert page.editor.judgement.profile and page.editor.judgement.profile.matching
    page.terms.ways.segment(list(WAYS).index("simulated")).click()
    loaded(page, qtbot)
    assert page.editor.value(("matching",)) is None and not asked.isVisible()


def test_the_runs_that_match_may_be_the_whole_list(make: Make, tmp_path: Path, qtbot: QtBot) -> None:
    page = page_of(make(profile(tmp_path, store(tmp_path / "store", GOOD))), qtbot)
    before, asked = page.editor.value(("runs",)), page.new_runs
    assert not asked.alone.isVisible()
    tick(asked.box)
    settle(page)
    assert asked.alone.isVisible() and not asked.alone.isChecked() and not elided(page)
    tick(asked.alone)
    loaded(page, qtbot)
    judged = page.editor.judgement
    assert page.editor.value(("runs",)) is None and judged.profile and not judged.problems
    assert asked.alone.isChecked() and shown(page) == []
    tick(asked.alone)
    loaded(page, qtbot)
    assert page.editor.value(("runs",)) == before
    tick(asked.alone)
    tick(asked.box)
    assert page.editor.value(("runs",)) == before and page.editor.value(("matching",)) is None


def crab_runs(rows: Sequence[int]) -> bool:
    return {23523, 23526, 23559, 23592} <= set(rows)


@pytest.mark.real_data
def test_the_crab_runs_of_the_public_release(make: Make, tmp_path: Path, qtbot: QtBot, real_data: Path) -> None:
    page = page_of(make(profile(tmp_path, real_data, "[23523]", length=2)), qtbot)
    press(page, page.search, qtbot)
    assert crab_runs(shown(page)) and "h live time" in page.runs.said.text()
    assert all(row.zenith and 40 < row.zenith < 55 for row in page.loaded.rows)
    assert "runs find" in page.verbs.commands()[0][1]
