"""What the WMS knows of jobs: many asked at once, the row of each node found by its name, answers kept for one turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from parisana.errors import NoAnswer
from parisana.plugins.backend import Living
from parisana.plugins.runner import Outcome

from .commands import CHUNK, status_command
from .names import Attempt
from .states import FORGOTTEN, LIVING, OVER
from .status import Known, parse_status


class Asking:
    """Asks for jobs, and remembers the answers."""

    def __init__(self, run: Callable[[Sequence[str]], Outcome]) -> None:
        self._run = run
        self._known: dict[str, Known] = {}
        self._descriptions: dict[str, Known] = {}

    def ask(self, jobs: Iterable[str]) -> None:
        """Ask for all of these; those of a silent server are not known any more, and one server must answer."""
        silent: list[NoAnswer] = []
        answered = False
        for chunk in chunks(dict.fromkeys(jobs)):
            self.forget(chunk)
            try:
                self._learn(chunk)
                answered = True
            except NoAnswer as error:
                silent.append(error)
        if silent and not answered:
            raise silent[0]

    def described(self, jobs: Iterable[str]) -> dict[str, Known]:
        """Return jobs with their tags and numbers of rows, which never change; all of them must be told."""
        wanted = list(jobs)
        for chunk in chunks(job for job in wanted if job not in self._descriptions):
            told = parse_status(self._run(status_command(chunk, level=3)))
            if set(chunk) - set(told):
                raise NoAnswer("The answer of the WMS leaves jobs out.")
            self._descriptions.update(told)
        return {job: self._descriptions[job] for job in wanted}

    def of(self, attempt: Attempt) -> Known | None:
        """Return what was last heard of a row; ``None`` when nobody said anything of it."""
        job = self._known.get(attempt.job)
        if job is None or job.state in FORGOTTEN:
            return job
        if attempt.rows == 1 and not job.nodes:
            return job
        node = next((known for row, _, known in job.nodes if row == attempt.row), None)
        return node or (job if job.state in OVER - {"Done"} else None)

    def id_of(self, attempt: Attempt) -> str | None:
        """Return under which id the WMS knows a row; ``None`` while it has not said so."""
        job = self._known.get(attempt.job)
        if job is None:
            return None
        if attempt.rows == 1 and not job.nodes:
            return attempt.job
        return next((name for row, name, _ in job.nodes if row == attempt.row), None)

    def state(self, attempt: Attempt) -> str | None:
        """Return the state of a row; ``None`` when nobody said anything of it."""
        known = self.of(attempt)
        return None if known is None else known.state

    def over(self, attempt: Attempt) -> bool:
        """Whether a row is over, as far as is known."""
        return self.state(attempt) in OVER

    def living(self, attempts: Iterable[Attempt]) -> Iterator[Living]:
        """Yield the rows that live, and those of which nobody knows."""
        for attempt in attempts:
            known = self.of(attempt)
            if known is None or known.state not in {*LIVING, *OVER, *FORGOTTEN}:
                yield Living(str(attempt), None)
            elif known.state in LIVING:
                yield Living(str(attempt), LIVING[known.state], known.reason if known.state == "Waiting" else "")

    def ids(self, named: Iterable[tuple[str, Attempt]], wanted: Callable[[Known], bool]) -> dict[str, str]:
        """Return the ids of those rows that are so, with their names."""
        pairs = [(self.id_of(attempt), name, self.of(attempt)) for name, attempt in named]
        return {job: name for job, name, known in pairs if job is not None and known is not None and wanted(known)}

    def forget(self, jobs: Iterable[str]) -> None:
        """Drop what is known of jobs."""
        for job in jobs:
            self._known.pop(job, None)

    def _learn(self, chunk: Sequence[str]) -> None:
        """Ask; where nodes came without their names, which not every server tells at once, ask for all there is."""
        told = parse_status(self._run(status_command(chunk)))
        nameless = [job for job, known in told.items() if known.nameless]
        if nameless:
            told |= parse_status(self._run(status_command(nameless, level=3)))
        self._known |= {job: known for job, known in told.items() if job in chunk}


def whole(attempt: Attempt, named: Sequence[Attempt]) -> str | None:
    """Return the job of a row, if all of its rows are meant."""
    rows = {each.row for each in named if each.job == attempt.job}
    return attempt.job if len(rows) == attempt.rows else None


def chunks(jobs: Iterable[str]) -> Iterator[list[str]]:
    """Yield jobs, so many at once as one command names."""
    listed = list(jobs)
    for start in range(0, len(listed), CHUNK):
        yield listed[start : start + CHUNK]
