"""How many commands of the Grid a thousand jobs take: to send them, to ask for all of them once, to bring them back.

``python -m benchmarks.grid_calls``, a part of ``make bench``. Nothing is timed: the commands of the stand-ins
(``tests/standins/grid``) are counted, on a batch system that only keeps notes.
"""

from __future__ import annotations

import tempfile
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path

from parisana.backends.cream import CreamBackend, CreamSettings
from parisana.backends.grid.sandbox import OUTPUT
from parisana.backends.htcondorce import HTCondorCEBackend, HTCondorCESettings
from parisana.backends.wms import WmsBackend
from parisana.core.jobs.resources import Resources
from parisana.core.texts.table import Row, format_table
from parisana.plugins.backend import Backend, Submission
from parisana.plugins.runner import Runner
from tests.standins.batch.engine import State, tasks
from tests.standins.batch.face import Command
from tests.standins.grid import cream, htcondorce, wms
from tests.standins.grid.in_process import HereEngine, InProcess

from .measure import keep

JOBS = 1000
ELEMENTS = ("ce1.standin:8443/cream-pbs-hess", "ce2.standin:8443/cream-pbs-hess")
SERVERS = ("https://wms1.standin:7443/glite_wms_wmproxy_server", "https://wms2.standin:7443/glite_wms_wmproxy_server")
CONDORS = ("ce1.standin", "ce2.standin")
SMALL = Resources(memory_mb=200, time_s=60)
VO = "vo.hess-experiment.eu"


@dataclass(frozen=True, slots=True)
class Calls:
    """The commands that were given."""

    system: str
    jobs: int
    sent: int
    asked: int
    brought: int

    def __str__(self) -> str:
        steps = f"{self.sent:,} to send, {self.asked:,} to ask, {self.brought:,} to bring back"
        return f"{self.system}, {self.jobs:,} jobs: {steps}"


class Notes(HereEngine):
    """A batch system that keeps its state in memory, and runs nothing."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        folder.mkdir(parents=True)
        self._known: State = {"next": 11, "jobs": {}, "faults": {}, "limit": 99_999}
        self._lock = threading.RLock()

    @contextmanager
    def state(self) -> Iterator[State]:
        """Hold the state."""
        with self._lock:
            yield self._known

    def start(self) -> None:
        """Start nothing."""

    def finish(self) -> None:
        """Let all jobs come to their end, each with a line to be brought back."""
        with self.state() as state:
            for number, row, task in tasks(state):
                folder = Path(state["jobs"][number]["folder"])
                place = folder / row if (folder / row).is_dir() else folder
                (place / OUTPUT).write_text("done\n")
                task.update(
                    state="ended", code=0, signal=None, why="", started=time.time(), ended=time.time(), pid=None
                )


@dataclass(frozen=True, slots=True)
class System:
    """One kind of Grid: its name, its commands, and how its backend is made."""

    name: str
    commands: Mapping[str, Command]
    make: Callable[[Runner], Backend]


SYSTEMS = (
    System("CREAM", cream.COMMANDS, lambda runner: CreamBackend(CreamSettings(vo=VO, elements=ELEMENTS), runner)),
    System(
        "WMS",
        wms.COMMANDS,
        lambda runner: WmsBackend(CreamSettings(vo=VO, use_wms=True, wms_servers=SERVERS), runner),
    ),
    System(
        "HTCondor-CE",
        htcondorce.COMMANDS,
        lambda runner: HTCondorCEBackend(HTCondorCESettings(elements=CONDORS), runner),
    ),
)


def count(system: System, jobs: int, folder: Path) -> Calls:
    """Send so many jobs to two elements or servers, ask for them, let all end, bring them back, let them go."""
    runner = InProcess(folder / "state", system.commands)
    runner.engine = notes = Notes(folder / "notes")
    backend, steps = system.make(runner), [0]

    def given() -> int:
        """Return how many commands were given since the last time."""
        steps.append(len(runner.given))
        return steps[-1] - steps[-2]

    attempts = sent(backend, jobs, folder)
    natives = [native for _, native in attempts]
    to_send = given()
    backend.poll(natives)
    to_ask = given()
    notes.finish()
    backend.poll(natives)
    given()
    said = backend.bring(named(backend, attempts), str(folder / "arrivals"))
    backend.dismiss(list(said))
    return Calls(system.name, len(said), to_send, to_ask, given())


def sent(backend: Backend, jobs: int, folder: Path) -> list[tuple[Submission, str]]:
    """Send jobs, so many at once as the Grid takes; return what each submission is called there."""
    at_once = backend.limits.rows_per_submission
    script, table = folder / "stage.sh", folder / "tables"
    script.write_text("#!/bin/bash\n")
    table.mkdir()
    row = Row("0" * 64, "stage", "all", (1,), str(folder / "none.json"), str(folder / "output"))
    found: list[tuple[Submission, str]] = []
    for first in range(0, jobs, at_once):
        rows, path = min(at_once, jobs - first), table / f"t-{first}.tsv"
        path.write_text(format_table([row] * rows))
        submission = Submission(f"t-{first}", str(script), str(path), rows, SMALL, str(folder / "logs"), {})
        found.append((submission, backend.submit(submission)))
    return found


def named(backend: Backend, submissions: Sequence[tuple[Submission, str]]) -> dict[str, str]:
    """Return the attempts of submissions, each with its tag."""
    return {
        backend.attempt_id(native, row): each.tag for each, native in submissions for row in range(1, each.rows + 1)
    }


def main() -> None:
    """Count for each kind of Grid, and keep it."""
    found = []
    for system in SYSTEMS:
        with tempfile.TemporaryDirectory() as folder:
            found.append(count(system, JOBS, Path(folder)))
        print(found[-1])
    print(f"kept in {keep('grid_calls', {'calls': [asdict(each) for each in found]})}")


if __name__ == "__main__":
    main()
