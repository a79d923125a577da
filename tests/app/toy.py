"""A tiny analysis for the tests of the app layer: make and refine a number for each slice, then add them."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from parisana.app.session import Session

PROGRAM = Path(__file__).with_name("toy_payload.py")


def stage(name: str, split: str, source: str | None = None) -> dict[str, Any]:
    """Return one stage of the toy suite."""
    words = ["{stage}", "--parameters", "{parameters}", "--unit", "{unit}", "--runs", "{runs}", "--output", "{output}"]
    return {
        "name": name,
        "title": name.title(),
        "group": "all",
        "split": split,
        "parameters": [
            {"name": "factor", "title": "Factor", "type": "integer", "default": 1},
            {"name": "orders", "title": "Orders", "type": "path", "affects_output": False, "default": "orders"},
            {
                "name": "require",
                "title": "Require",
                "type": "choice",
                "choices": ["all", "available"],
                "default": "all",
            },
        ],
        "inputs": [{"name": "numbers", "from": source}] if source else [],
        "outputs": [
            {"name": "sum", "area": "results", "pattern": "sum.txt"},
            {"name": "list", "area": "results", "pattern": "*.gz", "min": 0},
        ],
        "resources": {"memory": {"base": 100}, "time": {"base": 60}, "disk": {"base": 1}},
        "command": ["{python}", str(PROGRAM), *words, "{inputs}"],
    }


def suite() -> dict[str, Any]:
    """Return the toy suite."""
    return {
        "parisana": "suite/1",
        "name": "toy",
        "title": "Toy",
        "release": "1",
        "environment": "gammapy",
        "groups": [{"name": "all", "title": "All"}],
        "stages": [stage("make", "slice"), stage("refine", "slice", "make"), stage("merge", "once", "refine")],
    }


@dataclass
class Toy:
    """A folder with suite, site and profile, and what is asked of them."""

    root: Path
    backend: str = "unix"
    areas: Path | None = None

    def __post_init__(self) -> None:
        """Write suite and site."""
        (self.root / "orders").mkdir(parents=True, exist_ok=True)
        self.suite()
        self.site()

    def _write(self, name: str, document: dict[str, Any]) -> Path:
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(document, sort_keys=False, allow_unicode=True), encoding="utf-8")
        return path

    @property
    def environment(self) -> dict[str, str]:
        """Return the variables by which the program finds all this."""
        return {
            "PARISANA_HOME": str(self.root / "home"),
            "XDG_CONFIG_HOME": str(self.root / "config"),
            "PARISANA_SITES": str(self.root / "sites"),
            "PARISANA_LEDGER": str(self.root / "ledger"),
        }

    def suite(self, **resources: Any) -> None:
        """Write the suite, with other needs of its first stage."""
        document = suite()
        document["stages"][0]["resources"] |= resources
        self._write("config/parisana/suites/toy.yaml", document)

    def site(self, **changes: Any) -> None:
        """Write the site file, with two areas in one folder that the test owns."""
        areas = self.areas or self.root / "areas"
        folders = {"working": areas / "work", "results": areas / "results"}
        settings: dict[str, Any] = {"site": str(self.root)}
        if self.backend == "unix":
            settings = {"spool": str(self.root / "spool"), "cores": 2, "grace_s": 0.5, "idle_s": 1}
        document = {
            "parisana": "site/1",
            "name": "toyland",
            "title": "Toyland",
            "backend": self.backend,
            "settings": settings,
            "environment": {"kind": "none", "python": sys.executable},
            "areas": {name: {"storage": "disk", "path": str(path)} for name, path in folders.items()},
        }
        self._write("sites/toyland.yaml", {**document, **changes})

    def profile(self, runs: Iterable[int] | Any = (1, 2, 3), **changes: Any) -> Path:
        """Write the profile: a slice for each run."""
        document = {
            "parisana": "profile/1",
            "name": "toy",
            "suite": "toy",
            "site": "toyland",
            "analysis": {"sliced": True, "runs_per_slice": 1},
            "runs": runs if isinstance(runs, dict) else list(runs),
        }
        return self._write("toy.yaml", {**document, **changes})

    def order(self, job: str, *words: str) -> None:
        """Tell ``STAGE.UNIT`` what to do when it runs, next and later."""
        (self.root / "orders" / job).write_text("\n".join(words))

    def starts(self) -> Counter[str]:
        """Return how often the payload of each key was started, as the jobs themselves wrote it down."""
        ledger = self.root / "ledger"
        lines = ledger.read_text().splitlines() if ledger.exists() else []
        return Counter(line.split()[0] for line in lines)

    def run(self, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
        """Run one command of the program in a process of its own."""
        full = {**os.environ, **self.environment, **environment}
        argv = [sys.executable, "-m", "parisana", *words]
        return subprocess.run(argv, env=full, capture_output=True, text=True, check=False, timeout=120)


def total(session: Session, production: int) -> int:
    """Return the number that the last stage found."""
    (result,) = session.results(production, "merge")
    return int(Path(result.path).read_text())


def states(session: Session, production: int) -> list[str]:
    """Return each job as ``stage.unit state``, failures with their class."""
    jobs = session.all_jobs(production)
    return [f"{job.stage}.{job.unit} {job.failure if job.state == 'failed' else job.state}" for job in jobs]


def last(progresses: Iterable[Any]) -> Any:
    """Follow to the end."""
    (end,) = deque(progresses, maxlen=1)
    return end


def keys(session: Session, production: int) -> Sequence[str]:
    """Return the keys of all jobs."""
    return [job.key for job in session.all_jobs(production)]
