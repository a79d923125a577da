"""Questions of hosts, on their way from the process that drives the jobs to the window, where the user is."""

from __future__ import annotations

import itertools
import threading
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass

from parisana.app.ssh.asked import Asked


@dataclass(frozen=True, slots=True)
class Relayed:
    """A question, with the number under which its answer is awaited."""

    number: int
    asked: Asked


class Relay:
    """Sends questions, and keeps those who asked waiting until the answer comes or the window is gone."""

    def __init__(self, send: Callable[[Relayed], None]) -> None:
        self._send = send
        self._numbers = itertools.count(1)
        self._open: dict[int, Future[str | None]] = {}
        self._closed = False
        self._lock = threading.Lock()

    def ask(self, asked: Asked) -> str | None:
        """Ask, and wait; ``None`` when nobody is there any more."""
        number, answer = next(self._numbers), Future[str | None]()
        with self._lock:
            if self._closed:
                return None
            self._open[number] = answer
        self._send(Relayed(number, asked))
        return answer.result()

    def answered(self, found: tuple[int, str | None]) -> None:
        """Hand an answer to whoever waits for it."""
        number, answer = found
        with self._lock:
            waiting = self._open.pop(number, None)
        if waiting is not None:
            waiting.set_result(answer)

    def close(self) -> None:
        """Let all go without an answer, those of now and of later."""
        with self._lock:
            self._closed, left = True, list(self._open)
        for number in left:
            self.answered((number, None))
