"""DST: a quality-selected copy of the runs, from the simulation or from a data store, with its index."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from astropy.io import fits

from .job import BadInput, Job, Json
from .runfile import NewStore, drop_columns, gti_of
from .store import OBS_INDEX, read_index
from .target import read_table

TRUTH = ("MC_ID", "ENERGY_TRUE", "RA_TRUE", "DEC_TRUE")


def run(job: Job) -> Json:
    """Copy the accepted runs that pass the quality cuts; name the others with the reason."""
    table = read_table(job.folder("target"))
    where = places(job)
    new = NewStore(job.output)
    runs = {str(number): take(new, number, table, where, job) for number in job.runs}
    new.close()
    rejected = {number: row["reason"] for number, row in runs.items() if row["reason"]}
    return {"runs": runs, "accepted": [int(number) for number in runs if number not in rejected], "rejected": rejected}


def places(job: Job) -> dict[int, Path]:
    """Return the folder that holds each run."""
    folders = job.folders("mc") or job.folders("store")
    if not folders:
        raise BadInput("There are no runs to work on: neither simulated ones nor a data store was given.")
    return {int(run): folder for folder in folders for run in read_index(folder, OBS_INDEX)["OBS_ID"]}


def take(new: NewStore, number: int, table: dict[int, Json], where: dict[int, Path], job: Job) -> Json:
    """Copy one run, unless its row in the run table or its own data speak against it."""
    if number not in table:
        raise BadInput(f"Run {number} is not in the run table; was the list changed?")
    if not table[number]["ACCEPTED"]:
        return {"reason": str(table[number]["QUALITY"])}
    if number not in where:
        raise BadInput(f"Run {number} is in no input of this job.")
    return copied(new, where[number], number, job)


def copied(new: NewStore, source: Path, number: int, job: Job) -> Json:
    """Judge a run by its own data, and copy it when it is good."""
    found: Json = {}

    def change(hdus: fits.HDUList, extension: str) -> str:
        found.update(quality(hdus, extension))
        if job.get("blind", True):
            drop_columns(hdus, extension, TRUTH)
        return failure(found, job)

    reason = new.take(source, number, change)
    return {**found, "reason": reason}


def quality(hdus: fits.HDUList, extension: str) -> Json:
    """Measure livetime, event rate and the deepest drop of the rate within a run."""
    header, times = hdus[extension].header, hdus[extension].data["TIME"]
    ontime = float(np.sum(gti_of(hdus).data["STOP"] - gti_of(hdus).data["START"]))
    return {
        "ontime_s": ontime,
        "livetime_s": ontime * float(header.get("DEADC", 1.0)),
        "events": len(times),
        "rate_hz": len(times) / ontime if ontime else 0.0,
        "rate_drop": rate_drop(times, ontime),
    }


def rate_drop(times: np.ndarray, ontime: float, piece: float = 240.0) -> float:
    """Return by which fraction the rate falls below its median in the worst piece of four minutes."""
    if not len(times):
        return 1.0
    counts, _ = np.histogram(times, bins=max(1, int(ontime // piece)), range=(times.min(), times.max()))
    return float(1.0 - counts.min() / np.median(counts)) if np.median(counts) else 1.0


def failure(found: Json, job: Job) -> str:
    """Say which quality cut a run's data fail; empty when none."""
    minutes, drop = found["livetime_s"] / 60.0, 100.0 * found["rate_drop"]
    if minutes < job.get("min_livetime", 10):
        return f"livetime {minutes:.1f} min, shorter than {job.get('min_livetime', 10):g} min"
    if drop > job.get("max_rate_drop", 30):
        return f"event rate drops by {drop:.0f} %, more than {job.get('max_rate_drop', 30):g} %"
    return ""
