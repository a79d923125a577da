"""Results on their way to a storage that packs: one copy, from the list that names the files to their archive."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from parisana.app.working.committed import LIST
from parisana.core.jobs.report import Output, parse_output
from parisana.errors import StorageError
from parisana.plugins.storage import ARCHIVE, Get, Outcome, Storage, Watch


def packs(source: str, target: str) -> bool:
    """Whether a copy stands for all the files that a list names."""
    return os.path.basename(source) == LIST and os.path.basename(target) == ARCHIVE


def listed(text: bytes) -> tuple[Output, ...]:
    """Return the files that lie beside a list; none where that is no list of a whole result."""
    try:
        found = json.loads(text)
        return () if found.get("folder") else tuple(parse_output(each) for each in found["outputs"])
    except (ValueError, KeyError, TypeError, AttributeError):
        return ()


def carry_packed(source: str, target: str, origin: Storage, goal: Storage, watch: Watch) -> Outcome:
    """Make the archive; files that lie elsewhere are brought here first."""
    folder = os.path.dirname(source)
    names = [each.path for each in listed(origin.read(source))]
    if not names:
        return StorageError("That is no list of a result.", file=source)
    if origin.name == "disk":
        return goal.pack(Path(folder), names, target, watch)
    with TemporaryDirectory(prefix="parisana-transfer-") as here:
        wrong = _brought(folder, names, here, origin, watch)
        return wrong or goal.pack(Path(here), names, target, watch)


def _brought(folder: str, names: Sequence[str], here: str, origin: Storage, watch: Watch) -> StorageError | None:
    """Bring files here under their own names; return what went wrong."""
    copies = [Get(f"{folder}/{name}", Path(here, name)) for name in names]
    for each in copies:
        each.target.parent.mkdir(parents=True, exist_ok=True)
    found = origin.get_many(copies, watch)
    return next((each for each in found if isinstance(each, StorageError)), None)
