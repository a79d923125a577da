"""The dialogs of elements and servers: rows, ticks that go into the settings, and a backend in trouble."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from parisana.core.texts.document import read
from parisana.errors import NoAnswer
from parisana.plugins.fake_backend import FakeSite
from parisana.ui.desktop.dialogs.elements import ElementsDialog, ServersDialog
from parisana.ui.desktop.dialogs.site_list import ListDialog
from parisana.ui.desktop.settings import SiteValues
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import name_of, seen, takes_focus
from tests.ui.toyland import SOON, Answering, Make, open_toy, press, type_into

Open = Callable[..., ListDialog]


@pytest.fixture
def toy_window(make: Make, fake_toy: Toy, batch: FakeSite) -> Window:
    """Return a window with the toy profile."""
    return open_toy(make, fake_toy)


@pytest.fixture
def open_dialog(qtbot: QtBot, toy_window: Window, fake_toy: Toy) -> Open:
    """Return what opens one of the dialogs."""
    file = fake_toy.root / "sites/toyland.yaml"

    def opened(kind: type[ListDialog] = ElementsDialog, **more: Any) -> ListDialog:
        site = SiteValues(toy_window.desk.editor, read(file.read_text(), str(file)))
        dialog = kind(toy_window.desk, site, toy_window, **{"writable": True, **more})
        qtbot.addWidget(dialog)
        dialog.show()
        return dialog

    return opened


def cells(dialog: ListDialog) -> list[list[str]]:
    """Return what the table shows."""
    return [[column.text(row) for column in dialog.rows.columns] for row in dialog.rows.rows]


def there(dialog: ListDialog) -> Callable[[], bool]:
    """Return whether rows are there."""
    return lambda: bool(dialog.rows.rows) and not dialog._question.open


def column_of(dialog: ListDialog, title: str) -> int:
    """Return the number of a column."""
    return [column.title for column in dialog.rows.columns].index(title)


def click_cell(dialog: ListDialog, row: int, title: str) -> None:
    """Click into a cell."""
    area = dialog.table.visualRect(dialog.rows.index(row, column_of(dialog, title)))
    QTest.mouseClick(dialog.table.viewport(), Qt.MouseButton.LeftButton, pos=area.center())


def test_elements_are_shown_with_all_their_figures(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    qtbot.waitUntil(there(dialog), timeout=SOON)
    titles = [column.title for column in dialog.rows.columns]
    assert titles == [
        "Element", "Status", "Response Time (s)", "CPUs", "FreeCPUs", "Running Jobs", "Queued Jobs", "In Use",
        "Priority",
    ]  # fmt: skip
    assert cells(dialog)[0] == ["fake01.example.org", "Production", "4.0", "3,396", "73", "0", "0", "yes", "0.3400"]
    assert cells(dialog)[4][2:] == ["–", "–", "–", "–", "–", "no", "–"]
    assert dialog.mark.words.startswith("read ") and "5 listed, 3 in use" in dialog.sub.text()


def test_a_click_on_the_head_sorts_and_unknown_values_come_last(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    qtbot.waitUntil(there(dialog), timeout=SOON)
    head = dialog.table.horizontalHeader()
    place = head.sectionViewportPosition(column_of(dialog, "CPUs")) + 10
    for _ in range(2):
        QTest.mouseClick(head.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place, 10))
    numbers = [row[column_of(dialog, "CPUs")] for row in cells(dialog)]
    assert numbers in (["3,396", "1,858", "843", "296", "–"], ["296", "843", "1,858", "3,396", "–"])


def test_a_tick_goes_into_the_settings(qtbot: QtBot, toy_window: Window, open_dialog: Open) -> None:
    editor, dialog = toy_window.desk.editor, open_dialog()
    qtbot.waitUntil(there(dialog), timeout=SOON)
    click_cell(dialog, 1, "In Use")
    path = ("overrides", "settings", "elements")
    assert editor.value(path) == ["fake01.example.org", "fake03.example.org"]
    assert cells(dialog)[1][column_of(dialog, "In Use")] == "no"
    dialog.table.selectRow(3)
    QTest.keyClick(dialog.table, Qt.Key.Key_Space)
    assert editor.value(path) == ["fake01.example.org", "fake03.example.org", "fake04.example.org"]
    press(dialog.again)
    qtbot.waitUntil(there(dialog), timeout=SOON)
    assert [row[7] for row in cells(dialog)] == ["yes", "no", "yes", "yes", "no"]
    editor.stack.undo()
    assert editor.value(path) == ["fake01.example.org", "fake03.example.org"]


def test_one_at_least_stays_in_use(qtbot: QtBot, toy_window: Window, open_dialog: Open) -> None:
    toy_window.desk.editor.set_value(("overrides", "settings", "elements"), ["fake01.example.org"])
    dialog = open_dialog()
    qtbot.waitUntil(there(dialog), timeout=SOON)
    click_cell(dialog, 0, "In Use")
    assert dialog.trouble.isVisible() and "At least one" in dialog.trouble.text()
    assert toy_window.desk.editor.value(("overrides", "settings", "elements")) == ["fake01.example.org"]


def test_a_name_in_the_settings_that_nobody_knows_is_shown(qtbot: QtBot, toy_window: Window, open_dialog: Open) -> None:
    names = ["fake01.example.org", "gone.example.org"]
    toy_window.desk.editor.set_value(("overrides", "settings", "elements"), names)
    dialog = open_dialog()
    qtbot.waitUntil(there(dialog), timeout=SOON)
    assert cells(dialog)[-1][:2] == ["gone.example.org", "not known"]


def test_rows_are_filtered(qtbot: QtBot, open_dialog: Open) -> None:
    dialog = open_dialog()
    qtbot.waitUntil(there(dialog), timeout=SOON)
    QTest.keyClicks(dialog.filter, "fake02")
    assert [row[0] for row in cells(dialog)] == ["fake02.example.org"]
    dialog.filter.clear()
    dialog.which.setCurrentIndex(1)
    dialog.which.activated.emit(1)
    assert len(cells(dialog)) == 3


@pytest.mark.parametrize("error", [ValueError("what?"), NoAnswer("It is away.")])
def test_old_rows_stay_when_the_backend_fails(
    qtbot: QtBot, open_dialog: Open, batch: FakeSite, error: Exception
) -> None:
    dialog = open_dialog()
    qtbot.waitUntil(there(dialog), timeout=SOON)
    batch.fail("elements", error)
    press(dialog.again)
    qtbot.waitUntil(dialog.trouble.isVisible, timeout=SOON)
    assert str(error) in dialog.trouble.text() and "of the last answer" in dialog.trouble.text()
    assert len(cells(dialog)) == 5 and dialog.mark.words.startswith("read ") and dialog.again.isEnabled()
    batch.wake()
    press(dialog.again)
    qtbot.waitUntil(lambda: not dialog.trouble.isVisible(), timeout=SOON)


def test_a_backend_that_hangs_freezes_nothing(qtbot: QtBot, open_dialog: Open, batch: FakeSite) -> None:
    batch.hang("elements")
    dialog = open_dialog()
    assert "no answer yet" in dialog.mark.words
    QTest.keyClicks(dialog.filter, "fake")
    qtbot.waitUntil(lambda: "no answer within" in dialog.trouble.text(), timeout=SOON)
    assert dialog.mark.words == "nothing is known"
    press(dialog.close_button)
    assert not dialog.isVisible()


def test_servers_are_shown_likewise(qtbot: QtBot, toy_window: Window, open_dialog: Open, batch: FakeSite) -> None:
    dialog = open_dialog(ServersDialog)
    qtbot.waitUntil(there(dialog), timeout=SOON)
    assert [column.title for column in dialog.rows.columns] == [
        "Server", "Status", "Response Time (s)", "In Use", "Priority",
    ]  # fmt: skip
    click_cell(dialog, 0, "In Use")
    assert toy_window.desk.editor.value(("overrides", "settings", "wms_servers")) == ["wms02.example.org"]
    batch.servers.clear()
    other = open_dialog(ServersDialog, writable=False)
    qtbot.waitUntil(lambda: "has no servers" in other.remark.text(), timeout=SOON)


def test_this_machine_shows_itself_and_writes_nothing(qtbot: QtBot, make: Make) -> None:
    window = make("crab-local")
    window.go("page.batch")
    page: Any = window.page
    qtbot.waitUntil(lambda: page.site is not None, timeout=SOON)
    seen_text = Answering("Close")
    press(page.card.elements)
    assert seen_text.heading == "Computing Elements"
    dialog = ElementsDialog(window.desk, page.site, window)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(there(dialog), timeout=SOON)
    (row,) = cells(dialog)
    assert row[column_of(dialog, "CPUs")] != "–"
    before = window.desk.editor.draft.text
    click_cell(dialog, 0, "In Use")
    assert window.desk.editor.draft.text == before and "own affair" in dialog.remark.text()


def test_whatever_takes_the_focus_has_a_name(open_dialog: Open) -> None:
    dialog = open_dialog()
    assert not [type(each).__name__ for each in seen(dialog) if takes_focus(each) and not name_of(each)]


def test_what_the_site_file_lists_can_be_ticked_again(
    qtbot: QtBot, fake_toy: Toy, toy_window: Window, open_dialog: Open
) -> None:
    names = ["fake01.example.org", "gone.example.org"]
    fake_toy.site(settings={"site": str(fake_toy.root), "elements": names})
    dialog = open_dialog()
    qtbot.waitUntil(there(dialog), timeout=SOON)
    click_cell(dialog, 5, "In Use")
    assert toy_window.desk.editor.value(("overrides", "settings", "elements")) == ["fake01.example.org"]
    assert cells(dialog)[5][:2] == ["gone.example.org", "not known"]
    click_cell(dialog, 5, "In Use")
    assert toy_window.desk.editor.value(("overrides",)) in (None, {})


def test_a_weight_of_ones_own_is_remembered_in_the_settings_and_changes_the_shares(
    qtbot: QtBot, toy_window: Window, open_dialog: Open
) -> None:
    dialog = open_dialog()
    assert isinstance(dialog, ElementsDialog)
    qtbot.waitUntil(there(dialog), timeout=SOON)
    assert not dialog.panel.isVisible()
    click_cell(dialog, 0, "Element")
    panel = dialog.panel
    assert panel.isVisible() and panel.weight.isVisible() and not panel.reset.isEnabled()
    assert panel.weight.placeholderText() == "86396"
    for typed, expected in (("lots", []), ("0", ["fake01.example.org=0"]), ("250000", ["fake01.example.org=250000"])):
        type_into(panel.weight, typed)
        qtbot.waitUntil(lambda: not dialog._question.open, timeout=SOON)
        assert (dialog.site.value("settings", "weights") or []) == expected
    assert dialog.answer is not None
    first, second, *_ = dialog.answer.rows
    assert first.priority is not None and second.priority is not None and first.priority > 0.5 > second.priority
    assert toy_window.desk.editor.value(("overrides", "settings", "weights")) == ["fake01.example.org=250000"]
    press(panel.reset)
    qtbot.waitUntil(lambda: not dialog._question.open, timeout=SOON)
    assert dialog.site.value("settings", "weights") is None and panel.weight.text() == ""


def test_how_an_element_was_is_drawn_from_the_looks(
    qtbot: QtBot, toy_window: Window, open_dialog: Open, batch: FakeSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parisana.app.sites.element_history.PAUSE", 0.0)
    dialog = open_dialog()
    assert isinstance(dialog, ElementsDialog)
    qtbot.waitUntil(there(dialog), timeout=SOON)
    click_cell(dialog, 1, "Element")
    name = dialog.panel.element
    spark = dialog.panel.sparks[1]
    qtbot.waitUntil(lambda: len(spark.points) == 1, timeout=SOON)
    batch.elements[1] = replace(batch.elements[1], free_cpus=7, status="Closed")
    qtbot.wait(1100)
    press(dialog.again)
    qtbot.waitUntil(lambda: len(spark.points) == 2, timeout=SOON)
    assert dialog.panel.element == name and spark.accessibleName() == "Free CPUs: 7"
    assert "2 looks" in dialog.panel.about.text() and "1 of them" in dialog.panel.about.text()
    dialog.panel.grab()
