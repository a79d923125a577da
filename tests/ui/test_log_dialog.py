"""The log of a job in a window of its own, of any size."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from parisana.plugins.fake_backend import forget_sites
from parisana.ui.desktop.dialogs.log import LogDialog
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.environment import set_environment
from tests.ui.jobs_pages import jobs_page, select
from tests.ui.looking import elided, settle
from tests.ui.productions import dialog, end, submit

HUGE = 2 << 30


@pytest.fixture
def opened(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, make: Callable[..., Window], qtbot: QtBot
) -> Iterator[tuple[Path, LogDialog]]:
    """Return a log of 2 GB, and the window that shows it."""
    toy = Toy(tmp_path / "toy", "fake")
    set_environment(monkeypatch, toy.environment)
    production = submit(toy)
    path = end(production, 1, log="first needle\n")
    with path.open("r+b") as log:
        log.seek(HUGE)
        log.write(b"\n" + b"".join(b"event %d\n" % number for number in range(3000)) + b"ERROR at the end\n")
    page = jobs_page(make(), qtbot, production)
    select(page, 1)
    qtbot.waitUntil(page.details.open_log.isEnabled, timeout=60_000)
    qtbot.waitUntil(lambda: page.details.detail is not None, timeout=60_000)
    QTest.mouseClick(page.details.open_log, Qt.MouseButton.LeftButton)
    shown = dialog(qtbot, LogDialog)
    assert isinstance(shown, LogDialog)
    qtbot.waitUntil(lambda: "ERROR at the end" in shown.view.toPlainText(), timeout=60_000)
    yield path, shown
    if isValid(shown):
        shown.close()
    forget_sites()


def test_the_end_is_there_first_and_more_comes_as_one_scrolls(opened: tuple[Path, LogDialog], qtbot: QtBot) -> None:
    _, shown = opened
    assert len(shown.lines) == 500 and "2.1 GB" in shown.where.text()
    shown.view.verticalScrollBar().setValue(0)
    qtbot.waitUntil(lambda: len(shown.lines) == 1000, timeout=60_000)
    assert shown.view.document().blockCount() == 1000


def test_what_is_written_is_followed(opened: tuple[Path, LogDialog], qtbot: QtBot) -> None:
    path, shown = opened
    with path.open("a") as log:
        log.write("one more\nand half of")
    qtbot.waitUntil(lambda: shown.view.toPlainText().endswith("one more\nand half of"), timeout=60_000)
    with path.open("a") as log:
        log.write(" another\n")
    qtbot.waitUntil(lambda: shown.view.toPlainText().endswith("one more\nand half of another"), timeout=60_000)


def test_a_log_that_grows_faster_than_it_is_read_shows_its_end(opened: tuple[Path, LogDialog], qtbot: QtBot) -> None:
    path, shown = opened
    with path.open("a") as log:
        log.write("".join(f"burst {number}\n" for number in range(60_000)))
    qtbot.waitUntil(lambda: shown.view.toPlainText().endswith("burst 59999"), timeout=60_000)
    settle(shown, rounds=40)
    assert len(shown.lines) == 500, "what nobody scrolled to is not asked for"


def test_a_search_backward_finds_and_shows_the_place(opened: tuple[Path, LogDialog], qtbot: QtBot) -> None:
    _, shown = opened
    QTest.keyClicks(shown.search, "event 77")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.view.textCursor().selectedText() == "event 77", timeout=60_000)
    assert shown.view.textCursor().block().text().startswith("event 77") and not shown.follow.isChecked()


def test_the_first_error_of_two_gigabytes_and_a_search_forward(opened: tuple[Path, LogDialog], qtbot: QtBot) -> None:
    path, shown = opened
    with path.open("r+b") as log:
        log.write(b"0 errors\nstd::bad_alloc at once\n")
    QTest.mouseClick(shown.first_error, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.view.textCursor().selectedText() == "std::bad_alloc at once", timeout=60_000)
    assert shown.lines[0].start == 0 and not shown.cancel.isVisible()
    QTest.mouseClick(shown.error, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: shown.view.textCursor().selectedText() == "ERROR at the end", timeout=60_000)
    QTest.keyClicks(shown.search, "event 12")
    QTest.keyClick(shown.search, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: shown.view.textCursor().block().text() == "event 1299", timeout=60_000)
    QTest.mouseClick(shown.forth, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "is not found after this place" in shown.told.text(), timeout=60_000)


def test_a_search_can_be_stopped_and_the_window_stays(opened: tuple[Path, LogDialog], qtbot: QtBot) -> None:
    _, shown = opened
    QTest.keyClicks(shown.search, "what is nowhere")
    QTest.mouseClick(shown.back, Qt.MouseButton.LeftButton)
    assert shown.cancel.isVisible() and shown.told.text() == "Searching…"
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: shown.told.text() == "The search was stopped.", timeout=60_000)
    assert shown.isVisible() and not shown.cancel.isVisible()
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not isValid(shown) or not shown.isVisible(), timeout=60_000)


def test_a_name_of_500_characters_makes_no_window_of_that_width(opened: tuple[Path, LogDialog], qtbot: QtBot) -> None:
    _, shown = opened
    other = LogDialog(None, shown.desk, shown.detail, "reconstruction, " + "run_023523-" * 45)
    other.show()
    qtbot.waitUntil(lambda: bool(other.lines), timeout=60_000)
    assert other.width() == shown.width() and elided(other) == []
    other.close()
