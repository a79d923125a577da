"""What a stage is asked to do: its parameters, runs, inputs and the folder for its results."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Json = dict[str, Any]


class BadInput(Exception):
    """The inputs or parameters cannot give a result; the message is for the physicist."""


@dataclass(frozen=True, slots=True)
class Job:
    """One unit of one stage."""

    stage: str
    unit: str
    runs: tuple[int, ...]
    output: Path
    parameters: Json
    inputs: tuple[tuple[str, Path], ...] = ()

    @property
    def seed(self) -> int:
        """The profile's seed."""
        return int(self.parameters.get("seed") or 0)

    def get(self, name: str, default: Any = None) -> Any:
        """Return a parameter, or the default where it is absent or empty."""
        value = self.parameters.get(name)
        return default if value is None else value

    def of(self, stage: str) -> Json:
        """Return the parameters of another stage that this one reads; empty when that stage does not exist."""
        return dict(self.parameters.get("of", {}).get(stage) or {})

    def folders(self, name: str) -> list[Path]:
        """Return the folders given as input ``name``."""
        return [path for given, path in self.inputs if given == name]

    def folder(self, name: str) -> Path:
        """Return the one folder given as input ``name``."""
        found = self.folders(name)
        if len(found) != 1:
            raise BadInput(f"Stage {self.stage} needs exactly one input '{name}', and was given {len(found)}.")
        return found[0]

    def optional(self, name: str) -> Path | None:
        """Return the one folder given as input ``name``, or nothing where there is none."""
        return self.folder(name) if self.folders(name) else None


def read_json(path: Path) -> Json:
    """Read a JSON document that another stage wrote."""
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as problem:
        raise BadInput(f"{path} cannot be read as JSON: {problem}.") from problem


def write_json(path: Path, content: Json) -> None:
    """Write a JSON document whose bytes depend on its content only."""
    path.write_text(json.dumps(content, indent=1, sort_keys=True) + "\n", encoding="utf-8")
