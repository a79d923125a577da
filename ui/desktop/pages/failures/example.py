"""One job of a group with the end of its log, and the way to the next one."""

from __future__ import annotations

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent

from parisana.app.jobs.failures import Example, FailedQuery
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk
from parisana.ui.desktop.language import translate
from parisana.ui.desktop.widgets.card import Card
from parisana.ui.desktop.widgets.log_view import LogView
from parisana.ui.desktop.widgets.texts import breakable, button, label, tool

from .words import cut

#: Room for a few lines, however small the window is.
LEAST = QSize(240, 96)


class ExampleCard(Card):
    """Asks for an example when the group is another one, and for the next when somebody wants it."""

    log_wanted = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__(translate("Failures", "Example log"))
        self._asked = Question(desk.bridge, "log", self)
        self._asked.failed = lambda error: self.show_trouble(str(error))
        self._chosen: FailedQuery | None = None
        self.example: Example | None = None
        self._number, self._of = 0, 0
        self.newer = tool(translate("Failures", "The one that failed after this"), "caret-left")
        self.older = tool(translate("Failures", "The one that failed before this"), "caret-right")
        self.where, self.open = label("", "body"), button(translate("Failures", "Open log"), "arrow-square-out")
        for each in (self.newer, self.where, self.older, self.open):
            self.head.addWidget(each)
        self.view = LogView(translate("Failures", "End of the log"), "small-mono")
        self.view.setMinimumSize(LEAST)
        self.job, self.trouble = label("", "caption", "dim", wrap=True), label("", "body", "dim", wrap=True)
        self.add(self.job)
        self.add(self.trouble)
        self.add(self.view, 1)
        self.newer.clicked.connect(lambda: self._step(newest=False))
        self.older.clicked.connect(lambda: self._step(newest=True))
        self.open.clicked.connect(lambda: self.log_wanted.emit(self.example.detail if self.example else None))
        self._show_place()

    def show_group(self, chosen: FailedQuery, jobs: int) -> None:
        """Show an example of a group; when it is the same group, only the count may be another one."""
        same, self._of = chosen == self._chosen, jobs
        if same:
            self._number = min(self._number, jobs)
            self._show_place()
            return
        self._chosen, self.example, self._number = chosen, None, 0
        self._show_place()
        self._asked.ask(lambda session: session.failures.example(chosen), lambda found: self._show(found, 1))

    def _step(self, *, newest: bool) -> None:
        chosen, example = self._chosen, self.example
        if chosen is None or example is None:
            return
        place, number = example.place, self._number + (1 if newest else -1)
        self._asked.ask(
            lambda session: session.failures.example(chosen, place, newest), lambda found: self._show(found, number)
        )

    def _show(self, example: Example | None, number: int) -> None:
        if example is None:
            if self.example is None:
                self.show_trouble(translate("Failures", "None of these jobs has failed any more."))
            return
        self.example, self._number = example, max(number, 1)
        job = example.detail.job
        words = translate("Failures", "job {0} · {1}").format(f"{job.number:,}", f"{job.stage} {cut(job.unit)}")
        self.job.setText(breakable(words))
        self.job.setToolTip(job.unit)
        self.show_trouble(example.trouble)
        self.view.setVisible(not example.trouble)
        self.view.show_lines([f"{line.text} …" if line.cut else line.text for line in example.lines])
        self._show_place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the end of the log in sight when the card above needs more room."""
        super().resizeEvent(event)
        QTimer.singleShot(0, self.view, self.view.to_end)

    def show_trouble(self, words: str) -> None:
        """Say why there is nothing to read."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        if words:
            self.view.show_lines([])

    def _show_place(self) -> None:
        there = self.example is not None
        self.where.setText(
            translate("Failures", "{0} of {1}").format(f"{self._number:,}", f"{self._of:,}") if there else ""
        )
        self.newer.setEnabled(there and self._number > 1)
        self.older.setEnabled(there and self._number < self._of)
        self.open.setEnabled(there and self.example is not None and bool(self.example.detail.attempts))
        if not there:
            self.job.setText("")
