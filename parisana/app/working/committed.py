"""Reading a committed output folder: whether it is there, whole, and of the job that should have made it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parisana.core.jobs.report import Output, parse_output
from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Locality, Stat, Storage

#: The list that a job leaves in its output folder before the rename.
LIST = ".parisana.json"
#: ``.attempt-<tag>.<row>``, as ``resources/templates/stage_out_there.sh`` names what is sent below its final name.
BELOW = re.compile(r"\.attempt-(?P<tag>[^/]+)\.(?P<row>[0-9]+)")


@dataclass(frozen=True, slots=True)
class Committed:
    """What was found where a job's output should be."""

    answer: Answer
    outputs: tuple[Output, ...] = ()
    reason: str = ""
    below: str = ""
    """The folder that the list names, where the storage cannot rename: what was sent stays in it."""
    asleep: bool = False
    """Whether a list is there that cannot be read now: it may be on tape."""

    def place(self, folder: str) -> str:
        """Return where the files lie that belong to a folder."""
        return f"{folder}/{self.below}" if self.below else folder


def look(storage: Storage, folder: str, key: str) -> Committed:
    """Say whether the output of this key is there, every file with its size."""
    return look_many(storage, [(folder, key)])[folder]


def look_many(storage: Storage, wanted: Sequence[tuple[str, str]]) -> dict[str, Committed]:
    """Say the same of many folders, each with its key, in as few questions as the storage allows."""
    there = storage.stat_many([f"{folder}/{LIST}" for folder, _ in wanted])
    lists = storage.read_many(_awake(storage, [url for url, stat in there.items() if stat.exists is Answer.YES]))
    said = {folder: _said(folder, key, there[f"{folder}/{LIST}"], lists) for folder, key in wanted}
    files = storage.stat_many([url for folder, found in said.items() for url in _urls(folder, found)])
    return {folder: _all_there(files, folder, found) for folder, found in said.items()}


def _awake(storage: Storage, urls: Sequence[str]) -> list[str]:
    """Leave out what is on tape: reading it would take hours."""
    places = storage.localities([url for url in urls if storage.most_asked(url)])
    return [url for url in urls if places.get(url) is not Locality.NEARLINE]


def name_in(folder: str, path: str) -> str:
    """Return how a file of an output folder is called, wherever below it lies."""
    name = path.removeprefix(f"{folder}/")
    first, _, rest = name.partition("/")
    return rest if BELOW.fullmatch(first) else name


def kept_below(storage: Storage, folder: str) -> str | None:
    """Return which folder the list in an output folder names; empty: none is finished; ``None``: nobody knows."""
    there = storage.stat(f"{folder}/{LIST}").exists
    if there is not Answer.YES:
        return "" if there is Answer.NO else None
    try:
        return str(json.loads(storage.read(f"{folder}/{LIST}")).get("folder", ""))
    except (StorageError, ValueError, AttributeError):
        return None


def _said(folder: str, key: str, there: Stat, lists: Mapping[str, bytes]) -> Committed:
    """Return what the list in a folder says, if it is there and of this key."""
    if there.exists is not Answer.YES:
        return Committed(there.exists, reason=there.reason or f"there is no finished output in {folder}")
    if (text := lists.get(f"{folder}/{LIST}")) is None:
        return Committed(Answer.UNKNOWN, reason=f"the list in {folder} cannot be read now", asleep=True)
    try:
        listed = json.loads(text)
        outputs = tuple(parse_output(each) for each in listed["outputs"])
        owner, below = str(listed["key"]), str(listed.get("folder", ""))
    except (ValueError, KeyError, TypeError):
        return Committed(Answer.NO, reason=f"the list in {folder} is damaged")
    if owner != key:
        return Committed(Answer.NO, reason=f"{folder} holds the output of another job")
    if below and not BELOW.fullmatch(below):
        return Committed(Answer.NO, reason=f"the list in {folder} is damaged")
    return Committed(Answer.YES, outputs, below=below)


def _urls(folder: str, found: Committed) -> Iterator[str]:
    return (f"{found.place(folder)}/{output.path}" for output in found.outputs)


def _all_there(files: Mapping[str, Stat], folder: str, found: Committed) -> Committed:
    for output in found.outputs:
        stat = files[f"{found.place(folder)}/{output.path}"]
        if stat.exists is Answer.UNKNOWN:
            return Committed(Answer.UNKNOWN, reason=stat.reason)
        if stat.exists is Answer.NO:
            return Committed(Answer.NO, reason=f"{output.path} is missing in {folder}")
        if stat.size != output.size:
            return Committed(Answer.NO, reason=f"{output.path} has {stat.size} bytes instead of {output.size}")
    return found
