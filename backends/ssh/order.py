"""What a submission becomes for the queue of the other machine: assignments that bash reads."""

from __future__ import annotations

import shlex
from collections.abc import Mapping

from parisana.plugins.backend import Submission

from .settings import SSHSettings

#: The last line, by which an order that was cut on its way is told.
WHOLE = "# whole"


def order_text(submission: Submission, settings: SSHSettings) -> str:
    """Return the order; what the machine offers is found there when the settings do not say."""
    needs = submission.resources
    values = {
        "script": submission.script,
        "table": submission.table,
        "rows": submission.rows,
        "cores": needs.cores,
        "memory_mb": needs.memory_mb,
        "time_s": needs.time_s,
        "log_dir": submission.log_dir,
        "nice": settings.nice,
        "most_cores": settings.cores or "",
        "most_memory_mb": settings.memory or "",
    }
    lines = [f"{name}={shlex.quote(str(value))}" for name, value in values.items()]
    return "\n".join([*lines, *_environment(submission.environment), WHOLE, ""])


def _environment(known: Mapping[str, str]) -> list[str]:
    exports = [f"export {name}={shlex.quote(value)}" for name, value in known.items()]
    return ["job_environment() {", ":", *exports, "}"]
