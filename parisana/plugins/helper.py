"""A helper: a process of its own for a library that may hang or fall. Requests and answers are lines of JSON.

An answer may come after any number of lines that only say how far the work is (``moved``). Whoever waits can give
up at any time: the process is killed, and the next question starts another one.
"""

from __future__ import annotations

import json
import os
import select
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from threading import Lock
from typing import Any

from parisana.errors import Cancelled, NoAnswer

#: How often (s) somebody who waits is asked whether he still does.
LOOK = 0.1
#: The folder of the program is no place for its imports (Python 3.11 and newer).
ALONE = {"PYTHONSAFEPATH": "1"}


class Helper:
    """Asks one process, one question at a time."""

    def __init__(self, program: str, name: str, environment: Mapping[str, str], python: str = sys.executable) -> None:
        self.name = name
        self.process = subprocess.Popen(
            [python, program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, **ALONE, **environment},
            start_new_session=True,
        )
        self._heard = b""
        self._finalizer = weakref.finalize(self, _end, self.process)

    @property
    def alive(self) -> bool:
        """Whether it can be asked."""
        return self._finalizer.alive and self.process.poll() is None

    def end(self) -> None:
        """Kill it, whatever it does."""
        self._finalizer()

    def ask(
        self,
        request: Mapping[str, Any],
        patience: float,
        moved: Callable[[int, int], None] = lambda done, total: None,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> dict[str, Any]:
        """Return the answer; ``NoAnswer`` when nothing is heard for so long, ``Cancelled`` when it is not wanted."""
        try:
            self._say(json.dumps(request).encode() + b"\n")
            while "moved" in (answer := self._hear(patience, cancelled)):
                moved(*answer["moved"])
        except BaseException:
            self.end()
            raise
        return answer

    def _say(self, line: bytes) -> None:
        assert self.process.stdin is not None
        try:
            self.process.stdin.write(line)
            self.process.stdin.flush()
        except OSError as error:
            raise self._fallen() from error

    def _hear(self, patience: float, cancelled: Callable[[], bool]) -> dict[str, Any]:
        """Return the next line."""
        until = time.monotonic() + patience
        while b"\n" not in self._heard:
            if cancelled():
                raise Cancelled("The copy was cancelled.")
            if time.monotonic() > until:
                raise NoAnswer(f"{self.name} gave no answer within {patience:g} s.")
            self._listen()
        line, _, self._heard = self._heard.partition(b"\n")
        try:
            said: dict[str, Any] = json.loads(line)
        except ValueError as error:
            raise NoAnswer(f"The process that speaks to {self.name} said what cannot be read.") from error
        return said

    def _listen(self) -> None:
        assert self.process.stdout is not None
        ready, _, _ = select.select([self.process.stdout], [], [], LOOK)
        if not ready:
            return
        piece = os.read(self.process.stdout.fileno(), 65536)
        if not piece:
            raise self._fallen()
        self._heard += piece

    def _fallen(self) -> NoAnswer:
        return NoAnswer(f"The process that speaks to {self.name} came to its end.", hint="It is started again.")


class Helpers:
    """Helpers of one kind; those that have nothing to do wait for the next question."""

    def __init__(self, program: str, environment: Mapping[str, str], python: str = sys.executable) -> None:
        self._program, self._environment, self._python = program, environment, python
        self._idle: list[Helper] = []
        self._lock = Lock()

    @contextmanager
    def one(self, name: str) -> Iterator[Helper]:
        """Lend one that speaks to somebody of this name."""
        with self._lock:
            alive = [each for each in self._idle if each.alive]
            helper = alive.pop() if alive else Helper(self._program, name, self._environment, self._python)
            self._idle = alive
        helper.name = name
        yield helper
        with self._lock:
            self._idle.append(helper)


def _end(process: subprocess.Popen[bytes]) -> None:
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
