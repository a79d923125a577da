"""Running the commands of a protocol: a question is soon answered, a copy is looked on and may be stopped."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import MappingProxyType

from parisana.errors import Cancelled, NoAnswer
from parisana.plugins.long_run import run_long
from parisana.plugins.runner import LocalRunner, Outcome
from parisana.plugins.storage import Watch

from .copying import STOPPED


class Commands:
    """The commands of this machine."""

    def __init__(
        self, patience: float, standstill: float, surroundings: Mapping[str, str] = MappingProxyType({})
    ) -> None:
        self.patience = patience
        """Seconds after which a question counts as unanswered."""
        self.standstill = standstill
        """Seconds after which a copy that does not move is given up; a tape takes its time."""
        self.surroundings = surroundings
        """Variables that the commands find beside those of the user."""
        self._runner = LocalRunner()

    def ask(self, argv: Sequence[str], stdin: str = "") -> Outcome:
        """Run a command that is soon done."""
        return self._runner.run(argv, stdin=stdin, timeout=self.patience, environment=self._environment())

    def copy(
        self, argv: Sequence[str], watch: Watch, total: int, grows: Path | None = None, stdin: str = ""
    ) -> Outcome:
        """Run a command that copies; progress is how a file here grows, and else only that it is done."""
        return run_long(argv, _Eye(argv[0], watch, total, grows, self.standstill), stdin, self._environment())

    def _environment(self) -> dict[str, str]:
        """Return the user's environment, with months and numbers in the language that is parsed."""
        return {**os.environ, **self.surroundings, "LC_ALL": "C"}


class _Eye:
    """Looks on: tells what has moved, and ends what is not wanted or stands still."""

    def __init__(self, name: str, watch: Watch, total: int, grows: Path | None, standstill: float) -> None:
        self.name, self.watch, self.total, self.grows, self.standstill = name, watch, total, grows, standstill
        self.seen: tuple[int, int] | None = None
        self.since = time.monotonic()

    def __call__(self, pid: int) -> None:
        """Look once."""
        done = 0
        if self.grows is not None:
            with suppress(OSError):
                done = self.grows.stat().st_size
        if (now := (done, _read_so_far(pid))) != self.seen:
            self.seen, self.since = now, time.monotonic()
            self.watch.moved(min(done, self.total), self.total)
        if self.watch.cancelled:
            raise Cancelled(STOPPED)
        if time.monotonic() - self.since > self.standstill:
            raise NoAnswer(f"{self.name} has copied nothing for {self.standstill:g} s.")


def _read_so_far(pid: int) -> int:
    """Return the bytes that a process has read: a sign of life of one that sends."""
    with suppress(OSError, ValueError, IndexError):
        return int(Path(f"/proc/{pid}/io").read_text().split()[1])
    return 0
