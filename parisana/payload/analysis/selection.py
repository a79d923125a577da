"""Event Selection: cuts on energy, offset and time of the events of quality-selected runs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from astropy.io import fits

from .job import Job, Json, read_json
from .runfile import NewStore, gti_of, keep_events
from .store import OBS_INDEX, read_index


def run(job: Job) -> Json:
    """Apply the cuts to each run of the DST; a run that becomes too short is left out, with the reason."""
    new = NewStore(job.output)
    runs: Json = {}
    for folder in job.folders("dst"):
        for number in sorted(int(run) for run in read_index(folder, OBS_INDEX)["OBS_ID"]):
            if number in job.runs:
                runs[str(number)] = take(new, folder, number, job)
    new.close()
    earlier = rejected_before(job)
    later = {number: row["reason"] for number, row in runs.items() if row["reason"]}
    return {"runs": runs, "rejected": {**earlier, **later}}


def take(new: NewStore, folder: Path, number: int, job: Job) -> Json:
    """Cut one run and return what is left of it."""
    found: Json = {}

    def change(hdus: fits.HDUList, extension: str) -> str:
        return select(hdus, extension, job, found)

    reason = new.take(folder, number, change)
    return {**found, "reason": reason}


def rejected_before(job: Job) -> Json:
    """Return the runs of this job that the DST left out, with its reasons."""
    found: Json = {}
    for folder in job.folders("dst"):
        found.update(read_json(folder / "dst.json")["rejected"])
    return {number: reason for number, reason in found.items() if int(number) in job.runs}


def select(hdus: fits.HDUList, extension: str, job: Job, found: Json) -> str:
    """Cut one run's events and times; return why it is left out, empty when it is kept."""
    trim_times(hdus, extension, float(job.get("gti_trim", 0)))
    data = hdus[extension].data
    before = len(data)
    keep_events(hdus, extension, in_energy(data, job) & in_offset(hdus[extension], job) & in_time(data, hdus))
    header = hdus[extension].header
    found.update(before=before, after=len(hdus[extension].data), livetime_s=float(header["LIVETIME"]))
    minutes = found["livetime_s"] / 60.0
    least = job.get("min_livetime", 5)
    return f"livetime {minutes:.1f} min after the cuts, shorter than {least:g} min" if minutes < least else ""


def trim_times(hdus: fits.HDUList, extension: str, seconds: float) -> None:
    """Take ``seconds`` off both ends of each good time interval, and note the times that are left."""
    gti, header = gti_of(hdus), hdus[extension].header
    gti.data["START"] += seconds
    gti.data["STOP"] -= seconds
    gti.data = gti.data[gti.data["STOP"] > gti.data["START"]]
    header["ONTIME"] = float(np.sum(gti.data["STOP"] - gti.data["START"]))
    header["LIVETIME"] = header["ONTIME"] * float(header.get("DEADC", 1.0))


def in_energy(data: fits.FITS_rec, job: Job) -> np.ndarray:
    """Return which events lie in the energy range (TeV)."""
    energy = np.asarray(data["ENERGY"], dtype=float)
    inside: np.ndarray = (energy >= job.get("energy_min", 0.1)) & (energy <= job.get("energy_max", 100.0))
    return inside


def in_offset(events: fits.BinTableHDU, job: Job) -> np.ndarray:
    """Return which events lie near enough to the pointing direction."""
    ra, dec = np.deg2rad(np.asarray(events.data["RA"], float)), np.deg2rad(np.asarray(events.data["DEC"], float))
    ra0, dec0 = np.deg2rad(float(events.header["RA_PNT"])), np.deg2rad(float(events.header["DEC_PNT"]))
    haversine = np.sin((dec - dec0) / 2) ** 2 + np.cos(dec) * np.cos(dec0) * np.sin((ra - ra0) / 2) ** 2
    near: np.ndarray = np.rad2deg(2 * np.arcsin(np.sqrt(haversine))) <= job.get("max_offset", 2.5)
    return near


def in_time(data: fits.FITS_rec, hdus: fits.HDUList) -> np.ndarray:
    """Return which events lie in a good time interval."""
    times, kept = np.asarray(data["TIME"], float), np.zeros(len(data), dtype=bool)
    for interval in gti_of(hdus).data:
        kept |= (times >= interval["START"]) & (times <= interval["STOP"])
    return kept
