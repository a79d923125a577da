"""Stack the maps of all slices with gammapy."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from gammapy.datasets import MapDataset, MapDatasetOnOff

from .job import Json

KINDS: dict[str, Any] = {"ring": MapDatasetOnOff, "fov": MapDataset}


def stack_maps(folders: list[Path], output: Path) -> Json:
    """Write one file a method, and return the counts of each."""
    counts: Json = {}
    for method, kind in KINDS.items():
        paths = [folder / f"{method}.fits.gz" for folder in folders if (folder / f"{method}.fits.gz").is_file()]
        if paths:
            stacked = kind.read(paths[0], name=method)
            for path in paths[1:]:
                stacked.stack(kind.read(path))
            stacked.write(output / f"{method}.fits.gz", overwrite=True)
            counts[method] = int(stacked.counts.data.sum())
    return counts
