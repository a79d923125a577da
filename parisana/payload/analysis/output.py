"""Output: the bundle of results, the summary, and where each file came from."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

from .job import Job, Json, read_json, write_json

COUNTS = ("significance", "on", "off", "alpha", "excess", "livetime_s")
SPECTRUM = ("injected", "fitted", "errors", "pulls", "model", "stat", "degrees", "flux_1tev", "flux_1tev_error")
SOURCES = ("merging", "spectrum", "morphology", "plots")
OWN = {"versions.json", ".parisana.json"}
FILES = {"spectrum": "spectrum", "theta2": "theta2", "map": "significance"}


def run(job: Job) -> Json:
    """Copy the results into one folder a stage and write summary and provenance."""
    folders = {name: folder for name in SOURCES if (folder := job.optional(name)) is not None}
    copied = {name: copy_results(folder, job.output / name, job) for name, folder in folders.items()}
    summary = summary_of(folders)
    summary["files"] = {name: picture(copied.get("plots", []), stem) for name, stem in FILES.items()}
    write_json(job.output / "summary.json", summary)
    write_json(job.output / "provenance.json", provenance(job, folders))
    return {"significance": summary["significance"], "files": sum(len(names) for names in copied.values())}


def copy_results(source: Path, goal: Path, job: Job) -> list[str]:
    """Copy a stage's results, without the bulky maps unless they are wanted; return their names."""
    goal.mkdir()
    bulky = () if job.get("keep_maps", False) else ("ring.fits.gz", "fov.fits.gz")
    names = sorted(path.name for path in source.iterdir() if path.is_file() and path.name not in {*OWN, *bulky})
    for name in names:
        shutil.copyfile(source / name, goal / name)
    return [f"{goal.name}/{name}" for name in names]


def summary_of(folders: dict[str, Path]) -> Json:
    """Return the numbers that a person wants to see first."""
    merged = read_json(folders["merging"] / "merging.json") if "merging" in folders else {}
    fitted = read_json(folders["spectrum"] / "spectrum.json") if "spectrum" in folders else {}
    summary: Json = {name: merged.get(name) for name in COUNTS}
    summary.update({name: fitted.get(name) for name in SPECTRUM})
    summary.update({name: merged.get(name) for name in ("missing", "rejected")})
    summary["runs"] = sorted(int(number) for number in merged.get("runs", {}))
    if "morphology" in folders:
        summary["morphology"] = read_json(folders["morphology"] / "morphology.json")
    return summary


def picture(names: list[str], stem: str) -> str | None:
    """Return the path of a picture within the bundle, if it was drawn."""
    return next((name for name in names if Path(name).stem == stem), None)


def provenance(job: Job, folders: dict[str, Path]) -> Json:
    """Return inputs with checksums, and the versions that each stage was made with."""
    inputs = {
        name: {path.name: checksum(path) for path in sorted(folder.iterdir()) if path.is_file()}
        for name, folder in folders.items()
    }
    made = {name: read_json(folder / "versions.json") for name, folder in folders.items()}
    return {"inputs": inputs, "versions": made, "seed": job.seed, "runs": list(job.runs), "parameters": job.parameters}


def checksum(path: Path) -> list[str]:
    """Return kind and value of a file's checksum."""
    with path.open("rb") as file:
        return ["sha256", hashlib.file_digest(file, "sha256").hexdigest()]
