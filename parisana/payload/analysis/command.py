"""The command line of every stage: arguments in, files and one last line of JSON out."""

from __future__ import annotations

import argparse
import json
import os
import platform
import resource
import sys
from importlib import metadata
from pathlib import Path

from .job import BadInput, Job, Json, read_json, write_json
from .quick import import_stage

STAGES = (
    "target",
    "regions",
    "mc",
    "dst",
    "selection",
    "microdst",
    "merging",
    "spectrum",
    "morphology",
    "plots",
    "output",
    "hap",
    "kaskade",
    "smash",
    "hessmc",
)
PACKAGES = ("gammapy", "astropy", "regions", "numpy", "scipy", "iminuit", "matplotlib")
BAD_INPUT = 3


def main(arguments: list[str]) -> int:
    """Run one stage; 0 when all its outputs are there, 3 when the inputs are bad."""
    try:
        job = read_job(arguments)
        result = import_stage(job.stage, __package__).run(job)
    except BadInput as problem:
        print(json.dumps({"error": str(problem)}))
        print(problem, file=sys.stderr)
        return BAD_INPUT
    write_json(job.output / f"{job.stage}.json", result)
    write_json(job.output / "versions.json", versions())
    print(json.dumps({"stage": job.stage, "unit": job.unit, **headline(result), **usage()}))
    return 0


def read_job(arguments: list[str]) -> Job:
    """Read the command line and the parameter file."""
    parser = argparse.ArgumentParser(prog="payload", description=__doc__)
    parser.add_argument("stage", choices=STAGES)
    parser.add_argument("--parameters", type=Path, required=True, help="JSON file of the stage's parameters")
    parser.add_argument("--unit", required=True, help="run-023523, slice-003 or all")
    parser.add_argument("--runs", default="", help="run numbers, comma-separated")
    parser.add_argument("--output", type=Path, required=True, help="folder for the results, there and empty")
    parser.add_argument("--input", action="append", default=[], metavar="NAME=PATH", help="folder of an earlier job")
    given = parser.parse_args(arguments)
    inputs = tuple(read_input(text) for text in given.input)
    return Job(given.stage, given.unit, read_runs(given.runs), given.output, read_json(given.parameters), inputs)


def read_runs(text: str) -> tuple[int, ...]:
    """Read run numbers; a run given twice would count twice, so it is refused."""
    try:
        runs = tuple(int(part) for part in text.split(",") if part.strip())
    except ValueError as problem:
        raise BadInput(f"'{text}' is not a list of run numbers.") from problem
    twice = sorted({run for run in runs if runs.count(run) > 1}) if len(set(runs)) < len(runs) else []
    if twice:
        raise BadInput(f"Run {twice[0]} is given twice.")
    return runs


def read_input(text: str) -> tuple[str, Path]:
    """Read ``NAME=PATH``; the folder must be there."""
    name, _, path = text.partition("=")
    if not Path(path).is_dir():
        raise BadInput(f"Input '{name}' is not there: {path}.")
    return name, Path(path)


def versions() -> dict[str, str]:
    """Return what the result was made with."""
    known = {"python": platform.python_version()}
    if "HESSROOT" in os.environ:
        known["HESSROOT"] = Path(os.environ["HESSROOT"]).name
    for package in PACKAGES:
        try:
            known[package] = metadata.version(package)
        except metadata.PackageNotFoundError:
            continue
    return known


def headline(result: Json) -> Json:
    """Keep what fits in one line: the plain values of a result."""
    return {name: value for name, value in result.items() if isinstance(value, str | int | float | None)}


def usage() -> Json:
    """Return what the process has used."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    seconds = round(used.ru_utime + used.ru_stime, 2)
    return {"cpu_s": seconds, "max_rss_mb": used.ru_maxrss // 1024}
