"""The files of one run in a DL3 store: copied with changed events, and entered in the new store's index."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from astropy.io import fits
from astropy.table import Table

from . import store
from .job import BadInput

#: Header words that tell which events were simulated as what.
TRUTH_WORDS = ("MID0", "MMN0", "NMCIDS")
COLUMN_WORDS = ("TTYPE", "TFORM", "TUNIT", "TDISP", "TNULL", "TCOMM", "TUCD", "NAXIS", "TFIELDS")

Change = Callable[[fits.HDUList, str], str]


@dataclass(slots=True)
class NewStore:
    """A store being filled, run by run; ``close`` writes its index."""

    folder: Path
    headers: list[fits.Header] = field(default_factory=list)
    entries: list[Table] = field(default_factory=list)

    def take(self, source: Path, run: int, change: Change) -> str:
        """Copy all files of a run, unless ``change`` speaks against it; return its reason, empty when copied.

        ``change`` gets the event file's extensions and the name of the EVENTS one, and may alter them.
        """
        entries = store.entries_of(source, run)
        events = entry_of(entries, "events")
        original = store.file_of(source, events)
        header, reason = self.rewrite(original, str(events["HDU_NAME"]).strip(), change)
        if not reason:
            self.headers.append(header)
            self.entries.append(relocated(entries, [self.copy(source, entry, original) for entry in entries]))
        return reason

    def rewrite(self, original: Path, extension: str, change: Change) -> tuple[fits.Header, str]:
        """Write the event file anew; return the header of its events and the reason against the run."""
        try:
            with fits.open(original, memmap=False) as hdus:
                reason = change(hdus, extension)
                header = hdus[extension].header.copy()
                header["HIERARCH EVENT_COUNT"] = len(hdus[extension].data)
                if not reason:
                    hdus.writeto(self.folder / original.name, overwrite=True)
        except OSError as problem:
            raise BadInput(f"{original} cannot be read: {problem}.") from problem
        return header, reason

    def copy(self, source: Path, entry: Table.Row, events: Path) -> str:
        """Copy a file that holds other parts of the run; the event file itself is written anew."""
        path = store.file_of(source, entry)
        if path == events:
            return path.name
        flat = str(entry["FILE_DIR"]).strip(" ./").replace("/", "_")
        name = f"{flat}_{path.name}" if flat else path.name
        if not (self.folder / name).exists():
            shutil.copyfile(path, self.folder / name)
        return name

    def close(self) -> None:
        """Write the index files."""
        store.write_index(self.folder, self.headers, self.entries)


def relocated(entries: Table, names: list[str]) -> Table:
    """Return index entries that point to files beside the index."""
    columns = {name: entries[name] for name in ("OBS_ID", "HDU_TYPE", "HDU_CLASS", "HDU_NAME")}
    return Table({**columns, "FILE_DIR": ["."] * len(names), "FILE_NAME": names})


def entry_of(entries: Table, kind: str) -> Table.Row:
    """Return the index entry of one kind, such as ``events`` or ``gti``."""
    for entry in entries:
        if str(entry["HDU_TYPE"]).strip() == kind:
            return entry
    raise BadInput(f"Run {entries['OBS_ID'][0]} has no {kind} in its store.")


def gti_of(hdus: fits.HDUList) -> fits.BinTableHDU:
    """Return the extension of good time intervals."""
    for hdu in hdus:
        if hdu.header.get("HDUCLAS1") == "GTI" or hdu.name == "GTI":
            return hdu
    raise BadInput(f"{hdus.filename()} has no good time intervals.")


def keep_events(hdus: fits.HDUList, extension: str, mask: np.ndarray) -> None:
    """Keep the events where ``mask`` is true."""
    hdus[extension].data = hdus[extension].data[mask]


def drop_columns(hdus: fits.HDUList, extension: str, names: Iterable[str]) -> None:
    """Remove columns from the events, where they have them."""
    gone = set(names)
    old = hdus[extension]
    kept = [column for column in old.columns if column.name not in gone]
    if len(kept) < len(old.columns):
        data = [fits.Column(column.name, column.format, column.unit, array=old.data[column.name]) for column in kept]
        header = fits.Header([card for card in old.header.cards if not structural(card.keyword)])
        hdus[hdus.index_of(extension)] = fits.BinTableHDU.from_columns(data, header=header, name=extension)


def structural(keyword: str) -> bool:
    """Whether a header word describes the old columns, or tells the truth about simulated events."""
    return keyword.startswith((*COLUMN_WORDS, *TRUTH_WORDS))
