"""Where and when simulated runs will look, before anybody has simulated them: what the run's number alone decides."""

from __future__ import annotations

import math
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from parisana.core.measures.instants import DAY
from parisana.core.sky.directions import toward
from parisana.core.sky.horizon import HESS, TURN, sidereal_time, zenith_angle, zenith_at

from .observation import Observation

#: Degrees east of north, by a run's place in its night; and seconds between two runs.
TURNS = (0.0, 180.0, 90.0, 270.0)
GAP = 120.0
TELESCOPES = 4
#: Nights of a season, all nights there are, days of a year.
SEASON, NIGHTS, YEAR = 60, 2500, 365.2422


@dataclass(frozen=True, slots=True)
class Schedule:
    """What the runs are asked to be: degrees and seconds; without a year they have no date."""

    target: tuple[float, float]
    wobble: float
    ontime: float
    zenith: float | None = None
    year: int | None = None


def planned(numbers: Iterable[int], schedule: Schedule) -> list[Observation]:
    """Return the runs as they will be: pointings, times, zenith angles, durations."""
    begin = None if schedule.year is None else first_night(schedule.target, schedule.year)
    return [_run(number, schedule, begin) for number in numbers]


def _run(number: int, schedule: Schedule, begin: float | None) -> Observation:
    night, slot = divmod(number - 1, len(TURNS))
    turn, target = math.radians(TURNS[slot]), schedule.target
    ra, dec = toward(*target, schedule.wobble * math.sin(turn), schedule.wobble * math.cos(turn))
    since = (slot - len(TURNS) / 2) * (schedule.ontime + GAP)
    started = None if begin is None else transit(target, night_of(begin, night % NIGHTS)) + since
    zenith = schedule.zenith
    if zenith is None:
        hour = (since + schedule.ontime / 2) * TURN / DAY + target[0] - ra
        middle = None if started is None else started + schedule.ontime / 2
        zenith = zenith_angle(hour, dec) if middle is None else zenith_at((ra, dec), middle)
    seen = Observation(number, ra=ra, dec=dec, zenith=zenith, started=started, ontime=schedule.ontime, simulated=True)
    return replace(seen, n_tels=TELESCOPES, site=HESS).seen_from(*target)


def first_night(target: tuple[float, float], year: int) -> float:
    """Return the local midnight at which the season begins: in its middle the target culminates at midnight."""
    new_year = datetime(year, 1, 1, tzinfo=UTC).timestamp() - HESS[0] / 360 * DAY
    days = (sidereal_time(new_year, HESS[0]) - target[0]) / -360 * YEAR % YEAR
    return new_year + (round(days) - SEASON // 2) * DAY


def night_of(begin: float, night: int) -> float:
    """Return the local midnight of a night; after one season comes that of the next year."""
    years, days = divmod(night, SEASON)
    return begin + (round(years * YEAR) + days) * DAY


def transit(target: tuple[float, float], midnight: float) -> float:
    """Return the culmination that is nearest to a midnight."""
    hour = (sidereal_time(midnight, HESS[0]) - target[0] + 180) % 360 - 180
    return midnight - hour / TURN * DAY
