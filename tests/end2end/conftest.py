"""A laboratory for the whole session: a home of its own, the program as a user calls it, and one ``crab-mini``."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from parisana.core.texts import yamltext
from parisana.core.texts.document import read

CHECKOUT = Path(__file__).resolve().parents[2]
PARISANA = Path(sys.executable).parent / "parisana"
#: What ``crab-mini`` leaves out, because it costs more than all the rest.
MAPS: dict[str, dict[str, Any]] = {
    "background": {"methods": ["reflected", "ring", "fov"]},
    "morphology": {"fit": "none"},
}
#: The stages that count; a fit and its pictures are not always wanted.
TO_COUNTS = "target,regions,mc,dst,selection,microdst,merging"


@dataclass(frozen=True, slots=True)
class Laboratory:
    """The program in a home of its own, with a ledger of every payload start."""

    home: Path

    @property
    def ledger(self) -> list[str]:
        """Return the job's key of each payload start, in order."""
        path = self.home / "ledger"
        return [line.split()[0] for line in path.read_text().splitlines()] if path.exists() else []

    def call(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Call the program as from a shell, for JSON."""
        own = {"HOME": str(self.home), "PARISANA_HOME": str(self.home / "own")}
        known = {**os.environ, **own, "PARISANA_LEDGER": str(self.home / "ledger"), **environment}
        argv = [str(PARISANA), *words, "--json"]
        return subprocess.run(argv, capture_output=True, text=True, check=False, env=known, cwd=self.home)

    def ask(self, *words: str, **environment: str) -> Any:
        """Call the program, which must succeed; return what it says."""
        done = self.call(*words, **environment)
        assert done.returncode == 0, done.stdout + done.stderr
        return json.loads(done.stdout)

    def run(self, profile: str | Path, stages: str = "", **environment: str) -> Production:
        """Run a profile to its end."""
        chosen = ["--stages", stages] if stages else []
        answer = self.ask("run", str(profile), *chosen, **environment)
        assert answer["state"] == "done"
        return Production(self, answer["production"])

    def variant(self, name: str, **changes: dict[str, Any]) -> Path:
        """Write ``crab-mini`` under another name, with some stages' parameters, or ``analysis``, changed."""
        data: dict[str, Any] = dict(read((CHECKOUT / "profiles" / "crab-mini.yaml").read_text(), "crab-mini").data)
        data.update(name=name, analysis={**data["analysis"], **changes.pop("analysis", {})})
        data["stages"] = {stage: dict(values) for stage, values in data["stages"].items()}
        for stage, values in changes.items():
            data["stages"].setdefault(stage, {}).update(values)
        path = self.home / f"{name}.yaml"
        path.write_text(yamltext.write(data))
        return path


@dataclass(frozen=True, slots=True)
class Production:
    """One production in the laboratory."""

    laboratory: Laboratory
    number: int

    def jobs(self, stage: str = "") -> list[dict[str, Any]]:
        """Return its jobs."""
        chosen = ["--stage", stage] if stage else []
        found: list[dict[str, Any]] = self.laboratory.ask("jobs", str(self.number), *chosen)
        return found

    def folder(self, stage: str, unit: str = "all") -> Path:
        """Return the output folder of the newest job of a unit that is done."""
        return Path([job["output"] for job in self.jobs(stage) if (job["unit"], job["state"]) == (unit, "done")][-1])

    def result(self, stage: str, name: str = "") -> dict[str, Any]:
        """Return what a stage that has one job left as its result."""
        found: dict[str, Any] = json.loads((self.folder(stage) / f"{name or stage}.json").read_text())
        return found


@pytest.fixture(scope="session")
def laboratory(tmp_path_factory: pytest.TempPathFactory, analysis_python: Path) -> Laboratory:
    """Return the session's laboratory; all its tests are in one xdist group, so that there is one."""
    assert analysis_python.exists()
    return Laboratory(tmp_path_factory.mktemp("laboratory"))


@pytest.fixture(scope="session")
def mini(laboratory: Laboratory) -> Iterator[Production]:
    """Return the shipped profile ``crab-mini``, run once."""
    yield laboratory.run("crab-mini")


@pytest.fixture(scope="session")
def mapped(mini: Production, laboratory: Laboratory) -> Production:
    """Return ``crab-mini`` with maps, run once, on the events that are there."""
    assert mini.jobs("selection")
    return laboratory.run(laboratory.variant("crab-maps", **MAPS))
