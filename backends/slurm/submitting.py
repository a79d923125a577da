"""``sbatch``: one submission, one array. The same options stand in scripts that are submitted by hand."""

from __future__ import annotations

import re
import shlex

from parisana.core.jobs.resources import Resources
from parisana.core.texts.shell import assign, quote
from parisana.errors import NoAnswer
from parisana.plugins.backend import Submission
from parisana.plugins.runner import Outcome

from .answers import on_cluster
from .refusals import not_taken
from .settings import SlurmSettings

#: Settings that are options of the same name.
NAMED = ("partition", "account", "qos", "constraint", "reservation", "licenses", "exclude", "nice")
SUBMITTED = re.compile(r"([0-9]+)(;\S+)?")


def submit_command(submission: Submission, settings: SlurmSettings) -> list[str]:
    """Send one submission; what its tasks run is read from standard input."""
    return [
        *("sbatch", "--parsable", "--export=ALL", "--chdir=/"),
        *options(submission.resources, settings),
        *array_options(submission.tag, submission.rows, settings),
        f"--output={submission.log_dir.replace('%', '%%')}/{submission.tag}.%a.log",
    ]


def task_text(submission: Submission) -> str:
    """Return what each task runs: the stage's own script where it lies, not a copy of it."""
    words = " ".join(map(quote, (submission.script, submission.table, submission.tag)))
    known = (f"export {assign(name, value)}" for name, value in submission.environment.items())
    return "\n".join(["#!/bin/bash", *known, f'exec bash -- {words} "$SLURM_ARRAY_TASK_ID"', ""])


def options(resources: Resources, settings: SlurmSettings) -> list[str]:
    """Return what a job needs, and where it shall run; retries are ours, never the site's."""
    given = ((name, getattr(settings, name)) for name in NAMED)
    return [
        *("--no-requeue", "--open-mode=append", "--nodes=1", "--ntasks=1"),
        f"--cpus-per-task={resources.cores}",
        f"--mem={resources.memory_mb}M",
        f"--time={-(-resources.time_s // 60)}",
        *(f"--{name}={_text(value)}" for name, value in given if value),
        *on_cluster(settings.cluster),
    ]


def array_options(tag: str, rows: int, settings: SlurmSettings) -> list[str]:
    """Return the array and its name."""
    at_once = f"%{settings.task_limit}" if settings.task_limit else ""
    return [f"--job-name={tag}", f"--array=1-{rows}{at_once}"]


def directives(resources: Resources, settings: SlurmSettings, name: str, rows: int) -> list[str]:
    """Return the same as lines of a script."""
    lines = [*options(resources, settings), *array_options(name, rows, settings)]
    return [f"#SBATCH {shlex.quote(line)}" for line in lines]


def parse_submitted(outcome: Outcome) -> str:
    """Return the id of what was taken; warnings may stand around it."""
    if outcome.code != 0:
        raise not_taken(outcome)
    found = [match[1] for line in outcome.stdout.splitlines() if (match := SUBMITTED.fullmatch(line.strip()))]
    if len(found) != 1:
        raise NoAnswer("sbatch ended well and named no job.")
    return found[0]


def _text(value: object) -> str:
    return ",".join(map(str, value)) if isinstance(value, tuple) else str(value)
