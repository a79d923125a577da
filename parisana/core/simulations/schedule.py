"""The rows of a Monte-Carlo production, made from a list of zenith angles.

Seen through more air a shower of the same light has more energy and falls from farther: with ``c = cos(zenith)``
the energies go as ``E0 · c^-a`` and the largest distance as ``R0 · c^-b``; and as each shower then takes less time
to simulate, a job takes ``N0 · c^-n`` of them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parisana.errors import InputError


@dataclass(frozen=True, slots=True)
class Exponents:
    """How the values grow with 1/cos(zenith)."""

    emin: float = 1.0
    emax: float = 1.0
    rhomax: float = 1.0
    showers: float = 1.2


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked for at every angle, as it is at the zenith."""

    emin_tev: float = 0.005
    emax_tev: float = 100.0
    rhomax_m: float = 600.0
    rhomin_m: float = 0.0
    showers: int = 200_000_000
    showers_per_job: int = 30_000
    exponents: Exponents = field(default_factory=Exponents)


@dataclass(frozen=True, slots=True)
class ScheduledRow:
    """One row of the production's table."""

    zenith: float
    azimuth: float
    index: float
    emin_tev: float
    emax_tev: float
    rhomin_m: float
    rhomax_m: int
    showers: int
    showers_per_job: int
    jobs: int


def schedule(
    zeniths: Iterable[float], azimuths: Sequence[float] = (180.0,), indices: Sequence[float] = (2.0,), *, of: Request
) -> list[ScheduledRow]:
    """Return a row for each combination, in the order in which they are given."""
    _check(of)
    angles = [_checked_angle(zenith) for zenith in zeniths]
    rows = [_row(zenith, azimuth, index, of) for zenith in angles for azimuth in azimuths for index in indices]
    if not rows:
        raise InputError("There is no zenith angle to simulate.", field="zenith", hint="Name at least one.")
    twice = [row for row in rows if rows.count(row) > 1]
    if twice:
        where = f"zenith {twice[0].zenith:g}, azimuth {twice[0].azimuth:g}, index {twice[0].index:g}"
        raise InputError(f"A row is there twice: {where}.", field="zenith", hint="Each combination makes one row.")
    return rows


def _row(zenith: float, azimuth: float, index: float, of: Request) -> ScheduledRow:
    by = _Growth(zenith)
    per_job = of.showers_per_job * by(of.exponents.showers)
    return ScheduledRow(
        zenith=zenith,
        azimuth=azimuth,
        index=index,
        emin_tev=of.emin_tev * by(of.exponents.emin),
        emax_tev=of.emax_tev * by(of.exponents.emax),
        rhomin_m=of.rhomin_m,
        rhomax_m=round(of.rhomax_m * by(of.exponents.rhomax)),
        showers=of.showers,
        showers_per_job=round(per_job),
        jobs=math.ceil(of.showers / per_job),
    )


class _Growth:
    """The factor of a value at one zenith angle."""

    def __init__(self, zenith: float) -> None:
        self._cosine = math.cos(math.radians(zenith))

    def __call__(self, exponent: float) -> float:
        return float(self._cosine**-exponent)


def _checked_angle(zenith: float) -> float:
    if not 0 <= zenith < 90:
        hint = "Angles are given in degrees, from 0 (straight up) to below 90."
        raise InputError(f"No shower comes from a zenith angle of {zenith:g}°.", field="zenith", hint=hint)
    return zenith


def _check(of: Request) -> None:
    for name, value in (("showers", of.showers), ("showers-per-job", of.showers_per_job), ("emin", of.emin_tev)):
        if not value > 0:
            raise InputError(f"{name} is {value:g}, and must be more than nothing.", field=name)
    if not of.emin_tev < of.emax_tev:
        raise InputError(f"emin ({of.emin_tev:g} TeV) is not below emax ({of.emax_tev:g} TeV).", field="emin")
    if not 0 <= of.rhomin_m < of.rhomax_m:
        raise InputError(f"rhomin ({of.rhomin_m:g} m) is not below rhomax ({of.rhomax_m:g} m).", field="rhomin")
