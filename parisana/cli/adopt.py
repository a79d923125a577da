"""``parisana adopt DIR``: take what written scripts produced into the bookkeeping."""

from __future__ import annotations

import argparse
from pathlib import Path

from parisana.cli.common import session, totals
from parisana.cli.output import Show
from parisana.core.jobs.states import JobState


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("folder", metavar="DIR", type=Path, help="folder that parisana write made")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Adopt, and say how it stands."""
    adopted = session(show).adopt(arguments.folder)
    jobs = totals(adopted.counts)
    show.table(("state", "jobs"), list(jobs.items()))
    show.line(f"Production {adopted.production} is {adopted.state}.")
    show.json({"production": adopted.production, "jobs": jobs, "state": adopted.state})
    return 1 if jobs.get(JobState.FAILED) else 0
