"""Looking for a folder on any storage."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.transfers.browser import Place
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.storage.nodes import Node
from parisana.ui.desktop.storage.tree import StorageTree
from parisana.ui.desktop.storage.verbs import StorageVerbs
from parisana.ui.desktop.theme import BROWSING, DIALOG, NARROW, ROW_GAP
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.texts import button, label


class BrowseDialog(QDialog):
    """The tree of some places; ``folder`` is the one that was chosen."""

    def __init__(self, parent: QWidget | None, desk: Desk, heading: str, places: Sequence[Place]) -> None:
        super().__init__(parent)
        self.setWindowTitle(heading)
        self.resize(*BROWSING)
        self.folder: Node | None = None
        self.tree = StorageTree(desk, heading)
        self.tree.setSelectionMode(StorageTree.SelectionMode.SingleSelection)
        self.tree.setDragEnabled(False)
        self.verbs = StorageVerbs(desk, self.tree.nodes, self)
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        column.addWidget(label(heading, "heading"))
        card = Card()
        card.without_margins()
        card.body.addWidget(self.tree)
        column.addWidget(card, 1)
        self.where = label("", "caption", "dim", wrap=True)
        column.addWidget(self.where)
        column.addLayout(self._answers())
        self.tree.chosen.connect(self._show_chosen)
        self.tree.nodes.show_places(places)
        if len(places) == 1:
            self.tree.unfold(self.tree.nodes.tops[0])
        self._show_chosen()

    def _answers(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        self.new = button(self.tr("New folder…"), "folder-plus")
        self.cancel = button(self.tr("Cancel"))
        self.take = button(self.tr("Choose this folder"), kind="primary")
        row.addWidget(self.new)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.take)
        self.new.clicked.connect(self._make)
        self.cancel.clicked.connect(self.reject)
        self.take.clicked.connect(self.accept)
        return row

    def _make(self) -> None:
        if self.folder is not None:
            self.verbs.make(self.folder)

    def _show_chosen(self) -> None:
        self.folder = self.tree.folder
        there = self.folder is not None and not self.folder.fault
        self.take.setEnabled(there)
        self.new.setEnabled(there)
        self.where.setText("" if self.folder is None else self.folder.entry.url)
