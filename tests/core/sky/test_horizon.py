"""Zenith angles against astropy's, and against those that a real data store states."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from parisana.app.planning.store_index import open_store
from parisana.core.sky.horizon import HESS, sidereal_time, zenith_angle, zenith_at

ASTROPY = """
import json, sys
import astropy.units as u
import numpy as np
from astropy.coordinates import AltAz, EarthLocation, SkyCoord
from astropy.time import Time
from astropy.utils import iers
iers.conf.auto_download = False
iers.conf.iers_degraded_accuracy = "ignore"
ra, dec, unix, lon, lat = np.array(json.load(sys.stdin)).T
site, time = EarthLocation.from_geodetic(lon * u.deg, lat * u.deg), Time(unix, format="unix")
sky = SkyCoord(ra, dec, unit="deg").transform_to(AltAz(obstime=time, location=site))
turned = Time(unix, format="unix", location=site).sidereal_time("mean").deg
print(json.dumps([list(pair) for pair in zip(sky.zen.deg.tolist(), turned.tolist())]))
"""
SITES = [HESS, (-17.89, 28.76), (-110.88, 31.68), (70.3, -24.6)]
PLACES = [(83.633, 22.014), (0.0, 0.0), (359.99, -89.9), (266.4, -29.0), (101.3, 89.99)]
TIMES = [1.0e9 + 4.321e7 * step for step in range(18)]


def test_zenith_angles_are_those_of_astropy(analysis_python: Path) -> None:
    asked = [(*place, time, *site) for place in PLACES for site in SITES for time in TIMES]
    words = [str(analysis_python), "-c", ASTROPY]
    done = subprocess.run(words, input=json.dumps(asked), capture_output=True, text=True, check=True)
    for (ra, dec, unix, lon, lat), (zenith, turned) in zip(asked, json.loads(done.stdout), strict=True):
        assert zenith_at((ra, dec), unix, (lon, lat)) == pytest.approx(zenith, abs=0.02)
        assert (sidereal_time(unix, lon) - turned + 180) % 360 - 180 == pytest.approx(0, abs=0.01)


def test_zenith_angles_are_those_of_a_real_store(real_data: Path) -> None:
    runs = open_store(real_data).runs.values()
    assert len(runs) == 32 and all(run.site == pytest.approx(HESS) for run in runs)
    apart = []
    for run in runs:
        assert run.pointing and run.started and run.ontime and run.zenith is not None
        apart.append(abs(zenith_at(run.pointing, run.started + run.ontime / 2, run.site or HESS) - run.zenith))
    assert sorted(apart)[len(apart) // 2] < 0.5


def test_the_place_over_the_head_is_the_zenith() -> None:
    assert zenith_angle(0, 45, 45) == pytest.approx(0, abs=1e-6)
    assert zenith_angle(180, 90, -90) == pytest.approx(180)
