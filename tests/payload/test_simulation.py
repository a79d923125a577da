"""Kaskade and Smash: showers of a row, and what the telescopes record of them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import numpy as np
import pytest

PAYLOAD = Path(__file__).parents[2] / "parisana" / "payload" / "__main__.py"
ROW = {
    "zenith": 20.0,
    "azimuth": 180.0,
    "index": 2.0,
    "emin_tev": 0.1,
    "emax_tev": 50.0,
    "rhomin_m": 0.0,
    "rhomax_m": 400,
    "showers_per_job": 500,
}
COMMON = {"primary": 1, "configuration": "Default", "site": "Namibia", "layout": "HESSPhase1"}


class Bench:
    """A folder in which units are computed."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def run(self, stage: str, seed: int, folder: str, *inputs: str, **common: Any) -> subprocess.CompletedProcess[str]:
        """Compute one unit of the row."""
        parameters = {"production": COMMON | common, "rows": {"row-01": ROW}, "seed": 1, "stage": stage}
        (self.root / "parameters.json").write_text(json.dumps(parameters))
        output = self.root / folder
        output.mkdir()
        words = [sys.executable, str(PAYLOAD), stage, "--parameters", str(self.root / "parameters.json")]
        words += ["--unit", "row-01-000001", "--runs", str(seed), "--output", str(output)]
        words += [word for each in inputs for word in ("--input", f"showers={self.root / each}")]
        return subprocess.run(
            words, capture_output=True, text=True, check=False, env={**os.environ, "OMP_NUM_THREADS": "1"}
        )


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Bench:
    made = Bench(tmp_path_factory.mktemp("simulation"))
    for folder, seed in (("first", 7), ("again", 7), ("other", 8)):
        assert made.run("kaskade", seed, folder).returncode == 0
    return made


def test_showers_are_of_their_row_and_of_their_seed(bench: Bench) -> None:
    texts = {name: (bench.root / name / "showers.npy").read_bytes() for name in ("first", "again", "other")}
    assert texts["first"] == texts["again"] != texts["other"]
    made = np.load(bench.root / "first" / "showers.npy")
    assert len(made) == 500 and json.loads((bench.root / "first" / "kaskade.json").read_text())["showers"] == 500
    assert made["energy"].min() >= 0.1 and made["energy"].max() <= 50 and np.median(made["energy"]) < 0.3
    assert np.hypot(made["x"], made["y"]).max() <= 400
    deep = made["energy"] > 1
    assert made["depth"][deep].mean() > made["depth"][~deep].mean(), "showers of more energy reach deeper"


def test_the_telescopes_record_showers_of_much_light(bench: Bench) -> None:
    said = bench.run("smash", 9, "images", "first")
    assert said.returncode == 0, said.stderr
    told = json.loads(said.stdout.splitlines()[-1])
    events, images = (np.load(bench.root / "images" / f"{name}.npy") for name in ("events", "images"))
    assert (told["showers"], told["events"], told["images"]) == (500, len(events), len(images))
    assert 20 < len(events) < 500 and events["telescopes"].min() >= 2
    made = np.load(bench.root / "first" / "showers.npy")
    assert np.median(events["energy"]) > np.median(made["energy"]), "faint showers trigger nothing"
    assert (images["width"] <= images["length"]).all() and set(images["telescope"]) == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("stage", "inputs", "common", "words"),
    [
        ("kaskade", (), {"primary": 77}, "primary 77 at Namibia cannot be simulated"),
        ("smash", ("first",), {"layout": "Nowhere"}, "no layout Nowhere"),
        ("smash", ("empty",), {}, "cannot be read"),
    ],
)
def test_what_cannot_be_simulated_is_said(
    bench: Bench, stage: str, inputs: tuple[str, ...], common: dict[str, Any], words: str
) -> None:
    (bench.root / "empty").mkdir(exist_ok=True)
    said = bench.run(stage, 9, f"bad-{words[:3]}-{stage}", *inputs, **common)
    assert said.returncode == 3 and words in said.stderr
