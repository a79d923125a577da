"""Further places of an area on the page Batch System: added, changed, removed, and what is wrong with them."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parisana.plugins.fake_backend import FakeSite
from parisana.ui.desktop.pages.batch.further import FurtherRow
from parisana.ui.desktop.pages.batch.page import BatchPage
from tests.app.toy import Toy
from tests.ui.batch_pages import answered, batch_page, choose
from tests.ui.batch_pages import page as page
from tests.ui.toyland import SOON, Make, open_toy, press, type_into


def further(page: BatchPage, area: str) -> list[FurtherRow]:
    """Return the rows of an area's further places."""
    return page.areas.rows[area].further.rows


def also(page: BatchPage, area: str = "results") -> Any:
    """Return the further places that the profile lists."""
    return page.editor.value(("overrides", "areas", area, "also"))


def test_each_further_place_of_an_area_is_shown_and_looked_at(
    qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite
) -> None:
    two, file = fake_toy.root / "two", fake_toy.root / "file"
    file.write_text("")
    page = batch_page(
        qtbot, open_toy(make, fake_toy, overrides={"areas": {"results": {"also": [str(two), str(file)]}}})
    )
    qtbot.waitUntil(lambda: answered(page), timeout=SOON)
    first, second = further(page, "results")
    assert (first.path.line.text(), first.kind.currentText()) == (str(two), "DISK")
    assert first.mark.words.endswith("free") and not first.problem.isVisible()
    assert second.mark.words == "read only" or second.mark.words == "not usable"
    assert "is a file" in second.problem.text() and second.problem.isVisible()
    assert page.areas.rows["results"].mark.words.endswith("free")
    assert second.path.line.property("changed") == "true" and "Set in this profile" in second.path.line.toolTip()
    assert not page.areas.rows["working"].further.add.isVisible()


def test_a_further_place_is_added_changed_and_removed_and_each_is_undone(
    qtbot: QtBot, page: BatchPage, tmp_path: Path
) -> None:
    before, two, three = page.editor.draft.text, str(tmp_path / "two"), str(tmp_path / "three")
    press(page.areas.rows["results"].further.add)
    (row,) = further(page, "results")
    assert page.editor.draft.text == before and row.path.line.hasFocus()
    type_into(row.path.line, two)
    assert also(page) == [two] and further(page, "results") == [row]
    qtbot.waitUntil(lambda: row.mark.words.endswith("free"), timeout=SOON)
    press(page.areas.rows["results"].further.add)
    _, second = further(page, "results")
    choose(second, "xrootd")
    assert also(page) == [two]
    type_into(second.path.line, "root://xrootd.example.org//data")
    assert also(page) == [two, {"storage": "xrootd", "path": "root://xrootd.example.org//data"}]
    choose(second, "disk")
    type_into(second.path.line, three)
    assert also(page) == [two, three]
    press(row.drop)
    assert also(page) == [three] and [each.path.line.text() for each in further(page, "results")] == [three]
    further(page, "results")[0].path.line.selectAll()
    QTest.keyClick(further(page, "results")[0].path.line, Qt.Key.Key_Delete)
    QTest.keyClick(further(page, "results")[0].path.line, Qt.Key.Key_Return)
    assert page.editor.draft.text == before and not further(page, "results")
    page.editor.stack.undo()
    page.editor.stack.undo()
    assert also(page) == [two, three]
    assert [each.path.line.text() for each in further(page, "results")] == [two, three]
    press(page.areas.rows["results"].undo)
    assert page.editor.draft.text == before and not further(page, "results")


def test_a_place_that_was_begun_and_left_is_written_nowhere(page: BatchPage) -> None:
    before = page.editor.draft.text
    press(page.areas.rows["results"].further.add)
    choose(further(page, "results")[0], "sftp")
    press(page.areas.rows["results"].further.add)
    (row,) = further(page, "results")
    press(row.drop)
    assert not further(page, "results") and page.editor.draft.text == before


def test_further_places_of_the_site_file_are_removed_and_come_back(
    qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite
) -> None:
    areas = {"working": {"path": str(fake_toy.root / "w")}, "results": {"path": "/one", "also": ["/two"]}}
    fake_toy.site(areas=areas)
    page = batch_page(qtbot, open_toy(make, fake_toy))
    (row,) = further(page, "results")
    assert row.path.line.property("changed") == "false" and "site file toyland" in row.path.line.toolTip()
    press(row.drop)
    assert also(page) == [] and not further(page, "results")
    press(page.areas.rows["results"].undo)
    assert also(page) is None and [each.path.line.text() for each in further(page, "results")] == ["/two"]


def test_what_is_wrong_with_a_further_place_is_said_below_it(qtbot: QtBot, page: BatchPage, tmp_path: Path) -> None:
    two, results = str(tmp_path / "two"), page.areas.rows["results"]
    page.editor.set_value(("overrides", "areas", "results", "also"), [two, two])
    first, second = further(page, "results")
    assert second.problem.isVisible() and "are one directory" in second.problem.text().replace("\u200b", "")
    assert second.path.line.property("invalid") == "true"
    assert not first.problem.isVisible() and not results.problem.isVisible()
    type_into(second.path.line, "somewhere")
    qtbot.waitUntil(lambda: "does not start with" in second.problem.text(), timeout=SOON)
    assert second.mark.words == "not usable"
    assert not first.problem.isVisible() and not results.problem.isVisible() and first.mark.words == "not checked"
    choose(second, "xrootd")
    page.editor.set_value(("overrides", "storages", "xrootd"), {"use": False})
    assert "switched off" in second.problem.text() and not results.problem.isVisible()


def test_the_cursor_is_put_into_a_further_place(qtbot: QtBot, make: Make, fake_toy: Toy, batch: FakeSite) -> None:
    window = open_toy(make, fake_toy, overrides={"areas": {"results": {"also": ["/two", "/three"]}}})
    window.go("overrides.areas.results.also.1")
    page = batch_page(qtbot, window)
    qtbot.waitUntil(lambda: further(page, "results")[1].path.line.hasFocus(), timeout=SOON)
