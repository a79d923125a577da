"""A desk with HTCondor-CE on it: the backend itself, on a stand-in that fails as HTCondor's tools do."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from parisana.backends.htcondorce import HTCondorCEBackend, HTCondorCESettings
from parisana.core.jobs.states import Failure
from tests.contract.grid import CONDORS
from tests.contract.jobs import Jobs
from tests.contract.rigs import BACKENDS
from tests.standins.grid.htcondorce import COMMANDS
from tests.standins.grid.in_process import InProcess

SUBMIT, QUEUE, HISTORY, FETCH, REMOVE = (f"condor_{verb}" for verb in ("submit", "q", "history", "transfer_data", "rm"))
FIRST, SECOND = "ce1.standin:9619", "ce2.standin:9620"
#: What a job does: it notes that it ran, and says so.
NOTE = 'echo "$2 $3" >>"$LEDGER"; echo "said $3"\n'


class Desk(Jobs):
    """The backend on the stand-in, with what is done to it."""

    def __init__(self, folder: Path) -> None:
        super().__init__(BACKENDS["htcondorce"], folder)
        self.runner = InProcess(folder / "standin" / "state", COMMANDS)
        self.backend = self.again()

    def again(self, **settings: object) -> HTCondorCEBackend:
        """Return the backend of another program."""
        return HTCondorCEBackend(HTCondorCESettings.model_validate({"elements": CONDORS, **settings}), self.runner)

    def set(self, **values: Any) -> None:
        """Change the state of the stand-in."""
        with self.runner.engine.state() as state:
            state.update(values)

    def job(self, row: int, **values: Any) -> None:
        """Do something to a job of the first cluster."""
        self.runner.engine.change("11", str(row - 1), **values)

    def keep(self, rows: int = 2) -> list[str]:
        """Send jobs that do not start; return their attempts."""
        self.set(closed=True)
        self.send(self.submission("t-1", NOTE, rows=rows))
        return self.attempts("t-1")

    def held(self, row: int, code: int, reason: str, subcode: int = 0) -> None:
        """Let a job be held."""
        self.job(row, state="stopped", hold=[code, subcode, reason])

    def bring(self) -> dict[str, str]:
        """Fetch what the attempts said."""
        return dict(self.backend.bring(dict.fromkeys(self.attempts("t-1"), "t-1"), str(self.folder / "arrivals")))

    def over(self) -> list[tuple[int | None, Failure | None]]:
        """Wait until all is told of how jobs ended."""
        self.wait("t-1")
        return [(ending.exit_code, ending.failure) for ending in self.backend.endings(self.attempts("t-1"))]

    def elements(self) -> list[str]:
        """Return where the clusters are."""
        with self.runner.engine.state() as state:
            return [job["pool"] for job in state["jobs"].values()]
