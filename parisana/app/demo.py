"""The demonstration: the shipped Crab profile with other places, run to its end, and its summary."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parisana.app.ground import library
from parisana.app.session import Session
from parisana.core.texts import yamltext
from parisana.errors import InputError

PROFILE = "crab-local"
SLICES = 4
AREAS = {"working": "work", "calibration": "Calibration", "dst": "DST", "tables": "Tables",
         "output-tables": "Output Tables", "results": "Results"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the demonstration's output stage says."""

    summary: Mapping[str, Any]
    files: Mapping[str, str]


def write_profile(folder: Path, runs: int, seed: int) -> Path:
    """Write the demonstration's profile into a folder of the user's; return its path."""
    _, document = library.load_profile(PROFILE)
    data = dict(document.data)
    data["name"] = "demo"
    data["seed"] = seed
    data["runs"] = {**data["runs"], "simulate": runs}
    data["analysis"] = {**data.get("analysis", {}), "sliced": True, "runs_per_slice": max(-(-runs // SLICES), 1)}
    areas = {name: {"storage": "disk", "path": str(folder / place)} for name, place in AREAS.items()}
    data["overrides"] = {"areas": areas}
    path = folder / "demo.yaml"
    folder.mkdir(parents=True, exist_ok=True)
    library.save(path, yamltext.write(data))
    return path


def outcome(session: Session, production: int) -> Outcome:
    """Read the summary that the output stage left."""
    files = session.results(production, "output")
    summaries = [Path(file.path) for file in files if file.path.endswith("/summary.json")]
    if not summaries:
        raise InputError(
            "The demonstration made no summary.", hint=f"See parisana failures {production} for what went wrong."
        )
    summary = json.loads(summaries[-1].read_text(encoding="utf-8"))
    pictures = {name: str(summaries[-1].parent / path) for name, path in summary["files"].items()}
    return Outcome(summary, pictures)
