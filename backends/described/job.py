"""What a batch system gets to run for each row: a few lines of bash that call the stage's script."""

from __future__ import annotations

import base64
import re

from parisana.core.sites.batch import BatchSystem
from parisana.core.texts.shell import assign, quote
from parisana.errors import Bug
from parisana.plugins.backend import Submission

from .words import filled, marked

NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def job_text(system: BatchSystem, submission: Submission) -> str:
    """Return the job: environment, row, log, and the script."""
    for name in submission.environment:
        if not NAME.fullmatch(name):
            raise Bug(f"An environment variable cannot be named {name!r}.")
    exports = [f"export {assign(name, value)}" for name, value in submission.environment.items()]
    call = " ".join(quote(word) for word in (submission.script, submission.table, submission.tag))
    logs = quote(submission.log_dir)
    return "\n".join(
        [
            *exports,
            row_line(system),
            f"mkdir -p -- {logs}",
            f'exec >>{logs}/{submission.tag}."$row".log 2>&1 </dev/null',
            f'exec bash -- {call} "$row"',
            "",
        ]
    )


def row_line(system: BatchSystem) -> str:
    """Return the line that finds the row, counted from 1."""
    first = system.rows.first
    return f"row=$((${{{system.rows.variable}:-{first}}} + {1 - first}))"


def submit_input(system: BatchSystem, submission: Submission, naked: list[str]) -> str:
    """Return what the submit command reads."""
    job = job_text(system, submission)
    values = {
        "tag": submission.tag,
        "rows": str(submission.rows),
        "job": job,
        "job_base64": base64.b64encode(job.encode("utf-8", "surrogateescape")).decode(),
        "directives": "\n".join(marked(system, naked)),
        "lines": "\n".join(naked),
    }
    return filled(system.submit.input, values)
