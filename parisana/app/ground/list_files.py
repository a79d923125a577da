"""Files that a window or a notebook reads into a profile, and writes from it: run lists and regions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from parisana.core.runs.files import WRITERS
from parisana.core.runs.run_list import RunList
from parisana.core.sky import ds9, region_catalog
from parisana.core.sky.region import Region
from parisana.core.texts.document import decode

from . import library


def read_runs(path: str | Path, folder: Path | None = None) -> RunList:
    """Read a run list of any kind; a relative path begins at ``folder``."""
    found = library.expanded(path)
    return library.load_runs(found if folder is None else folder / found)


def write_runs(path: Path, runs: RunList, kind: str = "") -> None:
    """Write a run list: ``hess``, ``plain`` or ``ecsv``; without a word, what the file's ending says."""
    by_ending = next((name for name, (_, ending) in WRITERS.items() if path.suffix == ending), "hess")
    library.save(path, WRITERS[kind or by_ending][0](runs))


def read_regions(path: Path, radius: float | None = None) -> list[Region]:
    """Read a DS9 file, or a catalogue: whatever the file is."""
    text = decode(library.content(path), str(path))
    if path.suffix.lower() in (".csv", ".ecsv") or text.startswith("# %ECSV"):
        return region_catalog.parse(text, str(path), radius)
    return ds9.from_ds9(text, str(path))


def write_regions(path: Path, regions: Sequence[Region]) -> None:
    """Write regions as DS9 reads them."""
    library.save(path, ds9.to_ds9(regions))
