"""A simulated observing schedule: four wobble runs a night around the target's culmination, in its season."""

from __future__ import annotations

from typing import Any

import astropy.units as u
from astropy.coordinates import AltAz, SkyCoord
from astropy.time import Time, TimeDelta

from .earth import hess, uniform_rotation
from .job import Json

WOBBLES = (0.0, 180.0, 90.0, 270.0)
RUNS_A_NIGHT = len(WOBBLES)
NIGHTS_A_SEASON = 60
NIGHTS = 2500
GAP = 120.0
YEAR = 365.2422
SIDEREAL = 1.0027379093
TELESCOPES = 4


def simulated_runs(runs: tuple[int, ...], target: SkyCoord, settings: Json) -> list[Json]:
    """Return one row a run; a row depends on the run's number alone, never on the other runs."""
    uniform_rotation()
    season = first_night(target, int(settings["year"]))
    return [simulated_run(run, target, season, settings) for run in runs]


def simulated_run(run: int, target: SkyCoord, season: Time, settings: Json) -> Json:
    """Return pointing, time and zenith of one run."""
    night, slot = divmod(run - 1, RUNS_A_NIGHT)
    ontime = float(settings["duration"]) * 60.0
    start = transit(target, night_of(season, night % NIGHTS)) + TimeDelta(
        (slot - RUNS_A_NIGHT / 2) * (ontime + GAP), format="sec"
    )
    pointing = target.directional_offset_by(WOBBLES[slot] * u.deg, float(settings["wobble"]) * u.deg)
    sky = pointing.transform_to(AltAz(obstime=start + TimeDelta(ontime / 2, format="sec"), location=hess()))
    zenith = settings.get("zenith")
    return {
        "OBS_ID": run,
        "RA_PNT": pointing.ra.deg,
        "DEC_PNT": pointing.dec.deg,
        "ZEN_PNT": float(sky.zen.deg if zenith is None else zenith),
        "AZ_PNT": float(sky.az.deg),
        "START": start.utc.isot,
        "ONTIME": ontime,
        "N_TELS": TELESCOPES,
        "OBJECT": str(settings["name"]),
    }


def first_night(target: SkyCoord, year: int) -> Time:
    """Return the local midnight from which the season runs: its middle has the target in the south at midnight."""
    new_year = Time(f"{year}-01-01T00:00:00", scale="utc") - TimeDelta(hess().lon.deg / 360.0, format="jd")
    days = hour_angle(target, new_year) / -360.0 * YEAR % YEAR
    return new_year + TimeDelta(round(days) - NIGHTS_A_SEASON // 2, format="jd")


def night_of(season: Time, night: int) -> Time:
    """Return the local midnight of the numbered night; after one season comes the next year's."""
    years, day = divmod(night, NIGHTS_A_SEASON)
    return season + TimeDelta(round(years * YEAR) + day, format="jd")


def transit(target: SkyCoord, midnight: Time) -> Time:
    """Return the culmination nearest to a local midnight."""
    angle = (hour_angle(target, midnight) + 180.0) % 360.0 - 180.0
    return midnight - TimeDelta(angle / 360.0 / SIDEREAL, format="jd")


def hour_angle(target: SkyCoord, time: Time) -> Any:
    """Return the target's hour angle in degrees."""
    return time.sidereal_time("mean", longitude=hess().lon).deg - target.icrs.ra.deg
