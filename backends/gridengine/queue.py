"""The queue as ``qstat -xml`` tells it: one entry a task, with what its state word means."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple
from xml.etree import ElementTree

from parisana.errors import NoAnswer
from parisana.plugins.backend import Living, NativeState
from parisana.plugins.known import Known

from .attempts import expanded
from .entries import Entry, plain_entry, plain_parts

#: ``qstat`` puts in the caller's name, and finds jobs of nobody else.
MINE = ("-u", "$user")

#: Letters of a state word, the first row of which one is in it counts; ``d`` (being deleted) says nothing.
_WORDS: tuple[tuple[str, NativeState, str], ...] = (
    ("E", NativeState.HELD, "It is in an error state"),
    ("sST", NativeState.HELD, "It is suspended"),
    ("rt", NativeState.RUNNING, ""),
    ("h", NativeState.HELD, "It is on hold"),
    ("q", NativeState.QUEUED, ""),
)
FINISHED = "z"
#: In a word of a task that waits: it had been started.
AGAIN = "R"
TAKEN_BACK = "The site took it back from its machine, and will start it again"


class Task(NamedTuple):
    """One task that the scheduler holds."""

    number: str
    living: Living
    """What the list alone says of it."""
    in_error: bool
    """Whether the scheduler will not start it, and knows why."""
    waits: bool
    """Whether it waits for nothing but a place."""


def queue_command() -> list[str]:
    """Ask for all tasks, waiting ones of arrays each by itself."""
    return ["qstat", *MINE, "-g", "d", "-xml"]


def names_command() -> list[str]:
    """Ask for the names of all that waits, runs or was finished a moment ago."""
    return ["qstat", *MINE, "-s", "prsz", "-xml"]


def parse_queue(text: str, known: Known[list[Task] | None] | None = None) -> list[Task]:
    """Read either answer; one that is not whole raises ``NoAnswer``. Entries that are ``known`` are not read again."""
    parts = plain_parts(text)
    found = None if parts is None else (known or Known(parse_part))(parts)
    if found is None or None in found:
        found = list(map(_tasks, _tree(text)))
    return [task for tasks in found for task in tasks or ()]


def parse_part(part: str) -> list[Task] | None:
    """Read the tasks of one plain entry."""
    entry = plain_entry(part)
    return None if entry is None else _tasks(entry)


def numbers_named(text: str, name: str) -> set[str]:
    """Return the numbers of all jobs of exactly this name."""
    return {_said(entry, "JB_job_number") for entry in _tree(text) if _said(entry, "JB_name") == name}


def _tree(text: str) -> Iterator[Entry]:
    entries = whole(text, "job_info", "queue_info", "job_info").iter("job_list")
    return ({part.tag: part.text or "" for part in entry} for entry in entries)


def whole(text: str, name: str, *parts: str) -> ElementTree.Element:
    """Return the root of an answer that is all there."""
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise NoAnswer(f"The answer of qstat cannot be read: {error}.") from error
    if root.tag != name or any(root.find(part) is None for part in parts):
        raise NoAnswer("The answer of qstat is not a list of jobs.")
    return root


def _tasks(entry: Entry) -> list[Task]:
    number, _, word = (_said(entry, tag) for tag in ("JB_job_number", "JB_name", "state"))
    if word == FINISHED:
        return []
    state, reason = meaning(word)
    in_error, waits = "E" in word, state is NativeState.QUEUED
    try:
        names = [f"{number}.{task}" for task in expanded(entry.get("tasks") or "1")]
    except ValueError as error:
        raise NoAnswer(f"The answer of qstat names tasks that there cannot be: {error}.") from error
    return [Task(number, Living(name, state, reason), in_error, waits) for name in names]


def _said(entry: Entry, tag: str) -> str:
    found = entry.get(tag, "").strip()
    if not found:
        raise NoAnswer(f"The answer of qstat has an entry without {tag}.")
    return found


@cache
def meaning(word: str) -> tuple[NativeState, str]:
    """Return what a state word says; one that nobody knows holds the job where it is."""
    for letters, state, reason in _WORDS:
        if any(letter in word for letter in letters):
            said = TAKEN_BACK if state is NativeState.QUEUED and AGAIN in word else reason
            return state, f"{said} ({word})." if said else ""
    return NativeState.HELD, f"Grid Engine says its state is {word!r}."
