"""Waiting for an answer, but not for ever: a dead mount or a hanging plug-in keeps a thread, not the program."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from concurrent.futures import Future, TimeoutError
from threading import Lock, Thread
from typing import Any, TypeVar

from parisana.errors import NoAnswer

Value = TypeVar("Value")

#: Seconds after which a site counts as silent.
PATIENCE = 20.0


class Patience:
    """Asks questions in threads of their own; one that is still open is not asked a second time."""

    def __init__(self, seconds: float = PATIENCE) -> None:
        self.seconds = seconds
        self._open: dict[Hashable, Future[Any]] = {}
        self._lock = Lock()

    def ask(self, whom: Hashable, question: Callable[[], Value], name: str) -> Value:
        """Return the answer, or raise what the question raised; ``NoAnswer`` when the time is up."""
        answer: Future[Value] = self._asked(whom, question)
        try:
            return answer.result(self.seconds)
        except TimeoutError as error:
            if answer.done():
                raise
            raise NoAnswer(f"{name} gave no answer within {self.seconds:g} s.") from error

    def _asked(self, whom: Hashable, question: Callable[[], Value]) -> Future[Value]:
        with self._lock:
            open_, answer = self._open.get(whom), Future[Value]()
            if open_ is not None and not open_.done():
                return open_
            self._open[whom] = answer
        Thread(target=_answer, args=(answer, question), name=f"ask {whom}", daemon=True).start()
        return answer


def _answer(answer: Future[Value], question: Callable[[], Value]) -> None:
    try:
        value = question()
    except BaseException as error:  # it is raised again where somebody waits for the answer
        answer.set_exception(error)
    else:
        answer.set_result(value)
