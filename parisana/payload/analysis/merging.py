"""Merging: the slices become one result; what is missing is named, and counts for nothing."""

from __future__ import annotations

import csv
import shutil
from itertools import groupby
from pathlib import Path

from .counting import counted
from .job import BadInput, Job, Json, read_json

COLUMNS = ("run", "slice", "on", "off", "alpha", "excess", "significance", "livetime_s", "remark")
SIDES = ("on", "off")


def run(job: Job) -> Json:
    """Check that enough is there, gather the spectra, stack the maps and add up the counts."""
    slices = read_slices(job)
    runs = merged_runs(slices)
    rejected = {number: reason for part in slices.values() for number, reason in part["rejected"].items()}
    covered = {number for part in slices.values() for number in part["expected"]}
    missing = missing_parts(job.runs, covered, slices)
    check_share(job, covered, missing)
    if not runs:
        raise BadInput("No run is left after the quality cuts, so there is nothing to merge.")
    copy_spectra(job)
    write_runs(job.output / "runs.csv", runs, rejected, missing)
    totals = counted([row for row in runs.values() if "on" in row])
    return {
        **totals,
        "livetime_s": sum(runs[number]["livetime_s"] for number in sorted(runs, key=int)),
        "runs": {number: plain(row) for number, row in runs.items()},
        "rejected": rejected,
        "missing": missing,
        "slices": sorted(slices),
        "theta2": added_theta2([row["theta2"] for row in runs.values() if row.get("theta2")]),
        "maps": stacked_maps(job, slices),
    }


def read_slices(job: Job) -> dict[str, Json]:
    """Return the summary of each slice by its name."""
    slices: dict[str, Json] = {}
    for folder in job.folders("microdst"):
        part = read_json(folder / "microdst.json")
        if part["unit"] in slices:
            raise BadInput(f"{part['unit']} is given twice; its runs would count twice.")
        slices[part["unit"]] = part
    if not slices:
        raise BadInput("No slice is there, so there is nothing to merge.")
    return slices


def merged_runs(slices: dict[str, Json]) -> dict[str, Json]:
    """Return the rows of all runs in the order of their numbers; a run in two slices is refused."""
    runs: dict[str, Json] = {}
    for name in sorted(slices):
        for number, row in slices[name]["runs"].items():
            if number in runs:
                raise BadInput(f"Run {number} is in {runs[number]['slice']} and in {name}; it would count twice.")
            runs[number] = {**row, "slice": name}
    return {number: runs[number] for number in sorted(runs, key=int)}


def missing_parts(wanted: tuple[int, ...], covered: set[int], slices: dict[str, Json]) -> list[Json]:
    """Return the missing pieces of the run list, each with its runs and the slices that should have held them."""
    place = {number: name for name, part in slices.items() for number in part["expected"]}
    parts, before = [], ""
    for there, group in groupby(wanted, key=lambda number: number in covered):
        numbers = list(group)
        if there:
            before = place[numbers[-1]]
        else:
            follower = wanted[wanted.index(numbers[-1]) + 1 :][:1]
            parts.append({"slices": between(before, place[follower[0]] if follower else ""), "runs": numbers})
    return parts


def between(before: str, after: str) -> str:
    """Name the slices between two that are there."""
    start, width = number_of(before, 0) + 1, len(before.rpartition("-")[2]) or 3
    end = number_of(after, 0) - 1
    first = f"slice-{start:0{width}d}"
    if not after:
        return f"{first} to the end"
    return first if end <= start else f"{first} to slice-{end:0{width}d}"


def number_of(name: str, default: int) -> int:
    """Return the number in a slice's name."""
    digits = name.rpartition("-")[2]
    return int(digits) if digits.isdigit() else default


def check_share(job: Job, covered: set[int], missing: list[Json]) -> None:
    """Refuse to merge when more is missing than the user allows."""
    if not missing:
        return
    share = 100.0 * len(covered & set(job.runs)) / len(job.runs)
    least = smallest_share(job)
    names = "; ".join(f"{part['slices']} (runs {', '.join(map(str, part['runs']))})" for part in missing)
    if share < least:
        raise BadInput(f"Missing: {names}. {share:.0f} % of the runs are there, {least:.0f} % are required.")
    print(f"Merging without {names}.")


def smallest_share(job: Job) -> float:
    """Return the percentage of the runs that must be there; ``parisana merge`` asks for what is available."""
    shares = {"all": 100.0, "fraction": float(job.get("fraction", 90.0)), "available": 0.0}
    return shares[job.get("require", "all")]


def copy_spectra(job: Job) -> None:
    """Gather the four files of each run's spectrum."""
    for folder in job.folders("microdst"):
        for path in sorted(folder.glob("*_obs*.fits*")):
            shutil.copyfile(path, job.output / path.name)


def plain(row: Json) -> Json:
    """Return a run's numbers without its histogram."""
    return {name: value for name, value in row.items() if name != "theta2"}


def added_theta2(histograms: list[Json]) -> Json | None:
    """Add up the theta-squared histograms of the runs that have one."""
    if not histograms:
        return None
    on, off = ([sum(column) for column in zip(*(item[name] for item in histograms), strict=True)] for name in SIDES)
    return {"max": histograms[0]["max"], "on": on, "off": off, "runs": len(histograms)}


def stacked_maps(job: Job, slices: dict[str, Json]) -> Json:
    """Stack the maps of the slices, where there are maps."""
    if not any(part.get("maps") for part in slices.values()):
        return {}
    from .stacking import stack_maps  # brings gammapy, which counts alone do not need

    return stack_maps(sorted(job.folders("microdst")), job.output)


def write_runs(path: Path, runs: dict[str, Json], rejected: Json, missing: list[Json]) -> None:
    """Write the table of runs with their counts, and a remark for those that are not in."""
    rows = [{"run": number, **row, **(counted([row]) if "on" in row else {})} for number, row in runs.items()]
    rows += [{"run": number, "remark": f"rejected: {reason}"} for number, reason in sorted(rejected.items())]
    for part in missing:
        rows += [{"run": number, "slice": part["slices"], "remark": "missing"} for number in part["runs"]]
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.DictWriter(file, COLUMNS, extrasaction="ignore", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
