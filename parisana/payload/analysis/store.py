"""A DL3 data store on disk: its two index files, and the files of a run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from astropy.io import fits
from astropy.table import Table, vstack

from .job import BadInput, Json

OBS_INDEX = "obs-index.fits.gz"
HDU_INDEX = "hdu-index.fits.gz"

#: Header words of the EVENTS extension that the observation index repeats, with their units.
OBS_COLUMNS = {
    "OBS_ID": "",
    "RA_PNT": "deg",
    "DEC_PNT": "deg",
    "ZEN_PNT": "deg",
    "ALT_PNT": "deg",
    "AZ_PNT": "deg",
    "ONTIME": "s",
    "LIVETIME": "s",
    "DEADC": "",
    "TSTART": "s",
    "TSTOP": "s",
    "OBJECT": "",
    "N_TELS": "",
    "EVENT_COUNT": "",
}
HEADER = ("MJDREFI", "MJDREFF", "TIMESYS", "TIMEUNIT", "TIMEREF", "GEOLON", "GEOLAT", "ALTITUDE", "TELESCOP")
TEXT = {"OBJECT"}
WHOLE = {"OBS_ID", "N_TELS", "EVENT_COUNT"}
DAY = 86400.0
UNIX_EPOCH = 40587


def read_index(folder: Path, name: str) -> Table:
    """Read one of the two index files."""
    path = next((folder / text for text in (name, name.removesuffix(".gz")) if (folder / text).is_file()), None)
    if path is None:
        raise BadInput(f"{folder} is not a data store: it has no {name}.")
    try:
        return Table.read(path, hdu=1)
    except Exception as problem:  # a broken file can raise nearly anything, and the reason is the same
        raise BadInput(f"{path} cannot be read: {problem}.") from problem


def run_rows(folder: Path, runs: tuple[int, ...]) -> list[Json]:
    """Return the observation-index rows of the wanted runs, in their order."""
    index = read_index(folder, OBS_INDEX)
    known = {int(number): place for place, number in enumerate(index["OBS_ID"])}
    absent = [str(run) for run in runs if run not in known]
    if absent:
        raise BadInput(f"The store {folder} does not hold run {', '.join(absent)}.")
    return [run_row(index, known[run]) for run in runs]


def run_row(index: Table, place: int) -> Json:
    """Return one row in the words of the run table."""
    row = index[place]
    alt = float(row["ALT_PNT"]) if "ALT_PNT" in index.colnames else 90.0
    return {
        "OBS_ID": int(row["OBS_ID"]),
        "RA_PNT": float(row["RA_PNT"]),
        "DEC_PNT": float(row["DEC_PNT"]),
        "ZEN_PNT": float(row["ZEN_PNT"]) if "ZEN_PNT" in index.colnames else 90.0 - alt,
        "AZ_PNT": float(row["AZ_PNT"]) if "AZ_PNT" in index.colnames else 0.0,
        "START": start_of(index, row),
        "ONTIME": float(row["ONTIME"] if "ONTIME" in index.colnames else row["TSTOP"] - row["TSTART"]),
        "N_TELS": int(row["N_TELS"]) if "N_TELS" in index.colnames else 4,
        "OBJECT": str(row["OBJECT"]).strip() if "OBJECT" in index.colnames else "",
    }


def start_of(index: Table, row: Any) -> str:
    """Return the start of a run as a date, from the index columns or from its reference time."""
    if {"DATE-OBS", "TIME-OBS"} <= set(index.colnames):
        return f"{row['DATE-OBS']}T{row['TIME-OBS']}"
    reference = float(index.meta.get("MJDREFI", 0)) + float(index.meta.get("MJDREFF", 0))
    seconds = round((reference - UNIX_EPOCH) * DAY + float(row["TSTART"]))
    return str(np.datetime64(seconds, "s"))


def file_of(folder: Path, entry: Any) -> Path:
    """Return the path of a file that the HDU index names."""
    return folder / str(entry["FILE_DIR"]).strip() / str(entry["FILE_NAME"]).strip()


def entries_of(folder: Path, run: int) -> Table:
    """Return the HDU-index entries of one run."""
    index = read_index(folder, HDU_INDEX)
    entries = index[index["OBS_ID"] == run]
    if not len(entries):
        raise BadInput(f"The store {folder} lists run {run} but none of its files.")
    return entries


def write_index(folder: Path, headers: list[fits.Header], entries: list[Table]) -> None:
    """Write both index files of a folder, also when no run is left."""
    rows = {name: [header_value(header, name) for header in headers] for name in OBS_COLUMNS}
    kinds = {name: "U40" if name in TEXT else int if name in WHOLE else float for name in OBS_COLUMNS}
    observations = Table({name: np.array(values, dtype=kinds[name]) for name, values in rows.items()})
    for name, unit in OBS_COLUMNS.items():
        observations[name].unit = unit or None
    observations.meta.update({name: headers[0][name] for name in HEADER if headers and name in headers[0]})
    observations.meta["EXTNAME"] = "OBS_INDEX"
    observations.write(folder / OBS_INDEX, overwrite=True)
    hdus = vstack(entries, metadata_conflicts="silent") if entries else empty_entries()
    hdus.meta = {"EXTNAME": "HDU_INDEX"}
    hdus.write(folder / HDU_INDEX, overwrite=True)


def header_value(header: fits.Header, name: str) -> Any:
    """Return a header's value, or the neutral one of its kind."""
    value = header.get(name)
    if name in TEXT:
        return str(value or "")
    if value in (None, ""):
        return 0 if name in WHOLE else 90.0 - float(header.get("ALT_PNT", 90)) if name == "ZEN_PNT" else np.nan
    return value


def empty_entries() -> Table:
    """Return an HDU index without entries."""
    names = ("HDU_TYPE", "HDU_CLASS", "FILE_DIR", "FILE_NAME", "HDU_NAME")
    return Table({"OBS_ID": np.array([], dtype=int), **{name: np.array([], dtype="U40") for name in names}})
