"""Real photons: four runs of H.E.S.S. on the Crab Nebula through the batch system, beside a plain gammapy script."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .conftest import Laboratory, Production

pytestmark = [
    pytest.mark.xdist_group("end2end"),
    pytest.mark.analysis,
    pytest.mark.slow,
    pytest.mark.real_data,
]

PLAIN = Path(__file__).with_name("plain_crab.py")
STAGES = "target,regions,dst,selection,microdst,merging,spectrum"


@pytest.fixture(scope="session")
def crab(laboratory: Laboratory, real_data: Path) -> Production:
    """Run the shipped profile, as far as the spectrum, on the data that ``$GAMMAPY_DATA`` names."""
    return laboratory.run("crab-hess-dr1", STAGES, GAMMAPY_DATA=str(real_data.parent))


@pytest.fixture(scope="session")
def plain(real_data: Path, analysis_python: Path) -> dict[str, Any]:
    """Run the plain script."""
    done = subprocess.run([analysis_python, PLAIN, real_data], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def test_the_batch_system_changes_no_count(crab: Production, plain: dict[str, Any]) -> None:
    """Two slices through the batch system give each run's ON and OFF counts and livetime as the plain script does."""
    merged = crab.result("merging")
    assert len(merged["slices"]) == 2
    assert merged["runs"].keys() == plain["runs"].keys()
    for number, run in plain["runs"].items():
        ours = merged["runs"][number]
        assert (ours["on"], ours["off"]) == (run["on"], run["off"]), number
        assert ours["livetime_s"] == pytest.approx(run["livetime_s"], rel=1e-9)


def test_the_fit_is_that_of_the_plain_script(crab: Production, plain: dict[str, Any]) -> None:
    """Index and norm agree far better than their errors."""
    ours = crab.result("spectrum")
    for name, value in plain["fitted"].items():
        assert abs(ours["fitted"][name] - value) < 0.1 * ours["errors"][name], name


def test_the_crab_is_the_crab(crab: Production) -> None:
    """About 41 sigma, and the spectrum that is known of these runs, within its errors."""
    merged, result = crab.result("merging"), crab.result("spectrum")
    assert 39.5 < merged["significance"] < 42.5
    assert merged["livetime_s"] / 3600 == pytest.approx(1.754, abs=0.005)
    assert result["fitted"]["index"] == pytest.approx(2.63, abs=0.07)
    assert result["fitted"]["norm"] == pytest.approx(4.3e-11, abs=2 * result["errors"]["norm"])
    assert result["errors"]["index"] < 0.08
