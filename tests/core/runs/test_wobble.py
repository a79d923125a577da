"""Where and when simulated runs will look."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from parisana.core.runs.wobble import Schedule, planned

CRAB = (83.633, 22.014)
#: What the stage Target itself makes of runs, in the analysis environment.
SIMULATED = """
import json, sys
from astropy.coordinates import SkyCoord
from astropy.time import Time
from analysis.schedule import simulated_runs
settings = {"name": "x", "wobble": 0.5, "duration": 28, "year": 2004}
target = SkyCoord(*json.loads(sys.argv[1]), unit="deg")
rows = simulated_runs(tuple(json.loads(sys.argv[2])), target, settings)
print(json.dumps([[row["RA_PNT"], row["DEC_PNT"], row["ZEN_PNT"], Time(row["START"]).unix] for row in rows]))
"""


def test_four_runs_look_north_south_east_and_west() -> None:
    runs = planned(range(900001, 900005), Schedule(CRAB, 0.5, 1680))
    assert [run.offset for run in runs] == pytest.approx([0.5] * 4)
    sides = [(round(run.offset_lon or 0, 6), round(run.offset_lat or 0, 6)) for run in runs]
    assert sides == [(0, 0.5), (0, -0.5), (0.5, 0), (-0.5, 0)]


def test_zenith_angles_are_those_of_the_hour_unless_one_is_fixed() -> None:
    runs = planned(range(1, 5), Schedule(CRAB, 0.5, 1680))
    assert all(44 < (run.zenith or 0) < 52 and run.started is None for run in runs)
    assert {run.zenith for run in planned(range(1, 5), Schedule(CRAB, 0.5, 1680, 20.0))} == {20.0}


@pytest.mark.parametrize("target", [CRAB, (359.9, -30.7), (10.0, 85.0)])
def test_plans_come_true(analysis_python: Path, target: tuple[float, float]) -> None:
    numbers = [1, 2, 3, 4, 239, 241, 900001]
    payload = Path(__file__).parents[3] / "parisana" / "payload"
    words = [str(analysis_python), "-c", SIMULATED, json.dumps(target), json.dumps(numbers)]
    told = json.loads(subprocess.run(words, cwd=payload, capture_output=True, text=True, check=True).stdout)
    for run, (ra, dec, zenith, started) in zip(
        planned(numbers, Schedule(target, 0.5, 1680, None, 2004)), told, strict=True
    ):
        assert (run.ra, run.dec) == pytest.approx((ra, dec), abs=1e-6)
        assert run.zenith == pytest.approx(zenith, abs=0.02) and run.started == pytest.approx(started, abs=3)
