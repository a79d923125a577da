"""How a production gets on, in numbers: jobs done in time, waiting and running; what attempts used, how many succeeded.

All of it is kept with the steps (``bookkeeping/jobs/tallies.py``): sums are read, no job is counted.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.planning.needs import NEVER, next_needs
from parisana.bookkeeping.values.measures import ENDED, Measure, SpreadBin
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.measures.bins import fine_edge, width

from .timeline import Chronicles, TimeLine

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

__all__ = ["Figures", "Measure", "Spread", "Statistics", "Strand", "TimeLine"]

#: At most so many steps of memory or duration.
MOST_STEPS = 32
#: How an attempt ended that says whether jobs succeed; one that was cancelled says nothing.
SUCCESS, TOLD = AttemptState.DONE, frozenset({AttemptState.DONE, AttemptState.FAILED})


@dataclass(frozen=True, slots=True)
class Spread:
    """How many attempts used how much: counts in steps of a width from 0 on, the mean and the largest."""

    attempts: int
    mean: float
    most: float
    counts: Mapping[int, int]
    failed: Mapping[int, int]
    """Those of them that failed."""


@dataclass(frozen=True, slots=True)
class Strand:
    """The attempts of one stage at one site; of all stages and sites where both are empty."""

    stage: str
    title: str
    site: str
    spreads: Mapping[Measure, Spread]
    """What was not measured is not there."""
    asked: Mapping[Measure, float]
    """What its first job asks for."""
    done: int
    failed: int

    @property
    def success(self) -> float | None:
        """The share of attempts that were done."""
        return self.done / (self.done + self.failed) if self.done + self.failed else None


@dataclass(frozen=True, slots=True)
class Figures:
    """All statistics of a production."""

    production: int
    line: TimeLine
    strands: tuple[Strand, ...]
    """The first is of all attempts."""
    widths: Mapping[Measure, float]
    numbers: Mapping[Measure, int]
    """How many steps there are."""
    seconds: float
    """How long it took to find out."""


class Statistics:
    """Reads what is counted."""

    def __init__(self, book: Callable[[], Bookkeeping], clock: Callable[[], float]) -> None:
        self._book, self._lines = book, Chronicles(book, clock)

    def of(self, production: int) -> Figures:
        """Return the statistics of a production as they are now."""
        began, book = time.perf_counter(), self._book()
        line = self._lines.of(production).total
        found = book.spread(production)
        widths = {measure: width(_most(found, measure), MOST_STEPS) for measure in Measure}
        numbers = {measure: int(_most(found, measure) / widths[measure] + 1e-6) + 1 for measure in Measure}
        strands = tuple(_strands(_asked(book, production), found, widths))
        return Figures(production, line, strands, widths, numbers, time.perf_counter() - began)


def _most(found: Sequence[SpreadBin], measure: Measure) -> float:
    return max((each.most for each in found if each.measure == measure), default=0.0)


def _strands(
    asked: Mapping[str, Mapping[Measure, float]], found: Sequence[SpreadBin], widths: Mapping[Measure, float]
) -> list[Strand]:
    """Return the attempts of all stages and sites together, and then of each."""
    places: dict[tuple[str, str, str], list[SpreadBin]] = {}
    for each in found:
        places.setdefault((each.stage, each.title, each.site), []).append(each)
    strands = [_strand(("", "", ""), found, widths, {})]
    strands += [_strand(place, mine, widths, asked.get(place[0], {})) for place, mine in places.items()]
    return strands


def _strand(
    place: tuple[str, str, str],
    found: Sequence[SpreadBin],
    widths: Mapping[Measure, float],
    asked: Mapping[Measure, float],
) -> Strand:
    stage, title, site = place
    ends: Counter[AttemptState] = Counter()
    for each in found:
        if each.measure == ENDED:
            ends[each.outcome] += each.attempts
    measured = {measure: [each for each in found if each.measure == measure] for measure in Measure}
    spreads = {measure: _spread(mine, widths[measure]) for measure, mine in measured.items() if mine}
    return Strand(stage, title, site, spreads, asked, ends[SUCCESS], sum(ends[each] for each in TOLD - {SUCCESS}))


def _spread(found: Sequence[SpreadBin], broad: float) -> Spread:
    attempts = sum(each.attempts for each in found)
    mean = sum(each.sum for each in found) / attempts
    most = max(each.most for each in found)
    failed = [each for each in found if each.outcome is AttemptState.FAILED]
    return Spread(attempts, mean, most, _steps(found, broad), _steps(failed, broad))


def _steps(found: Sequence[SpreadBin], broad: float) -> Counter[int]:
    """Put narrow steps together."""
    counts: Counter[int] = Counter()
    for each in found:
        counts[int(fine_edge(each.bin) / broad + 1e-6)] += each.attempts
    return counts


def _asked(book: Bookkeeping, production: int) -> dict[str, dict[Measure, float]]:
    """Return what the first job of each stage asks for."""
    needs = {stage: next_needs(text, NEVER) for stage, text in book.first_asked(production).items()}
    return {
        stage: {Measure.MEMORY: float(each.memory_mb), Measure.TIME: float(each.time_s)}
        for stage, each in needs.items()
    }
