"""The stages of a dry run as a table."""

from __future__ import annotations

from collections.abc import Callable

from parisana.app.before.dryrun import StageRow
from parisana.core.texts.words import clock_span
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import PLAN_ROW, TABLE_HEAD
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.table import Table

#: Rows that are seen without scrolling.
MOST = 7


def state(row: StageRow) -> str:
    """Return the state whose dot stands before the start."""
    return "done" if not row.to_do else "planned" if row.after else "valid"


def columns() -> list[Column[StageRow]]:
    """Return the columns of the table."""
    return [
        Column("", lambda row: str(row.number), lambda row: row.number, tone="dim"),
        Column(translate("PlanStages", "Stage"), lambda row: row.title, width=-1, bold=True),
        Column(translate("PlanStages", "Split"), lambda row: row.split, tone="dim"),
        number(translate("PlanStages", "Jobs"), 80, lambda row: row.to_do),
        number(translate("PlanStages", "Memory (MB)"), 108, lambda row: row.memory_mb),
        number(translate("PlanStages", "Disk (MB)"), 92, lambda row: row.disk_mb),
        number(translate("PlanStages", "Time (h:min)"), 108, lambda row: row.time_s, clock_span),
        number(translate("PlanStages", "In (GB)"), 80, lambda row: row.bytes_in, gigabytes),
        number(translate("PlanStages", "Out (GB)"), 84, lambda row: row.bytes_out, gigabytes),
        Column(translate("PlanStages", "Start"), lambda row: row.start, state=state),
    ]


def number(
    title: str, width: int, value: Callable[[StageRow], int], words: Callable[[int], str] = "{:,}".format
) -> Column[StageRow]:
    """Return a column of numbers."""
    return Column(title, lambda row: words(value(row)), value, number=True, width=width)


def gigabytes(count: int) -> str:
    """Return a size as its column has it; a little is not nothing."""
    return f"{max(count / 1e9, 0.1):,.1f}" if count else "0.0"


class StagesTable(Table):
    """As high as its rows, up to a few."""

    def __init__(self) -> None:
        super().__init__(Rows(columns()), translate("PlanStages", "Stages of the plan"), row_height=PLAN_ROW)

    def show_stages(self, stages: tuple[StageRow, ...]) -> None:
        """Show the stages, and choose the first that has something to do."""
        self.rows.show(stages)
        self.fit_columns()
        self.setFixedHeight(TABLE_HEAD + PLAN_ROW * min(len(stages), MOST) + 4)
        first = next((number for number, row in enumerate(self.rows.rows) if row.to_do), 0)
        self.selectRow(first)
