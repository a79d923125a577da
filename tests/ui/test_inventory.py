"""Books against storages in the window: what is lost, damaged and dark is shown with its count, and repaired."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from parisana.app.upkeep import scan as scanning
from parisana.core.jobs.states import Answer, JobState
from parisana.plugins.fake_backend import FakeSite
from parisana.plugins.storage import Stat
from parisana.storage.disk.storage import DiskStorage
from parisana.ui.desktop.dialogs.inventory import InventoryDialog
from parisana.ui.desktop.pages.storage.page import StoragePage
from parisana.ui.desktop.window import Window
from tests.app.toy import Toy
from tests.ui.looking import elided, outside, settle
from tests.ui.productions import answer, books, state_of


@pytest.fixture
def done(fake_toy: Toy, batch: FakeSite) -> Iterator[int]:
    """Return a production of two slices that is done."""
    with books() as session:
        number = session.submit(session.plan(fake_toy.profile([1, 2])))
        for _ in session.follow(number):
            pass
    yield number


@pytest.fixture
def dialog(done: int, window: Window, qtbot: QtBot) -> Iterator[InventoryDialog]:
    """Return the dialog with that production chosen."""
    window.go("page.storage")
    page = window.page
    assert isinstance(page, StoragePage)
    made = InventoryDialog(page, window.desk)
    made.show()
    qtbot.waitUntil(lambda: made.number == done, timeout=60_000)
    yield made
    made.close()


def press(button: QAbstractButton) -> None:
    """Press a button that can be pressed."""
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def compared(dialog: InventoryDialog, qtbot: QtBot) -> None:
    """Compare, and wait until it is over."""
    press(dialog.compare)
    qtbot.waitUntil(lambda: dialog.found is not None, timeout=60_000)


def kinds(dialog: InventoryDialog) -> list[str]:
    """Return what is said of each name."""
    return sorted(each.kind for each in dialog.rows.rows)


def places(number: int) -> list[Path]:
    """Return where the results of the jobs lie."""
    with books() as session:
        return [Path(job.output) for job in session.all_jobs(number)]


def test_where_all_is_there_nothing_can_be_repaired(dialog: InventoryDialog, qtbot: QtBot) -> None:
    assert not dialog.repair.isEnabled() and not dialog.clear.isEnabled()
    compared(dialog, qtbot)
    assert "0 lost, 0 damaged, 0 dark, 0 unknown" in dialog.says.text()
    assert kinds(dialog) == [] and not dialog.repair.isEnabled() and not dialog.clear.isEnabled()
    assert not elided(dialog) and not outside(dialog)


def test_what_is_lost_is_computed_again_when_the_count_was_agreed(
    dialog: InventoryDialog, done: int, qtbot: QtBot
) -> None:
    first, second, *_ = places(done)
    shutil.rmtree(first)
    file = next(path for path in second.iterdir() if not path.name.startswith("."))
    file.write_bytes(bytes(byte ^ 1 for byte in file.read_bytes()))
    press(dialog.bytes)
    compared(dialog, qtbot)
    assert set(kinds(dialog)) == {"lost", "damaged"}
    assert dialog.repair.text() == "Compute 2 jobs again…" and "--checksums" in dialog.command.text.text()
    said = answer(qtbot, lambda: press(dialog.repair), "Cancel")
    assert any(str(first) in text for text in said) and any("--repair" in text for text in said)
    assert state_of(done, 1) is JobState.DONE, "nothing is done before it is agreed"
    answer(qtbot, lambda: press(dialog.repair), "Compute 2 jobs again")
    qtbot.waitUntil(lambda: state_of(done, 1) is JobState.READY and state_of(done, 2) is JobState.READY, timeout=60_000)
    qtbot.waitUntil(lambda: dialog.found is not None and "lost" not in kinds(dialog), timeout=60_000)


def test_dark_names_are_removed_by_their_word_alone(dialog: InventoryDialog, done: int, qtbot: QtBot) -> None:
    dark = places(done)[0].with_name("nobody's file")
    dark.write_bytes(b"1")
    compared(dialog, qtbot)
    assert kinds(dialog) == ["dark"] and not dialog.repair.isEnabled()
    assert dialog.clear.text() == "Remove 1 dark name…"
    answer(qtbot, lambda: press(dialog.clear), "Remove 1 dark name")
    qtbot.waitUntil(lambda: not dark.exists(), timeout=60_000)
    qtbot.waitUntil(lambda: dialog.found is not None and kinds(dialog) == [], timeout=60_000)
    assert all(path.exists() for path in places(done))


class Slow(DiskStorage):
    """Answers when it may."""

    may_go = Event()

    def stat(self, url: str) -> Stat:
        """Wait, and say nothing."""
        self.may_go.wait(60)
        return Stat(Answer.UNKNOWN, reason="The server does not answer.")


def test_it_can_be_stopped_and_silence_is_not_loss(
    dialog: InventoryDialog, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scanning, "make_storage", lambda site: Slow())
    monkeypatch.setattr(Slow, "may_go", Event())
    press(dialog.compare)
    settle(dialog)
    assert not dialog.compare.isEnabled() and "Looking" in dialog.says.text()
    press(dialog.stop)
    settle(dialog)
    assert dialog.found is None and dialog.compare.isEnabled() and not dialog.stop.isEnabled()
    Slow.may_go.set()
    compared(dialog, qtbot)
    assert set(kinds(dialog)) == {"unknown"} and not dialog.repair.isEnabled() and not dialog.clear.isEnabled()


def test_the_page_has_its_button(window: Window, qtbot: QtBot) -> None:
    window.go("page.storage")
    page = window.page
    assert isinstance(page, StoragePage)
    seen: list[str] = []

    def close() -> None:
        found = QApplication.activeModalWidget()
        if isinstance(found, InventoryDialog):
            seen.append(found.windowTitle())
            found.close()
        else:
            QTimer.singleShot(50, close)

    QTimer.singleShot(50, close)
    press(page.inventory)
    assert seen == ["Is all there?"]
