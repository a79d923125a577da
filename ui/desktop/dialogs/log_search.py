"""Looking for a text, or for an error, in a log of any size: one search at a time, which can be stopped."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, QTimer, Signal

from parisana.app.jobs.logfile import Line, LogFile
from parisana.app.session import Session
from parisana.ui.desktop.asking import Question
from parisana.ui.desktop.bridge import Bridge

#: Milliseconds between two words of how far it is.
PAUSE = 250


@dataclass(frozen=True, slots=True)
class Sought:
    """What is looked for, from where, and which way; without a text, a line that tells of an error."""

    text: str
    start: int
    forward: bool


@dataclass(frozen=True, slots=True)
class Found:
    """The line, if there is one, and those around it."""

    line: Line | None
    around: tuple[Line, ...] = ()
    stopped: bool = False


class _Progress:
    """What the window and the searching thread tell each other."""

    def __init__(self) -> None:
        self.place = 0
        self._given_up = threading.Event()

    @property
    def stopped(self) -> bool:
        return self._given_up.is_set()

    def stop(self) -> None:
        self._given_up.set()

    def wanted(self, place: int) -> bool:
        self.place = place
        return not self.stopped


class LogSearch(QObject):
    """Searches in a lane of its own, in a file that is opened for it."""

    #: The search has come to a place.
    moved = Signal(object)
    #: It has ended: what was sought, and what was found.
    ended = Signal(object, object)
    failed = Signal(object)

    def __init__(self, bridge: Bridge, job: tuple[int, int], parent: QObject) -> None:
        super().__init__(parent)
        self._job, self._progress = job, _Progress()
        self._asked = Question(bridge, "log search", self)
        self._asked.failed = self._fail
        self._timer = QTimer(self)
        self._timer.setInterval(PAUSE)
        self._timer.timeout.connect(lambda: self.moved.emit(self._progress.place))

    @property
    def open(self) -> bool:
        """Whether it searches."""
        return self._asked.open

    def find(self, sought: Sought, lines: int) -> None:
        """Look for this; so many lines before and after it are brought along."""
        self._progress.stop()
        progress = self._progress = _Progress()
        self._timer.start()
        self._asked.ask(_work(self._job, sought, lines, progress), lambda found: self._end(sought, found))

    def stop(self) -> None:
        """Look no further."""
        self._progress.stop()

    def drop(self) -> None:
        """Look no further, and tell nobody."""
        self._progress.stop()
        self._timer.stop()
        self._asked.drop()

    def _end(self, sought: Sought, found: Found) -> None:
        self._timer.stop()
        self.ended.emit(sought, found)

    def _fail(self, error: Exception) -> None:
        self._timer.stop()
        self.failed.emit(error)


def _work(job: tuple[int, int], sought: Sought, lines: int, progress: _Progress) -> Callable[[Session], Found]:
    def work(session: Session) -> Found:
        log = session.open_log(*job)
        try:
            return _found(log, sought, lines, progress)
        finally:
            log.close()

    return work


def _found(log: LogFile, sought: Sought, lines: int, progress: _Progress) -> Found:
    if sought.text:
        line = log.find(sought.text, sought.start, sought.forward, progress.wanted)
    else:
        line = log.find_kind("error", sought.start if sought.forward else log.size, sought.forward, progress.wanted)
    if line is None:
        return Found(None, (), progress.stopped)
    return Found(line, (*log.before(line.start, lines), *log.after(line.start, lines)))
