"""Micro DST with Background Subtraction: the events of each run become spectra, maps and a theta-squared histogram."""

from __future__ import annotations

from gammapy.data import DataStore, Observation
from gammapy.maps import Map, WcsNDMap

from .earth import offline
from .job import BadInput, Job, Json, read_json
from .spectra import reduce_spectrum
from .store import OBS_INDEX, read_index
from .target import sky_position
from .theta2 import theta_squared

METHODS = ("reflected", "ring", "fov")


def run(job: Job) -> Json:
    """Reduce the runs one by one; the result of a run does not depend on the others of the slice."""
    offline()
    methods = methods_of(job)
    rejected = dict(read_json(job.folder("selection") / "selection.json")["rejected"])
    observations = observations_of(job, methods)
    runs: Json = {}
    for number, observation in observations.items():
        runs[str(number)] = reduce_run(number, observation, job, methods, rejected)
    result: Json = {"unit": job.unit, "methods": methods, "expected": list(job.runs)}
    result["runs"] = {number: row for number, row in runs.items() if number not in rejected}
    result["rejected"] = rejected
    kept = [item for number, item in observations.items() if str(number) not in rejected]
    if kept and {"ring", "fov"} & set(methods):
        from .maps import reduce_maps  # costs time that a spectrum alone should not pay

        result["maps"] = reduce_maps(kept, job, methods, exclusion(job))
    return result


def methods_of(job: Job) -> list[str]:
    """Return the chosen background methods in a fixed order."""
    chosen = job.of("background").get("methods") or ["reflected"]
    unknown = sorted(set(chosen) - set(METHODS))
    if unknown:
        raise BadInput(f"There is no background method '{unknown[0]}'; there are {', '.join(METHODS)}.")
    return [method for method in METHODS if method in chosen]


def observations_of(job: Job, methods: list[str]) -> dict[int, Observation]:
    """Return the selected runs of this job in the order of their numbers."""
    folder = job.folder("selection")
    known = {int(number) for number in read_index(folder, OBS_INDEX)["OBS_ID"]}
    wanted = sorted(known & set(job.runs))
    if not wanted:
        return {}
    needed = ["aeff", "edisp", "psf"] + (["bkg"] if {"ring", "fov"} & set(methods) else [])
    found = DataStore.from_dir(folder).get_observations(wanted, required_irf=needed, skip_missing=True)
    absent = sorted(set(wanted) - {int(item.obs_id) for item in found})
    if absent:
        raise BadInput(f"Run {absent[0]} lacks one of the responses {', '.join(needed)} in its store.")
    return {int(item.obs_id): item for item in found}


def reduce_run(number: int, observation: Observation, job: Job, methods: list[str], rejected: Json) -> Json:
    """Return counts and theta squared of one run; without room for OFF regions it is rejected."""
    row: Json = {"livetime_s": float(observation.observation_live_time_duration.to_value("s"))}
    if "reflected" in methods:
        counts = reduce_spectrum(observation, job, exclusion(job))
        if not counts["acceptance_off"]:
            rejected[str(number)] = "no room for OFF regions beside the excluded ones"
        row.update(counts)
    row["theta2"] = theta_squared(observation, sky_position(job.of("target")["position"]), job)
    return row


def exclusion(job: Job) -> WcsNDMap | None:
    """Return the mask of excluded regions, if there is one."""
    folder = job.optional("mask")
    if folder is None:
        return None
    mask = Map.read(folder / "mask.fits.gz")
    mask.data = mask.data.astype(bool)
    return mask
