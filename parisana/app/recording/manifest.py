"""The manifest of a written analysis: every job with its place in a table, so that ``adopt`` needs nothing else."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from parisana.bookkeeping.values.entries import NewInput, NewJob
from parisana.bookkeeping.values.simulations import NewRow, NewSimulation
from parisana.core.jobs.resources import Resources
from parisana.errors import InputError, Outdated

from .drive import resources_text

NAME = "manifest.json"


def submitted_by_hand(working: str) -> bool:
    """Whether this is a written folder: only its ``submit.sh`` sends its jobs."""
    return (Path(working) / NAME).exists()


FORMAT = "manifest/1"


@dataclass(frozen=True, slots=True)
class Call:
    """One call to the batch system, made by ``submit.sh``: a table, and what must have ended before."""

    tag: str
    stage: str
    jobs: tuple[int, ...]
    """Numbers of the jobs; the first is row 1."""
    resources: Resources
    after: tuple[str, ...]
    """Tags of the calls whose results it reads."""


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a written folder holds."""

    digest: str
    name: str
    profile: str
    suite: str
    site: str
    folder: str
    program: str
    """Digest of the program folder."""
    stages: tuple[tuple[str, str], ...]
    """Names and titles, in order."""
    calls: tuple[Call, ...]
    jobs: tuple[NewJob, ...]
    simulation: NewSimulation | None = None
    """What a Monte-Carlo production simulates, with its rows."""

    def text(self) -> str:
        """Return it as it is written."""
        rows = {number: (call.tag, row) for call in self.calls for row, number in enumerate(call.jobs, 1)}
        names = ("digest", "name", "profile", "suite", "site", "folder", "program", "stages")
        head = {"parisana": FORMAT} | {name: getattr(self, name) for name in names}
        calls = [asdict(call) for call in self.calls]
        jobs = [_job_document(job, rows.get(job.number)) for job in self.jobs]
        simulation = {"simulation": asdict(self.simulation)} if self.simulation else {}
        return json.dumps(head | simulation | {"calls": calls, "jobs": jobs}, indent=1) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """Read the manifest of a written folder; whatever is wrong with it is said in words."""
    path = folder / NAME
    try:
        return _manifest(json.loads(path.read_text(encoding="utf-8")), path)
    except OSError as error:
        hint = "Give the folder that parisana write made."
        raise InputError(f"There is no written analysis: {error.strerror}.", file=str(path), hint=hint) from error
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        hint = "Write the same profile again: parisana write PROFILE into another folder, and compare."
        raise InputError("The manifest is damaged.", file=str(path), hint=hint) from error


def _manifest(data: Mapping[str, Any], path: Path) -> Manifest:
    if data["parisana"] != FORMAT:
        hint = "Use the version of the program that wrote it."
        raise Outdated(f"This is {data['parisana']}, and {FORMAT} is known here.", file=str(path), hint=hint)
    names = ("digest", "name", "profile", "suite", "site", "folder", "program")
    return Manifest(
        **{name: str(data[name]) for name in names},
        stages=tuple((str(name), str(title)) for name, title in data["stages"]),
        calls=tuple(_call(each) for each in data["calls"]),
        jobs=tuple(_job(each) for each in data["jobs"]),
        simulation=_simulation(data["simulation"]) if data.get("simulation") else None,
    )


def _simulation(data: Mapping[str, Any]) -> NewSimulation:
    return NewSimulation(**{**data, "rows": [NewRow(**row) for row in data["rows"]]})


def _call(data: Mapping[str, Any]) -> Call:
    jobs = tuple(int(number) for number in data["jobs"])
    return Call(str(data["tag"]), str(data["stage"]), jobs, Resources(**data["resources"]), tuple(data["after"]))


def _job_document(job: NewJob, place: tuple[str, int] | None) -> dict[str, Any]:
    tag, row = place or (None, None)
    data = asdict(job) | {"resources": json.loads(job.resources), "tag": tag, "row": row}
    for name in ("done", "showers") if job.of_row else ("done", "of_row", "showers"):
        del data[name]
    return data | {"inputs": [entry._asdict() for entry in job.inputs]}


def _job(data: Mapping[str, Any]) -> NewJob:
    key, stage, unit, runs = (str(data[name]) for name in ("key", "stage", "unit", "runs"))
    inputs = tuple(NewInput(**entry) for entry in data["inputs"])
    needs = resources_text(Resources(**data["resources"]))
    places = (str(data["parameters"]), str(data["output"]))
    return NewJob(
        int(data["number"]), key, stage, unit, runs, needs, *places, inputs, of_row=int(data.get("of_row", 0))
    )
