"""The stages of an installed HESSROOT, with a stand-in of hap."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from parisana.app.ground.payload_archive import build_payload
from parisana.payload.analysis.hap_options import one, options_of, run_list, shape
from parisana.payload.analysis.job import BadInput, Job
from tests.conftest import CHECKOUT

HESSROOT = CHECKOUT / "tests/standins/hessroot"
CIRCLE = {"shape": "circle", "frame": "icrs", "lon": 83.0, "lat": 21.5, "radius": 0.2}
MICRODST = {
    "stage": "microdst",
    "seed": 1,
    "width": 4.0,
    "options": ["Cuts/Theta=0.2", "--Debug/Level=2"],
    "of": {
        "target": {"name": "Crab Nebula", "telescopes": 14, "source": "dst",
                   "position": {"frame": "icrs", "lon": 83.6333, "lat": 22.0145}},
        "selection": {"config": "hard", "theta": 0.1, "energy_min": None},
        "background": {"method": "RingBg", "ring_inner": 0.5, "adaptive": False},
        "regions": {"excluded": [CIRCLE], "star_radius": 0.2},
    },
}  # fmt: skip


@dataclass(frozen=True)
class Done:
    """What one call left behind."""

    code: int
    said: str
    output: Path

    def result(self, name: str) -> Any:
        """Return what the stand-in wrote into a result file."""
        return json.loads((self.output / name).read_text().split("\n", 1)[1])


def call(folder: Path, parameters: dict[str, Any], *inputs: str, name: str = "out", **environment: str) -> Done:
    """Run the payload as the job script does."""
    (folder / "payload.pyz").write_bytes(build_payload())
    (folder / "parameters.json").write_text(json.dumps(parameters))
    (folder / name).mkdir()
    words = [sys.executable, "payload.pyz", "hap", "--parameters", "parameters.json", "--unit", "slice-001"]
    words += ["--runs", "23523,23526", "--output", str(folder / name)]
    words += [word for entry in inputs for word in ("--input", entry)]
    path = f"{HESSROOT / 'bin'}:{os.environ['PATH']}"
    known = {**os.environ, "PATH": path, "HESSROOT": "/opt/HESS_Soft_0-8-24", **environment}
    done = subprocess.run(words, cwd=folder, env=known, capture_output=True, text=True, check=False)
    return Done(done.returncode, done.stdout + done.stderr, folder / name)


def test_a_slice_reaches_hap_as_its_users_know_it(tmp_path: Path) -> None:
    done = call(tmp_path, MICRODST)
    assert done.code == 0, done.said
    found = done.result("Results_Crab_Nebula_MicroDST.root")
    assert found["runs"] == [[23523, 14], [23526, 14]]
    options = found["options"]
    assert (options["config"], options["Background/Method"]) == ("hard", "RingBg")
    assert (options["Background/RingInner"], options["Background/Adaptive"]) == ("0.5", "false")
    assert (options["Target/PositionLon"], options["MicroDST/Width"]) == ("83.6333", "4")
    assert not {"Cuts/EnergyMin", "Target/Source", "Target/Telescopes", "MicroDST/Options"} & set(options)


def test_the_users_own_options_win(tmp_path: Path) -> None:
    options = call(tmp_path, MICRODST).result("Results_Crab_Nebula_MicroDST.root")["options"]
    assert (options["Cuts/Theta"], options["Debug/Level"]) == ("0.2", "2")


def test_what_hap_read_stays_beside_its_result(tmp_path: Path) -> None:
    done = call(tmp_path, MICRODST)
    assert (done.output / "runs.lis").read_text() == "# RunNumber TelescopePattern\n23523 14\n23526 14\n"
    assert (done.output / "excluded.reg").read_text().endswith("icrs; circle(83, 21.5, 0.2)\n")
    said = json.loads((done.output / "hap.json").read_text())
    assert (said["hap"], said["hessroot"]) == ("MicroDST", "HESS_Soft_0-8-24")
    assert "--Background/Method" in said["command"]
    assert json.loads((done.output / "versions.json").read_text())["HESSROOT"] == "HESS_Soft_0-8-24"


def test_slices_are_merged_and_bundled(tmp_path: Path) -> None:
    slices = [call(tmp_path, MICRODST, name=f"slice {number}") for number in (1, 2)]
    target = {"of": {"target": {"name": "Crab Nebula"}}}
    inputs = [f"microdst={done.output}" for done in slices]
    merged = call(tmp_path, {"stage": "merging", **target}, *inputs, name="merged")
    assert merged.code == 0, merged.said
    found = merged.result("Results_Crab_Nebula_Merged.root")
    assert found["inputs"] == [str(done.output / "Results_Crab_Nebula_MicroDST.root") for done in slices]
    bundle = call(tmp_path, {"stage": "output"}, f"merging={merged.output}", name="bundle")
    assert bundle.code == 0, bundle.said
    assert (bundle.output / "merging" / "Results_Crab_Nebula_Merged.root").is_file()
    assert "merging" in json.loads((bundle.output / "provenance.json").read_text())["inputs"]


@pytest.mark.parametrize(
    ("how", "code", "words"),
    [
        ("crash", 1, "hap ended with exit code 1"),
        ("killed", 137, ""),
        ("silent", 1, "did not write Results_Crab_Nebula_MicroDST.root"),
        ("text", 1, "is not a ROOT file"),
    ],
)
def test_a_failure_of_hap_is_a_failure_of_the_job(tmp_path: Path, how: str, code: int, words: str) -> None:
    done = call(tmp_path, MICRODST, HAP_FAILS=how)
    assert done.code == code
    assert words in done.said
    assert "Traceback" not in done.said


def test_a_node_without_hap_is_named(tmp_path: Path) -> None:
    done = call(tmp_path, MICRODST, PATH="/nowhere")
    assert (done.code, "no program hap on this node" in done.said) == (1, True)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({"stage": "microdst", "options": ["Cuts"]}, "not written as Section/Name=value"),
        ({"stage": "mc"}, "hap has no stage 'mc'"),
    ],
)
def test_what_cannot_be_asked_of_hap_is_bad_input(tmp_path: Path, parameters: dict[str, Any], words: str) -> None:
    done = call(tmp_path, parameters)
    assert (done.code, words in done.said) == (3, True)


def test_an_input_without_results_is_bad_input(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = call(tmp_path, {"stage": "merging"}, f"microdst={tmp_path / 'empty'}")
    assert (done.code, "no Results_*.root" in done.said) == (3, True)


def test_an_ellipse_has_half_axes_in_ds9() -> None:
    ellipse = {
        "shape": "ellipse",
        "frame": "galactic",
        "lon": 5.0,
        "lat": 1.0,
        "width": 2.0,
        "height": 1.0,
        "angle": 30,
    }
    assert shape(ellipse) == "galactic; ellipse(5, 1, 1, 0.5, 30)"


def test_options_follow_one_rule() -> None:
    assert one("spectrum", "method", "Standard") == {"Spectrum/Method": "Standard"}
    assert one("plots", "formats", ["png", "pdf"]) == {"Plots/Formats": "png,pdf"}
    assert options_of("merging", {"acceptance": "sum", "stage": "merging"}) == {"Merging/Acceptance": "sum"}
    with pytest.raises(BadInput):
        options_of("merging", {"options": ["=5"]})


def test_the_pattern_is_ct1_to_ct4_where_nothing_is_said() -> None:
    job = Job("hap", "all", (23523,), Path(), {})
    assert run_list(job).splitlines()[1] == "23523 30"
