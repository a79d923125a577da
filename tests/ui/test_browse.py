"""Folders looked for with *Browse*, also on storages behind commands, whose files are looked at and copied too."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from parisana.app.session import Session
from parisana.plugins.fake_storage import FakeStorage
from parisana.plugins.storage import Storage
from parisana.ui.desktop.pages.storage.page import StoragePage
from parisana.ui.desktop.storage.model import addresses_in
from parisana.ui.desktop.window import Window
from tests.contract.stores import FACES
from tests.standins.store.store import Store, install
from tests.ui.batch_pages import batch_page
from tests.ui.storage_pages import child, choose, click, look, take_folder, words
from tests.ui.storage_pages import data as data
from tests.ui.storage_pages import far as far
from tests.ui.storage_pages import page as page


def test_what_is_chosen_is_copied_to_a_folder_that_is_looked_for(
    page: StoragePage, window: Window, qtbot: QtBot, data: Path
) -> None:
    node = look(page, qtbot, str(data))
    choose(page, child(node, "it's"), child(node, "two words"))
    take_folder(qtbot, str(data), "to")
    click(page.download)
    qtbot.waitUntil(lambda: "2 copies are in the queue" in window.footer.saved.text(), timeout=60_000)
    Session().transfers.run()
    assert sorted(os.listdir(data / "to")) == ["it's", "two words"]


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
    batch = batch_page(qtbot, window)
    take_folder(qtbot, behind, "DST")
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
    batch = batch_page(qtbot, window)
    row = batch.areas.rows["dst"]
    if further:
        click(row.further.add)
    take_folder(qtbot, "fake://host/user", "DST")
    row.places[-1].path.line.actions()[-1].trigger()
    path = ("overrides", "areas", "dst", "also" if further else "path")
    found = ["fake://host/user/DST"] if further else "fake://host/user/DST"
    qtbot.waitUntil(lambda: window.desk.editor.value(path) == found, timeout=60_000)
