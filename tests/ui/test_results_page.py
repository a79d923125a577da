"""The page Results: with nothing, with parts, with all; and with files that were cut."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from parisana.ui.desktop.dialogs.enlarged import Enlarged
from parisana.ui.desktop.pages.results.page import ResultsPage
from parisana.ui.desktop.widgets.text_table import TextTableView
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.core.results.test_pictures import png
from tests.environment import set_environment
from tests.ui.looking import elided, name_of, outside, seen, settle, takes_focus
from tests.ui.results_made import produce, shown, texts

#: The place of the list of files among the views.
FILES = 2

SUMMARY = {"significance": 18.9, "livetime_s": 3124.8, "excess": 164.5, "fitted": {"index": 2.21}}
TABLE = "# %ECSV 1.0\n# ---\n# datatype:\n# - {name: e_ref, unit: TeV, datatype: float64}\ne_ref\n0.56234132519\n"

#: What a job of the toy analysis writes beside its number, in this test.
EXTRAS = {"theta2.png": png(), "summary.json": json.dumps(SUMMARY).encode(), "points.ecsv": TABLE.encode()}


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on this machine."""
    made = Toy(tmp_path)
    set_environment(monkeypatch, made.environment)
    return made


@pytest.fixture
def results(toy: Toy, make: Callable[..., Window], qtbot: QtBot) -> tuple[Window, ResultsPage]:
    """Return a window at the results of a production."""
    produce(toy, EXTRAS)
    window = make(str(toy.root / "toy.yaml"))
    return window, shown(window, qtbot)


def test_without_a_production_the_page_says_what_to_do(window: Window, qtbot: QtBot) -> None:
    window.go("page.results")
    page = window.page
    assert isinstance(page, ResultsPage)
    qtbot.waitUntil(lambda: "Nothing has been submitted from this profile" in texts(page))
    asked: list[str] = []
    page.go.disconnect(window.go)
    page.go.connect(asked.append)
    QTest.mouseClick(page.dry_run, Qt.MouseButton.LeftButton)
    assert asked == ["page.plan"]


def test_figures_pictures_tables_and_provenance_at_one_look(results: tuple[Window, ResultsPage], qtbot: QtBot) -> None:
    _, page = results
    assert {"18.9", "0.87", "Live time (h)"} <= set(texts(page))
    assert [picture.accessibleName() for picture in page.overview.pictures] == ["Theta2"]
    fit, points = page.overview.tables
    assert fit.model().index(0, 0).data() == "Γ"
    assert (points.rows.columns[0].title, points.model().index(0, 0).data()) == ("e_ref (TeV)", "0.562341")
    qtbot.waitUntil(lambda: any("job 1.7" in line for line in page.overview.origin.words()))
    assert page.export.text() == "Export 3 files…"


def test_everything_fits_and_has_a_name(results: tuple[Window, ResultsPage], qtbot: QtBot) -> None:
    window, page = results
    for view in range(3):
        QTest.mouseClick(page.views.segment(view), Qt.MouseButton.LeftButton)
        settle(window)
        assert not elided(page) + outside(page)
        assert [type(each).__name__ for each in seen(page) if takes_focus(each) and not name_of(each)] == []


def test_a_picture_is_enlarged_by_a_key_and_arrows_go_on(
    results: tuple[Window, ResultsPage], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page = results
    opened: list[Enlarged] = []
    monkeypatch.setattr(Enlarged, "exec", lambda dialog: opened.append(dialog))
    QTest.keyClick(page.overview.pictures[0], Qt.Key.Key_Return)
    (large,) = opened
    assert (large.title.text(), large.place.text()) == ("theta2.png", "1 of 1")
    QTest.mouseClick(large.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().image().size() == page.overview.pictures[0].image.size()
    QTest.keyClick(large, Qt.Key.Key_Right)
    assert large.place.text() == "1 of 1"


def test_files_are_filtered_and_shown(results: tuple[Window, ResultsPage], qtbot: QtBot) -> None:
    _, page = results
    QTest.mouseClick(page.views.segment(FILES), Qt.MouseButton.LeftButton)
    QTest.keyClicks(page.files.search, "refine slice-002")
    assert [file.unit for file in page.files.table.rows.rows] == ["slice-002"]
    page.files.table.selectRow(0)
    qtbot.waitUntil(lambda: any("Input make" in line for line in page.files.origin.words()))


def test_of_a_table_that_is_too_wide_the_first_columns_can_be_read(
    toy: Toy, make: Callable[..., Window], qtbot: QtBot
) -> None:
    names = [f"column_{at:02d}" for at in range(15)]
    kinds = "".join(f"# - {{name: {name}, datatype: float64}}\n" for name in names)
    head = f"# %ECSV 1.0\n# ---\n# datatype:\n{kinds}"
    data = f"{head}{' '.join(names)}\n{' '.join(['1.2345e-11'] * 15)}\n"
    produce(toy, {"wide.ecsv": data.encode()})
    page = shown(make(str(toy.root / "toy.yaml")), qtbot)
    QTest.mouseClick(page.views.segment(2), Qt.MouseButton.LeftButton)
    rows = page.files.table.rows.rows
    page.files.table.selectRow(next(at for at, file in enumerate(rows) if file.name == "wide.ecsv"))
    qtbot.waitUntil(lambda: "columns" in page.files.card.remark.text(), timeout=60_000)
    settle(page)
    view = page.files.preview.currentWidget()
    assert isinstance(view, TextTableView)
    seen_columns = [at for at in range(15) if not view.isColumnHidden(at)]
    assert seen_columns == list(range(len(seen_columns))) and 2 <= len(seen_columns) < 15
    assert page.files.card.remark.text().endswith(f", {len(seen_columns)} of 15 columns")
    need = view.fontMetrics().horizontalAdvance("1.2345e-11")
    assert all(view.columnWidth(at) >= need for at in seen_columns)


def test_cut_files_cost_a_sentence_and_nothing_else(toy: Toy, make: Callable[..., Window], qtbot: QtBot) -> None:
    produce(toy, EXTRAS)
    for file in toy.root.glob("areas/results/merge/*/theta2.png"):
        file.write_bytes(png()[:30])
    for file in toy.root.glob("areas/results/merge/*/points.ecsv"):
        file.unlink()
    page = shown(make(str(toy.root / "toy.yaml")), qtbot)
    said = " ".join(texts(page))
    assert "30 bytes instead of" in said and "no longer there" in said
    assert "18.9" in said


def test_export_copies_what_is_worth_it(
    results: tuple[Window, ResultsPage], qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, page = results
    goal = tmp_path / "exported"
    goal.mkdir()
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *words: str(goal))
    QTest.mouseClick(page.export, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: len(list(goal.iterdir())) == 3)
    assert (goal / "merge-points.ecsv").read_text() == TABLE
