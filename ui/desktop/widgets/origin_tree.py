"""Where a file comes from, as a small tree of two columns."""

from __future__ import annotations

from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeView, QWidget

from parisana.app.results.provenance import Origin
from parisana.ui.desktop.fonts import font
from parisana.ui.desktop.look import look
from parisana.ui.desktop.theme import ORIGIN_TITLE


class OriginTree(QTreeView):
    """Shows an origin; what stands below its lines is unfolded with the arrow keys or a click."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFont(font("caption"))
        self.setHeaderHidden(True)
        self.setIndentation(14)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformRowHeights(True)
        self._model = QStandardItemModel(0, 2, self)
        self.setModel(self._model)
        self.header().setStretchLastSection(True)
        self.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Fixed)
        self.header().resizeSection(0, ORIGIN_TITLE)

    def show_origin(self, origin: Origin) -> None:
        """Show another origin."""
        self._model.removeRows(0, self._model.rowCount())
        root = self._model.invisibleRootItem()
        root.appendRow(self._row(Origin(origin.title, origin.value)))
        for each in origin.below:
            self._add(root, each)
        self.header().resizeSection(0, ORIGIN_TITLE)

    def clear(self) -> None:
        """Show nothing."""
        self._model.removeRows(0, self._model.rowCount())

    def words(self) -> list[str]:
        """Return the lines that can be seen without unfolding."""
        model = self._model
        return [f"{model.index(row, 0).data()} {model.index(row, 1).data()}" for row in range(model.rowCount())]

    def _add(self, parent: QStandardItem, origin: Origin) -> None:
        row = self._row(origin)
        parent.appendRow(row)
        for each in origin.below:
            self._add(row[0], each)

    def _row(self, origin: Origin) -> list[QStandardItem]:
        title, value = QStandardItem(origin.title), QStandardItem(origin.value)
        title.setForeground(look().colour("dim"))
        for item in (title, value):
            item.setToolTip(f"{origin.title}: {origin.value}")
            item.setAccessibleText(f"{origin.title}: {origin.value}")
        return [title, value]
