"""The columns of the run table, as data: all that an observation index (GADF) says of a run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from parisana.core.measures.instants import shown
from parisana.core.runs.observation import QUALITIES, Observation, Slice
from parisana.ui.desktop.language import later, translate
from parisana.ui.desktop.widgets.rows import Column

QUALITY_STATES = {"good": "valid", "medium": "paused", "bad": "error", "unknown": "not set"}
DASH = "–"


@dataclass(frozen=True, slots=True)
class Head:
    """The first line of a slice."""

    slice: Slice
    open: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One run, and the slice that it is in."""

    run: Observation
    slice: int


Entry = Head | Line


@dataclass(frozen=True, slots=True)
class Fact:
    """One thing that is known of a run: how it is called, taken, said and sorted."""

    name: str
    title: str
    value: Callable[[Observation], Any]
    text: Callable[[Any], str] = str
    number: bool = True
    usual: bool = False
    """Whether the table shows it unless the user chose otherwise."""
    state: Callable[[Observation], str] | None = None


def decimals(digits: int) -> Callable[[Any], str]:
    """Return what writes numbers with so many decimals and a true minus sign."""
    return lambda value: f"{value:,.{digits}f}".replace("-", "−")


def minutes(value: float | None) -> float | None:
    """Return seconds as minutes."""
    return None if value is None else value / 60


def signed(pair: tuple[float, float]) -> str:
    """Write an offset to the east and to the north."""
    texts = [f"{round(value, 1) + 0.0:+.1f}" for value in pair]
    return ", ".join("0.0" if text == "+0.0" else text.replace("-", "−") for text in texts)


def offset(run: Observation) -> tuple[float, float] | None:
    """Return how far a run looked from the target."""
    if run.offset_lon is None or run.offset_lat is None:
        return None
    return run.offset_lon, run.offset_lat


def quality(run: Observation) -> str | None:
    """Return the word for a run's quality."""
    return None if run.quality is None else QUALITIES.get(run.quality, str(run.quality))


def quality_state(run: Observation) -> str:
    """Return the state whose dot stands before that word."""
    word = quality(run)
    return "" if word is None else QUALITY_STATES.get(word, "not set")


FACTS = (
    Fact("run", later("RunColumns", "Run"), lambda run: run.run, usual=True),
    Fact("started", later("RunColumns", "Start (UTC)"), lambda run: run.started, shown, number=False, usual=True),
    Fact("zenith", later("RunColumns", "Zenith (°)"), lambda run: run.zenith, decimals(1), usual=True),
    Fact("offset", later("RunColumns", "Offset (°)"), offset, signed, usual=True),
    Fact("livetime", later("RunColumns", "Live (min)"), lambda run: minutes(run.livetime), decimals(1), usual=True),
    Fact("telescopes", later("RunColumns", "Telesc."), lambda run: run.telescopes or None,
         lambda value: " ".join(map(str, value)), number=False, usual=True),
    Fact("quality", later("RunColumns", "Quality"), quality, number=False, usual=True, state=quality_state),
    Fact("object", later("RunColumns", "Object"), lambda run: run.object, number=False),
    Fact("ra", later("RunColumns", "RA (°)"), lambda run: run.ra, decimals(3)),
    Fact("dec", later("RunColumns", "Dec (°)"), lambda run: run.dec, decimals(3)),
    Fact("azimuth", later("RunColumns", "Azimuth (°)"), lambda run: run.azimuth, decimals(1)),
    Fact("distance", later("RunColumns", "Distance (°)"), lambda run: run.offset, decimals(2)),
    Fact("ontime", later("RunColumns", "On time (min)"), lambda run: minutes(run.ontime), decimals(1)),
    Fact("deadtime", later("RunColumns", "Dead time corr."), lambda run: run.deadtime_correction, decimals(3)),
    Fact("n_tels", later("RunColumns", "Telescopes"), lambda run: run.n_tels),
    Fact("muon_efficiency", later("RunColumns", "Muon eff."), lambda run: run.muon_efficiency, decimals(3)),
    Fact("events", later("RunColumns", "Events"), lambda run: run.events, decimals(0)),
)  # fmt: skip


def known_facts(runs: Sequence[Observation]) -> list[Fact]:
    """Return what is known of at least one of these runs."""
    return [fact for fact in FACTS if fact.usual or any(fact.value(run) is not None for run in runs)]


def usual_facts(runs: Sequence[Observation]) -> list[Fact]:
    """Return what the table shows by itself; the on time where no live time is known."""
    there = {fact.name for fact in FACTS if any(fact.value(run) is not None for run in runs)}
    instead = {"ontime"} if "livetime" not in there else set()
    return [fact for fact in FACTS if fact.name in instead or (fact.usual and (fact.name in there or not runs))]


def column(fact: Fact) -> Column[Entry]:
    """Return a fact as a column of the table."""

    def key(entry: Entry) -> Any:
        return fact.value(entry.run) if isinstance(entry, Line) else None

    def text(entry: Entry) -> str:
        value = key(entry)
        return DASH if value is None and isinstance(entry, Line) else "" if value is None else fact.text(value)

    def state(entry: Entry) -> str:
        return fact.state(entry.run) if fact.state and isinstance(entry, Line) else ""

    return Column(translate("RunColumns", fact.title), text, key, fact.number, state if fact.state else None)
