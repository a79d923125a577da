"""A function in a process of its own, and a pipe between the two: ``Beside(drive, home)`` calls ``drive(pipe, home)``.

Python's own way (multiprocessing) starts one process more, which keeps book of what processes share. Here they share
nothing, and it would cost seven megabytes as long as a window is open.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection, Pipe

#: What the process does at first: it looks for modules where this one does, and is told what to call.
BEGIN = """
import sys
from multiprocessing.connection import Connection
pipe = Connection(int(sys.argv[1]))
sys.path[:] = pipe.recv()
work, arguments = pipe.recv()
work(pipe, *arguments)
"""


class Beside:
    """Starts at once; the function is to end when nobody is at the other end of the pipe, however that came."""

    def __init__(self, work: Callable[..., object], *arguments: object) -> None:
        self.pipe: Connection
        self.pipe, theirs = Pipe()
        with theirs:
            words = [sys.executable, "-P", "-c", BEGIN, str(theirs.fileno())]
            self._process = subprocess.Popen(words, pass_fds=[theirs.fileno()])
        with suppress(OSError):  # one that has ended already is noticed by whoever listens
            self.pipe.send(sys.path)
            self.pipe.send((work, arguments))

    @property
    def pid(self) -> int:
        """Its number."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self._process.poll() is None

    def join(self, timeout: float | None = None) -> None:
        """Wait until it has ended, or for so many seconds."""
        with suppress(subprocess.TimeoutExpired):
            self._process.wait(timeout)

    def end(self) -> None:
        """End it, whatever it is doing."""
        self.pipe.close()
        self._process.kill()
        self._process.wait()
