"""One ARC service, asked by the commands of ARC's client; jobs have the ids here that they have over REST."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from parisana.backends.arc.answers import OVER
from parisana.backends.grid.sandbox import OUTPUT, START
from parisana.plugins.backend import Element
from parisana.plugins.files import Files
from parisana.plugins.runner import Outcome

from . import answers, commands

#: Gives a command.
Run: TypeAlias = Callable[[Sequence[str]], Outcome]
#: Seconds after which nobody is still sending the files of a job.
ABANDONED = 180.0


class ClientService:
    """One computing element, and what was last heard of its jobs."""

    def __init__(self, run: Run, url: str) -> None:
        self._run, self.url = run, url
        self._known: dict[str, answers.Known] = {}
        self._nameless: dict[str, float] = {}

    def submit(self, description: str) -> str:
        """Send a job with its files."""
        taken = answers.parse_submitted(self._run(commands.submit_command(self.url, description)))
        return answers.job_of(taken)

    def states(self) -> dict[str, str]:
        """Return the states of all jobs of this user."""
        self._known = answers.parse_states(self._run(commands.states_command(self.url)))
        return {job: known.state for job, known in self._known.items()}

    def act(self, action: str, jobs: Sequence[str]) -> None:
        """Let jobs be killed or cleaned; what is gone already is fine."""
        for chunk in _chunks(jobs):
            answers.answered(self._run(commands.act_command(self.url, action, self._urls(chunk))))

    def name(self, job: str) -> str:
        """Return the tag of a job: from its log, or, until it was handed on, from what starts it."""
        if time.monotonic() - self._nameless.get(job, math.inf) > ABANDONED:
            return ""  # none of ours
        if tag := self._tag(job):
            self._nameless.pop(job, None)
            return tag
        if self._known[job].state not in OVER:
            self._nameless.setdefault(job, time.monotonic())
        return ""  # one that is over, and was never handed on, has run nothing

    def _tag(self, job: str) -> str:
        (url,) = self._urls([job])
        folder = f"{url}/session" if "/rest/" in url else url
        for command in (commands.log_command(self.url, url), commands.copy_command(f"{folder}/{START}")):
            if tag := answers.parse_tag(answers.printed(self._run(command))):
                return tag
        return ""

    @property
    def awaits_files(self) -> bool:
        """Whether there is a job whose tag nobody can tell yet, since its files are on their way."""
        living = (job for job, known in self._known.items() if known.state not in OVER)
        return any(time.monotonic() - self._nameless.get(job, -math.inf) < ABANDONED for job in living)

    def has_its_files(self, job: str) -> bool:
        """Say yes: what starts a job travels last, and its tag was told by it."""
        return True

    def why(self, job: str) -> str:
        """Return why a job failed."""
        return self._known[job].said if job in self._known else ""

    def outputs(self, jobs: Sequence[str], folder: str, files: Files) -> dict[str, str]:
        """Return what jobs said; one of which nothing came is left out."""
        files.make_folders(folder)
        for chunk in _chunks(jobs):
            answers.answered(self._run(commands.output_command(self.url, folder, self._urls(chunk))))
        found = files.read_many(folder, [f"{job}/{OUTPUT}" for job in jobs])
        files.remove(*(f"{folder}/{job}" for job in jobs))
        said = {job: found.get(f"{job}/{OUTPUT}") for job in jobs}
        return {job: data.decode("utf-8", "replace") for job, data in said.items() if data is not None}

    def element(self, share: float) -> Element:
        """Ask how it is."""
        start = time.monotonic()
        status = answers.parse_status(self._run(commands.information_command(self.url)))
        return Element(self.url, status, round(time.monotonic() - start, 3), in_use=share > 0, priority=share)

    def _urls(self, jobs: Iterable[str]) -> list[str]:
        known = self._known
        return [known[job].url if job in known else f"{self.url}/{job}" for job in jobs]


def _chunks(jobs: Sequence[str]) -> Iterator[Sequence[str]]:
    for start in range(0, len(jobs), commands.CHUNK):
        yield jobs[start : start + commands.CHUNK]
