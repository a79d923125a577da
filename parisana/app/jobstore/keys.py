"""By what the jobs are sorted: for many at once as numbers, for one job as values that can be compared."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from parisana.bookkeeping.values.views import JobSort

from .columns import Columns, Places
from .texts import NOTHING

#: Columns whose values are compared as they are; of what is not known the value counts as the least.
PLAIN = {
    JobSort.STATE: "state", JobSort.ATTEMPTS: "attempts", JobSort.TIME: "seconds", JobSort.MEMORY: "peak_memory_mb",
    JobSort.FAILURE: "failure", JobSort.CHANGED: "changed_at", JobSort.PRODUCTION: "production",
    JobSort.NUMBER: "number",
}  # fmt: skip
#: Columns whose texts are compared.
WORDS = {JobSort.UNIT: "unit", JobSort.SITE: "site", JobSort.NATIVE_ID: "native_id", JobSort.REASON: "reason"}


def in_order(columns: Columns, places: Places, sort: JobSort) -> Places:
    """Return these places sorted, and where equal by production and number."""
    by_number = _by_number(columns, places)
    return by_number[np.argsort(_numbers(columns, by_number, sort), kind="stable")]


def _by_number(columns: Columns, places: Places) -> Places:
    """Return places by production and number: mostly they were filled in so."""
    if columns.in_number_order:
        return places if np.all(places[1:] > places[:-1]) else np.sort(places)
    keys = columns["production"][places].astype(np.int64) << 32 | columns["number"][places]
    return places[np.argsort(keys, kind="stable")]


def _numbers(columns: Columns, places: Places, sort: JobSort) -> NDArray[Any]:
    if sort is JobSort.STAGE:
        positions = np.array([stage.position for stage in columns.stages] or [0], np.int16)
        return np.asarray(positions[columns["stage"][places]])
    if sort in WORDS:
        return np.asarray(columns.texts[WORDS[sort]].ranks()[columns[WORDS[sort]][places]])
    found: NDArray[Any] = columns[PLAIN[sort]][places]
    return np.where(np.isnan(found), -np.inf, found) if found.dtype.kind == "f" else found


def key_of(columns: Columns, place: int, sort: JobSort) -> tuple[Any, ...]:
    """Return by what one job is compared with another."""
    number = int(columns["production"][place]), int(columns["number"][place])
    if sort is JobSort.STAGE:
        return columns.stages[columns["stage"][place]].position, *number
    if sort in WORDS:
        name = WORDS[sort]
        code = int(columns[name][place])
        return code != NOTHING, columns.texts[name].raw(code), *number
    value = columns[PLAIN[sort]][place].item()
    return -np.inf if value != value else value, *number
