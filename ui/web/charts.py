"""Plots, drawn here as SVG: colours come from the style sheet, so that both themes have them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from markupsafe import Markup

from parisana.core.jobs.states import JobState
from parisana.core.measures.bins import width as round_width

from .words import SERIES

#: A plot's size and the room for its axes.
WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 640, 220, 56, 12, 10, 34
Line = TypeVar("Line", bound="Series | Track")
#: In which order the states stand in a bar, and their colours.
PARTS: dict[str, tuple[JobState, ...]] = {
    "ok": (JobState.DONE,),
    "running": (JobState.RUNNING, JobState.CHECKING),
    "bad": (JobState.FAILED,),
    "warn": (JobState.HELD,),
    "idle": (JobState.CANCELLED,),
}


@dataclass(frozen=True, slots=True)
class Series:
    """One row of numbers of a plot."""

    name: str
    values: Sequence[float]
    colour: str = ""
    """Of its own; otherwise it takes the next of :data:`~parisana.ui.web.words.SERIES`."""


@dataclass(frozen=True, slots=True)
class Track:
    """A line of a plot, in parts between which nothing is known; each point says where it lies, and how high."""

    name: str
    parts: Sequence[Sequence[tuple[float, float]]]
    colour: str = ""


def progress(counts: Mapping[JobState, int]) -> Markup:
    """Draw the states of jobs as one thin bar."""
    total = sum(counts.values())
    drawn, at = [], 0.0
    for colour, states in PARTS.items():
        part = 100 * sum(counts.get(state, 0) for state in states) / total if total else 0.0
        if part:
            drawn.append(
                Markup('<rect class="{}" x="{}" width="{}" height="4"/>').format(colour, f"{at:.2f}", f"{part:.2f}")
            )
            at += part
    track = Markup('<rect class="track" width="100" height="4"/>')
    return _svg("bar", 100, 4, "", [track, *drawn], stretched=True)


def bar(value: float, most: float) -> Markup:
    """Draw one number as a bar; the longest fills its room."""
    long = 100 * value / most if most > 0 else 0.0
    drawn = Markup('<rect class="accent" width="{}" height="4"/>').format(f"{max(long, 0.5 if value else 0.0):.2f}")
    return _svg("bar", 100, 4, "", [drawn], stretched=True)


def columns(series: Sequence[Series], edges: Sequence[str], unit: str, title: str) -> Markup:
    """Draw stacked columns; ``edges`` are written under them."""
    number = max((len(each.values) for each in series), default=0)
    sums = [sum(each.values[at] for each in series if at < len(each.values)) for at in range(number)]
    frame = Frame(max(sums, default=0.0), number)
    drawn, below = frame.axes(edges, unit), [0.0] * number
    for colour, each in coloured(series):
        for at, value in enumerate(each.values):
            if value > 0:
                drawn.append(frame.column(at, below[at], value, colour, f"{each.name}: {value:,.0f}"))
                below[at] += value
    return _svg("plot", WIDTH, HEIGHT, title, drawn)


def lines(series: Sequence[Series], edges: Sequence[str], unit: str, title: str) -> Markup:
    """Draw lines; ``edges`` are written under them."""
    number = max((len(each.values) for each in series), default=0)
    frame = Frame(max((max(each.values, default=0.0) for each in series), default=0.0), number)
    drawn = frame.axes(edges, unit)
    for colour, each in coloured(series):
        points = " ".join(f"{frame.x(at + 0.5):.1f},{frame.y(value):.1f}" for at, value in enumerate(each.values))
        drawn.append(
            Markup('<polyline class="line-{}" points="{}"><title>{}</title></polyline>').format(
                colour, points, each.name
            )
        )
    return _svg("plot", WIDTH, HEIGHT, title, drawn)


def broken_lines(
    tracks: Sequence[Track], marks: Sequence[float], edges: Sequence[str], unit: str, title: str
) -> Markup:
    """Draw lines that are not there all the time; what is marked is a red stroke below them."""
    frame = Frame(max((y for each in tracks for part in each.parts for _, y in part), default=0.0), len(edges))
    drawn = frame.axes(edges, unit)
    for colour, each in coloured(tracks):
        for part in each.parts:
            ends = [*part, part[-1]]  # a single point is seen, too
            points = " ".join(f"{frame.x(x):.1f},{frame.y(y):.1f}" for x, y in ends)
            shape = Markup('<polyline class="line-{} dots" points="{}"><title>{}</title></polyline>')
            drawn.append(shape.format(colour, points, each.name))
    stroke = Markup('<rect class="bad" x="{:.1f}" y="{}" width="2" height="8"/>')
    drawn += [stroke.format(frame.x(at) - 1, HEIGHT - BOTTOM - 8) for at in marks]
    return _svg("plot", WIDTH, HEIGHT, title, drawn)


@dataclass(frozen=True, slots=True)
class Frame:
    """The axes of a plot: numbers upward from zero, stretches to the right."""

    most: float
    number: int

    def x(self, at: float) -> float:
        """Return where a stretch begins."""
        return LEFT + (WIDTH - LEFT - RIGHT) * at / max(self.number, 1)

    def y(self, value: float) -> float:
        """Return how high a number is."""
        return HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * value / self.top

    @property
    def step(self) -> float:
        """Return a round and whole distance between two lines of the grid, as what is drawn are counts."""
        steps = [round_width(max(self.most, 1.0), parts) for parts in (4, 3, 2, 1)]
        return next((step for step in steps if step == int(step)), 1.0)

    @property
    def top(self) -> float:
        """Return the number at the upper end."""
        return self.step * max(-(-self.most // self.step), 1.0)

    def axes(self, edges: Sequence[str], unit: str) -> list[Markup]:
        """Draw grid and axes with what is written at them."""
        drawn = []
        for level in range(round(self.top / self.step) + 1):
            y = round(self.y(level * self.step), 1)
            drawn.append(
                Markup('<path class="{}" d="M{} {}H{}"/>').format("grid" if level else "axis", LEFT, y, WIDTH - RIGHT)
            )
            drawn.append(_text(LEFT - 8, y + 4, f"{level * self.step:,g}", "tick end"))
        every = max(1, -(-len(edges) // 7))
        for at in range(0, len(edges), every):
            drawn.append(_text(self.x(at), HEIGHT - BOTTOM + 16, edges[at], "tick"))
        return [*drawn, _text(WIDTH - RIGHT, HEIGHT - 2, unit, "tick end")]

    def column(self, at: int, below: float, value: float, colour: str, title: str) -> Markup:
        """Draw one part of a column."""
        x, wide = self.x(at), max(self.x(at + 1) - self.x(at) - 1, 0.5)
        y, high = self.y(below + value), self.y(below) - self.y(below + value)
        shape = Markup('<rect class="{}" x="{:.1f}" y="{:.1f}" width="{:.1f}" height="{:.1f}"><title>{}</title></rect>')
        return shape.format(colour, x, y, wide, high, title)


def coloured(series: Sequence[Line]) -> list[tuple[str, Line]]:
    """Return each series with its colour; those that are too many share the last one."""
    return [(each.colour or SERIES[min(at, len(SERIES) - 1)], each) for at, each in enumerate(series)]


def legend(series: Sequence[Series | Track]) -> list[tuple[str, str]]:
    """Return the colour of each series beside its name."""
    return [(colour, each.name) for colour, each in coloured(series)]


def clock_edges(start: float, width: float, number: int, write: Callable[[float], str]) -> list[str]:
    """Write where each stretch of time begins: the day where it changes or is all that matters, the hour elsewhere."""
    moments = [write(start + at * width) for at in range(number)]
    if not moments or width >= 86_400:
        return [text[5:10] for text in moments]
    changes = [True, *(one[:10] != other[:10] for one, other in pairwise(moments))]
    return [
        text[5:16] if first and at == 0 else text[11:16]
        for at, (text, first) in enumerate(zip(moments, changes, strict=True))
    ]


def _text(x: float, y: float, words: str, kind: str) -> Markup:
    return Markup('<text class="{}" x="{:.1f}" y="{:.1f}">{}</text>').format(kind, x, y, words)


def _svg(kind: str, width: int, height: int, title: str, drawn: Sequence[Markup], stretched: bool = False) -> Markup:
    """Put it together; a picture with a title is read out, another one is hidden from readers."""
    said = Markup('role="img" aria-label="{}"').format(title) if title else Markup('aria-hidden="true"')
    ratio = Markup(' preserveAspectRatio="none"') if stretched else Markup()
    head = Markup('<svg class="{}" viewBox="0 0 {} {}" {}{}>').format(kind, width, height, said, ratio)
    return head + Markup().join(drawn) + Markup("</svg>")
