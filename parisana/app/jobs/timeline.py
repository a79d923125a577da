"""What a production did when: for each stage how many jobs waited and ran, were done, failed, were tried again.

A million jobs are counted when they make their steps; here sums are read. Only stretches below a minute are counted
from the events themselves, of productions that have few.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.core.jobs.states import JobState, ProductionState
from parisana.core.measures.bins import MINUTE, time_width

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping
    from parisana.bookkeeping.values.measures import StepBin
    from parisana.bookkeeping.values.records import EventRecord

__all__ = ["Chronicle", "Chronicles", "Deed", "StageLine", "TimeLine"]

#: At most so many stretches of time.
MOST = 48
#: Of a production with more steps than these, nothing below a minute is looked at.
FEW_STEPS = 100_000
J = JobState
#: The states in which a job waits at a site, and in which it runs.
AT_SITE, AT_WORK = frozenset({J.SUBMITTING, J.QUEUED, J.HELD}), frozenset({J.RUNNING, J.CHECKING})
FREE = frozenset({J.WAITING, J.READY})
GOING_ON = (ProductionState.NEW, ProductionState.RUNNING, ProductionState.PAUSED)
del J


@dataclass(frozen=True, slots=True)
class TimeLine:
    """Counts in stretches of time from a start on; at the end of each, how many waited at the site and ran."""

    start: float
    width: float
    number: int
    done: Mapping[int, int]
    failed: Mapping[int, int]
    retried: Mapping[int, int]
    waiting: Mapping[int, int]
    running: Mapping[int, int]


@dataclass(frozen=True, slots=True)
class StageLine:
    """The time line of one stage."""

    stage: str
    title: str
    line: TimeLine
    begun: float | None
    """The first stretch in which a job of it ran or ended."""
    ended: float | None
    """The end of the last one."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that was done to the production: when, by whom, what."""

    at: float
    source: str
    text: str


@dataclass(frozen=True, slots=True)
class Chronicle:
    """A production in time, or a part of it."""

    production: int
    begin: float
    """When the whole production began, and its newest moment."""
    end: float
    finest: float
    """The narrowest stretches that can be looked at."""
    total: TimeLine
    stages: tuple[StageLine, ...]
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True)
class _Window:
    """Round stretches that cover a part of time."""

    start: float
    width: float
    number: int

    @property
    def end(self) -> float:
        return self.start + self.number * self.width


class Chronicles:
    """Tells what happened when."""

    def __init__(self, book: Callable[[], Bookkeeping], clock: Callable[[], float]) -> None:
        self._book, self._clock = book, clock

    def of(self, production: int, begin: float | None = None, end: float | None = None, most: int = MOST) -> Chronicle:
        """Return a production in time; between two moments, if they are given."""
        book = self._book()
        record = book.production(production)
        newest = max(self._clock() if record.state in GOING_ON else record.updated, record.created)
        finest = float(MINUTE) if book.count_steps(production) > FEW_STEPS else 1.0
        span = (record.created if begin is None else begin, newest if end is None else end)
        window = _window(*span, most, finest)
        steps = _steps(book, production, window)
        deeds = tuple(Deed(each.at, each.source, _words(each)) for each in book.deeds(production))
        stages = tuple(_stage_line(name, title, steps, window) for name, title in _titles(book, production))
        return Chronicle(production, record.created, newest, finest, _line(steps, window), stages, deeds)


def _window(begin: float, end: float, most: int, finest: float) -> _Window:
    width = max(float(time_width(max(end - begin, 0.0), max(most - 1, 1))), finest)
    start = begin // width * width
    return _Window(start, width, max(1, math.floor((end - start) / width) + 1))


def _steps(book: Bookkeeping, production: int, window: _Window) -> Sequence[StepBin]:
    """Count by what is kept, unless it is too coarse."""
    counted = book.steps_by_minutes if window.width % MINUTE == 0 else book.steps_by_seconds
    return counted(production, window.start, window.width, window.end)


def _titles(book: Bookkeeping, production: int) -> list[tuple[str, str]]:
    return [(each.name, each.title) for each in book.stages(production)]


def _stage_line(name: str, title: str, steps: Sequence[StepBin], window: _Window) -> StageLine:
    line = _line([each for each in steps if each.stage == name], window)
    active = [at for at in range(window.number) if _active(line, at)]
    moments = [window.start + at * window.width for at in active]
    return StageLine(name, title, line, *((moments[0], moments[-1] + window.width) if moments else (None, None)))


def _active(line: TimeLine, at: int) -> bool:
    return any(counts.get(at) for counts in (line.running, line.done, line.failed))


def _line(steps: Iterable[StepBin], window: _Window) -> TimeLine:
    counts: dict[str, Counter[int]] = {name: Counter() for name in ("done", "failed", "retried", "waiting", "running")}
    for each in steps:
        for name, jobs in _meaning(each).items():
            counts[name][each.bin] += jobs
    levels = [_summed(counts[name], window.number) for name in ("waiting", "running")]
    happened = [{at: n for at, n in counts[name].items() if at >= 0 and n} for name in ("done", "failed", "retried")]
    return TimeLine(window.start, window.width, window.number, *happened, *levels)


def _meaning(step: StepBin) -> dict[str, int]:
    """Return what a step adds to, and by how much."""
    old, new = step.old, step.new
    return {
        "done": step.jobs * (new is JobState.DONE),
        "failed": step.jobs * (new is JobState.FAILED),
        "retried": step.jobs * (old is JobState.FAILED and new in FREE),
        "waiting": step.jobs * ((new in AT_SITE) - (old in AT_SITE)),
        "running": step.jobs * ((new in AT_WORK) - (old in AT_WORK)),
    }


def _summed(changes: Mapping[int, int], number: int) -> dict[int, int]:
    """Return how many there are at the end of each stretch, with those that were there before the first."""
    levels, level = {}, changes.get(-1, 0)
    for at in range(number):
        level += changes.get(at, 0)
        levels[at] = max(level, 0)
    return levels


def _words(event: EventRecord) -> str:
    """Say what was done: the state that it led to, or what was written down."""
    step = f"{event.old} → {event.new}" if event.old and event.new else ""
    return ": ".join(part for part in (step, event.text) if part)
