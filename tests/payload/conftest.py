"""A small simulated analysis, run once: two short runs, once as one slice and once as two."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[2]
PAYLOAD = ROOT / "parisana" / "payload"
RUNS = (900001, 900002)
TARGET = {
    "source": "simulated",
    "name": "Crab Nebula",
    "position": {"frame": "icrs", "lon": 83.633, "lat": 22.014},
    "radius": 2.5,
    "wobble": 0.5,
    "duration": 15.0,
    "year": 2004,
}
MC = {"model": "ECPL", "index": 2.39, "norm": 3.76e-11, "cutoff": 14.3, "seed": 1, "of": {"target": TARGET}}
MICRODST = {
    "energy": [0.3, 40, 12],
    "energy_true": [0.1, 100, 30],
    "width": 2.0,
    "pixel": 0.05,
    "max_offset": 1.5,
    "of": {"target": TARGET, "background": {"methods": ["reflected", "ring", "fov"]}},
}


def interpreter() -> str:
    """Return the Python of the analysis environment; it must be there."""
    named = os.environ.get("PARISANA_ANALYSIS_PYTHON")
    python = Path(named) if named else ROOT / ".venv-analysis" / "bin" / "python"
    assert python.exists(), f"There is no analysis environment at {python}: run 'parisana env create'."
    return str(python)


class Analysis:
    """Runs stages in one folder, as the job script does."""

    def __init__(self, folder: Path, payload: Path = PAYLOAD) -> None:
        self.folder = folder
        self.payload = payload

    def call(
        self, stage: str, unit: str, runs: Sequence[int], parameters: dict[str, Any], **inputs: Sequence[Path] | Path
    ) -> subprocess.CompletedProcess[str]:
        """Run one stage and return what it said."""
        output = self.path(stage, unit)
        output.mkdir(parents=True)
        file = self.folder / f"{stage}-{unit}.json"
        file.write_text(json.dumps({"stage": stage, **parameters}))
        words = [interpreter(), str(self.payload), stage, "--parameters", str(file), "--unit", unit]
        words += ["--runs", ",".join(map(str, runs)), "--output", str(output)]
        for name, paths in inputs.items():
            for path in [paths] if isinstance(paths, Path) else paths:
                words += ["--input", f"{name}={path}"]
        return subprocess.run(words, capture_output=True, text=True, check=False, cwd=self.folder)

    def run(
        self, stage: str, unit: str, runs: Sequence[int], parameters: dict[str, Any], **inputs: Sequence[Path] | Path
    ) -> dict[str, Any]:
        """Run one stage that must succeed, and return its result."""
        done = self.call(stage, unit, runs, parameters, **inputs)
        assert done.returncode == 0, done.stdout + done.stderr
        assert json.loads(done.stdout.splitlines()[-1])["stage"] == stage
        return self.result(stage, unit)

    def path(self, stage: str, unit: str = "all") -> Path:
        """Return the folder of a stage's unit."""
        return self.folder / stage / unit

    def result(self, stage: str, unit: str = "all") -> dict[str, Any]:
        """Return a stage's result."""
        found: dict[str, Any] = json.loads((self.path(stage, unit) / f"{stage}.json").read_text())
        return found

    def slice(self, unit: str, runs: Sequence[int], mc: dict[str, Any] = MC, micro: dict[str, Any] = MICRODST) -> None:
        """Simulate, select and reduce one slice."""
        self.run("mc", unit, runs, mc, target=self.path("target"))
        self.run("dst", unit, runs, {}, target=self.path("target"), mc=self.path("mc", unit))
        self.run("selection", unit, runs, {}, dst=self.path("dst", unit))
        mask = self.path("regions")
        self.run("microdst", unit, runs, micro, selection=self.path("selection", unit), mask=mask)


MakeAnalysis = Callable[..., Analysis]


@pytest.fixture(scope="session")
def sliced(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """Analyse two runs in two slices, from run list to bundle."""
    chain = prepared(tmp_path_factory.mktemp("sliced"))
    for number, run in enumerate(RUNS, 1):
        chain.slice(f"slice-{number:03d}", [run])
    parts = [chain.path("microdst", f"slice-{number:03d}") for number in (1, 2)]
    chain.run("merging", "all", RUNS, {}, microdst=parts)
    reads = {"of": {"target": TARGET, "mc": MC}}
    merged = chain.path("merging")
    wanted = {"model": "PL", "flux_points": "fast", "points": 4, "light_curve": "run"}
    chain.run("spectrum", "all", RUNS, {**wanted, **reads}, merging=merged)
    chain.run("morphology", "all", RUNS, {"fit": "none", **reads}, merging=merged, mask=chain.path("regions"))
    found = {name: chain.path(name) for name in ("merging", "spectrum", "morphology")}
    chain.run("plots", "all", RUNS, {"dpi": 72, **reads}, **found)
    chain.run("output", "all", RUNS, {"seed": 1}, **found, plots=chain.path("plots"))
    return chain


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Analysis:
    """Reduce the same two runs in one slice."""
    chain = prepared(tmp_path_factory.mktemp("whole"))
    chain.slice("slice-001", RUNS)
    chain.run("merging", "all", RUNS, {}, microdst=chain.path("microdst", "slice-001"))
    return chain


def prepared(folder: Path) -> Analysis:
    """Return an analysis with run list and regions."""
    chain = Analysis(folder)
    chain.run("target", "all", RUNS, TARGET)
    chain.run("regions", "all", RUNS, {"of": {"target": TARGET}, "width": 3.0, "pixel": 0.05})
    return chain
