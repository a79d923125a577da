"""The page Storage: looking, copying, removing, from any place to any other, on good days and on bad ones."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QTimer, QUrl
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication
from pytestqt.qtbot import QtBot

from parisana.app.session import Session
from parisana.app.sites.equipment import area_storage
from parisana.app.transfers import browser as looking_at
from parisana.errors import StorageError
from parisana.plugins.fake_storage import FakeStorage
from parisana.plugins.storage import Locality, Stat, Storage
from parisana.storage.disk.storage import DiskStorage
from parisana.ui.desktop import menu
from parisana.ui.desktop.dialogs.browse import BrowseDialog
from parisana.ui.desktop.dialogs.messages import Message
from parisana.ui.desktop.pages.batch.page import BatchPage
from parisana.ui.desktop.pages.storage.page import StoragePage
from parisana.ui.desktop.palette import best
from parisana.ui.desktop.storage.model import NAME, REMARK, WHERE, addresses_in
from parisana.ui.desktop.storage.nodes import Node
from parisana.ui.desktop.window import Window
from tests.contract.stores import FACES
from tests.standins.store.store import Store, install
from tests.ui.looking import elided, outside, settle
from tests.ui.productions import answer

ODD = ("line\nend", "naïve γ", 'say "hi"', "it's", "two words")


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
    folder = tmp_path / "data"
    (folder / "to").mkdir(parents=True)
    for name in ODD:
        (folder / name).write_bytes(b"photons")
    return folder


@pytest.fixture
def page(window: Window, qtbot: QtBot) -> Iterator[StoragePage]:
    window.go("page.storage")
    found = window.page
    assert isinstance(found, StoragePage)
    qtbot.waitUntil(lambda: bool(found.tree.nodes.tops), timeout=60_000)
    yield found


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
    return next(each for each in node.below or () if each.entry.name == name)


def click(button: QAbstractButton) -> None:
    assert button.isEnabled()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


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
    qtbot.waitUntil(
        lambda: words(page, node, WHERE) == ["at hand", "at hand", "at hand"], timeout=60_000
    ) if False else None
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


def test_what_is_chosen_is_copied_to_a_folder_that_is_looked_for(
    page: StoragePage, window: Window, qtbot: QtBot, data: Path
) -> None:
    node = look(page, qtbot, str(data))
    choose(page, child(node, "it's"), child(node, "two words"))

    def take() -> None:
        (dialog,) = [each for each in QApplication.topLevelWidgets() if isinstance(each, BrowseDialog)]
        place = next(each for each in dialog.tree.nodes.tops if each.place.url == str(data))
        dialog.tree.unfold(place)
        qtbot.waitUntil(lambda: bool(place.below), timeout=60_000)
        dialog.tree.unfold(child(place, "to"))
        settle(dialog)
        QTest.mouseClick(dialog.take, Qt.MouseButton.LeftButton)

    QTimer.singleShot(0, take)
    click(page.download)
    qtbot.waitUntil(lambda: "2 copies are in the queue" in window.footer.saved.text(), timeout=60_000)
    Session().transfers.run()
    assert sorted(os.listdir(data / "to")) == ["it's", "two words"]


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


def batch_page(window: Window, qtbot: QtBot) -> BatchPage:
    """Go to the page Batch System."""
    window.go("page.batch")
    batch = window.page
    assert isinstance(batch, BatchPage)
    qtbot.waitUntil(lambda: hasattr(batch, "areas"), timeout=60_000)
    settle(batch)
    return batch


#: Kind of storage -> the commands that its stand-in has, what the site says, the folder of a group.
BEHIND_COMMANDS = {
    "hpss": ("rfio", {}, "cchpsshess:/hpss/in2p3.fr/group/hess"),
    "hpss by hsi": ("hsi", {"commands": "hsi"}, "cchpsshess:/hpss/in2p3.fr/group/hess"),
    "lfc": ("lcg", {}, "lfn:/grid/hess"),
}


@pytest.fixture(params=BEHIND_COMMANDS)
def behind(request: pytest.FixtureRequest, window: Window, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the DST lie behind commands, in a folder that is not there yet; return the folder of the group."""
    face, settings, group = BEHIND_COMMANDS[request.param]
    store, kind = Store(tmp_path / "store"), request.param.partition(" ")[0]
    monkeypatch.setenv("PATH", f"{install(store.folder, face, FACES[face])}:{os.environ['PATH']}")
    (store.path(group.partition(":")[2]) / "DST/night 1").mkdir(parents=True)
    window.desk.editor.set_value(("overrides", "storages", kind), {"use": True, "root": group, **settings})
    window.desk.editor.set_value(("overrides", "areas"), {"dst": {"storage": kind, "path": f"{group}/user/none"}})
    return group


def test_browse_looks_into_storages_behind_commands(window: Window, qtbot: QtBot, behind: str) -> None:
    batch = batch_page(window, qtbot)
    QTimer.singleShot(0, lambda: take_folder(qtbot, behind, "DST"))
    batch.areas.rows["dst"].places[-1].path.line.actions()[-1].trigger()
    editor = window.desk.editor
    qtbot.waitUntil(lambda: editor.value(("overrides", "areas", "dst", "path")) == f"{behind}/DST", timeout=60_000)


def test_files_behind_commands_are_looked_at_and_copied_here_and_there(
    behind: str, page: StoragePage, window: Window, qtbot: QtBot, data: Path
) -> None:
    node = look(page, qtbot, behind)
    assert words(page, node) == ["DST"]
    here = look(page, qtbot, str(data))
    page.tree.nodes.look_into(child(node, "DST"))
    qtbot.waitUntil(lambda: bool(child(node, "DST").below), timeout=60_000)
    inner = page.tree.nodes.mimeData([page.tree.nodes.index_of(child(node, "DST"))])
    assert addresses_in(inner) == [f"{behind}/DST"] and not inner.urls(), "other programs cannot read it"
    (data / "runs").mkdir()
    (data / "runs/a.fits").write_bytes(b"photons")
    page.verbs.copy([str(data / "runs")], child(node, "DST"))
    qtbot.waitUntil(lambda: "1 copy is in the queue" in window.footer.saved.text(), timeout=60_000)
    Session().transfers.run()
    page.verbs.copy([f"{behind}/DST"], child(here, "to"))
    qtbot.waitUntil(lambda: len(Session().transfers.list()) == 2, timeout=60_000)
    Session().transfers.run()
    assert (data / "to/DST/runs/a.fits").read_bytes() == b"photons" and (data / "to/DST/night 1").is_dir()


@pytest.mark.parametrize("further", [False, True], ids=["its own place", "a further place, not written yet"])
def test_browse_of_an_area_that_is_not_on_disk_looks_at_its_storage(
    window: Window, qtbot: QtBot, far: Callable[[Storage], None], further: bool
) -> None:
    store = FakeStorage()
    store.files |= dict.fromkeys(("fake:/host", "fake:/host/user", "fake:/host/user/DST"))
    far(store)
    window.desk.editor.set_value(("overrides", "areas"), {"dst": {"storage": "fake", "path": "fake://host/user/none"}})
    batch = batch_page(window, qtbot)
    row = batch.areas.rows["dst"]
    if further:
        click(row.further.add)
    QTimer.singleShot(0, lambda: take_folder(qtbot, "fake://host/user", "DST"))
    row.places[-1].path.line.actions()[-1].trigger()
    path = ("overrides", "areas", "dst", "also" if further else "path")
    found = ["fake://host/user/DST"] if further else "fake://host/user/DST"
    qtbot.waitUntil(lambda: window.desk.editor.value(path) == found, timeout=60_000)
