"""The page Storage: looking, copying, removing, from any place to any other, on good days and on bad ones."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from parisana.app.session import Session
from parisana.errors import StorageError
from parisana.plugins.fake_storage import FakeStorage
from parisana.plugins.storage import Locality, Stat, Storage
from parisana.storage.disk.storage import DiskStorage
from parisana.ui.desktop import menu
from parisana.ui.desktop.dialogs.messages import Message
from parisana.ui.desktop.pages.storage.page import StoragePage
from parisana.ui.desktop.palette import best
from parisana.ui.desktop.storage.model import REMARK, WHERE
from parisana.ui.desktop.window import Window
from tests.ui.looking import elided, outside, settle
from tests.ui.productions import answer
from tests.ui.storage_pages import ODD, child, choose, click, look, top, words
from tests.ui.storage_pages import data as data
from tests.ui.storage_pages import far as far
from tests.ui.storage_pages import page as page


class Tape(FakeStorage):
    """Some of its files are on tape until they are asked for."""

    def __init__(self) -> None:
        super().__init__()
        self.asleep = {"fake://host/tape/b"}
        self.asked: list[str] = []

    def most_asked(self, url: str) -> int:
        return 100

    def localities(self, urls: Sequence[str]) -> dict[str, Locality]:
        return {
            url: Locality.NEARLINE if url.removeprefix("fake:/") in self.asleep else Locality.ONLINE for url in urls
        }

    def bring_online(self, urls: Sequence[str]) -> None:
        self.asked += urls


class Hanging(FakeStorage):
    """A server that accepts and never answers."""

    def __init__(self) -> None:
        super().__init__()
        self.may_go = threading.Event()

    def stat(self, url: str) -> Stat:
        self.may_go.wait(60)
        raise StorageError("The server closed the connection.", transient=True)


def test_the_areas_of_the_site_and_this_machine_are_there(page: StoragePage) -> None:
    titles = [node.title.partition(":")[0] for node in page.tree.nodes.tops]
    assert titles[:3] == ["Working", "Calibration", "DST"] and titles[-1] == "This machine"
    assert not elided(page) and not outside(page)


def test_it_is_found_in_the_palette_and_by_its_key(window: Window, qtbot: QtBot) -> None:
    best("transfers", menu.finds(window))[0].take()
    assert window._address == "page.transfers"
    QTest.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window._address == "page.storage", timeout=60_000)


def test_odd_names_are_shown_in_one_line_with_their_place_and_the_listing_with_its_age(
    page: StoragePage, qtbot: QtBot, data: Path
) -> None:
    node = look(page, qtbot, str(data))
    assert words(page, node) == ["to", "it's", "line␊end", "naïve γ", 'say "hi"', "two words"]
    assert words(page, node, WHERE) == ["", *["at hand"] * 5]
    choose(page, node)
    assert page.said.text().startswith("6 names, ") and page.said.text().endswith(" ago")


def test_a_new_listing_comes_only_when_it_is_asked_for(page: StoragePage, qtbot: QtBot, data: Path) -> None:
    node = look(page, qtbot, str(data))
    (data / "zz").write_bytes(b"")
    settle(page)
    assert "zz" not in words(page, node)
    choose(page, node)
    QTest.mouseClick(page.refresh, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "zz" in words(page, node), timeout=60_000)


def test_names_are_dropped_onto_a_folder_and_files_of_other_programs_too(
    page: StoragePage, window: Window, qtbot: QtBot, data: Path, tmp_path: Path
) -> None:
    (tmp_path / "from outside.fits").write_bytes(b"1")
    node = look(page, qtbot, str(data))
    model = page.tree.nodes
    inner = model.mimeData([model.index_of(child(node, name)) for name in ODD])
    outer = QMimeData()
    outer.setUrls([QUrl.fromLocalFile(str(tmp_path / "from outside.fits"))])
    for dragged in (inner, outer):
        into = model.index_of(child(node, "to"))
        assert model.canDropMimeData(dragged, Qt.DropAction.CopyAction, -1, -1, into)
        assert not model.canDropMimeData(dragged, Qt.DropAction.CopyAction, -1, -1, model.index_of(child(node, "it's")))
        assert model.dropMimeData(dragged, Qt.DropAction.CopyAction, -1, -1, into)
    qtbot.waitUntil(lambda: "1 copy is in the queue" in window.footer.saved.text(), timeout=60_000)
    Session().transfers.run()
    assert sorted(os.listdir(data / "to")) == sorted([*ODD, "from outside.fits"])
    assert all((data / "to" / name).read_bytes() == b"photons" for name in ODD)


def test_copies_keep_what_the_profile_overrides(page: StoragePage, qtbot: QtBot, data: Path) -> None:
    page.desk.editor.set_value(("overrides", "storages", "s3", "endpoint"), "https://s3.example.org")
    page.shown()
    qtbot.waitUntil(lambda: page.tree.nodes.site is not None and "s3" in page.tree.nodes.site.storages, timeout=60_000)
    page.verbs.copy([str(data / "it's")], child(look(page, qtbot, str(data)), "to"))
    qtbot.waitUntil(lambda: bool(Session().transfers.list()), timeout=60_000)
    assert "https://s3.example.org" in str(Session().transfers.list()[0].site)
    assert all("--profile" in command for _, command in page.commands())


def test_a_folder_is_copied_with_all_below_and_a_link_in_it_is_named(
    page: StoragePage, window: Window, qtbot: QtBot, data: Path
) -> None:
    (data / "runs").mkdir()
    (data / "runs/a.fits").write_bytes(b"photons")
    (data / "runs/round").symlink_to(data)
    node = look(page, qtbot, str(data))
    choose(page, child(node, "runs"))
    assert f"parisana storage cp {data}/runs . --recursive" in [command for _, command in page.commands()]
    page.verbs.copy([str(data / "runs")], child(node, "to"))
    qtbot.waitUntil(lambda: "1 link to a folder is not followed" in window.footer.saved.text(), timeout=60_000)
    Session().transfers.run()
    assert os.listdir(data / "to/runs") == ["a.fits"]


def test_deletion_is_asked_with_its_count_and_done(page: StoragePage, qtbot: QtBot, data: Path) -> None:
    (data / "to/deep").mkdir()
    (data / "to/deep/file").write_bytes(b"12345")
    node = look(page, qtbot, str(data))
    choose(page, child(node, "to"), child(node, "it's"))
    assert page.delete.text() == "Delete 2…"
    said = answer(qtbot, lambda: click(page.delete), "Remove 2 files, 2 folders")
    assert any("12 B" in text for text in said)
    qtbot.waitUntil(lambda: not (data / "to").exists() and not (data / "it's").exists(), timeout=60_000)
    qtbot.waitUntil(lambda: "to" not in words(page, node), timeout=60_000)
    assert (data / "two words").exists()


def test_deletion_that_is_not_confirmed_removes_nothing(page: StoragePage, qtbot: QtBot, data: Path) -> None:
    node = look(page, qtbot, str(data))
    choose(page, child(node, "it's"))
    answer(qtbot, lambda: QTest.keyClick(page.tree, Qt.Key.Key_Delete), "Cancel")
    qtbot.waitUntil(lambda: page.desk.bridge.idle, timeout=60_000)
    assert (data / "it's").exists()


def test_a_refused_deletion_says_which_and_why(
    page: StoragePage, qtbot: QtBot, data: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(self: DiskStorage, url: str) -> None:
        raise StorageError("You may not remove this.")

    monkeypatch.setattr(DiskStorage, "remove", refuse)
    node = look(page, qtbot, str(data))
    choose(page, child(node, "it's"))
    answer(qtbot, lambda: click(page.delete), "Remove 1 file")
    qtbot.waitUntil(lambda: bool(messages()), timeout=60_000)
    (said,) = messages()
    texts = " ".join(each.text() for each in said.findChildren(type(page.said)))
    assert "1 name could not be removed" in texts and "You may not remove this." in texts
    said.close()
    assert (data / "it's").exists()


def messages() -> list[Message]:
    return [each for each in QApplication.topLevelWidgets() if isinstance(each, Message) and each.isVisible()]


def test_files_on_tape_are_seen_and_asked_for(page: StoragePage, qtbot: QtBot, far: Callable[[Storage], None]) -> None:
    tape = Tape()
    tape.files["fake:/host/tape"] = None
    tape.files |= {f"fake:/host/tape/{name}": b"1" for name in "abc"}
    far(tape)
    node = look(page, qtbot, "fake://host/tape")
    qtbot.waitUntil(lambda: all(words(page, node, WHERE)), timeout=60_000)
    tape.asleep = {"//host/tape/b", "/host/tape/b"}
    page.tree.nodes.look_into(node)
    qtbot.waitUntil(lambda: words(page, node, WHERE) == ["at hand", "on tape", "at hand"], timeout=60_000)
    choose(page, *(node.below or ()))
    assert page.online.text() == "Bring 1 online"
    click(page.online)
    qtbot.waitUntil(lambda: tape.asked == ["fake://host/tape/b"], timeout=60_000)


def test_a_server_that_never_answers_holds_up_nothing_else(
    page: StoragePage, qtbot: QtBot, far: Callable[[Storage], None], data: Path
) -> None:
    hanging = Hanging()
    far(hanging)
    page.address.setText("fake://host/x")
    QTest.keyClick(page.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: top(page, "fake://host/x") is not None, timeout=60_000)
    silent = top(page, "fake://host/x")
    assert silent is not None
    assert page.tree.nodes.index_of(silent, REMARK).data() == "asking…"
    assert len(look(page, qtbot, str(data)).below or ()) == 6
    assert silent.ticket is not None
    hanging.may_go.set()
    qtbot.waitUntil(lambda: silent.fault != "", timeout=60_000)
    assert page.tree.nodes.index_of(silent, REMARK).data() == "The server closed the connection."


def test_ten_thousand_names_are_listed(page: StoragePage, qtbot: QtBot, far: Callable[[Storage], None]) -> None:
    many = FakeStorage()
    many.files["fake:/host"] = None
    names = [f"run-{number:05d}.fits" for number in range(10_000)]
    many.files |= {f"fake:/host/{name}": b"1" for name in names}
    far(many)
    node = look(page, qtbot, "fake://host")
    assert len(node.below or ()) == 10_000
    assert page.tree.nodes.index_of(node, REMARK).data().startswith("10,000 names")
    choose(page, (node.below or [])[9_999])
    assert page.tree.selected == [(node.below or [])[9_999]]
    page.tree.selectAll()
    settle(page)
    assert page.delete.text() == "Delete 10,000…"


def test_an_address_that_nobody_speaks_is_a_sentence(page: StoragePage, qtbot: QtBot) -> None:
    page.address.setText("dissk://nowhere/x")
    QTest.keyClick(page.address, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: "dissk" in page.said.text(), timeout=60_000)
