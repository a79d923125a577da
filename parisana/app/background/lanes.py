"""Lanes: named worker threads, each with a session of its own, so that whoever asks never waits.

::

    lanes = Lanes(home, tell)
    ticket = lanes.ask("jobs", lambda session: session.counts(12), done=show, failed=complain)
    ticket.cancel()          # the answer is no longer wanted

``done`` and ``failed`` are called in the lane's thread; the window turns them into queued signals.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import SimpleQueue
from typing import Any, TypeVar

from parisana.app.ground.line import Notice
from parisana.app.session import Session
from parisana.errors import Bug, ParisanaError

from .watcher import News as News
from .watcher import Watcher as Watcher

T = TypeVar("T")

Tell = Callable[[Notice], None]
Failed = Callable[[ParisanaError], None]


class Ticket:
    """A question that was asked; its answer can be dropped at any time."""

    def __init__(self) -> None:
        self._cancelled = threading.Event()

    def cancel(self) -> None:
        """Drop the answer; work that has not begun is not done."""
        self._cancelled.set()

    @property
    def cancelled(self) -> bool:
        """Whether the answer is no longer wanted; long work may look at it."""
        return self._cancelled.is_set()


class Lanes:
    """The lanes of one window, made when they are first asked."""

    def __init__(self, home: Path | None, tell: Tell) -> None:
        self._home, self._tell = home, tell
        self._lanes: dict[str, Lane] = {}
        self._closed = False

    def ask(self, lane: str, work: Callable[[Session], T], done: Callable[[T], None], failed: Failed) -> Ticket:
        """Have work done in a lane, after all that it was asked before."""
        ticket = Ticket()
        if self._closed:
            ticket.cancel()
            return ticket
        if lane not in self._lanes:
            self._lanes[lane] = Lane(lane, self._home, self._tell)
        self._lanes[lane].put(ticket, work, done, failed)
        return ticket

    @property
    def idle(self) -> bool:
        """Whether every question has been answered."""
        return not any(lane.busy for lane in self._lanes.values())

    def close(self, timeout: float = 1.0) -> list[str]:
        """Drop all answers and end the lanes; return those that still hang when the time is over."""
        self._closed = True
        for lane in self._lanes.values():
            lane.stop()
        until = time.monotonic() + timeout
        for lane in self._lanes.values():
            lane.join(max(0.0, until - time.monotonic()))
        return [name for name, lane in self._lanes.items() if lane.is_alive()]


class Lane(threading.Thread):
    """One worker thread; it does one thing after the other, and outlives whatever goes wrong in one."""

    def __init__(self, name: str, home: Path | None, tell: Tell) -> None:
        super().__init__(name=f"lane {name}", daemon=True)
        self._session = Session(home, tell)
        self._tell = tell
        self._asked: SimpleQueue[Callable[[], None]] = SimpleQueue()
        self._over = threading.Event()
        self._working = False
        self.start()

    @property
    def busy(self) -> bool:
        """Whether it is at work, or has work before it."""
        return self._working or not self._asked.empty()

    def put(self, ticket: Ticket, work: Callable[[Session], Any], done: Callable[[Any], None], failed: Failed) -> None:
        """Queue one question."""
        self._asked.put(lambda: self._answer(ticket, work, done, failed))

    def stop(self) -> None:
        """End after what is being done now."""
        self._over.set()
        self._asked.put(lambda: None)

    def run(self) -> None:
        """Answer until told to stop."""
        while not self._over.is_set():
            work = self._asked.get()
            self._working = True
            work()
            self._working = False
        self._session.close()

    def _answer(
        self, ticket: Ticket, work: Callable[[Session], Any], done: Callable[[Any], None], failed: Failed
    ) -> None:
        if ticket.cancelled:
            return
        try:
            value = work(self._session)
        except ParisanaError as error:
            self._hand(ticket, failed, error)
        except Exception as error:  # whatever it is, the lane goes on
            self._hand(ticket, failed, bug(error))
        else:
            self._hand(ticket, done, value)

    def _hand(self, ticket: Ticket, receiver: Callable[[Any], None], value: Any) -> None:
        if ticket.cancelled or self._over.is_set():
            return
        try:
            receiver(value)
        except Exception as error:  # a page that cannot take its answer does not end the lane
            self._tell(Notice(bug(error).message, warning=True))


def bug(error: Exception) -> Bug:
    """Say in a sentence what nobody expected."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    where = f" ({Path(trace.tb_frame.f_code.co_filename).name}:{trace.tb_lineno})" if trace else ""
    return Bug(f"{type(error).__name__}: {error}{where}.", hint="This is a mistake in the program; please report it.")
