"""Target and Run List: the runs with pointing, time and zenith, and which of them are good enough."""

from __future__ import annotations

from pathlib import Path

import astropy.units as u
from astropy.coordinates import SkyCoord
from astropy.table import Table

from . import store
from .job import BadInput, Job, Json
from .schedule import simulated_runs

COLUMNS = {
    "OBS_ID": None,
    "RA_PNT": "deg",
    "DEC_PNT": "deg",
    "OFFSET": "deg",
    "ZEN_PNT": "deg",
    "AZ_PNT": "deg",
    "START": None,
    "ONTIME": "s",
    "N_TELS": None,
    "OBJECT": None,
    "ACCEPTED": None,
    "QUALITY": None,
}
ALL_FOUR = 30
GOOD = "good"


def run(job: Job) -> Json:
    """Write the table of runs and the list of the accepted ones."""
    if not job.runs:
        raise BadInput("The run list is empty.")
    position = sky_position(job.parameters["position"])
    rows = [judged(row, position, job) for row in find_runs(job, position)]
    accepted = [row["OBS_ID"] for row in rows if row["ACCEPTED"]]
    if not accepted:
        raise BadInput(f"No run passes the quality cuts; run {rows[0]['OBS_ID']}: {rows[0]['REASON']}.")
    write_table(rows, job.output / "runs.ecsv")
    lines = ["# RunNumber TelescopePattern", *(f"{number} {ALL_FOUR}" for number in accepted)]
    (job.output / "runs.lis").write_text("\n".join(lines) + "\n", encoding="utf-8")
    rejected = {str(row["OBS_ID"]): row["QUALITY"] for row in rows if not row["ACCEPTED"]}
    return {"target": job.get("name"), "runs": len(rows), "accepted": accepted, "rejected": rejected}


def sky_position(value: Json) -> SkyCoord:
    """Return a position parameter as a coordinate."""
    return SkyCoord(value["lon"], value["lat"], unit="deg", frame=value["frame"]).icrs


def find_runs(job: Job, position: SkyCoord) -> list[Json]:
    """Return a row for each wanted run, from the store or from the simulated schedule."""
    if job.get("source", "simulated") == "simulated":
        return simulated_runs(job.runs, position, job.parameters)
    folder = job.optional("store") or Path(str(job.get("store", "")))
    return store.run_rows(folder, job.runs)


def judged(row: Json, position: SkyCoord, job: Job) -> Json:
    """Return the row with its offset and the first quality cut that it fails."""
    pointing = SkyCoord(row["RA_PNT"], row["DEC_PNT"], unit="deg")
    offset = float(pointing.separation(position).deg)
    reason = first_failure(row, offset, job)
    return {**row, "OFFSET": offset, "ACCEPTED": not reason, "QUALITY": reason or GOOD}


def first_failure(row: Json, offset: float, job: Job) -> str:
    """Say why a run is not good enough; empty when it is."""
    minutes = row["ONTIME"] / 60.0
    if offset > job.get("radius", 2.5):
        return f"pointing {offset:.2f} deg from the target, more than {job.get('radius', 2.5):g} deg"
    if not job.get("zenith_min", 0) <= row["ZEN_PNT"] <= job.get("zenith_max", 60):
        return f"zenith angle {row['ZEN_PNT']:.1f} deg outside the chosen range"
    if row["N_TELS"] < job.get("min_telescopes", 3):
        return f"{row['N_TELS']} telescopes, fewer than {job.get('min_telescopes', 3)}"
    if minutes < job.get("min_duration", 10):
        return f"{minutes:.1f} min long, shorter than {job.get('min_duration', 10):g} min"
    return ""


def write_table(rows: list[Json], path: Path) -> None:
    """Write the run table as ECSV."""
    table = Table({name: [row[name] for row in rows] for name in COLUMNS})
    for name, unit in COLUMNS.items():
        if unit:
            table[name].unit = u.Unit(unit)
    table.write(path, format="ascii.ecsv", overwrite=True)


def read_table(folder: Path) -> dict[int, Json]:
    """Return the run table of a finished target stage, by run number."""
    table = Table.read(folder / "runs.ecsv", format="ascii.ecsv")
    return {int(row["OBS_ID"]): dict(zip(table.colnames, row.as_void(), strict=True)) for row in table}
