"""Starts the process that holds the jobs, asks it, and starts it again should it end."""

from __future__ import annotations

import time
from collections.abc import Callable
from importlib.util import find_spec
from multiprocessing.connection import Connection

from parisana.plugins.beside import Beside

from .serving import serve
from .words import Answer, Loading, Question

Work = Callable[[Connection, str], None]

#: Seconds after which an answer does not come any more.
PATIENCE = 10.0
#: Seconds until it is started again: at first, and at most, when it ends again and again.
AGAIN, SELDOM = 1.0, 60.0


class Gone(Exception):
    """The process is not there; its user asks the bookkeeping instead."""


class StoreApart:
    """One process for one table; asked by one thread."""

    def __init__(self, place: str, work: Work = serve, clock: Callable[[], float] = time.monotonic) -> None:
        self._place, self._work, self._clock = place, work, clock
        self._up = False
        self._not_before, self._pause = 0.0, AGAIN
        self.process: Beside | None = None

    @staticmethod
    def possible() -> bool:
        """Whether what it needs is installed."""
        return find_spec("numpy") is not None

    def ask(self, question: Question) -> Answer | Loading:
        """Return its answer; without one in time it is ended, and :class:`Gone`."""
        pipe = (self.process or self._start()).pipe
        try:
            if not self._is_up(pipe):
                return Loading(0.0)
            pipe.send(question)
            if not pipe.poll(PATIENCE):
                raise EOFError
            answer: Answer | Loading = pipe.recv()
        except (EOFError, OSError) as error:
            self._fall()
            raise Gone from error
        if isinstance(answer, Answer):
            self._pause = AGAIN
        return answer

    def _is_up(self, pipe: Connection) -> bool:
        """Whether it has said its first word: until then nobody waits for it."""
        if not self._up and pipe.poll():
            pipe.recv()
            self._up = True
        return self._up

    def close(self) -> None:
        """End it."""
        if self.process is not None:
            self.process.end()
            self.process = None

    def _fall(self) -> None:
        """Note that it ended, and when it is worth another try."""
        self.close()
        self._not_before = self._clock() + self._pause
        self._pause = min(2 * self._pause, SELDOM)

    def _start(self) -> Beside:
        if self._clock() < self._not_before:
            raise Gone
        self._up = False
        self.process = Beside(self._work, self._place)
        return self.process
