"""A profile of the suite hess, from the plan to the bundle, with a stand-in of hap."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest

from parisana.app.session import Session
from tests.conftest import CHECKOUT

PROFILE = f"""\
parisana: profile/1
name: crab-hess
suite: hess
site: Unix
overrides:
  environment: {{kind: hessroot, path: "{CHECKOUT}/tests/standins/hessroot", python: "{sys.executable}"}}
analysis: {{runs_per_slice: 2}}
runs: [23523, 23526, 23559]
stages:
  target: {{telescopes: 14}}
  selection: {{config: hard}}
  spectrum: {{options: [Spectrum/Unfold=true]}}
without: [morphology, plots]
"""
SHOWERS = (
    PROFILE[: PROFILE.index("analysis:")].replace("crab-hess", "showers-hess")
    + """\
production:
  layout: HESSPhase2
  primary: 13
  schedule: {showers: 100, showers_per_job: 60}
  rows: [20]
stages:
  smash: {options: [Smash/NightSky=2]}
"""
)


@pytest.mark.slow
def test_slices_become_a_spectrum(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "hess.yaml").write_text(PROFILE)
    session = Session()
    production = session.submit(session.plan(tmp_path / "hess.yaml"))
    *_, last = session.follow(production)
    assert (last.done, last.total) == (5, 5)
    found = {Path(file.path).name: Path(file.path) for file in session.results(production) if file.stage != "output"}
    session.close()
    runs = [json.loads(text.split("\n", 1)[1])["runs"] for text in sorted_texts(tmp_path, "MicroDST")]
    assert runs == [[[23523, 14], [23526, 14]], [[23559, 14]]]
    options = json.loads(found["Results_Crab_Nebula_Spectrum.root"].read_text().split("\n", 1)[1])["options"]
    assert (options["Spectrum/Method"], options["Spectrum/Unfold"]) == ("Standard", "true")
    assert list(tmp_path.rglob("output/all-*/spectrum/Results_Crab_Nebula_Spectrum.root"))


def sorted_texts(folder: Path, mode: str) -> list[str]:
    """Return the results of a mode, slice by slice."""
    return [path.read_text() for path in sorted(folder.rglob(f"slice-*/Results_Crab_Nebula_{mode}.root"))]


def test_showers_and_the_detector_are_simulated_by_the_installed_programs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "showers.yaml").write_text(SHOWERS)
    session = Session()
    production = session.simulations.create(session.plan(tmp_path / "showers.yaml"))
    session.simulations.start(production)
    *_, last = session.follow(production)
    assert (last.done, last.total, last.state) == (4, 4, "done")
    made, seen = session.simulations.rows(production).values()
    assert [(row.produced, row.jobs, row.status) for row in (*made, *seen)] == [(130, 2, "done")] * 2
    found = [Path(file.path) for file in session.results(production) if file.path.endswith(".root")]
    told = [json.loads(path.read_text().split("\n", 1)[1]) for path in sorted(found)]
    seeds = {job.runs for job in session.all_jobs(production)}
    session.close()
    showers = [each for each in told if "Kaskade/Seed" in each]
    assert {each["Kaskade/Seed"] for each in showers} < seeds and len(seeds) == 4
    first = showers[0]
    assert (first["Kaskade/Zenith"], first["Kaskade/Primary"], first["Kaskade/Showers"]) == ("20", "13", "65")
    assert first["Kaskade/Emin"].startswith("0.00532") and first["Kaskade/Layout"] == "HESSPhase2"
    assert all(each["Smash/NightSky"] == "2" for each in told if "Smash/Seed" in each)
