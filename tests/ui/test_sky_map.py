"""The sky map of the excluded regions, driven with mouse, wheel and keys; the table beside it says the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parisana.core.sky.directions import separation
from parisana.ui.desktop.pages.stages.regions import RegionsPage
from parisana.ui.desktop.sky.map import SkyMap
from parisana.ui.desktop.window import Window
from tests.app.test_observations import GOOD, store
from tests.ui.looking import settle
from tests.ui.test_regions_page import CIRCLE, ELLIPSE, EXCLUDED, click, page, text, type_into, written
from tests.ui.test_target_page import profile

__all__ = ["page"]
CRAB = (83.633, 22.014)
POSITION = ("stages", "target", "position")
LEFT, CONTROL, SHIFT = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
NONE = Qt.KeyboardModifier.NoModifier
TILTED = {**ELLIPSE, "frame": "icrs", "lon": "82.5 deg", "lat": "23 deg", "angle": "0 deg"}


@pytest.fixture
def sky(page: RegionsPage) -> SkyMap:
    """Return the map with a circle and an ellipse on it."""
    page.editor.set_value(EXCLUDED, [CIRCLE, TILTED])
    settle(page)
    return page.map.sky


def at(sky: SkyMap, ra: float, dec: float) -> QPoint:
    found = sky.sight.at((ra, dec))
    assert found is not None
    return found.toPoint()


def drag(sky: SkyMap, begin: QPoint, end: QPoint, *, let_go: bool = True) -> None:
    QTest.mousePress(sky, LEFT, NONE, begin)
    for share in (0.3, 0.7, 1.0):
        QTest.mouseMove(sky, QPoint(begin + (end - begin) * share))
    if let_go:
        QTest.mouseRelease(sky, LEFT, NONE, end)
    QApplication.processEvents()


def degrees(entry: Any, key: str) -> float:
    return float(entry[key].removesuffix(" deg"))


def place(entry: Any) -> tuple[float, float]:
    return degrees(entry, "lon"), degrees(entry, "lat")


def undo(window: Window) -> None:
    QTest.keyClick(window, Qt.Key.Key_Z, CONTROL)


def test_a_region_is_dragged_and_the_table_goes_along(page: RegionsPage, sky: SkyMap, window: Window) -> None:
    before = page.editor.draft.text
    drag(sky, at(sky, 84.411, 21.143), at(sky, 85.0, 20.5), let_go=False)
    assert float(text(page, 0, "lat")) == pytest.approx(20.5, abs=0.05)
    assert page.editor.draft.text == before, "nothing is written while it is dragged"
    QTest.mouseRelease(sky, LEFT, NONE, at(sky, 85.0, 20.5))
    assert separation(*place(written(page)[0]), 85.0, 20.5) < 0.03
    assert written(page)[0]["radius"] == "0.3 deg" and written(page)[1] == TILTED
    assert sky.chosen == [0] and page.table.selected_numbers() == [0]
    undo(window)
    assert page.editor.draft.text == before and sky.regions[0].lat == 21.143  # type: ignore[union-attr]  # it is there


def test_rows_and_regions_are_chosen_together(page: RegionsPage, sky: SkyMap) -> None:
    page.table.choose([1])
    assert sky.chosen == [1]
    QTest.mouseClick(sky, LEFT, NONE, at(sky, 84.411, 21.143))
    assert page.table.selected_numbers() == [0] and page.remove.text() == "Remove 1 region"
    QTest.mouseClick(sky, LEFT, CONTROL, at(sky, 82.5, 23.0))
    assert sorted(page.table.selected_numbers()) == [0, 1]
    QTest.mouseClick(sky, LEFT, NONE, at(sky, 85.5, 24.0))
    assert page.table.selected_numbers() == [] and not sky.handles(sky.sight)


def test_what_is_typed_into_the_table_is_on_the_map(page: RegionsPage, sky: SkyMap) -> None:
    type_into(page, 0, "radius", "0.75")
    assert sky.whole[0].radius == 0.75
    type_into(page, 0, "lat", "north")
    assert sky.regions[0] is None and list(sky.whole) == [1]


def test_several_regions_are_carried_together(page: RegionsPage, sky: SkyMap) -> None:
    page.table.choose([0, 1])
    drag(sky, at(sky, 84.411, 21.143), at(sky, 84.411, 20.643))
    circle, ellipse = written(page)
    assert place(circle)[1] == pytest.approx(20.643, abs=0.03) and place(ellipse)[1] == pytest.approx(22.5, abs=0.03)


def test_handles_resize_and_turn(page: RegionsPage, sky: SkyMap) -> None:
    page.table.choose([0])
    handle = sky.handles(sky.sight)["north"].toPoint()
    drag(sky, handle, at(sky, 84.411, 21.143 + 0.8))
    assert degrees(written(page)[0], "radius") == pytest.approx(0.8, abs=0.03) and place(written(page)[0]) == (
        84.411,
        21.143,
    )
    page.table.choose([1])
    drag(sky, sky.handles(sky.sight)["height"].toPoint(), at(sky, 82.5, 23.5))
    assert (
        degrees(written(page)[1], "height") == pytest.approx(1.0, abs=0.06) and written(page)[1]["width"] == "1.2 deg"
    )
    drag(sky, sky.handles(sky.sight)["turn"].toPoint(), at(sky, 82.5, 24.6))
    assert degrees(written(page)[1], "angle") == pytest.approx(90, abs=3)
    assert page.editor.stack.undoText() == "Turn a region"


@pytest.mark.parametrize(("tool", "keys"), [(1, {"radius"}), (2, {"width", "height", "angle"})])
def test_new_regions_are_drawn(page: RegionsPage, sky: SkyMap, window: Window, tool: int, keys: set[str]) -> None:
    click(page.map.tools.segment(tool))
    drag(sky, at(sky, 83.0, 20.0), at(sky, 82.5, 20.5))
    assert len(written(page)) == 3 and keys <= set(written(page)[2]) and page.state.words == "valid"
    assert page.table.selected_numbers() == [2] and page.map.tools.current == 0 and sky.tool == ""
    click(page.map.tools.segment(tool))
    QTest.mouseClick(sky, LEFT, NONE, at(sky, 85.0, 23.5))
    assert separation(*place(written(page)[3]), 85.0, 23.5) < 0.03, "a click puts one down"
    undo(window)
    undo(window)
    assert written(page) == [CIRCLE, TILTED]


def test_keys_do_all_that_the_mouse_does(page: RegionsPage, sky: SkyMap, window: Window) -> None:
    sky.setFocus()
    QTest.keyClick(sky, Qt.Key.Key_Tab)
    assert page.table.selected_numbers() == [0] and "Circle" in sky.accessibleDescription()
    QTest.keyClick(sky, Qt.Key.Key_Up)
    QTest.keyClick(sky, Qt.Key.Key_Right, SHIFT)
    assert separation(*place(written(page)[0]), 84.411, 21.153) == pytest.approx(0.1, abs=0.002)
    assert place(written(page)[0])[0] < 84.411, "west is at the right"
    QTest.keyClick(sky, Qt.Key.Key_Plus)
    assert written(page)[0]["radius"] == "0.31 deg"
    QTest.keyClick(sky, Qt.Key.Key_Tab)
    QTest.keyClick(sky, Qt.Key.Key_BracketLeft)
    QTest.keyClick(sky, Qt.Key.Key_Minus)
    assert (written(page)[1]["angle"], written(page)[1]["width"]) == ("5.0 deg", "1.18 deg")
    QTest.keyClick(sky, Qt.Key.Key_Delete)
    assert len(written(page)) == 1
    undo(window)
    assert len(written(page)) == 2


def test_tab_leaves_the_map_behind_the_last_region(page: RegionsPage, sky: SkyMap) -> None:
    sky.setFocus()
    for _ in range(3):
        QTest.keyClick(sky, Qt.Key.Key_Tab)
    assert not sky.hasFocus() and sky.chosen == [1]
    sky.setFocus()
    QTest.keyClick(sky, Qt.Key.Key_Backtab, SHIFT)
    assert sky.hasFocus() and sky.chosen == [0]


def test_a_key_that_is_held_is_one_step_back(page: RegionsPage, sky: SkyMap, window: Window) -> None:
    page.table.choose([0])
    sky.setFocus()
    for _ in range(5):
        QTest.keyPress(sky, Qt.Key.Key_Up)
    page.editor.judge_with(None)
    assert place(written(page)[0]) == (84.411, 21.143), "nothing is written while it is held"
    assert text(page, 0, "lat") == "21.193", "not even when somebody else looks at the profile"
    QTest.keyRelease(sky, Qt.Key.Key_Up)
    assert place(written(page)[0]) == (84.411, 21.193)
    undo(window)
    assert written(page)[0] == CIRCLE


def test_escape_and_undo_give_up_what_is_being_dragged(page: RegionsPage, sky: SkyMap, window: Window) -> None:
    drag(sky, at(sky, 84.411, 21.143), at(sky, 85.0, 20.0), let_go=False)
    QTest.keyClick(sky, Qt.Key.Key_Escape)
    QTest.mouseRelease(sky, LEFT, NONE, at(sky, 85.0, 20.0))
    assert written(page)[0] == CIRCLE and text(page, 0, "lat") == "21.143"
    drag(sky, at(sky, 84.411, 21.143), at(sky, 85.0, 20.0), let_go=False)
    undo(window)
    QTest.mouseRelease(sky, LEFT, NONE, at(sky, 85.0, 20.0))
    assert written(page) == [] and not sky.whole


def test_the_sky_is_zoomed_at_the_mouse_and_panned(page: RegionsPage, sky: SkyMap) -> None:
    point = at(sky, 84.411, 21.143)
    half = sky.view.half
    wheel = QWheelEvent(
        QPointF(point), QPointF(sky.mapToGlobal(point)), QPoint(), QPoint(0, 240), Qt.MouseButton.NoButton, NONE,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(sky, wheel)
    assert sky.view.half < 0.7 * half and (at(sky, 84.411, 21.143) - point).manhattanLength() <= 1
    empty = at(sky, 84.411, 21.143) + QPoint(0, 70)
    drag(sky, empty, empty + QPoint(40, 30))
    assert (at(sky, 84.411, 21.143) - point - QPoint(40, 30)).manhattanLength() <= 2
    click(page.map.farther)
    click(page.map.nearer)
    click(page.map.all)
    assert sky.view.half == pytest.approx(half) and written(page) == [CIRCLE, TILTED]


def test_the_place_under_the_mouse_is_said(page: RegionsPage, sky: SkyMap) -> None:
    QTest.mouseMove(sky, at(sky, *CRAB))
    assert "05h 34m" in page.map.place.text() and "0.0" in page.map.place.text().rpartition("·")[2]
    QTest.mouseMove(sky, at(sky, 84.411, 21.143))
    assert "ζ Tau, 3.0 mag" in sky.toolTip()


def test_pointings_sources_and_stars_are_shown_or_not(page: RegionsPage, sky: SkyMap, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: len(page.sky.runs.places) == 4)
    qtbot.waitUntil(lambda: len(sky.dots) == 3)
    pointings = next(dots.points for dots in sky.dots if dots.kind == "dot")
    assert all(separation(*each, *CRAB) == pytest.approx(0.5, abs=0.01) for each in pointings)
    stars = next(dots for dots in sky.dots if dots.kind == "star")
    assert "ζ Tau" in stars.words
    sources = next(dots for dots in sky.dots if dots.kind == "diamond")
    assert "IC 443" in sources.words and "Crab Nebula" not in sources.words
    lines = len(sky.outlines)
    click(page.layers.ticks["stars"])
    click(page.layers.ticks["pointings"])
    assert [dots.kind for dots in sky.dots] == ["diamond"] and len(sky.outlines) == lines - 4
    page.layers.show_layers(["stars", "plane"])
    page.shown()
    assert page.layers.shown_layers == ["sources", "plane"], "as it was left"


def test_the_sky_of_a_store_and_runs_without_pointing(
    make: Callable[..., Window], tmp_path: Path, qtbot: QtBot
) -> None:

    window = make(profile(tmp_path, store(tmp_path / "data", GOOD), "[3, 5]"))
    window.go("stages.regions")
    page = window.page
    assert isinstance(page, RegionsPage)
    qtbot.waitUntil(lambda: len(page.sky.runs.places) == 1)
    assert page.layers.remark.text() == "1 run has no pointing."


def test_runs_of_a_store_that_is_not_there_say_why(make: Callable[..., Window], tmp_path: Path, qtbot: QtBot) -> None:
    window = make(profile(tmp_path, tmp_path / "nowhere", "[3, 5]"))
    window.go("stages.regions")
    page = window.page
    assert isinstance(page, RegionsPage)
    qtbot.waitUntil(lambda: page.layers.remark.text() == "2 runs have no pointing. There is no data store here.")


def test_without_a_target_there_is_a_sentence_or_the_first_region(page: RegionsPage, sky: SkyMap) -> None:
    page.editor.set_values([(POSITION, {"frame": "icrs", "lon": "x", "lat": "0 deg"})], "no target")
    settle(page)
    assert sky.isVisible() and sky.view.centre == (84.411, 21.143)
    page.editor.set_value(EXCLUDED, [])
    settle(page)
    assert not sky.isVisible() and not page.map.nearer.isEnabled()
    page.editor.set_value(EXCLUDED, [TILTED])
    settle(page)
    assert sky.isVisible() and sky.view.centre == (82.5, 23.0)


@pytest.mark.parametrize(("ra", "dec", "end"), [(0.0, 89.9, 89.5), (0.02, -30.0, -30.5), (120.0, -90.0, -89.2)])
def test_regions_at_a_pole_and_across_zero_hours_are_dragged_like_others(
    page: RegionsPage, ra: float, dec: float, end: float
) -> None:
    position = {"frame": "icrs", "lon": f"{ra} deg", "lat": f"{dec} deg"}
    region = {**CIRCLE, "lon": f"{ra} deg", "lat": f"{dec} deg"}
    page.editor.set_values([(POSITION, position), (EXCLUDED, [region])], "there")
    settle(page)
    sky = page.map.sky
    drag(sky, at(sky, ra, dec), at(sky, (ra + 359.9) % 360, end))
    assert separation(*place(written(page)[0]), (ra + 359.9) % 360, end) < 0.03
    assert page.state.words == "valid"
    QTest.keyClick(sky, Qt.Key.Key_Left, SHIFT)
    assert page.state.words == "valid" and separation(*place(written(page)[0]), (ra + 359.9) % 360, end) > 0.05


def test_a_thousand_regions_are_drawn_and_one_is_dragged(page: RegionsPage) -> None:
    small = {**CIRCLE, "radius": "0.02 deg"}
    places = [(81 + 0.05 * (number % 100), 20 + 0.4 * (number // 100)) for number in range(1000)]
    many = [{**small, "lon": f"{lon} deg", "lat": f"{lat} deg"} for lon, lat in places]
    page.editor.set_value(EXCLUDED, many)
    settle(page)
    sky = page.map.sky
    assert len(sky.lines) == 1000 and page.count.text() == "1,000 regions"
    drag(sky, at(sky, 83.0, 21.2), at(sky, 83.0, 24.8))
    changed = [number for number, entry in enumerate(written(page)) if entry != many[number]]
    assert changed == [340] and page.table.selected_numbers() == [340]


@pytest.mark.parametrize(
    "change",
    [
        {"radius": "100 deg"},
        {"radius": "180 deg"},
        {"lon": "263.6 deg", "lat": "-22 deg"},
        {"frame": "galactic", "lat": "90 deg"},
    ],
)
def test_regions_as_large_as_the_sky_and_behind_it_break_nothing(
    page: RegionsPage, sky: SkyMap, change: dict[str, str]
) -> None:
    region = {**CIRCLE, **change}
    page.editor.set_value(EXCLUDED, [region, TILTED])
    page.table.choose([0])
    for _ in range(12):
        sky.zoom(1.5)
        sky.grab()
    sky.setFocus()
    QTest.keyClick(sky, Qt.Key.Key_Left)
    QTest.keyClick(sky, Qt.Key.Key_Plus)
    settle(page)
    assert page.state.words == "valid" and written(page)[1] == TILTED
