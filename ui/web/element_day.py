"""How the elements of a site were in the last day: a plot, and what it says in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from markupsafe import Markup

from parisana.app.sites.element_history import DAY, Together

from . import charts
from .charts import Track
from .words import moment

HOURS, HOUR = 24, 3600.0
#: Seconds between two looks beyond which nothing is known of the time between them.
FAR = 2 * HOUR
#: What is drawn, and in which colour.
QUANTITIES: tuple[tuple[str, str, Callable[[Together], int | None]], ...] = (
    ("free", "ok", lambda look: look.free_cpus),
    ("running", "accent", lambda look: look.running),
    ("waiting", "waiting", lambda look: look.queued),
)


class Day(NamedTuple):
    """One site: how it was when it last answered, how often it was looked at, how often it gave no answer."""

    site: str
    last: Together | None
    looks: int
    failed: int


def summed(site: str, looks: Sequence[Together]) -> Day:
    """Return what is said beside the plot."""
    answered = [each for each in looks if each.answered]
    return Day(site, answered[-1] if answered else None, len(looks), len(looks) - len(answered))


def drawn(looks: Sequence[Together], now: float) -> tuple[Markup, list[tuple[str, str]]]:
    """Draw the last day, with the legend; looks without an answer are marked."""
    start = now - DAY
    tracks = [Track(name, parts(looks, start, value), colour) for name, colour, value in QUANTITIES]
    told = [each for each in tracks if each.parts]
    marks = [(each.at - start) / HOUR for each in looks if not each.answered]
    edges = charts.clock_edges(start, HOUR, HOURS, moment)
    failed = [("bad", "no answer")] if marks else []
    return charts.broken_lines(told, marks, edges, "UTC", "Elements in the last day"), [*charts.legend(told), *failed]


def parts(
    looks: Sequence[Together], start: float, value: Callable[[Together], int | None]
) -> list[list[tuple[float, float]]]:
    """Return one quantity as points; where nobody looked for long, or got no answer, a new part begins."""
    found: list[list[tuple[float, float]]] = []
    last: float | None = None
    for look in looks:
        number = value(look)
        if number is None:
            last = None if not look.answered else last
            continue
        if last is None or look.at - last > FAR:
            found.append([])
        found[-1].append(((look.at - start) / HOUR, float(number)))
        last = look.at
    return found
