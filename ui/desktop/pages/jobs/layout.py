"""The columns of the table of jobs: which, in which order and how wide; remembered, and kept in saved views."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from parisana.app.jobs.job_table import JobSort
from parisana.ui.desktop.widgets.table import Table

from .rows import JobRows

Columns = tuple[tuple[JobSort, int], ...]

#: Hidden until somebody wants them.
HIDDEN = (JobSort.NUMBER, JobSort.SITE, JobSort.FAILURE, JobSort.CHANGED, JobSort.PRODUCTION)
#: Milliseconds after the last change until it is remembered.
PAUSE = 400


class Layout(QObject):
    """Belongs to one table."""

    #: Somebody chose, moved or widened columns.
    changed = Signal()

    def __init__(self, table: Table, rows: JobRows) -> None:
        super().__init__(table)
        self._table, self._rows = table, rows
        self._head = table.horizontalHeader()
        self._head.setSectionsMovable(True)
        self._widths = [self._head.sectionSize(place) for place in range(self._head.count())]
        #: Whether somebody has ever chosen columns.
        self.chosen = False
        self._quiet = False
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(PAUSE)
        self._soon.timeout.connect(self.changed)
        self._head.sectionMoved.connect(lambda *places: self._touched())
        self._head.sectionResized.connect(lambda place, before, now: self._touched(resized=place))
        self.show(())

    def columns(self) -> Columns:
        """Return the columns that are shown, from the left, with their widths."""
        places = [self._head.logicalIndex(place) for place in range(self._head.count())]
        return tuple((self._rows.sorts[place], self._width(place)) for place in places if not self._hidden(place))

    def show(self, columns: Sequence[tuple[JobSort, int]]) -> None:
        """Show these columns; of none, the usual ones."""
        self._quiet, self.chosen = True, bool(columns)
        sorts = self._rows.sorts
        wanted = list(columns) or [(sort, width) for sort, width in zip(sorts, self._widths, strict=True)]
        wanted = [each for each in wanted if columns or each[0] not in HIDDEN]
        for target, (sort, width) in enumerate(wanted):
            place = sorts.index(sort)
            self._head.moveSection(self._head.visualIndex(place), target)
            if self._rows.columns[place].width > 0:
                self._table.setColumnWidth(place, max(width, self._head.minimumSectionSize()))
        shown = {sort for sort, _ in wanted}
        for place, sort in enumerate(sorts):
            self._table.setColumnHidden(place, sort not in shown)
        self._quiet = False

    def set_shown(self, sort: JobSort, on: bool, *, chosen: bool = True) -> None:
        """Show a column, or hide it."""
        self._table.setColumnHidden(self._rows.sorts.index(sort), not on)
        if chosen:
            self._touched()

    def menu(self, parent: QWidget) -> QMenu:
        """Return a menu in which columns are chosen and moved, and by which rows are sorted."""
        menu = QMenu(parent)
        for place, column in enumerate(self._rows.columns):
            each = QAction(column.title, menu, checkable=True)
            each.setChecked(not self._hidden(place))
            each.setEnabled(place > 0)
            each.toggled.connect(partial(self.set_shown, self._rows.sorts[place]))
            menu.addAction(each)
        menu.addSeparator()
        self._add_sorting(menu.addMenu(self.tr("Sort by")))
        self._add_moving(menu)
        menu.addAction(self.tr("The usual columns"), self._reset)
        return menu

    def _add_sorting(self, menu: QMenu) -> None:
        for place, column in enumerate(self._rows.columns):
            each = QAction(column.title, menu, checkable=True)
            each.setChecked(self._head.sortIndicatorSection() == place)
            each.triggered.connect(partial(self._sort, place))
            menu.addAction(each)

    def _add_moving(self, menu: QMenu) -> None:
        """Offer to move the column by which the rows are sorted: the mouse moves any."""
        place = self._rows.sorts.index(self._rows.order[0])
        title, stands = self._rows.columns[place].title, self._head.visualIndex(place)
        left = menu.addAction(self.tr("Move “{0}” to the left").format(title), partial(self._step, place, -1))
        right = menu.addAction(self.tr("Move “{0}” to the right").format(title), partial(self._step, place, 1))
        left.setEnabled(stands > 0)
        right.setEnabled(stands < self._head.count() - 1)

    def _sort(self, place: int, checked: bool = False) -> None:
        order = self._head.sortIndicatorOrder() if self._head.sortIndicatorSection() == place else None
        turned = order is not None and order is order.AscendingOrder
        kind = type(self._head.sortIndicatorOrder())
        self._table.sortByColumn(place, kind.DescendingOrder if turned else kind.AscendingOrder)

    def _step(self, place: int, by: int) -> None:
        """Move a column past the next one that is shown."""
        target = self._head.visualIndex(place) + by
        while 0 < target < self._head.count() - 1 and self._hidden(self._head.logicalIndex(target)):
            target += by
        self._head.moveSection(self._head.visualIndex(place), target)

    def _reset(self) -> None:
        for target in range(self._head.count()):
            self._head.moveSection(self._head.visualIndex(target), target)
        self.show(())
        self.changed.emit()

    def _touched(self, resized: int | None = None) -> None:
        """Remember soon what somebody did; what the window's width does to the last column is nobody's wish."""
        if self._quiet or (resized is not None and self._rows.columns[resized].width < 0):
            return
        self.chosen = True
        self._soon.start()

    def _hidden(self, place: int) -> bool:
        return self._table.isColumnHidden(place)

    def _width(self, place: int) -> int:
        return self._head.sectionSize(place)
