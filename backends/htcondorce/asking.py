"""What elements know of jobs: one question an element for all of them; answers are kept for one turn."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from parisana.errors import NoAnswer
from parisana.plugins.backend import Living
from parisana.plugins.runner import Outcome

from . import commands
from .ads import Ad, parse_ads
from .answers import parse_count, trouble
from .names import Attempt, Endpoint, by_endpoint
from .states import COMPLETED, living

Run = Callable[[Sequence[str]], Outcome]


class Asking:
    """Asks for jobs, and remembers the answers."""

    def __init__(self, run: Run) -> None:
        self._run = run
        self._known: dict[Attempt, Ad | None] = {}

    def ask(self, attempts: Iterable[Attempt]) -> None:
        """Ask for all of these; every element must answer."""
        for endpoint, named in by_endpoint(attempts).items():
            self._learn(endpoint, named)

    def ask_around(self, attempts: Iterable[Attempt]) -> None:
        """Ask for all of these; those of a silent element are not known any more, and one must answer."""
        wanted = by_endpoint(attempts)
        silent: list[NoAnswer] = []
        for endpoint, named in wanted.items():
            try:
                self._learn(endpoint, named)
            except NoAnswer as error:
                silent.append(error)
                self.forget(named)
        if silent and len(silent) == len(wanted):
            raise silent[0]

    def queue(self, endpoint: Endpoint, constraint: str) -> list[Ad]:
        """Return the jobs in the queue; an answer that is nothing at all counts when it says so in words, too."""
        found = self._ads(commands.queue_command(endpoint, constraint))
        if found is not None:
            return found
        if parse_count(self._run(commands.count_command(endpoint, constraint))):
            raise NoAnswer(f"The answer of {endpoint.schedd} is empty, and should not be.")
        return []

    def history(self, endpoint: Endpoint, constraint: str, most: int) -> list[Ad]:
        """Return jobs that left the queue."""
        return self._ads(commands.history_command(endpoint, constraint, most)) or []

    def left(self, attempts: Iterable[Attempt]) -> Iterator[tuple[Attempt, Ad]]:
        """Yield what became of those that an element has in its queue no more, as far as it still knows."""
        for endpoint, named in by_endpoint(each for each in attempts if self.is_gone(each)).items():
            for chunk in chunks(named):
                told = self.history(endpoint, commands.jobs(chunk, "true"), len(chunk))
                yield from ((Attempt(endpoint, ad.cluster, ad.proc), ad) for ad in told)

    def of(self, attempt: Attempt) -> Ad | None:
        """Return the ad of a job in the queue, as far as that is known."""
        return self._known.get(attempt)

    def is_gone(self, attempt: Attempt) -> bool:
        """Whether an element said that it has a job no more."""
        return attempt in self._known and self._known[attempt] is None

    def completed(self, attempt: Attempt) -> Ad | None:
        """Return the ad of a job that came to its end, and whose output can be fetched."""
        ad = self.of(attempt)
        return ad if ad is not None and ad.status == COMPLETED else None

    def living(self, attempts: Iterable[Attempt]) -> Iterator[Living]:
        """Yield the jobs that live, and those of which nobody knows."""
        for attempt in attempts:
            ad = self.of(attempt)
            if ad is not None and (found := living(str(attempt), ad)) is not None:
                yield found
            elif attempt not in self._known:
                yield Living(str(attempt), None)

    def forget(self, attempts: Iterable[Attempt]) -> None:
        """Drop what is known of jobs."""
        for attempt in attempts:
            self._known.pop(attempt, None)

    def _learn(self, endpoint: Endpoint, named: Sequence[Attempt]) -> None:
        told: dict[Attempt, Ad] = {}
        clusters = {each.cluster: each for each in named}.values()
        for chunk in chunks(clusters):
            ads = self.queue(endpoint, commands.clusters(chunk))
            told |= {Attempt(endpoint, ad.cluster, ad.proc): ad for ad in ads}
        self._known |= {attempt: told.get(attempt) for attempt in named}

    def _ads(self, command: Sequence[str]) -> list[Ad] | None:
        """Return the ads of an answer; ``None`` when it was empty."""
        outcome = self._run(command)
        if outcome.code != 0:
            raise trouble(outcome, refused=False)
        return parse_ads(outcome.stdout) if outcome.stdout.strip() else None


def chunks(attempts: Iterable[Attempt]) -> Iterator[list[Attempt]]:
    """Yield attempts, so many at once as one command names."""
    listed = list(attempts)
    for start in range(0, len(listed), commands.CHUNK):
        yield listed[start : start + commands.CHUNK]
