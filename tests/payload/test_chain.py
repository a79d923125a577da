"""What the analysis programs promise, tried on a small simulation."""

from __future__ import annotations

import csv
import gzip
import json
import subprocess
from pathlib import Path

import pytest

from parisana.app.ground.payload_archive import build_payload

from .conftest import MC, MICRODST, RUNS, TARGET, Analysis, interpreter, prepared

#: They look at one analysis, which takes half a minute to make.
pytestmark = pytest.mark.xdist_group("payload")


def test_slicing_changes_no_count(sliced: Analysis, whole: Analysis) -> None:
    """The same runs give the same ON, OFF and map counts as two slices and as one."""
    two, one = sliced.result("merging"), whole.result("merging")
    for name in ("on", "off", "alpha", "livetime_s", "theta2", "maps"):
        assert two[name] == one[name], name
    assert two["on"] > 0
    assert two["maps"]["fov"] > two["on"]


def test_same_seed_gives_the_same_events(sliced: Analysis, whole: Analysis) -> None:
    """A run's events depend on the seed and its number alone."""
    name = "simulated_obs_id_900002.fits.gz"
    one, two = sliced.path("mc", "slice-002") / name, whole.path("mc", "slice-001") / name
    assert column(one, "ENERGY") == column(two, "ENERGY")
    first = sliced.path("mc", "slice-001") / "simulated_obs_id_900001.fits.gz"
    assert column(one, "ENERGY") != column(first, "ENERGY")


def test_blind_data_do_not_tell_the_truth(sliced: Analysis) -> None:
    """The DST has neither the columns nor the header words that tell signal from background."""
    path = sliced.path("dst", "slice-001") / "simulated_obs_id_900001.fits.gz"
    content = gzip.decompress(path.read_bytes())
    for word in (b"MC_ID", b"ENERGY_TRUE", b"MMN00001"):
        assert word not in content
    original = sliced.path("mc", "slice-001") / "simulated_obs_id_900001.fits.gz"
    assert b"MC_ID" in gzip.decompress(original.read_bytes())


def test_the_injected_source_is_found(sliced: Analysis) -> None:
    """Half an hour of the Crab gives more than eight sigma, and the summary tells what was injected."""
    summary = json.loads((sliced.path("output") / "summary.json").read_text())
    assert summary["significance"] > 8
    assert summary["injected"] == pytest.approx({"index": 2.39, "norm": 3.76e-11, "lambda": 1 / 14.3})
    assert 2.0 < summary["fitted"]["index"] < 3.3
    assert summary["pulls"] == {}, "a power law cannot be compared with a cutoff"
    assert abs(summary["morphology"]["off_source_mean"]) < 0.3


def test_the_bundle_is_whole(sliced: Analysis) -> None:
    """The pictures are there under the names of the summary, and every file has a checksum."""
    bundle = sliced.path("output")
    summary = json.loads((bundle / "summary.json").read_text())
    for name in ("spectrum", "theta2", "map"):
        assert (bundle / summary["files"][name]).read_bytes().startswith(b"\x89PNG")
    provenance = json.loads((bundle / "provenance.json").read_text())
    assert provenance["inputs"]["spectrum"]["spectrum.json"][0] == "sha256"
    assert provenance["versions"]["spectrum"]["gammapy"]


def test_a_source_without_flux_is_not_seen(tmp_path: Path) -> None:
    """Background alone stays below four sigma."""
    chain = prepared(tmp_path)
    only_spectrum = {**MICRODST, "of": {"target": TARGET, "background": {"methods": ["reflected"]}}}
    chain.slice("slice-001", RUNS, {**MC, "norm": 0.0}, only_spectrum)
    merged = chain.run("merging", "all", RUNS, {}, microdst=chain.path("microdst", "slice-001"))
    assert all(row["source"] == 0 for row in chain.result("mc", "slice-001")["runs"].values())
    assert merged["off"] > 0
    assert abs(merged["significance"]) < 4


def test_a_lost_slice_is_named(sliced: Analysis, tmp_path: Path) -> None:
    """Without the second slice half the livetime is left, and the missing one is named."""
    chain = Analysis(tmp_path)
    parameters = {"require": "fraction", "fraction": 50.0}
    merged = chain.run("merging", "all", RUNS, parameters, microdst=sliced.path("microdst", "slice-001"))
    assert [part["runs"] for part in merged["missing"]] == [[900002]]
    assert merged["missing"][0]["slices"].startswith("slice-002")
    assert merged["livetime_s"] == pytest.approx(sliced.result("merging")["livetime_s"] / 2, rel=1e-12)
    rows = list(csv.DictReader((chain.path("merging") / "runs.csv").read_text().splitlines()))
    assert [(row["run"], row["remark"]) for row in rows] == [("900001", ""), ("900002", "missing")]


def test_a_lost_slice_stops_the_merging_when_all_are_required(sliced: Analysis, tmp_path: Path) -> None:
    """The refusal names slice and runs, and counts as bad input."""
    done = Analysis(tmp_path).call("merging", "all", RUNS, {}, microdst=sliced.path("microdst", "slice-002"))
    assert done.returncode == 3
    assert "slice-001 (runs 900001)" in done.stderr


