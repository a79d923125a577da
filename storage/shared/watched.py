"""Work that may hang, done in a thread: somebody looks on, may say stop, and loses patience when nothing moves."""

from __future__ import annotations

import time
from collections.abc import Callable
from concurrent.futures import Future, TimeoutError, wait
from threading import Thread
from typing import TypeVar

from parisana.errors import Cancelled, NoAnswer
from parisana.plugins.storage import Watch

from .copying import STOPPED

Value = TypeVar("Value")

#: How often (s) somebody is asked whether the work is still wanted.
LOOK = 0.05
#: How long (s) work that is not wanted may take to see it by itself.
GRACE = 0.3


class _Pulse(Watch):
    """Hears of each movement, and tells it on."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self.last = time.monotonic()

    @property
    def cancelled(self) -> bool:
        return self.watch.cancelled

    def moved(self, done: int, total: int) -> None:
        self.last = time.monotonic()
        self.watch.moved(done, total)


def watched(work: Callable[[Watch], Value], watch: Watch, abort: Callable[[], None], patience: float) -> Value:
    """Return what the work comes to; end it by ``abort`` when it is not wanted, or stands still for so long (s)."""
    pulse, answer = _Pulse(watch), Future[Value]()
    Thread(target=_do, args=(answer, lambda: work(pulse)), daemon=True).start()
    while True:
        try:
            return answer.result(LOOK)
        except TimeoutError:
            if answer.done():
                raise
        if watch.cancelled:
            wait([answer], GRACE)
            abort()
            raise Cancelled(STOPPED)
        if time.monotonic() - pulse.last > patience:
            abort()
            raise NoAnswer(f"Nothing moved for {patience:g} s.")


def _do(answer: Future[Value], work: Callable[[], Value]) -> None:
    try:
        value = work()
    except BaseException as error:  # it is raised again where somebody waits
        answer.set_exception(error)
    else:
        answer.set_result(value)
