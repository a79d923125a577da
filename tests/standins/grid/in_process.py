"""A stand-in of the Grid without a process for each command: its commands are functions of this one."""

from __future__ import annotations

import io
import re
import threading
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from itertools import dropwhile
from pathlib import Path

from parisana.plugins.runner import LocalRunner, Outcome
from tests.standins.batch import face
from tests.standins.batch.engine import Engine, serve, tasks
from tests.standins.batch.face import Command

#: What may stand before a command.
BEFORE = re.compile(r"env|\w+=.*")
#: Where a command prints is the same for all threads: a driver looks at elements in one of its own.
ONE_AT_A_TIME = threading.Lock()


class HereEngine(Engine):
    """A batch system that is a thread."""

    def start(self) -> None:
        """Run the jobs, unless another one does."""
        threading.Thread(target=serve, args=(str(self.folder),), daemon=True).start()


class InProcess(LocalRunner):
    """Gives the commands of the stand-in here, and notes them."""

    def __init__(self, folder: Path, commands: Mapping[str, Command]) -> None:
        self.engine = HereEngine(folder)
        self.commands = commands
        self.given: list[list[str]] = []

    def run(
        self,
        argv: Sequence[str],
        *,
        stdin: str = "",
        timeout: float = 60.0,
        environment: Mapping[str, str] | None = None,
    ) -> Outcome:
        """Run to the end."""
        words = list(dropwhile(BEFORE.fullmatch, argv))
        if words[0] not in self.commands:
            return super().run(argv, stdin=stdin, timeout=timeout, environment=environment)
        self.given.append(words)
        out, err = io.StringIO(), io.StringIO()
        with ONE_AT_A_TIME, redirect_stdout(out), redirect_stderr(err):
            code = self._call(words)
        return Outcome(code, out.getvalue(), err.getvalue())

    def times(self, command: str) -> int:
        """Return how often a command was given."""
        return sum(words[0] == command for words in self.given)

    def ended(self) -> int:
        """Return how many jobs have ended."""
        with self.engine.state() as state:
            return sum(task["state"] == "ended" for _, _, task in tasks(state))

    def busy(self) -> bool:
        """Whether jobs run, or will."""
        with self.engine.state() as state:
            return any(task["state"] in ("queued", "running") for _, _, task in tasks(state))

    def _call(self, words: list[str]) -> int:
        try:
            return face.run_on(self.engine, self.commands, words[0], words[1:])
        except SystemExit as ended:
            return int(str(ended.code))
