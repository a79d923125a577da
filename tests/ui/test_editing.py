"""Editing a profile in the window: fields, marks, errors, undo, search."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit

from parisana.ui.desktop.menu import finds
from parisana.ui.desktop.pages.stages.page import StagePage
from parisana.ui.desktop.palette import best
from parisana.ui.desktop.side import ENTRY
from parisana.ui.desktop.window import Window
from tests.ui.looking import settle

INDEX = ("stages", "mc", "index")


def line(window: Window, name: str) -> QLineEdit:
    """Return the field of a parameter on the page that is shown."""
    assert isinstance(window.page, StagePage)
    field = window.page.form.rows[name].editor.parts[0]
    assert isinstance(field, QLineEdit)
    return field


def type_into(field: QLineEdit, text: str) -> None:
    """Replace a field's text as a user does."""
    field.setFocus()
    field.selectAll()
    QTest.keyClicks(field, text)
    QTest.keyClick(field, Qt.Key.Key_Return)


def state_of(window: Window, address: str) -> str:
    """Return the word beside a stage in the list."""
    entries = window.side.entries
    return str(entries.index(entries.row_of(address)).data(ENTRY).right)


def test_a_typed_value_is_in_the_profile_and_marked(window: Window) -> None:
    window.go("stages.mc")
    type_into(line(window, "index"), "2.7")
    assert window.desk.editor.value(INDEX) == 2.7
    assert line(window, "index").property("changed") == "true"
    assert window.header.changed.isVisible()


def test_units_may_be_typed_and_are_added(window: Window) -> None:
    window.go("stages.mc")
    type_into(line(window, "cutoff"), "9 TeV")
    assert line(window, "cutoff").text() == "9"
    type_into(line(window, "cutoff"), "9500 GeV")
    assert line(window, "cutoff").text() == "9500 GeV"
    type_into(line(window, "cutoff"), "12.5")
    assert window.desk.editor.value(("stages", "mc", "cutoff")) == "12.5 TeV"


def test_an_error_stands_under_its_field_and_beside_its_tab(window: Window) -> None:
    window.go("stages.mc")
    type_into(line(window, "index"), "70")
    assert isinstance(window.page, StagePage)
    problem = window.page.form.rows["index"].problem
    assert problem.isVisible() and "between 0.5 and 6" in problem.text()
    assert state_of(window, "stages.mc") == "error"
    assert line(window, "index").text() == "70", "what was typed is not lost"


def test_undo_and_reset_take_an_edit_back(window: Window) -> None:
    window.go("stages.mc")
    before = window.desk.editor.draft.text
    type_into(line(window, "index"), "2.7")
    QTest.keyClick(window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert window.desk.editor.draft.text == before and not window.header.changed.isVisible()
    assert line(window, "index").text() == "2.39"
    type_into(line(window, "background"), "2")
    assert isinstance(window.page, StagePage)
    window.page.form.rows["background"].reset.click()
    assert line(window, "background").text() == "1" and window.desk.editor.draft.text == before


def test_the_dependent_field_is_greyed(window: Window) -> None:
    window.go("stages.mc")
    assert line(window, "cutoff").isEnabled() and not line(window, "curvature").isEnabled()
    window.desk.editor.set_value(("stages", "mc", "model"), "LP")
    assert not line(window, "cutoff").isEnabled() and line(window, "curvature").isEnabled()


def test_search_finds_a_setting_and_goes_there(window: Window) -> None:
    found = best("cutoff", finds(window))[0]
    assert found.title == "Cutoff energy"
    found.take()
    settle(window)
    assert window.page.accessibleName() == "MC"
    assert window.focusWidget() is line(window, "cutoff")


def test_a_tab_without_its_program_says_why(window: Window) -> None:
    window.go("stages.tmva")
    assert isinstance(window.page, StagePage)
    assert window.page.reason.isVisible() and len(window.page.reason.text()) > 20
    assert not window.page.form.isEnabled()
    assert state_of(window, "stages.tmva") == "not here"
