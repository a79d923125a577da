"""Runs by the nights in which they were taken, with how far from the zenith they looked while they lasted."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime

from parisana.core.measures.instants import DAY
from parisana.core.sky.horizon import HESS, zenith_at

from .observation import Observation

Direction = tuple[float, float]
#: Times (UTC, seconds since 1970) with zenith angles.
Course = tuple[tuple[float, float], ...]
#: Seconds between two points of a track, and what a run lasts when nobody says it.
STEP, USUAL = 300.0, 1680.0
#: Seconds of sky before the first run and after the last.
AROUND = 3600.0


@dataclass(frozen=True, slots=True)
class Track:
    """A run with its zenith angles, and the one that the data say it had."""

    run: int
    points: Course
    said: float | None = None

    @property
    def middle(self) -> tuple[float, float]:
        """The middle of the run."""
        return self.points[len(self.points) // 2]

    @property
    def apart(self) -> float | None:
        """How far the angle that the data say is from the one of that hour."""
        return None if self.said is None else abs(self.said - self.middle[1])


@dataclass(frozen=True, slots=True)
class Night:
    """A night by the day on which it began, with its runs in their order."""

    day: date
    runs: tuple[Observation, ...]

    @property
    def tracks(self) -> list[Track]:
        """The runs with their zenith angles, worked out for the night that is looked at."""
        return [_track(run) for run in self.runs]

    def course(self, target: Direction) -> Course:
        """Return the zenith angles of a place from before the first run until after the last."""
        begin = min(_begin(run) for run in self.runs) - AROUND
        end = max(_begin(run) + lasting(run) for run in self.runs) + AROUND
        return _course(target, begin, end, site_of(self.runs[0]))


def nights(runs: Iterable[Observation]) -> list[Night]:
    """Return the nights with the runs whose time and pointing are known."""
    found: dict[date, list[Observation]] = {}
    for run in runs:
        if run.pointing is not None and run.started is not None and math.isfinite(run.started):
            found.setdefault(night_of(run.started, site_of(run)), []).append(run)
    return [Night(day, tuple(sorted(found[day], key=_begin))) for day in sorted(found)]


def _begin(run: Observation) -> float:
    return run.started or 0.0


def lasting(run: Observation) -> float:
    """Return how long a run lasted, or what is usual."""
    return run.ontime or run.livetime or USUAL


def site_of(run: Observation) -> Direction:
    """Return where the telescopes of a run stand; those of H.E.S.S., where nothing is said."""
    return run.site or HESS


def night_of(unix: float, site: Direction) -> date:
    """Return the day on which a night began at a place: nights go from noon to noon of its mean sun."""
    return datetime.fromtimestamp(unix + site[0] / 360 * DAY - DAY / 2, UTC).date()


def _track(run: Observation) -> Track:
    assert run.pointing is not None and run.started is not None
    said = run.zenith if run.zenith is not None and math.isfinite(run.zenith) else None
    return Track(run.run, _course(run.pointing, run.started, run.started + lasting(run), site_of(run)), said)


def _course(place: Direction, begin: float, end: float, site: Direction) -> Course:
    steps = 2 * max(1, math.ceil((end - begin) / STEP / 2))
    times = [begin + (end - begin) * number / steps for number in range(steps + 1)]
    return tuple((time, zenith_at(place, time, site)) for time in times)
