"""The submit file of one submission: a cluster with a job for each row, spooled to the element with its files."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence

from parisana.backends.grid.jdl import text
from parisana.backends.grid.sandbox import OUTPUT, row_file
from parisana.core.jobs.resources import Resources
from parisana.errors import InputError
from parisana.plugins.backend import Submission
from parisana.plugins.files import Files

from .settings import HTCondorCESettings
from .states import COMPLETED, IDLE, RUNNING, TOO_LONG, VACATED

#: In the submit file this word stands for the number of each row; ``row`` itself means something else there.
ROW = "line"
#: Seconds beyond what a job asks for, in which its script ends it by itself and the element moves its files.
MARGIN = 600
#: The element keeps what a job left until we let go of it, so many seconds at most.
KEPT = 10 * 86_400
#: What is the same for every job: it runs once, and only we start it again.
ALWAYS: Mapping[str, str] = {
    "universe": "vanilla",
    "should_transfer_files": "yes",
    "when_to_transfer_output": "on_exit",
    "transfer_output_files": OUTPUT,
    "notification": "never",
    "on_exit_remove": "true",
    "leave_in_queue": f"JobStatus == {COMPLETED} && time() - EnteredCurrentStatus < {KEPT}",
}
TAKEN_AWAY = f"(JobStatus == {IDLE} && NumJobStarts =!= undefined && NumJobStarts > 0)"
REASONS = ("The job took longer than it had asked for.", "The job was taken from its node, and is not started again.")


def describe(
    submission: Submission, carried: Sequence[str], settings: HTCondorCESettings, proxy: bool, files: Files
) -> str:
    """Write it, and make the folders for what jobs leave; return its path."""
    folder = os.path.dirname(carried[0])
    if any("," in path for path in carried):
        hint = "Put the Working area into a folder with a plain name."
        raise InputError(f"HTCondor cannot take files from {folder!r}: there is a comma.", hint=hint)
    files.make_folders(*(f"{folder}/{row}" for row in range(1, submission.rows + 1)))
    files.write(f"{folder}/job.sub", description(submission, carried, settings, proxy).encode())
    return f"{folder}/job.sub"


def description(submission: Submission, carried: Sequence[str], settings: HTCondorCESettings, proxy: bool) -> str:
    """Return it as text; the tag rides in the ads of the jobs, and in their environment."""
    start, *others = carried
    folder, tag = os.path.dirname(start), submission.tag
    lines = {
        **ALWAYS,
        "executable": start,
        "arguments": f"$({ROW})",
        "initialdir": f"{folder}/$({ROW})",
        "transfer_input_files": ",".join([*others, f"{folder}/{row_file(f'$({ROW})')}"]),
        "environment": text(f"PARISANA_TAG={tag}"),
        **needs(submission.resources, settings.queue),
        **limits(submission.resources.time_s),
        **({"use_x509userproxy": "true"} if proxy else {}),
        "+ParisanaTag": text(tag),
        "+ParisanaRows": str(submission.rows),
        "+ParisanaFolder": text(folder),
    }
    numbers = [str(row) for row in range(1, submission.rows + 1)]
    return "\n".join([written(lines), *settings.attributes, f"queue {ROW} from (", *numbers, ")", ""])


def needs(resources: Resources, queue: str | None) -> dict[str, str]:
    """Return what a job asks for: in HTCondor's own words, and in those by which an element passes it on."""
    minutes = -(-resources.time_s // 60)
    asked = {
        "request_cpus": str(resources.cores),
        "request_memory": str(resources.memory_mb),
        "request_disk": str(resources.disk_mb * 1000),
        "+xcount": str(resources.cores),
        "+maxMemory": str(resources.memory_mb),
        "+maxWallTime": str(minutes),
    }
    return {**asked, "+queue": text(queue), "+remote_queue": text(queue)} if queue else asked


def limits(time_s: int) -> dict[str, str]:
    """Return when an element holds a job: it runs too long, or waits again after it was taken from its node."""
    late = f"(JobStatus == {RUNNING} && time() - EnteredCurrentStatus > {time_s + MARGIN})"
    which = f"ifThenElse(JobStatus == {RUNNING}, {{}}, {{}})"
    return {
        "periodic_hold": f"{late} || {TAKEN_AWAY}",
        "periodic_hold_reason": which.format(*map(text, REASONS)),
        "periodic_hold_subcode": which.format(TOO_LONG, VACATED),
    }


def written(lines: Mapping[str, str]) -> str:
    """Return lines of a submit file."""
    return "\n".join(f"{name} = {value}" for name, value in lines.items())
