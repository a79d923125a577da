"""Ids of array tasks: ``12_3`` is row 3 of submission ``12``, and never part of another id."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator

TASK = re.compile(r"([0-9]+)_([0-9]+)")
#: Ranges in one list of tasks, and lists in one command: command lines have an end.
RANGES = 400
LISTS = 25


def task_id(native_id: str, row: int) -> str:
    """Return the id of one row."""
    return f"{native_id}_{row}"


def submission_of(task: str) -> str:
    """Return the submission's part of a task's id."""
    return task.partition("_")[0]


def by_submission(tasks: Iterable[str]) -> dict[str, list[int]]:
    """Sort tasks into their submissions; what is no id of a task is left out."""
    found: dict[str, list[int]] = defaultdict(list)
    for task in tasks:
        if match := TASK.fullmatch(task):
            found[match[1]].append(int(match[2]))
    return dict(found)


def task_lists(tasks: Iterable[str]) -> Iterator[str]:
    """Yield the tasks as Slurm writes them: ``12_[1-3,7]``."""
    for native_id, rows in by_submission(tasks).items():
        ranges = list(_ranges(sorted(set(rows))))
        for start in range(0, len(ranges), RANGES):
            yield f"{native_id}_[{','.join(ranges[start : start + RANGES])}]"


def _ranges(rows: list[int]) -> Iterator[str]:
    first = last = -1
    for row in [*rows, None]:
        if row is not None and row == last + 1 and first >= 0:
            last = row
            continue
        if first >= 0:
            yield str(first) if first == last else f"{first}-{last}"
        if row is not None:
            first = last = row
