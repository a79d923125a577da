"""A production as a grid: a line for each unit of one stage, and in each stage what it needs or what comes of it."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.bookkeeping.values.views import StageSum
from parisana.core.jobs.states import BY_ATTENTION, JobState
from parisana.errors import InputError

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping
    from parisana.bookkeeping.jobs.grid import GridJob, Link

__all__ = ["Cell", "GridLine", "GridPage", "GridQuery", "Grids", "StageSum"]

LINES = 100
#: At most so many jobs are gathered for one page in one stage; a production that joins more in one job is cut there.
GATHERED = 20_000


@dataclass(frozen=True, slots=True)
class Cell:
    """The jobs of one stage that belong to a line."""

    counts: Mapping[JobState, int]
    number: int
    """One of them, of those that want attention first."""

    @property
    def state(self) -> JobState:
        """The state that wants attention first."""
        return next(state for state in BY_ATTENTION if self.counts.get(state))

    @property
    def jobs(self) -> int:
        """How many there are."""
        return sum(self.counts.values())


@dataclass(frozen=True, slots=True)
class GridLine:
    """One unit, with its cells by stage; a stage with which it has nothing to do is not there."""

    unit: str
    cells: Mapping[str, Cell]


@dataclass(frozen=True, slots=True)
class GridPage:
    """Some lines of a grid."""

    production: int
    stages: tuple[StageSum, ...]
    anchor: str
    """The stage whose units the lines are."""
    lines: tuple[GridLine, ...]
    first: int
    """How many lines come before these."""
    total: int
    cut: bool
    """Whether more jobs belong to these lines than were gathered."""


@dataclass(frozen=True, slots=True)
class GridQuery:
    """Which lines: those of a stage after a unit, before it, or from it on; only those with a state there."""

    stage: str | None = None
    after: str | None = None
    before: str | None = None
    start: str | None = None
    last: bool = False
    """The last lines of all."""
    state: JobState | None = None
    limit: int = LINES
    first: int | None = None
    """How many lines come before these, where that is known."""


class Grids:
    """Lays productions out."""

    def __init__(self, book: Callable[[], Bookkeeping]) -> None:
        self._book = book
        #: How long the units of a stage are; looked up anew when there are more of them.
        self._lengths: dict[tuple[int, str, int], list[int]] = {}

    def page(self, production: int, query: GridQuery = GridQuery()) -> GridPage:
        """Return some lines."""
        book = self._book()
        stages = tuple(book.standing(production)) or _no_stages(book, production)
        anchor = _anchor(stages, query.stage, production)
        lengths = self._lengths_of(book, production, anchor, _total(stages, anchor, None))
        units = _units(book, production, anchor, lengths, query)
        total = _total(stages, anchor, query.state)
        first = _first(book, production, anchor, units, query, total)
        own = book.jobs_of_units(production, anchor, units)
        if query.state is not None:
            wanted = {job.unit for job in own if job.state is query.state}
            units = [unit for unit in units if unit in wanted]
        found, cut = _together(book, own)
        lines = tuple(GridLine(unit, _cells(found[unit])) for unit in units)
        return GridPage(production, stages, anchor, lines, first, total, cut)

    def _lengths_of(self, book: Bookkeeping, production: int, anchor: str, total: int) -> list[int]:
        key = (production, anchor, total)
        if key not in self._lengths:
            self._lengths[key] = book.unit_lengths(production, anchor)
        return self._lengths[key]


def _no_stages(book: Bookkeeping, production: int) -> tuple[StageSum, ...]:
    """Return nothing, when the production is there at all."""
    book.production(production)
    return ()


def _anchor(stages: Sequence[StageSum], wanted: str | None, production: int) -> str:
    """Return the stage whose units are the lines: the one asked for, or the first of those with most jobs."""
    names = {each.name: sum(each.counts.values()) for each in stages}
    if wanted is not None and wanted not in names:
        known = ", ".join(names)
        raise InputError(f"Production {production} has no stage {wanted}.", hint=f"It has {known}.")
    return wanted or max(names, key=lambda name: names[name], default="")


def _units(book: Bookkeeping, production: int, anchor: str, lengths: Sequence[int], query: GridQuery) -> list[str]:
    def beyond(place: str | None, *, forward: bool = True) -> list[str]:
        return book.units(production, anchor, lengths, place, query.limit, forward=forward, state=query.state)

    if query.before is not None or query.last:
        return beyond(query.before, forward=False)
    if query.start is None:
        return beyond(query.after)
    ahead = beyond(query.start)
    there = book.jobs_of_units(production, anchor, [query.start])
    fits = there and (query.state is None or any(job.state is query.state for job in there))
    return [query.start, *ahead][: query.limit] if fits else ahead


def _first(book: Bookkeeping, production: int, anchor: str, units: Sequence[str], query: GridQuery, total: int) -> int:
    """Return how many lines come before these; they are counted only where nobody knows."""
    if not units or (query.after is None and query.before is None and query.start is None and not query.last):
        return 0
    if query.first is not None:
        return query.first
    return total - len(units) if query.last else book.count_units(production, anchor, units[0], query.state)


def _total(stages: Sequence[StageSum], anchor: str, state: JobState | None) -> int:
    """Return how many lines there are, from the counters: a unit is one job of a stage."""
    counts = next((each.counts for each in stages if each.name == anchor), {})
    return sum(counts.values()) if state is None else counts.get(state, 0)


def _together(book: Bookkeeping, own: Sequence[GridJob]) -> tuple[dict[str, dict[str, set[GridJob]]], bool]:
    """Return the jobs of each line by stage: its own, all that they need, and all that comes of them."""
    found: dict[str, dict[str, set[GridJob]]] = defaultdict(lambda: defaultdict(set))
    for job in own:
        found[job.unit][job.stage].add(job)
    cut = False
    for follow in (book.read_by, book.reading):
        reached = {job.id: {job.unit} for job in own}
        while reached:
            links = follow(reached, GATHERED)
            cut = cut or len(links) >= GATHERED
            reached = _one_further(links, reached, found)
    return found, cut


def _one_further(
    links: Iterable[Link], reached: Mapping[int, set[str]], found: Mapping[str, dict[str, set[GridJob]]]
) -> dict[int, set[str]]:
    """Put jobs into the lines from which they were reached; return those from which it goes on."""
    further: dict[int, set[str]] = defaultdict(set)
    for source, job in links:
        for unit in reached[source]:
            found[unit][job.stage].add(job)
            further[job.id].add(unit)
    return further


def _cells(found: Mapping[str, Iterable[GridJob]]) -> dict[str, Cell]:
    return {stage: _cell(sorted(jobs, key=_attention)) for stage, jobs in found.items()}


def _cell(jobs: Sequence[GridJob]) -> Cell:
    return Cell(Counter(job.state for job in jobs), jobs[0].number)


def _attention(job: GridJob) -> tuple[int, int]:
    return BY_ATTENTION.index(job.state), job.number
