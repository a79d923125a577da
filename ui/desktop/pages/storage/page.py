"""The page Storage: what lies where, on every storage of the site, on this machine, and wherever an address leads."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QPushButton, QVBoxLayout

from parisana.app.ground.command_line import command_line
from parisana.app.session import Session
from parisana.app.transfers.browser import Place
from parisana.core.texts.document import Document
from parisana.core.texts.words import counted, size
from parisana.errors import ParisanaError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.dialogs.browse import BrowseDialog
from parisana.ui.desktop.dialogs.inventory import InventoryDialog
from parisana.ui.desktop.forms.inputs import Line
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.storage.nodes import Node, above
from parisana.ui.desktop.storage.tree import StorageTree
from parisana.ui.desktop.storage.verbs import StorageVerbs
from parisana.ui.desktop.theme import CARD, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.command_line import command_button
from parisana.ui.desktop.widgets.flow import Flow
from parisana.ui.desktop.widgets.page import Page
from parisana.ui.desktop.widgets.texts import button, label, tool

#: Where the bytes of files are that may have to be brought from tape.
ASLEEP = ("nearline", "unknown")


class StoragePage(Page):
    """Looks at storages; the page stays live whatever they do."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("StoragePage", "Storage"))
        self.desk = desk
        self._places, self._typed = Question(desk.bridge, "places", self), Question(desk.bridge, "places", self)
        self.tree = StorageTree(desk, self.tr("Storages"))
        self.verbs = StorageVerbs(desk, self.tree.nodes, self)
        self.inventory = button(self.tr("Is all there?"), "magnifying-glass")
        self.command = command_button(self, self.commands)
        for each in (self.inventory, self.command):
            self.buttons.addWidget(each)
        self.content.addLayout(self._address_line())
        self.content.addWidget(self._card(), 1)
        self._connect()
        self._show_chosen()

    def _address_line(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        self.address = Line()
        self.address.setAccessibleName(self.tr("Address"))
        self.address.setPlaceholderText(self.tr("A path, or sftp://HOST/PATH, root://HOST//PATH, davs://HOST/PATH, …"))
        self.go_there = button(self.tr("Look there"), "arrow-right", small=True)
        self.refresh = tool(self.tr("List this folder again"), "arrows-clockwise")
        for widget, share in ((self.address, 1), (self.go_there, 0), (self.refresh, 0)):
            row.addWidget(widget, share)
        return row

    def _card(self) -> Card:
        card = Card()
        card.without_margins()
        card.body.addWidget(self.tree, 1)
        self.upload = button(self.tr("Copy files here…"), "upload-simple", small=True)
        self.download = button("", "download-simple", small=True)
        self.new = button(self.tr("New folder…"), "folder-plus", small=True)
        self.online = button("", "arrow-line-up", small=True)
        self.sum = button(self.tr("Checksum"), "hash", small=True)
        self.delete = button("", "trash", small=True)
        below = QVBoxLayout()
        below.setContentsMargins(CARD, NARROW, CARD, NARROW)
        below.setSpacing(ROW_GAP)
        flow = Flow()
        for each in (self.upload, self.download, self.new, self.online, self.sum, self.delete):
            flow.addWidget(each)
        self.said = label("", "caption", "dim")
        below.addWidget(self.said)
        below.addLayout(flow)
        card.body.addLayout(below)
        return card

    def _connect(self) -> None:
        self.address.returnPressed.connect(self.look_there)
        self.go_there.clicked.connect(self.look_there)
        self.refresh.clicked.connect(self.list_again)
        self.inventory.clicked.connect(lambda: InventoryDialog(self, self.desk).exec())
        QShortcut(QKeySequence("Ctrl+R"), self, self.list_again)
        self.tree.chosen.connect(self._show_chosen)
        self.tree.removal_wanted.connect(self.remove)
        self.upload.clicked.connect(self._choose_files)
        self.download.clicked.connect(self.copy_to)
        self.new.clicked.connect(lambda: self._with_folder(self.verbs.make))
        self.online.clicked.connect(lambda: self.verbs.bring_online(self._asleep()))
        self.sum.clicked.connect(lambda: self.verbs.checksum(self._files()[0]))
        self.delete.clicked.connect(self.remove)

    def shown(self) -> None:
        """Ask for the places; what was listed before stays, with its age."""
        self._places.ask(places_of(self.desk), self._show_places, lambda error: self.desk.say(str(error), "unknown"))

    def _show_places(self, found: Sequence[Place]) -> None:
        before = [node.place for node in self.tree.nodes.tops]
        typed = [place for place in before if place.title and place.title == place.url]
        self.tree.nodes.show_places([*found, *typed])
        self._show_chosen()

    def look_there(self) -> None:
        """Look at the address that was typed."""
        text, site = self.address.text(), self.tree.nodes.site
        if text.strip():
            self._typed.ask(lambda session: session.browser.place(text, site), self._show_typed, self._refuse)

    def _refuse(self, error: Exception) -> None:
        words = error.message if isinstance(error, ParisanaError) else str(error)
        self.said.setText(words)
        self.desk.say(words, "unknown")

    def _show_typed(self, place: Place) -> None:
        tops = [node.place for node in self.tree.nodes.tops]
        if place.url not in [each.url for each in tops]:
            self.tree.nodes.show_places([*tops, place])
        node = next(node for node in self.tree.nodes.tops if node.place.url == place.url)
        self.tree.unfold(node)
        self.tree.setFocus()

    def list_again(self) -> None:
        """List the chosen folder anew."""
        self._with_folder(self.tree.nodes.look_into)

    def _with_folder(self, verb: Callable[[Node], Any]) -> None:
        if (folder := self.tree.folder) is not None:
            verb(folder)

    def _names(self) -> list[Node]:
        """Return the chosen names, without those that lie in a chosen folder; places to begin with are none."""
        chosen = {node: None for node in self.tree.selected if node.above is not None}
        return [node for node in chosen if not any(each in chosen for each in above(node))]

    def _files(self) -> list[Node]:
        return [node for node in self._names() if not node.is_folder]

    def _asleep(self) -> list[Node]:
        """Return the chosen files that may have to be brought from tape."""
        return [node for node in self._files() if node.where in ASLEEP]

    def _show_chosen(self) -> None:
        """Say what is chosen, and what can be done with it."""
        names, folder = self._names(), self.tree.folder
        files = [node for node in names if not node.is_folder]
        asleep = [node for node in files if node.where in ASLEEP]
        count, together = len(names), len({id(node.place) for node in names}) == 1
        for each, number, words in (
            (self.download, count, (self.tr("Copy to…"), self.tr("Copy 1 to…"), self.tr("Copy {0} to…"))),
            (
                self.online,
                len(asleep),
                (self.tr("Bring online"), self.tr("Bring 1 online"), self.tr("Bring {0} online")),
            ),
            (self.delete, count, (self.tr("Delete…"), self.tr("Delete 1…"), self.tr("Delete {0}…"))),
        ):
            each.setText(counted(number, *words[1:]) if number else words[0])
        can: Mapping[QPushButton, bool] = {
            self.upload: folder is not None, self.new: folder is not None, self.download: bool(names),
            self.online: bool(asleep) and together, self.sum: len(files) == 1 == count, self.delete: together,
        }  # fmt: skip
        for each, enabled in can.items():
            each.setEnabled(enabled)
            each.setAccessibleName(each.text())
        self.refresh.setEnabled(folder is not None)
        self.command.setEnabled(folder is not None)
        self.said.setText(self._in_words(names, folder))

    def _in_words(self, names: Sequence[Node], folder: Node | None) -> str:
        if folder is None:
            return self.tr("Choose a place, and unfold it. Files are copied by dragging them, too.")
        total = sum(node.entry.size or 0 for node in names)
        chosen = counted(len(names), self.tr("1 name chosen"), self.tr("{0} names chosen"))
        words = [chosen, size(total)] if names else []
        return "  ·  ".join([*words, *([folder.remark] if folder.remark else [])])

    def _choose_files(self) -> None:
        self.copy_in(QFileDialog.getOpenFileNames(self, self.tr("Copy files here"))[0])

    def copy_in(self, files: Sequence[str]) -> None:
        """Copy files of this machine into the chosen folder."""
        if files:
            self._with_folder(lambda folder: self.verbs.copy(files, folder))

    def copy_to(self) -> None:
        """Copy what is chosen into a folder that is looked for."""
        sources = [node.entry.url for node in self._names()]
        places = [node.place for node in self.tree.nodes.tops]
        heading = counted(len(sources), self.tr("Copy 1 name to"), self.tr("Copy {0} names to"))
        dialog = BrowseDialog(self, self.desk, heading, places)
        if sources and dialog.exec() and dialog.folder is not None:
            self.verbs.copy(sources, dialog.folder)

    def remove(self) -> None:
        """Remove what is chosen, in one place at a time."""
        if self.delete.isEnabled():
            self.verbs.remove(self._names())

    def commands(self) -> list[tuple[str, str]]:
        """Return what the page shows and does, as commands."""
        folder, profile = self.tree.folder, self._overriding()
        if folder is None:
            return []
        found = [(self.tr("This folder"), command_line("storage ls", folder.entry.url, profile=profile))]
        if urls := [node.entry.url for node in self._files()]:
            found += [
                (self.tr("Its checksum"), command_line("storage check", urls[0], profile=profile)),
                (self.tr("From tape"), command_line("storage stage", *urls, profile=profile)),
            ]
        if names := [node.entry for node in self._names()]:
            urls, whole = [each.url for each in names], any(each.is_dir for each in names)
            found += [
                (self.tr("Copied here"), command_line("storage cp", *urls, ".", recursive=whole, profile=profile)),
                (self.tr("Removed"), command_line("storage rm", *urls, recursive=whole, profile=profile)),
            ]
        return found

    def _overriding(self) -> str | None:
        """Return the profile under edit, if it overrides anything of its site."""
        editor = self.desk.editor
        if not editor.is_open or not editor.value(("overrides",)):
            return None
        return str(editor.profile.path or editor.profile.name)


def places_of(desk: Desk) -> Callable[[Session], list[Place]]:
    """Return what finds the places of the profile under edit: the areas of its site, and this machine; for a lane."""
    editor = desk.editor
    name, overrides = str(editor.value(("site",), "")), dict(editor.value(("overrides",)) or {})
    document = Document(editor.draft.document.file, dict(editor.draft.data))
    called = str(editor.value(("name",), ""))

    def find(session: Session) -> list[Place]:
        try:
            site = session.sites.configured(name, overrides, document).site
        except ParisanaError:
            site = None
        return session.browser.places(site, {"profile": called, "production": called})

    return find
