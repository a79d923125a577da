"""``sacct``: how tasks ended that the queue no longer holds, and whether a tag was ever there."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Set

from parisana.plugins.backend import Ending
from parisana.plugins.runner import Outcome

from .answers import on_cluster, plainly, table
from .endings import Used, ending, was_killed
from .ids import submission_of
from .words import ENDED

ENDED_HEADER = ("JobID", "State", "ExitCode", "ElapsedRaw", "TotalCPU", "MaxRSS", "ReqMem", "End", "JobName")
TAG_HEADER = ("JobID", "JobName")
#: A tag is looked up within hours of its submission; accountings refuse questions about all times.
SINCE = "now-30days"
#: Seconds for an answer: while the accounting is down there are others to be asked.
PATIENCE = 30.0
#: An accounting that was away knows for a while that a job has ended, and neither when nor with which code.
NO_END = "Unknown"
MEGABYTES = re.compile(r"(\d+(?:\.\d+)?)M")
CPU_TIME = re.compile(r"(?:(?:(\d+)-)?(\d+):)?(\d+):(\d+(?:\.\d+)?)")


def ended_command(tasks: Iterable[str], cluster: str | None) -> list[str]:
    """Ask how the tasks of these submissions ended, with what their steps used."""
    jobs = ",".join(sorted({submission_of(task) for task in tasks}, key=int))
    asked = ("--parsable2", "--units=M", f"--jobs={jobs}", f"--format={','.join(ENDED_HEADER)}")
    return plainly("sacct", *asked, *on_cluster(cluster))


def parse_ended(text: str, wanted: Set[str]) -> dict[str, Ending]:
    """Read the endings of the wanted tasks; what is pending or runs, for all that is known, has none.

    Why a task was killed is told by what its steps used, and that may be known a moment later than the kill.
    """
    rows = table(text, ENDED_HEADER)
    peaks: dict[str, float] = defaultdict(float)
    for job, *_, peak, _, _, _ in rows:
        task = job.partition(".")[0]
        peaks[task] = max(peaks[task], megabytes(peak))
    found: dict[str, Ending] = {}
    named = {job.partition(".")[0] for job, *_ in rows}
    unfinished = {job.partition(".")[0] for job, *_, end, _ in rows if "." in job and end == NO_END}
    for job, state, code, elapsed, cpu, _, asked, end, name in rows:
        unclear = end == NO_END or (was_killed(code) and job in unfinished)
        if state.partition(" ")[0] in ENDED and not unclear:
            never_ran = state.startswith("CANCELLED") and elapsed in ("", "0")
            used = Used(_seconds(cpu), float(elapsed or 0), peaks[job] or None, megabytes(asked))
            found |= {task: ending(task, state, code, used, name) for task in _meant(job, never_ran, wanted, named)}
    return found


def _meant(job: str, never_ran: bool, wanted: Set[str], named: Set[str]) -> Set[str]:
    """Return the tasks that a line is about.

    A bare id alone means an array that was cancelled before it started; beside others, a task not numbered yet.
    """
    if not job.isdigit():
        return wanted & {job}
    alone = job not in {submission_of(task) for task in named if task != job}
    return {task for task in wanted if submission_of(task) == job} if never_ran and alone else set()


def tag_command(tag: str, cluster: str | None) -> list[str]:
    """Ask for the jobs of a name."""
    asked = (
        "--parsable2",
        "--allocations",
        f"--name={tag}",
        f"--starttime={SINCE}",
        f"--format={','.join(TAG_HEADER)}",
    )
    return plainly("sacct", *asked, *on_cluster(cluster))


def parse_tag(text: str, tag: str) -> str | None:
    """Return the id of the submission with exactly this name; of several, the first."""
    ids = [submission_of(job) for job, name in table(text, TAG_HEADER) if name == tag]
    return min((each for each in ids if each.isdigit()), key=int, default=None)


def is_disabled(outcome: Outcome) -> bool:
    """Whether this cluster says that it keeps no accounting."""
    return outcome.code != 0 and "accounting storage is disabled" in outcome.stderr.lower()


def megabytes(text: str) -> float:
    """Read ``12.5M``; older Slurms add a letter for what it is counted by."""
    match = MEGABYTES.match(text)
    return float(match[1]) if match else 0.0


def _seconds(text: str) -> float | None:
    match = CPU_TIME.fullmatch(text)
    if match is None:
        return None
    days, hours, minutes, seconds = (float(part or 0) for part in match.groups())
    return days * 86400 + hours * 3600 + minutes * 60 + seconds
