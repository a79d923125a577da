"""The bridge between the window and the lanes in which the session works: answers arrive as queued signals."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import QObject, Qt, Signal, Slot

from parisana.app.background.apart import DriversApart, Work
from parisana.app.background.lanes import Lanes, News, Ticket, Watcher
from parisana.app.session import Session

T = TypeVar("T")


class Bridge(QObject):
    """Asks the session in a lane's own thread; the answer is dealt with in the window's thread."""

    _arrived = Signal(object)
    #: An error that nobody asked to be told of.
    trouble = Signal(object)
    #: What the drivers of the productions have to say, a few times a second at most.
    news = Signal(object)

    def __init__(self, home: Path | None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._home = home
        self._watcher = Watcher(self._hear)
        self._lanes = Lanes(home, self._watcher.notice)
        self._drivers: DriversApart | None = None
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def ask(
        self,
        lane: str,
        work: Callable[[Session], T],
        done: Callable[[T], object] = lambda value: None,
        failed: Callable[[Exception], object] | None = None,
    ) -> Ticket:
        """Let a lane do some work; a cancelled ticket's answer is dropped."""
        complain = failed if failed is not None else self.trouble.emit
        return self._lanes.ask(
            lane, work, lambda value: self.post(partial(done, value)), lambda error: self.post(partial(complain, error))
        )

    @property
    def idle(self) -> bool:
        """Whether every question has been answered."""
        return self._lanes.idle

    def drive(self, work: Work | None = None) -> None:
        """Begin to drive what is pending, in a process of its own; tests and benchmarks give it other work."""
        self._drivers = DriversApart(self._home, self._hear, work)

    def _hear(self, news: News) -> None:
        self.post(partial(self.news.emit, news))

    def nudge(self, production: int) -> None:
        """Give a production its turn at once."""
        if self._drivers is not None:
            self._drivers.nudge(production)

    def try_now(self, site: str) -> None:
        """Ask a silent site again at once."""
        if self._drivers is not None:
            self._drivers.try_now(site)

    def post(self, call: Callable[[], object]) -> None:
        """Let the window's thread make a call; from any thread."""
        if not self._closed:
            self._arrived.emit(call)

    @Slot(object)
    def _deliver(self, call: Any) -> None:
        if not self._closed:
            call()

    def close(self) -> None:
        """Drop every answer from now on, and let the threads end; what hangs is left behind."""
        self._closed = True
        self._watcher.close()
        if self._drivers is not None:
            self._drivers.close(1.0)
        self._lanes.close(1.0)
