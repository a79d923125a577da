"""``squeue``: what lives, and whether a tag is there. One question for all of a user's jobs."""

from __future__ import annotations

from collections.abc import Set
from typing import NamedTuple

from parisana.errors import NoAnswer
from parisana.plugins.backend import Living
from parisana.plugins.known import Known

from .answers import cells, on_cluster, plainly, rows, table
from .ids import TASK, submission_of
from .words import native_state, why

#: What is asked of the living, as squeue writes it, and its titles of these columns.
LIVING_FORMAT, LIVING_HEADER = "%i|%T|%r", ("JOBID", "STATE", "REASON")
TAG_FORMAT, TAG_HEADER = "%F|%j", ("ARRAY_JOB_ID", "NAME")


class Task(NamedTuple):
    """A task that lives, and the submission that it is of."""

    submission: str
    living: Living


def living_command(cluster: str | None) -> list[str]:
    """Ask for all living tasks of this user: the server sends no more than these."""
    return plainly("squeue", "--me", "--all", "--array", f"--format={LIVING_FORMAT}", *on_cluster(cluster))


def parse_living(text: str, wanted: Set[str] | None = None, known: Known[Task | None] | None = None) -> list[Living]:
    """Read the living tasks, of the submissions that are wanted; lines that are ``known`` are not read again."""
    found = (known or Known(parse_task))(rows(text, LIVING_HEADER))
    return [task.living for task in found if task is not None and (wanted is None or task.submission in wanted)]


def parse_task(line: str) -> Task | None:
    """Read one line; what has ended is not living, and jobs that are no arrays are none of ours."""
    job, word, reason = cells(line, len(LIVING_HEADER))
    if not job[:1].isdigit():
        raise NoAnswer("Slurm's answer is garbled.")
    state = native_state(word, reason)
    if state is None or not TASK.fullmatch(job):
        return None
    return Task(submission_of(job), Living(job, state, why(word, reason)))


def tag_command(tag: str, cluster: str | None) -> list[str]:
    """Ask for the jobs of a name, also those that ended a moment ago."""
    asked = ("--me", "--all", "--states=all", f"--name={tag}", f"--format={TAG_FORMAT}")
    return plainly("squeue", *asked, *on_cluster(cluster))


def parse_tag(text: str, tag: str) -> str | None:
    """Return the id of the submission with exactly this name; of several, the first."""
    ids = [int(job) for job, name in table(text, TAG_HEADER) if name == tag and job.isdigit()]
    return str(min(ids)) if ids else None
