"""The runs of a gammapy data store, from its two index files, without gammapy."""

from __future__ import annotations

import gzip
import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parisana.core.measures.instants import unix_time, written_time
from parisana.core.results.fitstable import Table, read_tables
from parisana.core.runs.observation import Observation, telescope_numbers
from parisana.core.sky.directions import separation
from parisana.errors import InputError

MOST_BYTES = 1_000_000_000

#: Our name of a fact about a run, and the column of the observation index (GADF v0.3).
FACTS = {
    "ra": "RA_PNT",
    "dec": "DEC_PNT",
    "zenith": "ZEN_PNT",
    "azimuth": "AZ_PNT",
    "livetime": "LIVETIME",
    "ontime": "ONTIME",
    "deadtime_correction": "DEADC",
    "n_tels": "N_TELS",
    "muon_efficiency": "MUONEFF",
    "quality": "QUALITY",
    "events": "EVENT_COUNT",
}


@dataclass(frozen=True, slots=True)
class StoreIndex:
    """A data store."""

    path: Path
    runs: Mapping[int, Observation]
    files: Mapping[int, Path]

    def info(self, run: int) -> Observation:
        """Return what is known of a run; one that is not there is the user's mistake."""
        if run not in self.runs:
            message = f"The run {run} is not in the data store."
            raise InputError(message, hint="parisana runs find lists what it has.", file=str(self.path))
        return self.runs[run]

    def file_of(self, run: int) -> Path:
        """Return the file with a run's events."""
        self.info(run)
        path = self.files.get(run)
        if path is None or not path.is_file():
            shown = path or "not in the HDU index"
            message = f"The events of the run {run} are missing ({shown})."
            raise InputError(message, hint="Is the data store complete?", file=str(self.path))
        return path


def open_store(path: Path) -> StoreIndex:
    """Read the index files of a data store."""
    if not path.is_dir():
        hint = "Give the folder that holds obs-index.fits.gz; is $GAMMAPY_DATA set?"
        raise InputError("There is no data store here.", hint=hint, file=str(path))
    observations, hdus = (read_index(path, name) for name in ("obs-index", "hdu-index"))
    runs = {info.run: info for info in run_infos(observations, path)}
    return StoreIndex(path, runs, event_files(hdus, path))


def read_index(store: Path, name: str) -> Table:
    """Read one of the two index files: its first table."""
    found = next((file for end in (".fits.gz", ".fits") if (file := store / f"{name}{end}").exists()), None)
    if found is None:
        message = f"The data store has no {name}.fits.gz."
        raise InputError(message, hint="Make it with gammapy's DataStore.from_events_files.", file=str(store))
    tables = read_tables(content(found), str(found))
    if not tables:
        raise InputError("This index has no table.", hint="Make the index anew.", file=str(found))
    return tables[0]


def content(file: Path) -> bytes:
    """Read a file, unpacked if it is packed, but never without bound."""
    try:
        data = file.read_bytes()
        if data[:2] != b"\x1f\x8b":
            return data
        with gzip.open(file) as unpacked:
            return unpacked.read(MOST_BYTES)
    except (OSError, EOFError, zlib.error) as error:
        message = f"This file cannot be read: {getattr(error, 'strerror', None) or error}."
        raise InputError(message, hint="Copy it again, or ask for the right to read it.", file=str(file)) from error


def column(table: Table, name: str, file: Path) -> list[Any]:
    """Return a column that must be there."""
    if name not in table.columns:
        raise InputError(f"The index {table.name} has no column {name}.", hint="Make it anew.", file=str(file))
    return table.columns[name]


def run_infos(table: Table, store: Path) -> Iterable[Observation]:
    """Make one entry a row; a column that is not there says nothing."""
    numbers = column(table, "OBS_ID", store)
    facts = {fact: values for fact, name in FACTS.items() if (values := table.columns.get(name))}
    names, telescopes = table.columns.get("OBJECT"), table.columns.get("TELLIST")
    starts, offsets, site = start_times(table), target_offsets(table), site_of(table)
    if not all(isinstance(number, int) for number in numbers):
        raise InputError("The column OBS_ID holds no run numbers.", hint="Make the index anew.", file=str(store))
    for row, number in enumerate(numbers):
        yield Observation(
            number,
            started=starts[row],
            offset=offsets[row],
            object=str(names[row]) if names else None,
            telescopes=telescope_numbers(str(telescopes[row])) if telescopes else (),
            site=site,
            **{fact: known(values[row]) for fact, values in facts.items()},
        )


def site_of(table: Table) -> tuple[float, float] | None:
    """Return longitude and latitude of the telescopes, if the header says them."""
    try:
        lon, lat = float(table.header["GEOLON"]), float(table.header["GEOLAT"])
    except (KeyError, ValueError):
        return None
    return (lon, lat) if abs(lon) <= 360 and abs(lat) <= 90 else None


def start_times(table: Table) -> list[float | None]:
    """Return when each run began: by its clock and the header's reference, or as the date is written."""
    seconds, header = table.columns.get("TSTART"), table.header
    try:
        reference, fraction = int(header["MJDREFI"]), float(header["MJDREFF"])
    except (KeyError, ValueError):
        return written_times(table)
    if not seconds:
        return written_times(table)
    scale = header.get("TIMESYS", "UTC")
    return [None if (at := known(value)) is None else unix_time(reference, fraction, at, scale) for value in seconds]


def written_times(table: Table) -> list[float | None]:
    """Return the times that DATE-OBS and TIME-OBS give."""
    days, times = table.columns.get("DATE-OBS"), table.columns.get("TIME-OBS")
    if not days:
        return [None] * table.rows
    texts = [str(date) for date in days]
    return [written_time(f"{day}T{times[row]}" if times and "T" not in day else day) for row, day in enumerate(texts)]


def target_offsets(table: Table) -> list[float | None]:
    """Return how far each run looked from its own target."""
    names = ("RA_PNT", "DEC_PNT", "RA_OBJ", "DEC_OBJ")
    angles = [table.columns.get(name) for name in names]
    if not all(angles):
        return [None] * table.rows
    rows = zip(*(values for values in angles if values), strict=True)
    return [separation(*row) if all(known(angle) is not None for angle in row) else None for row in rows]


def known(value: Any) -> Any:
    """Return a number, or nothing where the column holds something else."""
    return value if isinstance(value, int | float) and math.isfinite(value) else None


def event_files(table: Table, store: Path) -> dict[int, Path]:
    """Return the event file of each run."""
    names = ("OBS_ID", "HDU_TYPE", "FILE_DIR", "FILE_NAME")
    rows = zip(*(column(table, name, store) for name in names), strict=True)
    return {int(run): store / folder / file for run, kind, folder, file in rows if kind.lower() == "events"}
