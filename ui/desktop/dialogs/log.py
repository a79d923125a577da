"""A log of any size: its end at once, followed, read backwards, searched both ways."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QCloseEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget

from parisana.app.jobs.job_detail import JobDetail
from parisana.app.jobs.logfile import Change, Line, LogFile
from parisana.app.session import Session
from parisana.core.texts.words import size
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.desk import Desk

from .log_frame import LogFrame
from .log_search import Found, LogSearch, Sought

#: Lines that are asked for at a time, and that are held.
PAGE, MOST = 500, 5000
#: Milliseconds between two looks at the end.
PAUSE = 1000


class LogDialog(LogFrame):
    """Holds some lines around the place that is read; more come as one scrolls."""

    def __init__(self, parent: QWidget | None, desk: Desk, detail: JobDetail, title: str) -> None:
        super().__init__(parent, title, detail.log_command)
        job = detail.job
        self.desk, self.detail, self.job = desk, detail, (job.production_id, job.number)
        self.setWindowTitle(self.tr("Log of job {0}.{1}").format(job.production_id, job.number))
        self.lines: list[Line] = []
        self._placing = False
        self.whole = 0
        self._log: LogFile | None = None
        self._asked = Question(desk.bridge, "log", self)
        self._asked.failed = self._fail
        self.finding = LogSearch(desk.bridge, self.job, self)
        self._connect()
        self.view.setFocus()
        self.open_tail()

    def _connect(self) -> None:
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.back.clicked.connect(lambda: self.search_here(False))
        self.forth.clicked.connect(lambda: self.search_here(True))
        self.search.returnPressed.connect(lambda: self.search_here(False))
        self.error.clicked.connect(lambda: self._search(Sought("", self.whole, False)))
        self.first_error.clicked.connect(lambda: self._search(Sought("", 0, True)))
        self.cancel.clicked.connect(self.finding.stop)
        self.finding.moved.connect(lambda place: self._say_progress(place))
        self.finding.ended.connect(self._searched)
        self.finding.failed.connect(self._fail)
        self.follow.toggled.connect(lambda on: self.open_tail() if on else None)
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+F": self.search.setFocus, "F3": self.forth.click, "Shift+F3": self.back.click,
            "Ctrl+E": self.error.click, "Ctrl+Shift+E": self.first_error.click,
            "Ctrl+Home": self.open_head, "Ctrl+End": self.open_tail,
        }  # fmt: skip
        for key, run in keys.items():
            QShortcut(QKeySequence(key), self, run)
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(self._follow)
        self._timer.start()

    def _opened(self, session: Session) -> LogFile:
        """Return the log; only the lane's thread opens and reads it."""
        if self._log is None:
            self._log = session.open_log(*self.job)
        return self._log

    def open_tail(self) -> None:
        """Show the end."""
        self._asked.ask(lambda session: _tail(self._opened(session)), self._show_tail)

    def open_head(self) -> None:
        """Show the beginning."""
        self.follow.setChecked(False)
        self._asked.ask(lambda session: self._opened(session).after(0, PAGE), lambda lines: self._replace(lines, 0))

    def _show_tail(self, answer: tuple[list[Line], int]) -> None:
        self.whole = answer[1]
        self._replace(answer[0], None)
        self.view.to_end()

    def _replace(self, lines: list[Line], top: int | None) -> None:
        """Hold these instead; what was asked for around the old ones would come to the wrong place."""
        self._asked.drop()
        self.lines = list(lines)
        self._placing = True  # a new text stands at its top for a moment: nobody scrolled there
        self.view.setPlainText("\n".join(map(_text, lines)))
        self._placing = False
        if top is not None:
            self.view.show_block(top)
        self._say_where()

    def _scrolled(self, value: int) -> None:
        """Ask for what comes before or after when an end of what is held comes near."""
        bar = self.view.verticalScrollBar()
        if self._placing or self._asked.open or not self.lines:
            return
        if value == 0 and self.lines[0].start > 0:
            start = self.lines[0].start
            self._asked.ask(lambda session: self._opened(session).before(start, PAGE), self._prepend)
        elif value >= bar.maximum() and self.lines[-1].end < self.whole:
            end = self.lines[-1].end
            self._asked.ask(lambda session: self._opened(session).after(end, PAGE), self._append)

    def _prepend(self, lines: list[Line]) -> None:
        self.lines = [*lines, *self.lines]
        if lines:
            self.view.prepend([_text(line) for line in lines])
        over = len(self.lines) - MOST
        if over > 0:
            self.follow.setChecked(False)
            del self.lines[-over:]
            self.view.drop_last(over)
        self._say_where()

    def _append(self, lines: list[Line]) -> None:
        if not lines:
            return
        instead = 0
        while self.lines and self.lines[-1].start >= lines[0].start:
            self.lines.pop()
            instead += 1
        self.lines += lines
        self.whole = max(self.whole, self.lines[-1].end)
        self.view.append_lines([_text(line) for line in lines], instead)
        over = len(self.lines) - MOST
        if over > 0:
            del self.lines[:over]
            self.view.drop_first(over)
        self._say_where()

    def _follow(self) -> None:
        if self.follow.isChecked() and not self._asked.open:
            self._asked.ask(lambda session: _news(self._opened(session)), self._grown)

    def _grown(self, news: tuple[Change, list[Line]]) -> None:
        change, lines = news
        if change is Change.REPLACED:
            self.whole = lines[-1].end if lines else 0
            self._replace(lines, None)
            self.view.to_end()
        elif change is Change.GREW:
            self._append(lines)

    def search_here(self, forward: bool) -> None:
        """Search from where the cursor is."""
        text = self.search.text().strip()
        if text and self.lines:
            block = min(self.view.textCursor().blockNumber(), len(self.lines) - 1)
            line = self.lines[block]
            self._search(Sought(text, line.end if forward else line.start, forward))

    def _search(self, sought: Sought) -> None:
        self.cancel.show()
        self.told.setText(self.tr("Searching…"))
        self.finding.find(sought, PAGE)

    def _say_progress(self, place: int) -> None:
        self.told.setText(self.tr("Searching… at {0} of {1}").format(size(place), size(self.whole)))

    def _searched(self, sought: Sought, found: Found) -> None:
        """Show what was found; where the log is already held there, nothing else moves."""
        self.cancel.hide()
        if found.line is None:
            self.told.setText(self.tr("The search was stopped.") if found.stopped else self._not_found(sought))
            return
        self.told.setText("")
        self.follow.setChecked(False)
        start = found.line.start
        if all(each.start != start for each in self.lines):
            self._replace(list(found.around), None)
        number = next(number for number, each in enumerate(self.lines) if each.start == start)
        text = sought.text or found.line.text
        self.view.point_at(number, max(0, found.line.text.lower().find(text.lower())), len(text))
        self._say_where()

    def _not_found(self, sought: Sought) -> str:
        if not sought.text:
            return self.tr("No line tells of an error.")
        way = self.tr("after this place") if sought.forward else self.tr("before this place")
        return self.tr("“{0}” is not found {1}.").format(sought.text, way)

    def _say_where(self) -> None:
        begin, end = (self.lines[0].start, self.lines[-1].end) if self.lines else (0, 0)
        whole = max(self.whole, end)
        if begin == 0 and end >= whole:
            self.where.setText(self.tr("Whole log, {0}").format(size(whole)))
        else:
            self.where.setText(self.tr("{0} to {1} of {2}").format(size(begin), size(end), size(whole)))

    def _fail(self, error: Exception) -> None:
        self.cancel.hide()
        self.told.setText(" ".join(part for part in (str(error), getattr(error, "hint", "")) if part))

    def reject(self) -> None:
        """Stop the search, if there is one; else close."""
        if self.finding.open:
            self.finding.stop()
        else:
            super().reject()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close, whatever is under way."""
        self.finding.drop()
        super().closeEvent(event)

    def done(self, result: int) -> None:
        """Let go of the log."""
        self._timer.stop()
        self.finding.drop()
        self._asked.drop()
        log, self._log = self._log, None
        if log is not None:
            log.close()
        super().done(result)


def _text(line: Line) -> str:
    return f"{line.text} …" if line.cut else line.text


def _news(log: LogFile) -> tuple[Change, list[Line]]:
    """Return what is new; of a log that grows faster than it is read, the end."""
    change, lines = log.new_lines()
    if change is Change.GREW and lines and lines[-1].end < log.size:
        return Change.REPLACED, log.tail(PAGE)
    return change, lines


def _tail(log: LogFile) -> tuple[list[Line], int]:
    return log.tail(PAGE), log.size
