"""Where the runs come from: simulated, a data store, the bookkeeping, a list in a file; and what that asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parisana.app.session import Session
from parisana.core.profiles.profile import Runs
from parisana.core.runs.observation import Observation
from parisana.core.runs.run_list import RunList
from parisana.core.runs.wobble import Schedule, planned
from parisana.core.suites.stage import Stage
from parisana.core.texts.document import Wrong
from parisana.errors import ParisanaError
from parisana.ui.desktop.language import later

from .terms import measured

#: The ways, with their titles.
WAYS = {
    "simulated": later("Ways", "Simulated"),
    "store": later("Ways", "Data store"),
    "bookkeeping": later("Ways", "Bookkeeping"),
    "file": later("Ways", "List file"),
}
#: What the parameter ``source`` of a stage says, where it knows these words.
SOURCES = {"simulated": "simulated", "store": "store", "bookkeeping": "store", "file": "store"}
#: Runs that a table shows at most.
MOST = 20_000
#: What decides where simulated runs look, with the unit in which it is taken.
SIMULATED = (("wobble", "deg"), ("duration", "min"), ("zenith", "deg"))


@dataclass(frozen=True, slots=True)
class Wanted:
    """What the table is to show."""

    way: str
    numbers: tuple[int, ...]
    total: int
    file: str | None = None
    store: str | None = None
    target: tuple[float, float] | None = None
    wobble: float = 0.0
    ontime: float = 0.0
    zenith: float | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Loaded:
    """The runs with what is known of them."""

    rows: tuple[Observation, ...]
    runs: RunList | None
    total: int
    problem: Exception | None = None


def knows(stage: Stage, way: str) -> bool:
    """Whether the stage has a parameter that says where runs come from, and this word."""
    source = stage.parameter("source")
    return source is not None and SOURCES[way] in source.choices


def way_of(runs: Any, source: Any, chosen: str) -> str:
    """Return the way that a profile goes; between store and bookkeeping the user has chosen."""
    if isinstance(runs, dict) and "file" in runs:
        return "file"
    if source in ("simulated", "store"):
        way = str(source)
    else:
        way = chosen or ("simulated" if isinstance(runs, dict) and "simulate" in runs else "store")
    return "bookkeeping" if way == "store" and chosen == "bookkeeping" else way


def run_list(runs: Any) -> RunList | None:
    """Return the runs that are written in a profile, if that can be read and is no file."""
    try:
        read = Runs.model_validate(runs)
        return None if read.file is not None else read.run_list()
    except (ValueError, Wrong):
        return None


def wanted(
    way: str, runs: Any, listed: RunList | None, values: Mapping[str, Any], target: tuple[float, float] | None
) -> Wanted:
    """Return what is to be looked up; runs that are to be simulated are not looked for elsewhere."""
    if isinstance(runs, dict) and "simulate" in runs and way != "simulated":
        listed = None
    numbers = listed.numbers[:MOST] if listed else ()
    total = len(listed) if listed else 0
    if way == "simulated":
        wobble, minutes, zenith = (plain(values, *each) for each in SIMULATED)
        year = values.get("year") if isinstance(values.get("year"), int) else None
        return Wanted(way, numbers, total, None, None, target, wobble or 0.0, 60 * (minutes or 0.0), zenith, year)
    file = str(runs["file"]) if way == "file" else None
    store = values["store"] if way != "bookkeeping" else None
    return Wanted(way, numbers, total, file, str(store) if store else None, target)


def plain(values: Mapping[str, Any], name: str, unit: str) -> float | None:
    """Return a written quantity, or nothing while it is wrong."""
    try:
        return measured(values, name, unit)
    except Wrong:
        return None


def load(session: Session, asked: Wanted, folder: Path | None) -> Loaded:
    """Look the runs up; if that fails, they are shown with their numbers alone, and the reason."""
    if asked.way == "simulated":
        return Loaded(_planned(asked), None, asked.total)
    runs = session.observations.read_runs(asked.file, folder) if asked.file else None
    numbers = runs.numbers[:MOST] if runs else asked.numbers
    total = len(runs) if runs else asked.total
    if not numbers:
        return Loaded((), runs, total)
    try:
        rows = session.observations.listed(numbers, asked.store, folder).rows
    except ParisanaError as error:
        return Loaded(tuple(map(Observation, numbers)), runs, total, error)
    return Loaded(tuple(_seen(row, asked.target) for row in rows), runs, total)


def _planned(asked: Wanted) -> tuple[Observation, ...]:
    if asked.target is None:
        return tuple(map(Observation, asked.numbers))
    schedule = Schedule(asked.target, asked.wobble, asked.ontime, asked.zenith, asked.year)
    return tuple(planned(asked.numbers, schedule))


def _seen(row: Observation, target: tuple[float, float] | None) -> Observation:
    return row if target is None else row.seen_from(*target)
