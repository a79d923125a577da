"""The suite of an installed HESSROOT where there is none: the list at the left says so, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from parisana.ui.desktop.side import ENTRY, Entry
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.toyland import SOON, Make, open_toy

WHY = "These jobs run an installed HESSROOT; the environment of Toyland is of kind none."


def line(window: Window, address: str) -> Entry:
    """Return a line of the list."""
    entries = window.side.entries
    entry = entries.index(entries.row_of(address)).data(ENTRY)
    assert isinstance(entry, Entry)
    return entry


def greyed(window: Window) -> set[str]:
    """Return the places that are greyed for this reason."""
    entries = window.side.entries
    rows = [entries.index(row) for row in range(entries.rowCount())]
    return {row.data(ENTRY).address for row in rows if row.data(Qt.ItemDataRole.ToolTipRole) == WHY}


def test_stages_whose_programs_are_missing_are_greyed(make: Make, fake_toy: Toy, qtbot: QtBot) -> None:
    window = open_toy(make, fake_toy, (23523,), suite="hess")
    qtbot.waitUntil(lambda: "stages.microdst" in greyed(window), timeout=SOON)
    assert line(window, "stages.microdst").right == "not here"
    assert "stages.target" not in greyed(window), "a page of settings needs no program"
    environment = {"kind": "hessroot", "path": "/sps/hess/software"}
    window.desk.editor.set_value(("overrides", "environment"), environment)
    assert greyed(window) == set()
    window.desk.editor.stack.undo()
    assert "stages.microdst" in greyed(window)


def test_desks_say_it_too(make: Make, fake_toy: Toy, qtbot: QtBot) -> None:
    production = {"description": "Gammas", "rows": [0]}
    path = fake_toy.profile([1], suite="hess", production=production)
    path.write_text(path.read_text().replace("runs:\n- 1\n", ""))
    window = make(str(path))
    window.go("page.kaskade")
    greys = {"page.kaskade-schedule", "stages.kaskade"}
    qtbot.waitUntil(lambda: greyed(window) == greys, timeout=SOON)


def test_other_suites_are_not_asked(make: Make, fake_toy: Toy, qtbot: QtBot) -> None:
    window = open_toy(make, fake_toy)
    assert greyed(window) == set() and window.desk.editor.judgement.software is None
