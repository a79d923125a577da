"""How the work is cut changes no number; the same seed gives the same events, and no source no signal."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from .conftest import MAPS, TO_COUNTS, Laboratory, Production

pytestmark = [pytest.mark.xdist_group("end2end"), pytest.mark.analysis, pytest.mark.slow]

DIGEST = Path(__file__).with_name("fits_digest.py")


@pytest.fixture(scope="session")
def whole(mapped: Production, laboratory: Laboratory) -> Production:
    """Count the runs of ``crab-mini`` once more, as one slice, with maps; what is not sliced is reused."""
    assert len(mapped.jobs("microdst")) == 2
    started = len(laboratory.ledger)
    production = laboratory.run(laboratory.variant("crab-whole", analysis={"sliced": False}, **MAPS), TO_COUNTS)
    fresh = [job for job in production.jobs() if job["key"] in laboratory.ledger[started:]]
    assert [job["stage"] for job in fresh] == ["mc", "dst", "selection", "microdst", "merging"]
    return production


def test_one_slice_or_two_count_the_same(mapped: Production, whole: Production) -> None:
    """ON, OFF, alpha, livetime, theta squared and the maps' counts are identical, not only near."""
    two, one = mapped.result("merging"), whole.result("merging")
    assert len(two["slices"]) == 2
    assert len(one["slices"]) == 1
    for name in ("on", "off", "alpha", "excess", "significance", "livetime_s", "theta2", "maps"):
        assert two[name] == one[name], name


@pytest.mark.parametrize(("method", "extensions"), [("fov", ["COUNTS"]), ("ring", ["COUNTS"])])
def test_stacked_maps_count_the_same(
    mapped: Production, whole: Production, analysis_python: Path, method: str, extensions: list[str]
) -> None:
    """Every pixel of the stacked counts is identical."""
    paths = [production.folder("merging") / f"{method}.fits.gz" for production in (mapped, whole)]
    two, one = digests(analysis_python, *paths)
    for name in extensions:
        assert two[name] == one[name]


@pytest.mark.parametrize("number", [1, 2])
def test_the_same_seed_gives_the_same_events(
    mini: Production, whole: Production, analysis_python: Path, number: int
) -> None:
    """A run that is simulated twice, in different slices, has the same events, bit for bit."""
    name = f"simulated_obs_id_{900000 + number}.fits.gz"
    paths = [mini.folder("mc", f"slice-{number:03d}") / name, whole.folder("mc", "slice-001") / name]
    first, second = digests(analysis_python, *paths)
    assert first["EVENTS"] == second["EVENTS"]
    assert first["GTI"] == second["GTI"]


def test_without_a_source_there_is_no_signal(laboratory: Laboratory) -> None:
    """A simulated source of zero flux stays below four sigma."""
    profile = laboratory.variant("nothing", analysis={"sliced": False}, mc={"norm": "0 cm-2 s-1 TeV-1"})
    production = laboratory.run(profile, TO_COUNTS)
    merged = production.result("merging")
    assert merged["off"] > 100
    assert abs(merged["significance"]) < 4


def digests(python: Path, *paths: Path) -> list[dict[str, Any]]:
    """Return the digests of the files' extensions."""
    done = subprocess.run([python, DIGEST, *paths], capture_output=True, text=True, check=True)
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found
