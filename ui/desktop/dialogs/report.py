"""The report of a job: each attempt with its steps, times, memory, inputs and outputs with their checksums."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.ground.command_line import command_line
from parisana.app.jobs.job_detail import AttemptDetail, JobDetail, ReportedFile, Step
from parisana.core.texts.words import duration, size
from parisana.ui.desktop.forms.inputs import Choice
from parisana.ui.desktop.theme import DIALOG, GAP, NARROW, REPORT, ROW_GAP, TABLE_HEAD, TABLE_ROW
from parisana.ui.desktop.widgets.command_line import CommandLine
from parisana.ui.desktop.widgets.rows import Column, Rows, missing
from parisana.ui.desktop.widgets.table import Table
from parisana.ui.desktop.widgets.texts import button, label

#: Steps that a job's script has at most.
STEPS = 6


class ReportDialog(QDialog):
    """What an attempt told of itself; the newest one first."""

    def __init__(self, parent: QWidget | None, detail: JobDetail) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.detail = detail
        job = detail.job
        self.setWindowTitle(self.tr("Report of job {0}.{1}").format(job.production_id, job.number))
        self.resize(*REPORT)
        self.steps = Table(Rows(self._step_columns()), self.tr("Steps"))
        self.files = Table(Rows(self._file_columns()), self.tr("Inputs and outputs"))
        self.steps.setFixedHeight(TABLE_HEAD + STEPS * TABLE_ROW + 2)
        self.attempts = Choice()
        self.attempts.setAccessibleName(self.tr("Attempt"))
        for number, attempt in reversed(list(enumerate(detail.attempts, 1))):
            self.attempts.addItem(self.tr("Attempt {0}: {1}").format(number, attempt.record.state), attempt)
        self.attempts.currentIndexChanged.connect(lambda index: self.show_attempt(self.attempts.currentData()))
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(GAP)
        self._facts.setVerticalSpacing(ROW_GAP // 2)
        self._facts.setColumnStretch(1, 1)
        self._facts.setColumnStretch(3, 1)
        self._lay_out()
        if detail.attempts:
            self.show_attempt(detail.attempts[-1])

    def _lay_out(self) -> None:
        job = self.detail.job
        column = QVBoxLayout(self)
        column.setContentsMargins(DIALOG, DIALOG, DIALOG, DIALOG)
        column.setSpacing(NARROW)
        head = QHBoxLayout()
        head.addWidget(label(f"{job.stage}, {job.unit}", "heading"), 1)
        head.addWidget(self.attempts)
        column.addLayout(head)
        column.addLayout(self._facts)
        column.addWidget(self.steps)
        column.addWidget(self.files, 1)
        self.files.hide()
        self.no_files = label(self.tr("It reported no inputs and outputs."), tone="dim")
        column.addWidget(self.no_files, 1, Qt.AlignmentFlag.AlignTop)
        command = command_line("log", f"{job.production_id}.{job.number}")
        column.addWidget(CommandLine(command))
        close = button(self.tr("Close"), kind="primary")
        close.clicked.connect(self.accept)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(close)
        column.addLayout(row)

    def _step_columns(self) -> list[Column[Step]]:
        return [
            Column(self.tr("Step"), lambda row: row.name, state=_step_state, width=-1),
            Column(self.tr("Begun"), lambda row: missing(_clock(row.started)), lambda row: row.started, width=120),
            Column(
                self.tr("Time (s)"), lambda row: missing(row.seconds and f"{row.seconds:,.1f}"), number=True, width=96
            ),
            Column(self.tr("Exit code"), lambda row: missing(row.exit_code), number=True, width=96),
        ]

    def _file_columns(self) -> list[Column[tuple[str, ReportedFile]]]:
        return [
            Column(self.tr("Kind"), lambda row: row[0], width=80),
            Column(self.tr("File"), lambda row: row[1].path or row[1].name, middle=True, width=-1),
            Column(self.tr("Size"), lambda row: missing(_size(row[1])), lambda row: row[1].size, number=True, width=96),
            Column(self.tr("Checksum"), lambda row: missing(row[1].checksum), middle=True, width=168),
        ]

    def show_attempt(self, attempt: AttemptDetail) -> None:
        """Show one of them."""
        self.steps.rows.show(attempt.steps)
        files = [(self.tr("input"), each) for each in attempt.inputs]
        files += [(self.tr("output"), each) for each in attempt.outputs]
        self.files.rows.show(files)
        self.files.setVisible(bool(files))
        self.no_files.setVisible(not files)
        while (item := self._facts.takeAt(0)) is not None:
            if (old := item.widget()) is not None:
                old.deleteLater()
        for place, (what, value) in enumerate(self._told(attempt)):
            row, column = divmod(place, 2)
            self._facts.addWidget(label(what, "caption", "dim"), row, 2 * column, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(label(value, wrap=True), row, 2 * column + 1)

    def _told(self, attempt: AttemptDetail) -> list[tuple[str, str]]:
        record, asked = attempt.record, attempt.asked
        used = missing(record.peak_memory_mb and f"{record.peak_memory_mb:,.0f}")
        span = record.ended - record.started if record.ended and record.started else None
        code = record.exit_code if record.exit_code is not None else attempt.exit_code
        return [
            (self.tr("State"), record.state + (f" ({record.failure})" if record.failure else "")),
            (self.tr("Reason"), missing(record.reason)),
            (self.tr("Time"), self.tr("{0} of {1}").format(missing(span and duration(span)), duration(asked.time_s))),
            (self.tr("Memory"), self.tr("{0} of {1} MB").format(used, f"{asked.memory_mb:,}")),
            (self.tr("CPU time"), missing(record.cpu_s and duration(record.cpu_s))),
            (self.tr("Exit code"), missing(code) + (f", signal {attempt.signal}" if attempt.signal else "")),
            (self.tr("Node"), missing(record.host)),
            (self.tr("Native id"), missing(record.native_id)),
        ]


def _step_state(step: Step) -> str:
    return "failed" if step.exit_code else "done" if step.exit_code == 0 else "waiting"


def _seconds(step: Step) -> str:
    return missing(None if step.seconds is None else f"{step.seconds:,.1f}")


def _clock(at: float | None) -> str | None:
    return None if at is None else time.strftime("%H:%M:%S", time.localtime(at))


def _size(file: ReportedFile) -> str | None:
    return None if file.size is None else size(file.size)
