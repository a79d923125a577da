"""Before failed jobs are tried again: which ones, what they will ask for, what that may cost."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from parisana.app.driving.retrying import RetryGroup, RetryPreview
from parisana.core.texts.words import counted, duration
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.theme import TABLE_HEAD, TABLE_ROW
from parisana.ui.desktop.widgets.rows import Column, Rows
from parisana.ui.desktop.widgets.table import Table

from .command_line import Action

MOST_ROWS, LIST_WIDTH = 8, 640


def change(before: float, after: float, words: str) -> str:
    """Say what something becomes, when it changes."""
    return words if before == after else f"→ {words}"


def group_table(preview: RetryPreview) -> Table:
    """Return the groups of jobs that failed alike."""
    columns: list[Column[RetryGroup]] = [
        Column(translate("Retry", "Stage"), lambda row: row.stage, width=-1),
        Column(translate("Retry", "Failed by"), lambda row: row.failure, width=104),
        Column(
            translate("Retry", "Jobs"),
            lambda row: f"{row.jobs:,}",
            lambda row: row.jobs,
            number=True,
            width=72,
        ),
        Column(
            translate("Retry", "Memory (MB)"),
            lambda row: change(row.before.memory_mb, row.after.memory_mb, f"{row.after.memory_mb:,}"),
            lambda row: row.after.memory_mb,
            number=True,
            width=120,
        ),
        Column(
            translate("Retry", "Time"),
            lambda row: change(row.before.time_s, row.after.time_s, duration(row.after.time_s)),
            lambda row: row.after.time_s,
            number=True,
            width=96,
        ),
    ]
    rows = Rows(columns)
    rows.show(preview.groups)
    table = Table(rows, translate("Retry", "Jobs that are tried again"))
    table.setFixedHeight(TABLE_HEAD + TABLE_ROW * min(len(preview.groups), MOST_ROWS) + 4)
    return table


def retry_dialog(parent: QWidget | None, preview: RetryPreview) -> Action:
    """Return the question."""
    heading = counted(
        preview.jobs, translate("Retry", "Retry the failed job?"), translate("Retry", "Retry {0} failed jobs?")
    )
    action = counted(preview.jobs, translate("Retry", "Retry 1 job"), translate("Retry", "Retry {0} jobs"))
    cost = translate("Retry", "At most {0} core hours.").format(f"{preview.core_hours:,.1f}")
    text = translate("Retry", "Results that are there stay; an arrow marks what the jobs ask for anew.")
    table = group_table(preview)
    made = Action(parent, heading, f"{cost} {text}", action, preview.command, table)
    made.setMinimumWidth(LIST_WIDTH)
    return made
