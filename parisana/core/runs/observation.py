"""Observation runs, and how they are found: by place, zenith angle, date, telescopes, quality and live time."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from parisana.core.sky.directions import offsets, separation

from .run_list import Run, cut

#: The words for the levels of the column QUALITY (GADF v0.3).
QUALITIES = {-1: "unknown", 0: "good", 1: "medium", 2: "bad"}


@dataclass(frozen=True, slots=True)
class Observation:
    """What is known of one run: degrees and seconds, times since 1970 (UTC); ``None`` where nothing is said."""

    run: int
    object: str | None = None
    ra: float | None = None
    dec: float | None = None
    zenith: float | None = None
    azimuth: float | None = None
    offset: float | None = None
    """From the position that was searched; else from the run's own target."""
    offset_lon: float | None = None
    offset_lat: float | None = None
    started: float | None = None
    livetime: float | None = None
    ontime: float | None = None
    deadtime_correction: float | None = None
    n_tels: int | None = None
    telescopes: tuple[int, ...] = ()
    muon_efficiency: float | None = None
    quality: int | None = None
    events: int | None = None
    simulated: bool = False
    site: tuple[float, float] | None = None
    """East longitude and latitude of the telescopes, where that is said."""

    @property
    def pointing(self) -> tuple[float, float] | None:
        """Where the telescopes looked, if that is known and can be."""
        known = self.ra is not None and self.dec is not None and math.isfinite(self.ra) and abs(self.dec) <= 90
        return (self.ra, self.dec) if known and self.ra is not None and self.dec is not None else None

    @property
    def pattern(self) -> int | None:
        """The telescopes as run lists write them: a bit each."""
        return sum(1 << telescope for telescope in self.telescopes) or None

    @property
    def listed(self) -> Run:
        """Return the run as a line of a run list."""
        return Run(self.run, self.pattern)

    def seen_from(self, ra: float, dec: float) -> Observation:
        """Return it with its offset from a position."""
        if self.pointing is None:
            return replace(self, offset=None, offset_lon=None, offset_lat=None)
        lon, lat = offsets(ra, dec, *self.pointing)
        return replace(self, offset=separation(ra, dec, *self.pointing), offset_lon=lon, offset_lat=lat)


def telescope_numbers(text: str) -> tuple[int, ...]:
    """Read ``1,2,3,4`` or ``CT1 CT2``."""
    return tuple(sorted({int(number) for number in re.findall(r"[0-9]{1,3}", text)}))


@dataclass(frozen=True, slots=True)
class Search:
    """Which runs are wanted; what is ``None`` (or empty) does not count."""

    near: tuple[float, float, float] | None = None
    """ra, dec, radius."""
    zenith_min: float | None = None
    zenith_max: float | None = None
    begin: float | None = None
    end: float | None = None
    n_tels: int | None = None
    telescopes: frozenset[int] = frozenset()
    worst_quality: int | None = None
    livetime_min: float | None = None


#: Every run.
ALL = Search()


@dataclass(frozen=True, slots=True)
class Found:
    """The runs that fit, and how many do not, by the first thing that keeps them out."""

    rows: tuple[Observation, ...]
    total: int
    left_out: Mapping[str, int]
    unknown: Mapping[str, int]
    """How many of the rows could not be judged by it, because nothing is said of them."""

    @property
    def near(self) -> int:
        """How many lie within the radius, whatever else is asked."""
        return self.total - self.left_out.get("position", 0)

    @property
    def livetime(self) -> float:
        """Seconds of all rows together."""
        return math.fsum(row.livetime for row in self.rows if row.livetime is not None)


Judge = Callable[[Observation, Search], bool | None]


def _between(value: float | None, low: float | None, high: float | None) -> bool | None:
    if low is None and high is None:
        return True
    if value is None:
        return None
    return (low is None or value >= low) and (high is None or value <= high)


def _near(run: Observation, search: Search) -> bool:
    if search.near is None:
        return True
    ra, dec, radius = search.near
    return run.pointing is not None and separation(ra, dec, *run.pointing) <= radius


def _with(run: Observation, search: Search) -> bool | None:
    """Whether the telescopes took part that are asked for; a run of unknown ones can only be too small."""
    enough = _between(run.n_tels, max(search.n_tels or 0, len(search.telescopes)) or None, None)
    if not enough or not search.telescopes:
        return enough
    return search.telescopes <= set(run.telescopes) if run.telescopes else None


def _good(run: Observation, search: Search) -> bool | None:
    known = None if run.quality == -1 else run.quality
    return _between(known, None, search.worst_quality)


#: What keeps a run out, in the order in which it is looked at. ``None``: nothing is known, and it stays.
CRITERIA: Mapping[str, Judge] = {
    "position": _near,
    "zenith": lambda run, search: _between(run.zenith, search.zenith_min, search.zenith_max),
    "date": lambda run, search: _between(run.started, search.begin, search.end),
    "telescopes": _with,
    "quality": _good,
    "live time": lambda run, search: _between(run.livetime, search.livetime_min, None),
}


def find(runs: Iterable[Observation], search: Search) -> Found:
    """Sort out the runs, in order of their numbers."""
    left_out: Counter[str] = Counter()
    unknown: Counter[str] = Counter()
    rows = []
    for run in sorted(runs, key=lambda run: run.run):
        answers = {name: judge(run, search) for name, judge in CRITERIA.items()}
        reason = next((name for name, answer in answers.items() if answer is False), None)
        if reason is not None:
            left_out[reason] += 1
            continue
        unknown.update(name for name, answer in answers.items() if answer is None)
        rows.append(run if search.near is None else run.seen_from(*search.near[:2]))
    return Found(tuple(rows), len(rows) + left_out.total(), dict(left_out), dict(unknown))


@dataclass(frozen=True, slots=True)
class Slice:
    """A piece of a run list, as a job will get it."""

    number: int
    rows: tuple[Observation, ...]
    livetime: float
    zenith: tuple[float, float] | None
    """Smallest and largest."""


def slices(runs: Sequence[Observation], runs_per_slice: int | None) -> list[Slice]:
    """Cut runs as the planner does, and say what each piece holds."""
    pieces = cut(tuple(runs), runs_per_slice)
    return [_slice(number, piece) for number, piece in enumerate(pieces, 1)]


def _slice(number: int, rows: tuple[Observation, ...]) -> Slice:
    angles = [row.zenith for row in rows if row.zenith is not None]
    live = math.fsum(row.livetime for row in rows if row.livetime is not None)
    return Slice(number, rows, live, (min(angles), max(angles)) if angles else None)
