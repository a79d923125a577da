"""One job at the right of the table: why it is as it is, where its time went, and the last lines of its log."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from parisana.app.changing.readiness import StageWait
from parisana.app.jobs.job_detail import AttemptDetail, JobDetail, Step
from parisana.app.jobs.logfile import LogFile
from parisana.core.jobs.report import BEGIN
from parisana.core.jobs.states import JobState
from parisana.core.texts.words import duration
from parisana.errors import ParisanaError
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.theme import BAR, DETAILS, ROW_GAP
from parisana.ui.desktop.widgets.bar import StackedBar
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.log_view import LogView
from parisana.ui.desktop.widgets.state import StateMark
from parisana.ui.desktop.widgets.texts import button, label, tool

from .waits_words import reasons

#: The steps that always take time; another one is shown when it failed.
STEPS = ("stage-in", "run", "stage-out")
LINES = 60


def last_words(path: Path) -> list[str]:
    """Return the last lines of a log before the report, which is for the program; or why there are none."""
    try:
        log = LogFile(path)
    except ParisanaError as error:
        return [error.hint or error.message]
    try:
        lines = [line.text for line in log.tail(LINES)]
    finally:
        log.close()
    return lines[: lines.index(BEGIN)] if BEGIN in lines else lines


class JobDetails(Card):
    """Shows one job, and follows it while it lives."""

    closed = Signal()
    #: Another job is shown, or the same one otherwise.
    shown_job = Signal()
    log_wanted = Signal(object)
    report_wanted = Signal(object)
    retry_wanted, kill_wanted = Signal(), Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.detail: JobDetail | None = None
        self._job: tuple[int, int] = (0, 0)
        self._asked, self._log_asked = Question(desk.bridge, "job", self), Question(desk.bridge, "last lines", self)
        self._waits_asked = Question(desk.bridge, "job", self)
        self._waits_asked.failed = lambda error: self._show_reason("")
        self._asked.failed = lambda error: self.reason.setText(str(error))
        self.setFixedWidth(DETAILS)
        self._top()
        self._steps = QGridLayout()
        self._steps.setSpacing(ROW_GAP)
        self._steps.setColumnStretch(1, 1)
        self.body.addLayout(self._steps)
        self._bottom()
        self.hide()

    def _top(self) -> None:
        close = tool(self.tr("Close the details"), "x")
        close.clicked.connect(self.close_details)
        self.name = label("", "heading", wrap=True)
        row = QHBoxLayout()
        row.addWidget(self.name, 1)
        row.addWidget(close)
        self.body.addLayout(row)
        self.state, self.facts = StateMark(), label(role="caption", tone="dim")
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        row.addWidget(self.state)
        row.addWidget(self.facts, 1)
        self.body.addLayout(row)
        self.reason, self.memory = label(wrap=True), label(role="caption", tone="dim", wrap=True)
        self.add(self.reason)
        self.add(self.memory)

    def _bottom(self) -> None:
        self.open_log = button(self.tr("Open"), "arrow-square-out", "link", small=True)
        self.open_log.setAccessibleName(self.tr("Open log"))
        self.open_log.clicked.connect(lambda: self.log_wanted.emit(self.detail))
        row = QHBoxLayout()
        row.addWidget(label(self.tr("Log, last lines"), "caption", "dim", bold=True), 1)
        row.addWidget(self.open_log)
        self.body.addLayout(row)
        self.log = LogView(self.tr("Log, last lines"), "small-mono")
        self.add(self.log, 1)
        self.retry = button(self.tr("Retry…"), "arrow-clockwise")
        self.kill = button(self.tr("Kill…"), "x")
        self.report = tool(self.tr("Report of the job"), "file-text")
        self.retry.clicked.connect(self.retry_wanted)
        self.kill.clicked.connect(self.kill_wanted)
        self.report.clicked.connect(lambda: self.report_wanted.emit(self.detail))
        row = QHBoxLayout()
        row.setSpacing(ROW_GAP)
        for each in (self.retry, self.kill):
            row.addWidget(each)
        row.addStretch(1)
        row.addWidget(self.report)
        self.body.addLayout(row)

    @property
    def production(self) -> int:
        """The production of the job that is shown; 0 when none is."""
        return self._job[0]

    def close_details(self) -> None:
        """Give the room back to the table."""
        self._job, self.detail = (0, 0), None
        self._asked.drop()
        self._log_asked.drop()
        self._waits_asked.drop()
        self.hide()
        self.closed.emit()

    def show_job(self, production: int, number: int) -> None:
        """Show a job; what was shown of another one is gone at once."""
        if self._job != (production, number):
            self._job, self.detail = (production, number), None
            self.name.setText(self.tr("Job {0}").format(number))
            self.log.show_lines([])
        self.show()
        self._ask()

    def refresh(self) -> None:
        """Look again at a job that may have changed."""
        if self._job[0] and not self._asked.open:
            self._ask()

    def _ask(self) -> None:
        production, number = self._job
        self._asked.ask(lambda session: session.job(production, number), self._show)

    def _show(self, detail: JobDetail) -> None:
        if detail == self.detail and detail.job.state.final:
            return
        self.detail = detail
        job = detail.job
        self.name.setText(f"{self._title(job.stage)}, {job.unit}")
        self.state.show_state(job.state)
        self.facts.setText(self._facts(detail))
        self._show_reason(job.reason)
        if job.state is JobState.WAITING:
            production = job.production_id
            self._waits_asked.ask(lambda session: session.readiness.waits(production), self._show_waits)
        self.memory.setText(self._memory(detail.attempts[-1]) if detail.attempts else "")
        self.memory.setVisible(bool(detail.attempts))
        self._show_steps(detail.attempts[-1] if detail.attempts else None)
        self.shown_job.emit()
        for each in (self.open_log, self.report):
            each.setEnabled(bool(detail.attempts))
        if detail.attempts and not self._log_asked.open:
            path = detail.attempts[-1].log
            self._log_asked.ask(lambda session: last_words(path), self.log.show_lines)

    def _show_reason(self, reason: str) -> None:
        self.reason.setText(reason)
        self.reason.setVisible(bool(reason))

    def _show_waits(self, found: Sequence[StageWait]) -> None:
        """Say for what the job waits, as all of its stage that wait."""
        job = self.detail.job if self.detail else None
        mine = [line for each in found if job and each.stage == job.stage for line in reasons(each)]
        if mine and job and job.state is JobState.WAITING:
            self._show_reason("\n".join((self.tr("Waits for:"), *mine)))

    def _title(self, stage: str) -> str:
        stages = self.desk.snapshot.stages if self.desk.snapshot else ()
        return next((each.title for each in stages if each.name == stage), stage)

    def _facts(self, detail: JobDetail) -> str:
        """Return what is to be known beside the state: which attempt it is, and how it ended."""
        job, attempts = detail.job, detail.attempts
        words = [self.tr("attempt {0}").format(len(attempts)) if attempts else self.tr("not sent yet")]
        if job.exit_code is not None and job.state in (JobState.FAILED, JobState.DONE):
            words.append(self.tr("exit {0}").format(job.exit_code))
        if attempts and attempts[-1].signal:
            words.append(self.tr("signal {0}").format(attempts[-1].signal))
        return "  ·  ".join(words)

    def _memory(self, attempt: AttemptDetail) -> str:
        """Say how much memory it used of what it asked for."""
        asked, used = f"{attempt.asked.memory_mb:,}", attempt.record.peak_memory_mb
        if used is None:
            return self.tr("It asked for {0} MB of memory and {1}.").format(asked, duration(attempt.asked.time_s))
        return self.tr("It used {0} MB of the {1} MB that it asked for.").format(f"{used:,.0f}", asked)

    def _step_title(self, name: str) -> str:
        """Return the word for a step of a job's script."""
        words = {
            "claim": self.tr("Claim"), "environment": self.tr("Environment"), "stage-in": self.tr("Stage-in"),
            "run": self.tr("Program"), "check-outputs": self.tr("Check"), "stage-out": self.tr("Stage-out"),
        }  # fmt: skip
        return words.get(name, name)

    def _show_steps(self, attempt: AttemptDetail | None) -> None:
        _clear(self._steps)
        if attempt is None or not attempt.steps:
            return
        failed = [step for step in attempt.steps if step.exit_code]
        shown = [step for step in attempt.steps if step.name in STEPS or step in failed]
        longest = max((step.seconds or 0 for step in attempt.steps), default=0) or 1
        for row, step in enumerate(shown):
            self._show_step(row, step, longest)

    def _show_step(self, row: int, step: Step, longest: float) -> None:
        state = "failed" if step.exit_code else "done" if step.seconds is not None else "waiting"
        bar = StackedBar(BAR)
        bar.show_share(state, (step.seconds or 0) / longest)
        span = label("–" if step.seconds is None else duration(step.seconds), "caption", "dim")
        self._steps.addWidget(StateMark(state, self._step_title(step.name)), row, 0)
        self._steps.addWidget(bar, row, 1)
        self._steps.addWidget(span, row, 2)

    def show_choice(self, failed: int, living: int) -> None:
        """Say for how many of the chosen jobs the buttons are."""
        self.retry.setText(self.tr("Retry {0}…").format(failed) if failed > 1 else self.tr("Retry…"))
        self.kill.setText(self.tr("Kill {0}…").format(living) if living > 1 else self.tr("Kill…"))
        self.retry.setEnabled(bool(failed))
        self.kill.setEnabled(bool(living))


def _clear(grid: QGridLayout | QVBoxLayout) -> None:
    while (item := grid.takeAt(0)) is not None:
        widget: QWidget | None = item.widget()
        if widget is not None:
            widget.setParent(None)
            widget.deleteLater()
