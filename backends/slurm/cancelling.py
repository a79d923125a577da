"""``scancel``: tasks by lists, in as few commands as command lines allow."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from parisana.plugins.runner import Outcome

from .answers import answer, on_cluster, plainly
from .ids import LISTS, task_lists

#: What is said of tasks that are gone; wanted or not, there is nothing left to cancel.
GONE = ("invalid job id specified", "already completing or completed", "already finished")


def cancel_commands(tasks: Iterable[str], cluster: str | None) -> Iterator[list[str]]:
    """Yield the commands that cancel these tasks."""
    lists = list(task_lists(tasks))
    for start in range(0, len(lists), LISTS):
        yield plainly("scancel", *on_cluster(cluster), *lists[start : start + LISTS])


def check_cancelled(outcome: Outcome) -> None:
    """Raise unless all that was complained of is that tasks are gone."""
    lines = [line.lower() for line in outcome.stderr.splitlines() if line.strip()]
    if outcome.code != 0 and not (lines and all(any(words in line for words in GONE) for line in lines)):
        answer(outcome)
