"""One production on a real cluster whose commands can be spoiled, driven through the session, and counted."""

from __future__ import annotations

import re
import shutil
import sys
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from parisana.app.driving.follower import Follower
from parisana.app.recording.drive import Notice
from parisana.app.session import Session
from parisana.core.jobs.states import ProductionState
from tests.app.toy import Toy, last
from tests.waiting import until

from .rows import Row

SPOILER = Path(__file__).with_name("spoiler.py")
JOBS = 12
ARRAY = 4
#: The driver's clock goes so much faster than the jobs': grace times of minutes pass in seconds.
FASTER = 30.0


class Clock:
    """A clock that goes faster, and that can be set wrong."""

    def __init__(self) -> None:
        self._began = time.time()
        self.wrong = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return self._began + (time.time() - self._began) * FASTER + self.wrong

    def sleep(self, seconds: float) -> None:
        """Wait as long as that takes by this clock."""
        time.sleep(seconds / FASTER)


@dataclass(frozen=True, slots=True)
class Cluster:
    """A real batch system, and what its commands are called."""

    title: str
    backend: str
    settings: Mapping[str, Any]
    environment: Mapping[str, str]
    commands: Mapping[str, str]
    """What is asked -> the command that answers."""
    close: Callable[[], object]
    """Let jobs wait."""
    open: Callable[[], object]
    remove: Callable[[str], object]
    """Take a submission away, as an administrator does."""
    empty: Callable[[], object]
    """Wait until no job is left."""
    limit: Callable[[bool], object]
    """Take no second array while one is there, or as many as are sent."""
    start_again: Callable[[str], object]
    """Start a running attempt a second time, as an administrator can."""
    age: Callable[[], object]
    """Let all that the accounting knows have happened a day ago."""
    forget: Callable[[], object]
    """Let the batch system lose all jobs, and count from 1 again."""
    accounted: Callable[[str], object]
    """Wait until the accounting knows how an attempt ended."""
    other: Callable[[], str]
    """Send an array of somebody else, which takes its time; return its number."""
    lapse: Callable[[bool], object] | None = None
    """Let the user's credential lapse, or be renewed; where there is none, the commands are spoiled."""


@dataclass
class Trial:
    """One production."""

    cluster: Cluster
    toy: Toy
    told: list[str] = field(default_factory=list)
    clock: Clock = field(default_factory=Clock)
    production: int = 0

    def __post_init__(self) -> None:
        """Write the site, and put the spoiler before the commands."""
        self.toy.site(backend=self.cluster.backend, settings={"array_size": ARRAY, **self.cluster.settings})
        self.bin.mkdir()
        for name in self.cluster.commands.values():
            real = shutil.which(name, path=self.cluster.environment["PATH"])
            words = f'{sys.executable} {SPOILER} {self.bin.parent / name} {real} "$@"'
            (self.bin / name).write_text(f"#!/bin/sh\nexec {words}\n")
            (self.bin / name).chmod(0o755)
        self.session = self.open_session()

    @property
    def bin(self) -> Path:
        """The folder that comes first on the PATH."""
        return self.toy.root / "bin"

    @property
    def environment(self) -> dict[str, str]:
        """Return what the program finds in its environment."""
        path = f"{self.bin}:{self.cluster.environment['PATH']}"
        return {**self.toy.environment, **self.cluster.environment, "PATH": path}

    def open_session(self) -> Session:
        """Return a session that lives by this trial's clock."""
        home = Path(self.toy.environment["PARISANA_HOME"])
        return Session(home, tell=self._tell, clock=self.clock, sleep=self.clock.sleep)

    def spoil(self, what: str, fault: str, times: int) -> None:
        """Spoil the next answers to a question."""
        (self.bin.parent / self.cluster.commands[what]).write_text(f"{fault} {times}")

    def spoiled(self, what: str) -> bool:
        """Whether all spoiled answers were given."""
        return (self.bin.parent / self.cluster.commands[what]).read_text().split()[1] == "0"

    def lapse(self) -> None:
        """Let the user not be known any more."""
        if self.cluster.lapse is None:
            self.spoil("submit", "expired", 2)
        else:
            self.cluster.lapse(True)

    def renew(self) -> None:
        """Let the user be known again."""
        if self.cluster.lapse is not None:
            self.cluster.lapse(False)

    def all_jobs_wait(self, order: str = "wait") -> None:
        """Let each job take its time, or ``hold`` until it may go on."""
        for number in range(1, JOBS + 1):
            self.toy.order(f"make.slice-{number:03d}", order, "always")

    def follow_until_spoiled(self, what: str) -> None:
        """Drive until all spoiled answers were given; then jobs may go on that are held."""
        with self.session.driving(self.production) as follower:
            until(lambda: self.spoiled(what) or self._turned(follower))
        (self.toy.root / "orders" / "go").touch()

    def _turned(self, follower: Follower) -> bool:
        follower.step()
        self.clock.sleep(follower.pace)
        return False

    def profile(self) -> Path:
        """Return a profile with as many jobs as a trial has, in the first stage."""
        return self.toy.profile(range(1, JOBS + 1))

    def submit(self) -> None:
        """Send the first stage."""
        self.production = self.session.submit(self.session.plan(self.profile()), ["make"])

    def follow(self) -> ProductionState:
        """Drive to the end."""
        return ProductionState(last(self.session.follow(self.production)).state)

    def first_array(self) -> str:
        """Return the native id of the first array."""
        first = next(self.session.all_jobs(self.production)).native_id or ""
        return re.split("[._]", first)[0]

    def row(self, fault: str, what: str, ended: int = 0, ran: int = 0) -> Row:
        """Count; ``ended`` attempts were ended by the fault, of which ``ran`` had started."""
        jobs = list(self.session.all_jobs(self.production))
        starts = self.toy.starts()
        failed = [each for job in jobs for each in self.session.attempts(job) if each.state == "failed"]
        files = {file.path for file in self.session.results(self.production, "make")}
        committed = sum(Path(path).is_file() for path in files if path.endswith("/sum.txt"))
        return Row(
            fault=fault,
            system=self.cluster.title,
            what=what,
            planned=len(jobs),
            committed=committed,
            started=starts.total(),
            ended=ended,
            duplicates=starts.total() - len(starts) - ran,
            lost=len(jobs) - committed,
            false=len(failed) - ended,
        )

    def _tell(self, notice: Notice) -> None:
        self.told.append(notice.text)
