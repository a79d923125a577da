"""The page Excluded Regions, driven with mouse and keys."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from parisana.core.sky.directions import separation
from parisana.core.sky.ds9 import from_ds9
from parisana.core.sky.region_geometry import POINTS
from parisana.ui.desktop.pages.stages.regions import RegionsPage
from parisana.ui.desktop.sky.region_chart import border
from parisana.ui.desktop.sky.table import KEYS
from parisana.ui.desktop.window import Window
from tests.ui.looking import elided, settle
from tests.ui.test_target_page import answer, errors

EXCLUDED = ("stages", "regions", "excluded")
CIRCLE = {"shape": "circle", "frame": "icrs", "lon": "84.411 deg", "lat": "21.143 deg", "radius": "0.3 deg"}
ELLIPSE = {
    "shape": "ellipse",
    "frame": "galactic",
    "lon": "184 deg",
    "lat": "-5 deg",
    "width": "1.2 deg",
    "height": "0.4 deg",
    "angle": "30 deg",
    "name": "cloud",
}


@pytest.fixture
def page(window: Window) -> RegionsPage:
    window.go("stages.regions")
    settle(window)
    assert isinstance(window.page, RegionsPage)
    return window.page


def click(widget: QWidget) -> None:
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def centre(page: RegionsPage, row: int, key: str) -> QPoint:
    return page.table.visualRect(page.table.regions.index(row, KEYS.index(key))).center()


def type_into(page: RegionsPage, row: int, key: str, text: str) -> None:
    """Edit a cell as a user does."""
    viewport = page.table.viewport()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=centre(page, row, key))
    QTest.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=centre(page, row, key))
    line = viewport.findChild(QLineEdit)
    assert line is not None, "the cell can be edited"
    line.selectAll()
    QTest.keyClicks(line, text)
    QTest.keyClick(line, Qt.Key.Key_Return)
    settle(page)


def text(page: RegionsPage, row: int, key: str) -> str:
    return str(page.table.regions.index(row, KEYS.index(key)).data() or "")


def written(page: RegionsPage) -> list[Any]:
    return list(page.editor.value(EXCLUDED, []))


def drawn(page: RegionsPage, name: str) -> list[tuple[float, float]]:
    """Return the border of a region on the map."""
    sky = page.map.sky
    (region,) = (region for region in sky.whole.values() if region.name == name)
    found = border(region, POINTS)
    assert found in [line.points for line in sky.lines]
    return list(found)


def test_a_circle_is_added_at_the_target_and_edited_in_its_cells(page: RegionsPage) -> None:
    click(page.circle)
    assert written(page)[0]["lon"] == "83.633 deg" and page.table.hasFocus()
    type_into(page, 0, "lon", "05h 37m 38.7s")
    type_into(page, 0, "lat", "+21d08m33s")
    type_into(page, 0, "radius", "18 arcmin")
    type_into(page, 0, "name", "zeta Tau")
    entry = written(page)[0]
    assert (entry["lon"], entry["radius"], entry["name"]) == ("84.41125 deg", "18 arcmin", "zeta Tau")
    assert all(separation(84.41125, 21.1425, *point) == pytest.approx(0.3) for point in drawn(page, "zeta Tau"))
    assert page.state.words == "valid"


def test_every_step_can_be_undone(page: RegionsPage, window: Window) -> None:
    before = page.editor.draft.text
    click(page.ellipse)
    type_into(page, 0, "width", "2")
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.editor.draft.text == before and page.stack.currentWidget() is not page.table


def test_a_shape_and_a_frame_change_without_moving_the_region(page: RegionsPage) -> None:
    page.editor.set_value(EXCLUDED, [{**CIRCLE, "name": "star"}])
    for key, word in (("shape", "ellipse"), ("frame", "galactic")):
        page.table.setCurrentIndex(page.table.regions.index(0, KEYS.index(key)))
        page.table.setFocus()
        QTest.keyClick(page.table, Qt.Key.Key_F2)
        box = page.table.viewport().findChild(QComboBox)
        assert box is not None
        box.setCurrentText(word)
        box.activated.emit(box.currentIndex())
        settle(page)
    assert (text(page, 0, "width"), text(page, 0, "radius"), text(page, 0, "frame")) == ("0.6", "–", "galactic")
    assert all(separation(84.411, 21.143, *point) == pytest.approx(0.3, abs=1e-5) for point in drawn(page, "star"))


def test_an_error_stands_under_its_row_and_the_text_stays(page: RegionsPage) -> None:
    page.editor.set_value(EXCLUDED, [CIRCLE, ELLIPSE])
    type_into(page, 0, "lat", "95")
    trouble = page.table.regions.index(1, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "between -90 deg and 90 deg" in trouble and text(page, 0, "lat") == "95"
    assert page.state.words == "error" and "1 with an error" in page.map.said.text()
    type_into(page, 0, "lat", "somewhere")
    assert text(page, 0, "lat") == "somewhere"
    type_into(page, 0, "lat", "21")
    assert page.state.words == "valid" and page.table.regions.rowCount() == 2


def test_chosen_regions_are_duplicated_removed_and_drawn_in_another_colour(page: RegionsPage) -> None:
    page.editor.set_value(EXCLUDED, [CIRCLE, ELLIPSE])
    page.table.selectRow(1)
    assert page.map.sky.chosen == [1] and [line.colour for line in page.map.sky.lines] == ["dim", "accent"]
    click(page.duplicate)
    assert written(page) == [CIRCLE, ELLIPSE, ELLIPSE]
    page.table.selectAll()
    assert page.remove.text() == "Remove 3 regions"
    page.table.setFocus()
    QTest.keyClick(page.table, Qt.Key.Key_Delete)
    assert written(page) == [] and not page.remove.isVisible()


def test_the_map_follows_the_other_parameters(page: RegionsPage) -> None:
    field = page.form.rows["galactic_band"].editor.parts[0]
    assert isinstance(field, QLineEdit)
    before = len(page.map.sky.outlines)
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, "4")
    QTest.keyClick(field, Qt.Key.Key_Return)
    assert len(page.map.sky.outlines) == before + 1
    page.editor.set_value(("stages", "regions", "galactic_band"), "9 deg")
    assert "at most" in page.form.rows["galactic_band"].problem.text() or page.form.rows["galactic_band"].problem.text()
    page.editor.set_value(("stages", "target", "position"), {"frame": "icrs", "lon": "x", "lat": "0 deg"})
    assert not page.map.sky.isVisible()


def test_ds9_files_go_out_and_come_back(
    page: RegionsPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    page.editor.set_value(EXCLUDED, [CIRCLE, ELLIPSE])
    path = tmp_path / "excluded.reg"
    answer(monkeypatch, path)
    click(page.export)
    qtbot.waitUntil(path.exists)
    assert [region.name for region in from_ds9(path.read_text(), "x")] == [None, "cloud"]
    page.editor.set_value(EXCLUDED, [])
    click(page.bring)
    qtbot.waitUntil(lambda: len(written(page)) == 2)
    assert written(page)[1]["name"] == "cloud" and page.state.words == "valid"


def test_a_catalogue_becomes_regions(
    page: RegionsPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "sources.csv"
    path.write_text("Source_Name,RAJ2000,DEJ2000,Radius\nzeta Tau,84.411,21.143,0.2\nfar,200,0,0.5\n")
    answer(monkeypatch, path)
    click(page.bring)
    qtbot.waitUntil(lambda: len(written(page)) == 2)
    assert text(page, 0, "name") == "zeta Tau" and "1 too far" in page.map.said.text()


@pytest.mark.parametrize(
    ("name", "content", "line"),
    [
        ("bad.reg", "icrs\ncircle(1,2,3)\nbox(1,2,3,4,5)\n", 3),
        ("bad.ecsv", "# %ECSV 1.0\n# ---\nra dec radius\n1 2 0.5\n1 north 0.5\n", 5),
        ("bad.csv", "name,ra,dec,radius\na,1,2\n", 2),
    ],
)
def test_garbled_files_are_refused_with_their_line(
    page: RegionsPage, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, name: str, content: str, line: int
) -> None:
    path = tmp_path / name
    path.write_text(content)
    answer(monkeypatch, path)
    heard = errors(monkeypatch)
    click(page.bring)
    qtbot.waitUntil(lambda: bool(heard))
    assert f"{name}:{line}" in heard[0] and written(page) == []


def test_nonsense_in_the_profile_is_shown_and_nothing_breaks(page: RegionsPage) -> None:
    page.editor.set_value(EXCLUDED, "everything")
    assert page.trouble.isVisible() and page.state.words == "error"
    page.editor.set_value(EXCLUDED, ["here", {"shape": "star"}, CIRCLE])
    assert page.table.regions.rowCount() == 5 and "2 with an error" in page.map.said.text()


def test_no_text_is_cut(page: RegionsPage) -> None:
    page.editor.set_value(EXCLUDED, [CIRCLE, ELLIPSE])
    page.table.selectAll()
    settle(page)
    assert not elided(page)
    assert page.table.horizontalHeader().length() <= page.table.viewport().width()
