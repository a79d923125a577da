"""The stages of a production in a strip: how many jobs of each are done and failed; a click filters by one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from parisana.app.jobs.job_table import StageSum
from parisana.ui.desktop.theme import NARROW, ROW_GAP, STRIP_CELL

from .bar import StackedBar
from .state import StateMark
from .texts import label


class StageCell(QPushButton):
    """One stage."""

    def __init__(self, stage: StageSum) -> None:
        super().__init__()
        self.stage = stage.name
        self._words, self._waits = "", ""
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "cell")
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(NARROW, ROW_GAP, NARROW, ROW_GAP)
        column.setSpacing(ROW_GAP // 2)
        self.title, self.bar = label(stage.title), StackedBar()
        self.done, self.of, self.failed = label(bold=True), label(role="caption", tone="dim"), StateMark("failed", "")
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP // 2)
        row.addWidget(self.done)
        row.addWidget(self.of)
        row.addStretch(1)
        row.addWidget(self.failed)
        column.addWidget(self.title)
        column.addWidget(self.bar)
        column.addLayout(row)
        for child in (self.title, self.done, self.of, self.failed):
            child.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.show_stage(stage)

    def show_stage(self, stage: StageSum) -> None:
        """Show how its jobs stand."""
        counts = {state.value: count for state, count in stage.counts.items()}
        done, failed, total = counts.get("done", 0), counts.get("failed", 0), sum(counts.values())
        self.done.setText(f"{done:,}")
        self.of.setText(self.tr("of {0}").format(f"{total:,}"))
        self.failed.show_state("failed", f"{failed:,}")
        self.failed.setVisible(bool(failed))
        self.bar.show_counts(counts)
        words = self.tr("{0}: {1} of {2} done, {3} failed").format(
            stage.title, f"{done:,}", f"{total:,}", f"{failed:,}"
        )
        self._words = words
        self._say()
        self.setMinimumWidth(max(STRIP_CELL[0], self._column.sizeHint().width()))

    def show_waits(self, reasons: Sequence[str]) -> None:
        """Tell for what its jobs wait."""
        self._waits = "".join(f"\n{each}" for each in (self.tr("Waits for:"), *reasons)) if reasons else ""
        self._say()

    def _say(self) -> None:
        self.setAccessibleName(self._words + self._waits)
        self.setToolTip(self._words + self._waits)


class StageStrip(QFrame):
    """All stages, in as many rows as they need; one or none is chosen."""

    #: The stage to filter by; empty for all.
    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("card")
        self.setAccessibleName(self.tr("Stages"))
        self.cells: list[StageCell] = []
        self._columns = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(1, 1, 1, 1)
        self._grid.setSpacing(0)

    def show_stages(self, stages: Sequence[StageSum]) -> None:
        """Show these stages."""
        if [cell.stage for cell in self.cells] != [stage.name for stage in stages]:
            self._make(stages)
        for cell, stage in zip(self.cells, stages, strict=True):
            cell.show_stage(stage)
        self._lay_out()

    def show_waits(self, reasons: Mapping[str, Sequence[str]]) -> None:
        """Tell of each stage for what its jobs wait."""
        for cell in self.cells:
            cell.show_waits(reasons.get(cell.stage, ()))

    def choose(self, stage: str) -> None:
        """Mark the stage that is filtered by."""
        for cell in self.cells:
            cell.setChecked(cell.stage == stage)

    def titles(self) -> Mapping[str, str]:
        """Return the titles of the stages by their names."""
        return {cell.stage: cell.title.text() for cell in self.cells}

    def _make(self, stages: Sequence[StageSum]) -> None:
        for cell in self.cells:
            cell.setParent(None)
            cell.deleteLater()
        self.cells = [StageCell(stage) for stage in stages]
        self._columns = 0
        for cell in self.cells:
            cell.clicked.connect(lambda on, cell=cell: self._choose(cell.stage if on else ""))

    def _choose(self, stage: str) -> None:
        self.choose(stage)
        self.chosen.emit(stage)

    def _lay_out(self) -> None:
        """Part the cells into rows of equal length; nothing moves while their number stays."""
        widest = max((cell.minimumWidth() for cell in self.cells), default=STRIP_CELL[0])
        fitting = max(1, (self.width() - 2) // widest)
        rows = max(1, -(-len(self.cells) // fitting))
        columns = max(1, -(-len(self.cells) // rows))
        if columns == self._columns:
            return
        for column in range(max(columns, self._columns)):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        self._columns = columns
        for place, cell in enumerate(self.cells):
            self._grid.addWidget(cell, place // columns, place % columns)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Part them anew for another width."""
        super().resizeEvent(event)
        self._lay_out()
