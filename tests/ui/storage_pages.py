"""The page Storage as tests open it, what they do with its tree, and the dialog of *Browse*."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from parisana.app.sites.equipment import area_storage
from parisana.app.transfers import browser as looking_at
from parisana.plugins.storage import Storage
from parisana.ui.desktop.dialogs.browse import BrowseDialog
from parisana.ui.desktop.pages.storage.page import StoragePage
from parisana.ui.desktop.storage.model import NAME
from parisana.ui.desktop.storage.nodes import Node
from parisana.ui.desktop.window import Window
from tests.ui.looking import settle

#: Names that people give to files.
ODD = ("line\nend", "naïve γ", 'say "hi"', "it's", "two words")


@pytest.fixture
def far(monkeypatch: pytest.MonkeyPatch) -> Callable[[Storage], None]:
    """Return what puts a storage behind all addresses that begin with fake."""

    def put(storage: Storage) -> None:
        monkeypatch.setattr(
            looking_at, "area_storage", lambda site, kind: storage if kind == "fake" else area_storage(site, kind)
        )

    return put


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with files of odd names, and a folder in it to copy to."""
    folder = tmp_path / "data"
    (folder / "to").mkdir(parents=True)
    for name in ODD:
        (folder / name).write_bytes(b"photons")
    return folder


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> StoragePage:
    """Return the page, with its places."""
    window.go("page.storage")
    found = window.page
    assert isinstance(found, StoragePage)
    qtbot.waitUntil(lambda: bool(found.tree.nodes.tops), timeout=60_000)
    return found


def look(page: StoragePage, qtbot: QtBot, address: str) -> Node:
    """Type an address, and wait for its listing."""
    page.address.setText(address)
    QTest.keyClick(page.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: (found := top(page, address)) is not None and found.ticket is None, timeout=60_000)
    node = top(page, address)
    assert node is not None
    settle(page)
    return node


def top(page: StoragePage, url: str) -> Node | None:
    """Return the place at an address, when it is there."""
    return next((node for node in page.tree.nodes.tops if node.place.url == url), None)


def words(page: StoragePage, node: Node, column: int = NAME) -> list[str]:
    """Return what a column says of the names below a node."""
    return [str(page.tree.nodes.index_of(each, column).data()) for each in node.below or ()]


def choose(page: StoragePage, *nodes: Node) -> None:
    """Choose names with the mouse."""
    for number, node in enumerate(nodes):
        index = page.tree.nodes.index_of(node)
        page.tree.scrollTo(index)
        key = Qt.KeyboardModifier.ControlModifier if number else Qt.KeyboardModifier.NoModifier
        QTest.mouseClick(page.tree.viewport(), Qt.MouseButton.LeftButton, key, page.tree.visualRect(index).center())
    settle(page)


def child(node: Node, name: str) -> Node:
    """Return a name below a node."""
    return next(each for each in node.below or () if each.entry.name == name)


def click(button: QAbstractButton) -> None:
    """Press a button, which must let itself be pressed."""
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def take_folder(qtbot: QtBot, above: str, name: str) -> None:
    """Choose a folder in the dialog of *Browse*, as soon as that is open."""
    found = [each for each in QApplication.topLevelWidgets() if isinstance(each, BrowseDialog) and each.isVisible()]
    if not found:
        QTimer.singleShot(20, lambda: take_folder(qtbot, above, name))
        return
    (dialog,) = found
    place = next(each for each in dialog.tree.nodes.tops if each.place.url == above)
    dialog.tree.unfold(place)
    qtbot.waitUntil(lambda: bool(place.below), timeout=60_000)
    dialog.tree.unfold(child(place, name))
    settle(dialog)
    QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)
