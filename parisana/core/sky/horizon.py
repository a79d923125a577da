"""How high the sky stands over a place on Earth at a time, without tables and the same everywhere.

Precession after Lieske (1977), mean sidereal time of the IAU (1982). Nutation, aberration, refraction and UT1 - UTC
are left out: together they are less than 0.02 deg.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from parisana.core.measures.instants import DAY

Direction = tuple[float, float]
#: East longitude and latitude of the H.E.S.S. telescopes.
HESS = (16.5002222222222, -23.2717777777778)
#: 2000-01-01 12:00 in seconds since 1970, and the days of a century.
J2000, CENTURY = 946728000.0, 36525.0
#: Mean sidereal time at J2000, the degrees that the sky turns in a day, and what is left of centuries squared.
SIDEREAL, TURN, DRIFT = 280.46061837, 360.98564736629, 0.000387933
#: Arc seconds for each power of the centuries since J2000.
ZETA, Z, THETA = (2306.2181, 0.30188, 0.017998), (2306.2181, 1.09468, 0.018203), (2004.3109, -0.42665, -0.041833)


def sidereal_time(unix: float, lon: float) -> float:
    """Return the right ascension (degrees, of date) that culminates at an east longitude."""
    days = (unix - J2000) / DAY
    return (SIDEREAL + TURN * days + DRIFT * (days / CENTURY) ** 2 + lon) % 360


def of_date(ra: float, dec: float, unix: float) -> Direction:
    """Return a direction with the equator and the equinox of a date."""
    centuries = (unix - J2000) / DAY / CENTURY
    zeta, z, theta = (_series(each, centuries) for each in (ZETA, Z, THETA))
    one, turn = math.radians(dec), math.radians(ra) + zeta
    across = math.cos(one) * math.sin(turn)
    along = math.cos(theta) * math.cos(one) * math.cos(turn) - math.sin(theta) * math.sin(one)
    height = math.sin(theta) * math.cos(one) * math.cos(turn) + math.cos(theta) * math.sin(one)
    lat = math.degrees(math.asin(max(-1.0, min(1.0, height))))
    return math.degrees(math.atan2(across, along) + z) % 360, lat


def _series(terms: Sequence[float], centuries: float) -> float:
    return math.radians(sum(term * centuries**power for power, term in enumerate(terms, 1)) / 3600)


def hour_angle(ra: float, dec: float, unix: float, lon: float = HESS[0]) -> float:
    """Return how many degrees ago a direction culminated, between -180 and 180."""
    return (sidereal_time(unix, lon) - of_date(ra, dec, unix)[0] + 180) % 360 - 180


def zenith_at(place: Direction, unix: float, site: Direction = HESS) -> float:
    """Return how far from the zenith of a site a direction stands."""
    return zenith_angle(hour_angle(*place, unix, site[0]), of_date(*place, unix)[1], site[1])


def zenith_angle(hour: float, dec: float, latitude: float = HESS[1]) -> float:
    """Return how far from the zenith a direction is, so many degrees after its culmination."""
    one, two, turn = math.radians(latitude), math.radians(dec), math.radians(hour)
    height = math.sin(one) * math.sin(two) + math.cos(one) * math.cos(two) * math.cos(turn)
    return math.degrees(math.acos(max(-1.0, min(1.0, height))))
