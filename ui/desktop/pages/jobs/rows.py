"""The rows of the table of jobs: pages that come as one scrolls, and change in place while one looks."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from itertools import groupby

from PySide6.QtCore import Qt, Signal

from parisana.app.jobs.job_table import JobLine, JobSort
from parisana.core.texts.words import duration
from parisana.ui.desktop.widgets.rows import NOWHERE, Column, Index, Rows, missing


def reason(row: JobLine) -> str:
    """Return why a job is as it is, in a few words."""
    return row.reason or (row.failure or "")


def _span(seconds: float | None) -> str:
    return missing(None if seconds is None else duration(seconds))


def _whole(value: float | None) -> str:
    return missing(None if value is None else round(value))


def _moment(row: JobLine) -> str:
    return time.strftime("%m-%d %H:%M:%S", time.localtime(row.changed_at))


def neighbours(places: Sequence[int]) -> list[tuple[int, int]]:
    """Return growing numbers as runs without a hole, each by its first and its last."""
    runs = [
        [place for _, place in run] for _, run in groupby(enumerate(places), lambda counted: counted[1] - counted[0])
    ]
    return [(run[0], run[-1]) for run in runs]


class JobRows(Rows[JobLine]):
    """A beginning of the sorted and filtered jobs, as long as one has scrolled."""

    #: The end of what is there was reached.
    more_wanted = Signal()
    #: Another column is to be sorted by.
    reordered = Signal()

    def __init__(self) -> None:
        self.titles: Mapping[str, str] = {}
        super().__init__([])
        both = self._columns()
        self.columns = [column for column, _ in both]
        self.sorts = [sort for _, sort in both]
        self.order: tuple[JobSort, bool] = (JobSort.STATE, False)
        self.total = 0

    def _columns(self) -> list[tuple[Column[JobLine], JobSort]]:
        """Return the columns, each with what the bookkeeping sorts it by."""
        return [
            (Column(self.tr("State"), lambda row: row.state, state=lambda row: row.state, width=100), JobSort.STATE),
            (Column(self.tr("Stage"), lambda row: self.titles.get(row.stage, row.stage), width=136), JobSort.STAGE),
            (Column(self.tr("Unit"), lambda row: row.unit, width=96), JobSort.UNIT),
            (Column(self.tr("Job"), lambda row: f"{row.number:,}", number=True, width=64), JobSort.NUMBER),
            (Column(self.tr("Site"), lambda row: missing(row.site), width=72), JobSort.SITE),
            (
                Column(self.tr("Native id"), lambda row: missing(row.native_id), middle=True, width=108),
                JobSort.NATIVE_ID,
            ),
            (Column(self.tr("Att."), lambda row: f"{row.attempts}", number=True, width=48), JobSort.ATTEMPTS),
            (Column(self.tr("Time"), lambda row: _span(row.seconds), number=True, width=72), JobSort.TIME),
            (
                Column(self.tr("Mem. (MB)"), lambda row: _whole(row.peak_memory_mb), number=True, width=88),
                JobSort.MEMORY,
            ),
            (Column(self.tr("Reason"), reason, width=-1, tone="dim"), JobSort.REASON),
            (Column(self.tr("Failure"), lambda row: missing(row.failure), width=88), JobSort.FAILURE),
            (Column(self.tr("Changed"), _moment, width=124, tone="dim"), JobSort.CHANGED),
            (
                Column(self.tr("Production"), lambda row: f"#{row.production}", number=True, width=88),
                JobSort.PRODUCTION,
            ),
        ]

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Let the bookkeeping sort by a column."""
        wanted = (self.sorts[column], order is Qt.SortOrder.DescendingOrder) if column >= 0 else self.order
        if wanted != self.order:
            self.order = wanted
            self.reordered.emit()

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        """Whether there are more jobs than have been asked for."""
        return not parent.isValid() and 0 < len(self.rows) < self.total

    def fetchMore(self, parent: Index = NOWHERE) -> None:
        """Ask for the next page; it comes when it comes."""
        self.more_wanted.emit()

    def begin(self, rows: Sequence[JobLine]) -> None:
        """Show the rows of another question."""
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()

    def add(self, rows: Sequence[JobLine]) -> None:
        """Put the next page below; what has moved into it from above is not shown twice."""
        there = {row.id for row in self.rows}
        fresh = [row for row in rows if row.id not in there]
        if fresh:
            self._insert(len(self.rows), fresh)

    def show(self, rows: Sequence[JobLine]) -> None:
        """Show the same question's rows as they are now; selection and scrolling hold on to the jobs."""
        if [row.id for row in rows] != [row.id for row in self.rows]:
            self._drop({row.id for row in rows})
            self._move({row.id: place for place, row in enumerate(rows)})
            self._fill(rows)
        self._replace(rows)

    def _drop(self, staying: set[int]) -> None:
        """Take out those that are gone, neighbours together: a view does the same work for many as for one."""
        gone = [place for place, row in enumerate(self.rows) if row.id not in staying]
        for first, last in reversed(neighbours(gone)):
            self.beginRemoveRows(NOWHERE, first, last)
            del self.rows[first : last + 1]
            self.endRemoveRows()

    def _move(self, places: Mapping[int, int]) -> None:
        """Put those that are there into their new order."""
        wanted = sorted(self.rows, key=lambda row: places[row.id])
        if wanted == self.rows:
            return
        self.layoutAboutToBeChanged.emit()
        held = [(index, self.rows[index.row()].id) for index in self.persistentIndexList()]
        self.rows = wanted
        now = {row.id: place for place, row in enumerate(wanted)}
        for index, job in held:
            self.changePersistentIndex(index, self.index(now[job], index.column()))
        self.layoutChanged.emit()

    def _fill(self, rows: Sequence[JobLine]) -> None:
        """Insert those that are new, neighbours together."""
        place = 0
        while place < len(rows):
            stop = place
            here = self.rows[place].id if place < len(self.rows) else None
            while stop < len(rows) and rows[stop].id != here:
                stop += 1
            if stop > place:
                self._insert(place, rows[place:stop])
            place = stop + 1

    def _insert(self, place: int, fresh: Sequence[JobLine]) -> None:
        self.beginInsertRows(NOWHERE, place, place + len(fresh) - 1)
        self.rows[place:place] = fresh
        self.endInsertRows()

    def _replace(self, rows: Sequence[JobLine]) -> None:
        """Take the values of now; only what changed is painted anew."""
        changed = [place for place, (old, new) in enumerate(zip(self.rows, rows, strict=True)) if old != new]
        self.rows = list(rows)
        for first, last in neighbours(changed):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def place_of(self, job: int) -> int | None:
        """Return in which row a job (its number) is shown."""
        return next((place for place, row in enumerate(self.rows) if row.number == job), None)
