"""What holds a table still while its rows change: the top row stays at the top, and nobody is chosen by accident."""

from __future__ import annotations

from types import TracebackType
from typing import Any

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QPoint
from PySide6.QtGui import QMouseEvent

from parisana.ui.desktop.widgets.table import Table


class Anchor:
    """``with Anchor(table):`` around a change of its rows."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def __enter__(self) -> Anchor:
        """Note what stands where."""
        table = self._table
        self._bar = table.verticalScrollBar()
        self._top: Any = table.rows.row(table.indexAt(QPoint(1, 1))) if self._bar.value() else None
        self._current: Any = table.current
        self._offset = table.visualRect(table.indexAt(QPoint(1, 1))).top()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Put it there again."""
        table = self._table
        if self._current is not None and self._place(self._current) is None:
            table.selectionModel().setCurrentIndex(QModelIndex(), QItemSelectionModel.SelectionFlag.NoUpdate)
        place = self._place(self._top) if self._top is not None else None
        if place is not None:
            self._bar.setValue(table.rowViewportPosition(place) + self._bar.value() - self._offset)

    def _place(self, row: Any) -> int | None:
        return next((place for place, each in enumerate(self._table.rows.rows) if each.id == row.id), None)


class MousePlace(QObject):
    """Where the mouse is over a table, as it told itself: to ask the screen would mean to wait for it."""

    def __init__(self, table: Table) -> None:
        super().__init__(table)
        self._table = table
        self._at: QPoint | None = None
        table.viewport().setMouseTracking(True)
        table.viewport().installEventFilter(self)

    @property
    def row(self) -> int:
        """The row under the mouse; -1 when it is elsewhere."""
        return -1 if self._at is None else self._table.rowAt(self._at.y())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Listen, and let everything pass."""
        if isinstance(event, QMouseEvent):
            self._at = event.position().toPoint()
        elif event.type() is QEvent.Type.Leave:
            self._at = None
        return False
