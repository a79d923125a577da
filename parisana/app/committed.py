"""Reading a committed output folder: whether it is there, whole, and of the job that should have made it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from parisana.core.report import Output, parse_output
from parisana.core.states import Answer
from parisana.plugins.storage import Storage

#: The list that a job leaves in its output folder before the rename.
LIST = ".parisana.json"


@dataclass(frozen=True, slots=True)
class Committed:
    """What was found where a job's output should be."""

    answer: Answer
    outputs: tuple[Output, ...] = ()
    reason: str = ""


def look(storage: Storage, folder: str, key: str) -> Committed:
    """Say whether the output of this key is there, every file with its size."""
    there = storage.stat(f"{folder}/{LIST}")
    if there.exists is not Answer.YES:
        return Committed(there.exists, reason=there.reason or f"there is no finished output in {folder}")
    try:
        listed = json.loads(Path(folder, LIST).read_text(encoding="utf-8"))
        outputs = tuple(parse_output(each) for each in listed["outputs"])
        owner = str(listed["key"])
    except OSError as error:
        return Committed(Answer.UNKNOWN, reason=f"the list in {folder} cannot be read: {error.strerror}")
    except (ValueError, KeyError, TypeError):
        return Committed(Answer.NO, reason=f"the list in {folder} is damaged")
    if owner != key:
        return Committed(Answer.NO, reason=f"{folder} holds the output of another job")
    return _all_there(storage, folder, outputs)


def _all_there(storage: Storage, folder: str, outputs: tuple[Output, ...]) -> Committed:
    for output in outputs:
        found = storage.stat(f"{folder}/{output.path}")
        if found.exists is Answer.UNKNOWN:
            return Committed(Answer.UNKNOWN, reason=found.reason)
        if found.exists is Answer.NO:
            return Committed(Answer.NO, reason=f"{output.path} is missing in {folder}")
        if found.size != output.size:
            return Committed(Answer.NO, reason=f"{output.path} has {found.size} bytes instead of {output.size}")
    return Committed(Answer.YES, outputs)
