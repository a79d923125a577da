"""Which plots belong to which figures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from markupsafe import Markup

from parisana.app.books.usage import Usage
from parisana.app.jobs.statistics import Measure, Spread, Strand, TimeLine

from . import charts
from .charts import Series
from .words import failure_words, moment, number, size

#: At most so many bars in a plot.
MOST = 14


class Bar(NamedTuple):
    """One bar: its name, the drawing, the number in words."""

    name: str
    drawn: Markup
    words: str


def done_in_time(line: TimeLine) -> tuple[Markup, list[tuple[str, str]]]:
    """Draw how many jobs were done and failed in each stretch, with the legend."""
    series = [Series("done", _values(line.done, line), "ok"), Series("failed", _values(line.failed, line), "bad")]
    edges = charts.clock_edges(line.start, line.width, line.number, moment)
    return charts.columns(series, edges, "UTC", "Jobs done and failed in time"), charts.legend(series)


def at_work(line: TimeLine) -> tuple[Markup, list[tuple[str, str]]]:
    """Draw how many jobs waited at the site and ran, with the legend."""
    series = [Series("running", _values(line.running, line)), Series("waiting", _values(line.waiting, line), "waiting")]
    edges = charts.clock_edges(line.start, line.width, line.number, moment)
    return charts.lines(series, edges, "UTC", "Jobs waiting and running in time"), charts.legend(series)


def spread(strands: Iterable[Strand], measure: str, width: float) -> tuple[Markup, list[tuple[str, str]]] | None:
    """Draw how many attempts of each stage used how much; nothing where nothing was measured."""
    chosen = Measure(measure)
    by_stage: dict[str, list[Spread]] = {}
    for strand in strands:
        if strand.stage and chosen in strand.spreads:
            by_stage.setdefault(strand.title or strand.stage, []).append(strand.spreads[chosen])
    if not by_stage:
        return None
    steps = 1 + max(step for parts in by_stage.values() for part in parts for step in part.counts)
    series = [
        Series(title, [float(sum(part.counts.get(step, 0) for part in parts)) for step in range(steps)])
        for title, parts in by_stage.items()
    ]
    unit = "MB" if chosen is Measure.MEMORY else "s"
    edges = [f"{step * width:,g}" for step in range(steps)]
    return charts.columns(series, edges, unit, f"Attempts by {measure}"), charts.legend(series)


def hours(rows: Iterable[Usage]) -> list[Bar]:
    """Return the hours of each person or site."""
    return _bars([(row.name, row.hours) for row in rows], lambda value: f"{number(value, 1)} h")


def stored(rows: Iterable[Usage]) -> list[Bar]:
    """Return the bytes of each person or site."""
    return _bars([(row.name, float(row.bytes)) for row in rows], size)


def failures(rows: Iterable[Usage]) -> list[Bar]:
    """Return how many jobs are failed for which class of reason."""
    counts: Counter[str] = Counter()
    for row in rows:
        counts.update({failure_words(failure): n for failure, n in row.failures.items()})
    return _bars([(name, float(n)) for name, n in counts.items()], lambda value: f"{number(value)} jobs")


def _bars(rows: list[tuple[str, float]], written: Callable[[float], str]) -> list[Bar]:
    ordered = sorted(rows, key=lambda pair: -pair[1])[:MOST]
    most = ordered[0][1] if ordered else 0.0
    return [Bar(name, charts.bar(value, most), written(value)) for name, value in ordered]


def _values(counts: Mapping[int, int], line: TimeLine) -> list[float]:
    return [float(counts.get(at, 0)) for at in range(line.number)]
