"""Rows of which only those are here that are looked at: the others are asked for when they come into sight."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QModelIndex, Signal

from parisana.app.jobs.job_table import Answer, JobLine
from parisana.ui.desktop.widgets.rows import NOWHERE, Cell, Index

from .rows import JobRows, neighbours

#: Rows that are kept, at most, beside those that are chosen.
KEPT = 4000


class Sparse:
    """So many rows, of which some are known."""

    def __init__(self, total: int, first: int = 0, lines: Sequence[JobLine] = ()) -> None:
        self.total = total
        self.known: dict[int, JobLine] = {}
        self.take(first, lines)

    def take(self, first: int, lines: Sequence[JobLine]) -> None:
        """Know some more; of very many, only these."""
        if len(self.known) > KEPT:
            self.known.clear()
        self.known.update(enumerate(lines, first))

    def between(self, first: int, last: int) -> list[JobLine]:
        """Return the known ones from one row to another."""
        if last - first < len(self.known):
            found = (self.known.get(place) for place in range(first, last + 1))
            return [line for line in found if line is not None]
        return [line for place, line in sorted(self.known.items()) if first <= place <= last]


class FarRows(JobRows):
    """The table's rows: a beginning, page after page, or all of them, where any can be asked for."""

    #: A row came into sight that is not known.
    unknown_seen = Signal()

    def __init__(self) -> None:
        super().__init__()
        #: The rows, where any of them can be asked for.
        self.far: Sparse | None = None

    def line(self, place: int) -> JobLine | None:
        """Return a row, if it is known."""
        if self.far is not None:
            return self.far.known.get(place)
        return self.rows[place] if 0 <= place < len(self.rows) else None

    def row(self, index: Index) -> JobLine | None:
        """Return the row at an index, if it is known."""
        return self.line(index.row()) if index.isValid() else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Return how many rows there are, known or not."""
        return self.far.total if self.far is not None and not parent.isValid() else super().rowCount(parent)

    def canFetchMore(self, parent: Index = NOWHERE) -> bool:
        """Whether more come when the end is reached: where all rows are there, none do."""
        return self.far is None and super().canFetchMore(parent)

    def cell(self, index: Index) -> Cell:
        """Return what is drawn of a cell; nothing of a row that is not known, but it is asked for."""
        if self.far is None:
            return super().cell(index)
        column, line = self.columns[index.column()], self.far.known.get(index.row())
        if line is None:
            self.unknown_seen.emit()
            return Cell(column, "")
        return Cell(column, column.text(line), column.state(line) if column.state else None)

    def begin(self, rows: Sequence[JobLine]) -> None:
        """Show the beginning of another question's rows."""
        self.beginResetModel()
        self.far, self.rows = None, list(rows)
        self.endResetModel()

    def begin_far(self, answer: Answer) -> None:
        """Show the rows of another question, all of them."""
        self.beginResetModel()
        self.far, self.rows = Sparse(answer.total, answer.first, answer.lines), []
        self.endResetModel()

    def fill(self, answer: Answer, chosen: Iterable[int] = ()) -> None:
        """Take rows that have come into sight; those that are chosen stay who they are until they are moved."""
        if self.far is not None and answer.lines:
            kept = {place: line for place in chosen if (line := self.line(place)) is not None}
            self.far.take(answer.first, answer.lines)
            self.far.known.update(kept)
            self._paint(answer.first, min(answer.first + len(answer.lines), self.far.total) - 1)

    def move(self, answer: Answer, asked: Mapping[int, int]) -> None:
        """Show the same question's rows as they are now; jobs (by id, with their rows) that were asked for are held."""
        before, fresh = self.rowCount(), Sparse(answer.total, answer.first, answer.lines)
        for job, place in asked.items():
            line = self.line(place)
            if line is not None and job in answer.rows:
                fresh.known.setdefault(answer.rows[job], line)
        if before == answer.total and all(answer.rows.get(job) == place for job, place in asked.items()):
            self._replace_known(fresh, answer)
            return
        self._grow(before, answer.total)
        self.layoutAboutToBeChanged.emit()
        held = [(index, self.line(index.row())) for index in self.persistentIndexList()]
        self._set(fresh, max(before, answer.total))
        for index, line in held:
            now = answer.rows.get(line.id) if line is not None else None
            self.changePersistentIndex(index, QModelIndex() if now is None else self.index(now, index.column()))
        self.layoutChanged.emit()
        self._shrink(before, answer.total)

    def _set(self, far: Sparse, total: int) -> None:
        far.total = total
        self.far, self.rows = far, []

    def _replace_known(self, fresh: Sparse, answer: Answer) -> None:
        """Take the values of now where no row has moved; only what changed is painted anew."""
        seen = range(answer.first, answer.first + len(answer.lines))
        changed = [place for place in seen if self.line(place) != fresh.known[place]]
        self._set(fresh, answer.total)
        for first, last in neighbours(changed):
            self._paint(first, last)

    def _grow(self, before: int, total: int) -> None:
        if total > before:
            self.beginInsertRows(NOWHERE, before, total - 1)
            self._set(self.far or Sparse(before, 0, self.rows), total)
            self.endInsertRows()

    def _shrink(self, before: int, total: int) -> None:
        if total < before and self.far is not None:
            self.beginRemoveRows(NOWHERE, total, before - 1)
            self.far.total = total
            self.endRemoveRows()

    def _paint(self, first: int, last: int) -> None:
        self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))

    def place_of(self, job: int) -> int | None:
        """Return in which row a job (its number) is shown."""
        if self.far is None:
            return super().place_of(job)
        return next((place for place, line in self.far.known.items() if line.number == job), None)

    def between(self, first: int, last: int) -> list[JobLine]:
        """Return the rows from one to another that are known."""
        return self.far.between(first, last) if self.far is not None else self.rows[first : last + 1]