def test_a_slice_given_twice_is_refused(sliced: Analysis, tmp_path: Path) -> None:
    """No run counts twice."""
    part = sliced.path("microdst", "slice-001")
    done = Analysis(tmp_path).call("merging", "all", RUNS, {}, microdst=[part, part])
    assert done.returncode == 3
    assert "twice" in done.stderr


def test_a_short_run_is_left_out_with_its_reason(sliced: Analysis, tmp_path: Path) -> None:
    """A run that fails a cut is rejected, not missing, and later stages do without it."""
    chain = Analysis(tmp_path)
    source = {"target": sliced.path("target"), "mc": sliced.path("mc", "slice-001")}
    found = chain.run("dst", "slice-001", RUNS[:1], {"min_livetime": 20.0}, **source)
    assert "shorter than 20 min" in found["rejected"]["900001"]
    chain.run("selection", "slice-001", RUNS[:1], {}, dst=chain.path("dst", "slice-001"))
    micro = chain.run("microdst", "slice-001", RUNS[:1], MICRODST, selection=chain.path("selection", "slice-001"))
    assert micro["rejected"] == found["rejected"]
    parts = [chain.path("microdst", "slice-001"), sliced.path("microdst", "slice-002")]
    merged = chain.run("merging", "all", RUNS, {}, microdst=parts)
    assert merged["missing"] == []
    assert list(merged["rejected"]) == ["900001"]


def test_a_run_that_the_store_does_not_hold_is_named(sliced: Analysis, tmp_path: Path) -> None:
    """The store's index decides; the message names run and store."""
    settings = {**TARGET, "source": "store"}
    done = Analysis(tmp_path).call("target", "all", [900001, 4711], settings, store=sliced.path("dst", "slice-001"))
    assert done.returncode == 3
    assert "does not hold run 4711" in done.stderr


def test_something_else_than_a_store_is_refused(tmp_path: Path) -> None:
    """A folder without index files is not a store."""
    done = Analysis(tmp_path).call("target", "all", [1], {**TARGET, "source": "store"}, store=tmp_path)
    assert done.returncode == 3
    assert "not a data store" in done.stderr


def test_a_run_given_twice_is_refused(tmp_path: Path) -> None:
    """It would count twice."""
    done = Analysis(tmp_path).call("target", "all", [900001, 900001], TARGET)
    assert done.returncode == 3
    assert "Run 900001 is given twice." in done.stderr


def test_runs_are_planned_around_culmination(sliced: Analysis) -> None:
    """From H.E.S.S. the Crab culminates at 45 degrees; the runs lie half a degree north and south of it."""
    lines = (sliced.path("target") / "runs.ecsv").read_text().splitlines()
    rows = list(csv.DictReader([line for line in lines if not line.startswith("#")], delimiter=" "))
    assert all(44 < float(row["ZEN_PNT"]) < 48 for row in rows)
    assert [round(float(row["DEC_PNT"]), 3) for row in rows] == [22.514, 21.514]


def test_a_run_is_planned_alike_in_any_list(sliced: Analysis, tmp_path: Path) -> None:
    """A longer run list changes nothing for the runs that were in the shorter one."""
    chain = Analysis(tmp_path)
    chain.run("target", "all", [900002, 900003], TARGET)
    row = next(line for line in table(sliced.path("target")) if line.startswith("900002"))
    assert row in table(chain.path("target"))


def test_regions_become_a_mask(tmp_path: Path) -> None:
    """The excluded fraction grows with the user's regions, which are also written for DS9."""
    chain = Analysis(tmp_path)
    star = {"shape": "circle", "frame": "icrs", "lon": 84.41, "lat": 21.14, "radius": 0.3}
    common = {"of": {"target": TARGET}, "width": 3.0, "pixel": 0.05}
    small = chain.run("regions", "small", RUNS, common)
    large = chain.run("regions", "large", RUNS, {**common, "excluded": [star]})
    assert large["excluded_fraction"] == pytest.approx(2 * small["excluded_fraction"], rel=0.05)
    assert (chain.path("regions", "large") / "excluded.reg").read_text().count("circle") == 2


def test_it_runs_from_one_file(tmp_path: Path) -> None:
    """Packed as they travel with the jobs, the programs still find each other."""
    archive = tmp_path / "payload.pyz"
    archive.write_bytes(build_payload())
    found = Analysis(tmp_path, archive).run("target", "all", RUNS, TARGET)
    assert found["accepted"] == list(RUNS)


def table(folder: Path) -> list[str]:
    """Return the lines of a run table."""
    return (folder / "runs.ecsv").read_text().splitlines()


def column(path: Path, name: str) -> str:
    """Return a digest of one column of a run's events, read by the analysis environment."""
    code = "import sys, hashlib; from astropy.io import fits; "
    code += "print(hashlib.sha256(fits.getdata(sys.argv[1], 'EVENTS')[sys.argv[2]].tobytes()).hexdigest())"
    done = subprocess.run([interpreter(), "-c", code, str(path), name], capture_output=True, text=True, check=True)
    return done.stdout.strip()
