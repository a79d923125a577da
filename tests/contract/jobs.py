"""Sending jobs in the contract tests, and looking at what became of them."""

from __future__ import annotations

import contextlib
from collections.abc import Mapping
from pathlib import Path

from parisana.core.jobs.resources import Resources
from parisana.core.texts.table import Row, format_table
from parisana.errors import NoAnswer
from parisana.plugins.backend import Ending, Living, NativeState, Submission
from tests.waiting import until

from .rigs import BackendRig

HOLD = 'until [ -e "$LEDGER.go" ]; do sleep 0.1; done\n'
SMALL = Resources(memory_mb=200, time_s=60)


def alive(pid: int) -> bool:
    """Whether a process runs (a zombie does not)."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


class Jobs:
    """A backend, and a folder for its jobs with a ledger into which they write."""

    def __init__(self, rig: BackendRig, folder: Path) -> None:
        self.rig = rig
        self.folder = folder
        self.backend = rig.make(folder)
        self.ledger = folder / "ledger"
        self.ids: dict[str, tuple[str, int]] = {}

    def rows(self, count: int) -> int:
        """Return so many rows, or the one that a system takes that sends no arrays."""
        return count if self.rig.arrays or self.rig.many else 1

    def submission(
        self,
        tag: str,
        body: str,
        *,
        rows: int = 1,
        name: str = "stage.sh",
        resources: Resources = SMALL,
        environment: Mapping[str, str] | None = None,
    ) -> Submission:
        """Write a script; it finds the ledger in ``$LEDGER``, and its arguments as usual.

        It gets its name when it is whole: a job of the submission before may be reading the one that has it.
        """
        script = self.folder / name
        fresh = self.folder / "unfinished.sh"
        fresh.write_text("#!/bin/bash\n" + body)
        fresh.replace(script)
        table = self.folder / "submissions" / f"{tag}.tsv"
        table.parent.mkdir(exist_ok=True)
        row = Row("0" * 64, "stage", "all", (1,), str(self.folder / "parameters.json"), str(self.folder / "output"))
        table.write_text(format_table([row] * rows))
        known = {"LEDGER": str(self.ledger), **(environment or {})}
        return Submission(tag, str(script), str(table), rows, resources, str(self.folder / "logs"), known)

    def send(self, submission: Submission) -> str:
        """Submit."""
        native_id = self.backend.submit(submission)
        self.ids[submission.tag] = (native_id, submission.rows)
        return native_id

    def attempts(self, tag: str) -> list[str]:
        """Return the native ids of all rows."""
        native_id, rows = self.ids[tag]
        return [self.backend.attempt_id(native_id, row) for row in range(1, rows + 1)]

    def living(self, tag: str) -> list[Living]:
        """Poll."""
        return self.backend.poll([self.ids[tag][0]])

    def release(self) -> None:
        """Let jobs go on that wait for it: ``HOLD`` is what they run."""
        self.ledger.with_name("ledger.go").touch()

    def wait(self, tag: str) -> list[Ending]:
        """Wait until all rows have left, and return what the accounting says when it has all of them."""
        until(lambda: not self.living(tag))
        attempts = self.attempts(tag)
        until(lambda: len(self.backend.endings(attempts)) == len(attempts))
        return sorted(self.backend.endings(attempts), key=lambda ending: ending.native_id)

    def wait_running(self, tag: str, rows: int = 1) -> None:
        """Wait until so many rows run."""
        until(lambda: [each.state for each in self.living(tag)].count(NativeState.RUNNING) == rows)

    def wait_lines(self, count: int) -> list[str]:
        """Wait until the ledger has so many lines."""
        until(lambda: len(self.lines()) >= count)
        return self.lines()

    def lines(self) -> list[str]:
        """Return what the jobs wrote."""
        return self.ledger.read_text().splitlines() if self.ledger.exists() else []

    def clear_up(self) -> None:
        """End what still runs."""
        with contextlib.suppress(NoAnswer):
            self.backend.cancel([attempt for tag in self.ids for attempt in self.attempts(tag)])
