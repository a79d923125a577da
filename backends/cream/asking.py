"""What computing elements know of jobs: asked element by element, kept for one turn and longer where it is final."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TypeAlias

from parisana.errors import NoAnswer
from parisana.plugins.runner import Outcome

from .answers import JOB, Known, parse_known
from .commands import CHUNK, status_command
from .elements import endpoint_of
from .states import OVER, exit_code_is_late

#: Gives a command.
Run: TypeAlias = Callable[[Sequence[str]], Outcome]
NOTHING = Known()


class Asking:
    """Asks for jobs, and remembers the answers."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: dict[str, Known] = {}

    def of(self, job: str) -> Known | None:
        """Return what was last heard of a job; ``None`` when its element said nothing."""
        return self._known.get(job)

    def over(self, job: str) -> bool:
        """Whether a job is over, as far as is known."""
        return self._known.get(job, NOTHING).status in OVER

    def settled(self, job: str) -> bool:
        """Whether nothing more will be heard of a job."""
        return self.over(job) and not exit_code_is_late(self._known[job])

    def forget(self, jobs: Iterable[str]) -> None:
        """Drop what is known of jobs that nobody asks for any more."""
        for job in jobs:
            self._known.pop(job, None)

    def ask(self, jobs: Iterable[str]) -> None:
        """Ask for all of these; every element must answer."""
        for chunk in by_element(jobs):
            self._learn(chunk)

    def ask_around(self, jobs: Iterable[str]) -> None:
        """Ask for all of these; as long as one element answers, the others may be silent."""
        silent: list[NoAnswer] = []
        answered = False
        for chunk in by_element(jobs):
            try:
                self._learn(chunk)
                answered = True
            except NoAnswer as error:
                silent.append(error)
                self.forget(chunk)
        if silent and not answered:
            raise silent[0]

    def tags(self, jobs: Iterable[str]) -> dict[str, str]:
        """Return the tags of jobs, from their descriptions; that of a job never changes."""
        wanted = list(jobs)
        for chunk in by_element(job for job in wanted if not self._known.get(job, NOTHING).tag):
            self._learn(chunk, level=2)
        return {job: self._known[job].tag for job in wanted}

    def _learn(self, chunk: Sequence[str], level: int = 0) -> None:
        told = parse_known(self._run(status_command(chunk, level)))
        for job in chunk:
            if job not in told:
                raise NoAnswer("The answer of the computing element leaves jobs out.")
            before = self._known.get(job, NOTHING)
            self._known[job] = told[job].with_tag(before.tag)


def is_job(name: str) -> bool:
    """Whether this is the id of a job on a computing element."""
    return JOB.fullmatch(name) is not None


def by_element(jobs: Iterable[str]) -> Iterator[list[str]]:
    """Yield the jobs of each element, so many at once as one command names."""
    sorted_out: dict[str, list[str]] = defaultdict(list)
    for job in filter(is_job, jobs):
        sorted_out[endpoint_of(job)].append(job)
    for _, found in sorted(sorted_out.items()):
        for start in range(0, len(found), CHUNK):
            yield found[start : start + CHUNK]
