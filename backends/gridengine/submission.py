"""Sending an array: its options, the text that runs in each task, and the number that comes back.

The text goes through standard input and is kept by the scheduler: paths, arguments and the environment may hold any
character, and nothing has to be quoted for ``qsub``. It opens the log itself, for the same reason. No line of it
begins like a directive, since texts with line ends in them are written as one line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from parisana.core.jobs.resources import Resources
from parisana.core.texts.shell import quote_in_line
from parisana.errors import Refused
from parisana.plugins.backend import Submission

from .settings import AUTO, GridEngineSettings

#: What ``qsub -terse`` prints: a number, with the tasks of an array.
_TERSE = re.compile(r"([1-9][0-9]*)(?:\.[0-9]+-[0-9]+:[0-9]+)?", re.ASCII)
#: Not run again by the scheduler, whatever happens: retries are ours. Both streams go to one place.
_MANNERS = ("-r", "n", "-j", "y", "-o", "/dev/null", "-S", "/bin/bash")


def submit_command(settings: GridEngineSettings, submission: Submission) -> list[str]:
    """Return the call that sends all rows as one array."""
    options = submit_options(settings, submission.resources, submission.tag)
    return ["qsub", "-terse", *options, "-t", f"1-{submission.rows}"]


def submit_options(settings: GridEngineSettings, resources: Resources, name: str) -> list[str]:
    """Return what is asked for, as ``qsub``, ``#$`` lines and DRMAA understand it."""
    options = ["-N", name, *_MANNERS]
    if settings.queue:
        options += ["-q", settings.queue]
    if settings.project != AUTO:
        options += ["-P", settings.project]
    if settings.priority:
        options += ["-p", str(settings.priority)]
    if settings.task_limit:
        options += ["-tc", str(settings.task_limit)]
    return [*options, *_environment(settings, resources), "-l", ",".join(requests(settings, resources))]


def _environment(settings: GridEngineSettings, resources: Resources) -> list[str]:
    """Ask for several cores on one machine."""
    if resources.cores == 1:
        return []
    if settings.parallel_environment is None:
        message = f"A job needs {resources.cores} cores, and this site names no parallel environment."
        hint = "Fill it in on the batch page; `qconf -spl` lists those that there are."
        raise Refused(message, hint=hint, field="settings.parallel_environment")
    return ["-pe", settings.parallel_environment, str(resources.cores)]


def requests(settings: GridEngineSettings, resources: Resources) -> list[str]:
    """Return the resource requests; memory is asked for each core, as Grid Engine counts it."""
    memory_mb = -(-resources.memory_mb // resources.cores)
    known = {
        "h_rt": str(resources.time_s),
        settings.memory_resource: f"{memory_mb}M",
        settings.disk_resource: f"{resources.disk_mb}M",
        settings.platform_resource: "|".join(settings.platforms),
        "hostname": _elsewhere(settings.exclude),
    }
    return [f"{name}={value}" for name, value in known.items() if name and value] + list(settings.resources)


def _elsewhere(nodes: Sequence[str]) -> str:
    """Return hosts other than these; jobs may know a node by its short name, and the cluster by its whole one."""
    known = dict.fromkeys(form for node in nodes for form in (node, f"{node}.*"))
    return f"!({'|'.join(known)})" if known else ""


def job_text(submission: Submission) -> str:
    """Return what each task runs: its log, its environment, the stage's script with table, tag and row."""
    logs = quote_in_line(submission.log_dir)
    words = (quote_in_line(word) for word in (submission.script, submission.table, submission.tag))
    lines = [
        "#!/bin/bash",  # some queues go by it, and others by -S
        f"mkdir -p -- {logs}",
        f'exec >>{logs}/{submission.tag}."$SGE_TASK_ID".log 2>&1',
        *exports(submission.environment),
        f'exec bash -- {" ".join(words)} "$SGE_TASK_ID"',
    ]
    return "\n".join(lines) + "\n"


def exports(environment: Mapping[str, str]) -> list[str]:
    """Return the lines that set a job's environment."""
    return [f"export {name}={quote_in_line(value)}" for name, value in environment.items()]


def parse_submitted(text: str) -> str | None:
    """Return the number of what was taken; lines around it are warnings."""
    numbers = {match[1] for line in text.splitlines() if (match := _TERSE.fullmatch(line.strip()))}
    return numbers.pop() if len(numbers) == 1 else None
