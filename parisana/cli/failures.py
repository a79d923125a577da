"""``parisana failures PRODUCTION``: failed jobs, grouped by class and reason."""

from __future__ import annotations

import argparse
import re
from collections import defaultdict

from parisana.bookkeeping.records import JobRecord
from parisana.cli.common import add_production, session
from parisana.cli.output import Show
from parisana.core.states import JobState


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Show each reason with its count and one example."""
    at = session(show)
    groups: dict[tuple[str, str], list[JobRecord]] = defaultdict(list)
    for job in at.all_jobs(arguments.production, JobState.FAILED):
        groups[str(job.failure or ""), normalised(job.reason)].append(job)
    ordered = sorted(groups.items(), key=lambda group: -len(group[1]))
    rows = [
        (failure, len(jobs), reason, f"{arguments.production}.{jobs[0].number}") for (failure, reason), jobs in ordered
    ]
    show.table(("failure", "jobs", "reason", "example"), rows)
    if not rows:
        show.line("No job has failed.")
    show.json(
        [
            {"failure": failure, "reason": reason, "jobs": len(jobs), "example": jobs[0].number}
            for (failure, reason), jobs in ordered
        ]
    )
    return 0


def normalised(reason: str) -> str:
    """Return a reason without what differs from job to job: paths and numbers."""
    return re.sub(r"\d+", "N", re.sub(r"(/[^\s'\"]+)+", "PATH", reason))
