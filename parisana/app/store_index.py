"""The runs of a gammapy data store, from its two index files, without gammapy."""

from __future__ import annotations

import gzip
import math
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from parisana.core.fitstable import Table, read_tables
from parisana.errors import InputError

MOST_BYTES = 1_000_000_000

#: Our name of a fact about a run, and the column of the observation index.
FACTS = {
    "ra": "RA_PNT",
    "dec": "DEC_PNT",
    "zenith": "ZEN_PNT",
    "tstart": "TSTART",
    "livetime": "LIVETIME",
    "ontime": "ONTIME",
    "n_tels": "N_TELS",
    "object": "OBJECT",
}


@dataclass(frozen=True, slots=True)
class RunInfo:
    """What the index says of one run: degrees and seconds; ``None`` where it says nothing."""

    run: int
    ra: float | None = None
    dec: float | None = None
    zenith: float | None = None
    tstart: float | None = None
    livetime: float | None = None
    ontime: float | None = None
    n_tels: int | None = None
    object: str | None = None


@dataclass(frozen=True, slots=True)
class StoreIndex:
    """A data store."""

    path: Path
    runs: Mapping[int, RunInfo]
    files: Mapping[int, Path]

    def info(self, run: int) -> RunInfo:
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

    def find(self, ra: float, dec: float, radius: float, zenith: float = 90.0, n_tels: int = 0) -> list[RunInfo]:
        """Return the runs that point within ``radius`` of a position, in degrees."""
        return [
            info
            for info in self.runs.values()
            if info.ra is not None
            and info.dec is not None
            and separation(info.ra, info.dec, ra, dec) <= radius
            and (info.zenith is None or info.zenith <= zenith)
            and (info.n_tels is None or info.n_tels >= n_tels)
        ]


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


def run_infos(table: Table, store: Path) -> Iterable[RunInfo]:
    """Make one entry a row."""
    numbers = column(table, "OBS_ID", store)
    facts = {fact: table.columns.get(name) for fact, name in FACTS.items()}
    for row, number in enumerate(numbers):
        yield RunInfo(int(number), **{fact: known(values[row]) for fact, values in facts.items() if values})


def known(value: Any) -> Any:
    """Return a value, or nothing where it is not a number."""
    return None if isinstance(value, float) and not math.isfinite(value) else value


def event_files(table: Table, store: Path) -> dict[int, Path]:
    """Return the event file of each run."""
    names = ("OBS_ID", "HDU_TYPE", "FILE_DIR", "FILE_NAME")
    rows = zip(*(column(table, name, store) for name in names), strict=True)
    return {int(run): store / folder / file for run, kind, folder, file in rows if kind.lower() == "events"}


def separation(ra: float, dec: float, other_ra: float, other_dec: float) -> float:
    """Return the angle between two directions, all in degrees (Vincenty's formula, exact at all angles)."""
    one, two, turn = math.radians(dec), math.radians(other_dec), math.radians(other_ra - ra)
    east = math.cos(two) * math.sin(turn)
    north = math.cos(one) * math.sin(two) - math.sin(one) * math.cos(two) * math.cos(turn)
    along = math.sin(one) * math.sin(two) + math.cos(one) * math.cos(two) * math.cos(turn)
    return math.degrees(math.atan2(math.hypot(east, north), along))
