"""How many showers a committed output holds: as the job's report says, or the output itself."""

from __future__ import annotations

import json
from typing import Any

from parisana.core.jobs.report import Report
from parisana.errors import StorageError
from parisana.plugins.storage import Storage

from .committed import Committed


def showers_of(storage: Storage, stage: str, folder: str, report: Report | None, found: Committed) -> int | None:
    """Return the number; ``None`` when neither tells it, and nothing is invented."""
    said = None if report is None else said_showers(_last_line(report))
    if said is not None:
        return said
    try:
        return said_showers(storage.read(f"{found.place(folder)}/{stage}.json"))
    except StorageError:
        return None


def said_showers(text: str | bytes) -> int | None:
    """Return the showers that a document of JSON speaks of."""
    try:
        number: Any = json.loads(text)["showers"]
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
    return number if isinstance(number, int) and not isinstance(number, bool) and number >= 0 else None


def _last_line(report: Report) -> str:
    """Return the last line that the program printed; one that did not run, as its result was there, printed none."""
    try:
        return str(json.loads(report.text).get("last_line") or "")
    except (ValueError, AttributeError):
        return ""
