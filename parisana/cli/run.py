"""``parisana run PROFILE``: submit, and follow to the end."""

from __future__ import annotations

import argparse

from parisana.cli.common import ENDS, follow_to_end, session
from parisana.cli.output import Show
from parisana.cli.submit import configure, submit
from parisana.core.texts.words import counted

__all__ = ["configure", "run"]


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Submit and follow; the exit code says how it ended."""
    at = session(show)
    production, jobs = submit(arguments, at)
    show.note(f"production {production}, {counted(jobs, '1 job', '{0} jobs')}")
    end = follow_to_end(show, at.follow(production))
    show.line(f"Production {production} is {end.state}. parisana results {production} lists what it made.")
    show.json({"production": production, "jobs": jobs, "state": end.state})
    return ENDS.get(end.state, 1)
