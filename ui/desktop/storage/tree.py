"""The tree of storages as it is seen: columns, dots, dragging."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
)

from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import DOT, STORAGE_COLUMNS, TABLE_HEAD
from parisana.ui.desktop.widgets.rows import STATE
from parisana.ui.desktop.widgets.state import mark, paint_dot

from .model import NAME, REMARK, StorageModel
from .nodes import Node

#: Milliseconds between two looks at the ages of listings.
AGES = 5000
ROOM = DOT + 14


class Cells(QStyledItemDelegate):
    """Draws a dot before the words of a state."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        """Say all but names in a quieter tone, and cut them in the middle as addresses are."""
        super().initStyleOption(option, index)
        option.state &= ~QStyle.StateFlag.State_HasFocus
        fault = index.column() == REMARK and index.data(STATE)
        colour = "text" if index.column() == NAME else "bad" if fault else "dim"
        option.palette.setColor(option.palette.ColorRole.Text, look().colour(colour))
        option.palette.setColor(option.palette.ColorRole.HighlightedText, look().colour(colour))
        option.textElideMode = Qt.TextElideMode.ElideMiddle if index.column() == NAME else Qt.TextElideMode.ElideRight

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Draw the dot, and the words behind it."""
        state = index.data(STATE)
        if not state:
            super().paint(painter, option, index)
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, look().colour("accent_bg"))
        paint_dot(painter, QPointF(option.rect.left() + DOT, option.rect.center().y() + 1), mark(state))
        moved = QStyleOptionViewItem(option)
        moved.rect = option.rect.adjusted(ROOM, 0, 0, 0)
        super().paint(painter, moved, index)


class StorageTree(QTreeView):
    """Shows the places; folders are unfolded with the arrow keys, Return, or the mouse."""

    #: The chosen names are others now.
    chosen = Signal()
    #: Delete was pressed.
    removal_wanted = Signal()

    def __init__(self, desk: Desk, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.nodes = StorageModel(desk, self)
        self.setModel(self.nodes)
        self.setItemDelegate(Cells(self))
        self.setFont(font("cell"))
        self.setUniformRowHeights(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragDrop)
        self.setDefaultDropAction(Qt.DropAction.CopyAction)
        self._head()
        self.selectionModel().selectionChanged.connect(lambda now, before: self.chosen.emit())
        self.nodes.modelReset.connect(self.chosen)
        self.nodes.listed.connect(lambda node: self.chosen.emit())
        self._ages = QTimer(self, interval=AGES)
        self._ages.timeout.connect(self.viewport().update)
        self._ages.start()

    def _head(self) -> None:
        head = self.header()
        head.setFont(font("caption", bold=True))
        head.setFixedHeight(TABLE_HEAD)
        head.setStretchLastSection(False)
        head.setSectionResizeMode(NAME, QHeaderView.ResizeMode.Stretch)
        for column, wide in enumerate(STORAGE_COLUMNS, 1):
            head.setSectionResizeMode(column, QHeaderView.ResizeMode.Fixed)
            head.resizeSection(column, wide)

    @property
    def selected(self) -> list[Node]:
        """The names that are chosen, in their order."""
        found: dict[Node, None] = {}
        chosen = self.selectionModel().selection()
        for part in map(chosen.at, range(chosen.count())):
            found |= dict.fromkeys(self.nodes.below(part.parent())[part.top() : part.bottom() + 1])
        return list(found)

    @property
    def folder(self) -> Node | None:
        """The folder that is meant: the chosen one, or that in which the first chosen name lies."""
        chosen = self.selected
        if not chosen:
            return None
        return chosen[0] if chosen[0].is_folder else chosen[0].above

    def unfold(self, node: Node) -> None:
        """Show what is in a folder, and choose it."""
        index = self.nodes.index_of(node)
        self.setCurrentIndex(index)
        self.expand(index)
        self.scrollTo(index)
        if node.fault or self.nodes.canFetchMore(index):
            self.nodes.look_into(node)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return unfolds and folds, Delete removes."""
        node: Any = self.nodes.node(self.currentIndex())
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and node is not None and node.is_folder:
            if self.isExpanded(self.nodes.index_of(node)):
                self.collapse(self.nodes.index_of(node))
            else:
                self.unfold(node)
        elif event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
        else:
            super().keyPressEvent(event)
