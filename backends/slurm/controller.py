"""``scontrol``: the limits of the site, and the controller's own memory of tasks that the accounting does not know."""

from __future__ import annotations

import re
from collections.abc import Set
from dataclasses import dataclass, field

from parisana.plugins.backend import Ending

from .answers import on_cluster, plainly
from .endings import ending
from .ids import submission_of, task_id
from .words import ENDED

#: Seconds for the answer about limits, without which one can do.
PATIENCE = 10.0
LARGEST_ARRAY = re.compile(r"^MaxArraySize\s*=\s*(\d+)\s*$", re.MULTILINE)
#: What Slurm prints for no number.
NO_NUMBER = "4294967294"
UNKNOWN_JOB = "Invalid job id specified"


@dataclass(slots=True)
class Memory:
    """What the controller remembers of some tasks."""

    ended: dict[str, Ending] = field(default_factory=dict)
    living: set[str] = field(default_factory=set)


def limits_command() -> list[str]:
    """Ask for the site's limits."""
    return ["scontrol", "show", "config"]


def parse_rows(text: str) -> int | None:
    """Return how many tasks an array may have: their numbers stay below the limit, and begin with 1."""
    match = LARGEST_ARRAY.search(text)
    return max(1, int(match[1]) - 1) if match else None


def memory_command(native_id: str, cluster: str | None) -> list[str]:
    """Ask what is known of a submission: all that lives, and for some minutes what has ended."""
    return plainly("scontrol", *on_cluster(cluster), "--oneliner", "show", "job", native_id)


def parse_memory(text: str, wanted: Set[str]) -> Memory:
    """Read what became of the wanted tasks; of a task that was requeued only the last run counts."""
    memory = Memory()
    for line in text.splitlines():
        word = _value(line, "JobState")
        numberless = _value(line, "ArrayTaskId") in ("", NO_NUMBER)
        if numberless and word in ENDED and word != "CANCELLED":
            continue
        for task in wanted & _tasks(line, wanted):
            if word in ENDED:
                memory.ended[task] = ending(task, word, _value(line, "ExitCode"), tag=_value(line, "JobName"))
            else:
                memory.living.add(task)
    return memory


def _tasks(line: str, wanted: Set[str]) -> Set[str]:
    """Return the tasks that a record is about; one without a number is about an array that never started."""
    native_id, numbers = _value(line, "ArrayJobId") or _value(line, "JobId"), _value(line, "ArrayTaskId")
    if numbers in ("", NO_NUMBER):
        return {task for task in wanted if submission_of(task) == native_id}
    return {task_id(native_id, row) for row in _rows(numbers)}


def _value(line: str, name: str) -> str:
    match = re.search(rf"(?:^|\s){name}=(\S*)", line)
    return match[1] if match else ""


def _rows(text: str) -> set[int]:
    """Read ``3`` or, of what waits, ``4-10,12%2``."""
    rows: set[int] = set()
    for part in text.partition("%")[0].split(","):
        first, _, last = part.partition("-")
        if first.isdigit():
            rows.update(range(int(first), int(last if last.isdigit() else first) + 1))
    return rows
