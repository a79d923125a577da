"""The H.E.S.S. site and the Earth's rotation, without network and the same on every node.

Simulated schedules and pointings do not need the Earth's orientation to the arcsecond, so UT1 is taken as UTC
(at most 0.9 s, 14 arcsec). This keeps them independent of the tables a node has, and saves a second a job.
"""

from __future__ import annotations

import astropy.units as u
from astropy.coordinates import EarthLocation
from astropy.utils import iers

HESS = {"lon": 16.5002222222222, "lat": -23.2717777777778, "height": 1835.0}
FIRST_DAY, LAST_DAY = 30000.0, 90000.0


def hess() -> EarthLocation:
    """Return the place of H.E.S.S. in Namibia."""
    return EarthLocation.from_geodetic(HESS["lon"] * u.deg, HESS["lat"] * u.deg, HESS["height"] * u.m)


def offline() -> None:
    """Never ask the network for Earth-orientation tables."""
    iers.conf.auto_download = False
    iers.conf.iers_degraded_accuracy = "ignore"


def uniform_rotation() -> None:
    """Take UT1 as UTC and the poles as fixed, for all days of interest."""
    offline()
    zero = [0.0, 0.0]
    table = iers.IERS(
        {
            "MJD": [FIRST_DAY, LAST_DAY] * u.day,
            "UT1_UTC": zero * u.s,
            "PM_x": zero * u.arcsec,
            "PM_y": zero * u.arcsec,
        }
    )
    iers.earth_orientation_table.set(table)
