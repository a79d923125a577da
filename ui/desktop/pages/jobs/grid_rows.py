"""The lines of the grid: a unit, and in each stage the state of its jobs as dot and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt

from parisana.app.jobs.grid import Cell, GridLine, StageSum
from parisana.core.jobs.states import BY_ATTENTION
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.widgets.rows import TEXT, Column, Index, Rows
from parisana.ui.desktop.widgets.state import said


def columns(stages: Sequence[StageSum]) -> list[Column[GridLine]]:
    """Return a column for the unit, and one for each stage."""
    unit = Column[GridLine](translate("Grid", "Unit"), lambda line: line.unit, width=-1, middle=True)
    return [unit, *(_column(each.name, each.title) for each in stages)]


def _column(stage: str, title: str) -> Column[GridLine]:
    def state(line: GridLine) -> str:
        return str(line.cells[stage].state) if stage in line.cells else ""

    return Column(title, lambda line: words(line.cells.get(stage)), state=state, width=-1)


def words(cell: Cell | None) -> str:
    """Say how the jobs of a cell stand: one in a word, several by how many of them are in the state that counts."""
    if cell is None:
        return ""
    word, number = said(cell.state), cell.counts[cell.state]
    if cell.jobs == 1:
        return word
    if number == cell.jobs:
        return translate("Grid", "{0} {1}").format(f"{number:,}", word)
    return translate("Grid", "{0} of {1} {2}").format(f"{number:,}", f"{cell.jobs:,}", word)


def all_words(cell: Cell) -> str:
    """Say all counts of a cell."""
    counts = [(cell.counts.get(state, 0), said(state)) for state in BY_ATTENTION]
    return ", ".join(f"{number:,} {word}" for number, word in counts if number)


class GridRows(Rows[GridLine]):
    """A page of lines; the order is that of the units."""

    def __init__(self) -> None:
        super().__init__(columns(()))
        self.stages: tuple[str, ...] = ()

    def show_stages(self, stages: Sequence[StageSum]) -> bool:
        """Have columns for these stages; return whether they are others than before."""
        named: Mapping[str, str] = {each.name: each.title for each in stages}
        if tuple(named) == self.stages:
            return False
        self.beginResetModel()
        self.stages, self.columns, self.rows = tuple(named), columns(stages), []
        self.endResetModel()
        return True

    def data(self, index: Index, role: int = TEXT) -> Any:
        """Return what a cell shows; its tool tip, and what is read aloud, has all counts."""
        stage = self.stage_at(index.column())
        if stage and role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            cell = self.rows[index.row()].cells.get(stage)
            return "" if cell is None else f"{self.columns[index.column()].title}: {all_words(cell)}"
        return super().data(index, role)

    def stage_at(self, column: int) -> str:
        """Return the stage of a column; empty for the unit's."""
        return self.stages[column - 1] if 0 < column <= len(self.stages) else ""
