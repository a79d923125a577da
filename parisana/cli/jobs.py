"""``parisana jobs PRODUCTION``: its jobs, a page at a time."""

from __future__ import annotations

import argparse

from parisana.cli.common import add_production, session
from parisana.cli.output import Show
from parisana.core.states import JobState


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("--state", type=JobState, choices=list(JobState), help="only jobs in this state")
    parser.add_argument("--stage", help="only jobs of this stage")
    parser.add_argument("--limit", type=int, default=1000, help="at most so many")
    parser.add_argument("--after", type=int, default=0, help="jobs with higher numbers only")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Show the jobs."""
    at = session(show)
    jobs = at.jobs(arguments.production, arguments.state, arguments.stage, arguments.limit, arguments.after)
    rows = [(job.number, job.stage, job.unit, job.state, job.attempts, job.native_id, job.reason) for job in jobs]
    show.table(("job", "stage", "unit", "state", "attempts", "native id", "reason"), rows)
    show.json(
        [
            {
                "job": job.number,
                "stage": job.stage,
                "unit": job.unit,
                "key": job.key,
                "state": job.state,
                "attempts": job.attempts,
                "site": job.site,
                "native_id": job.native_id,
                "exit_code": job.exit_code,
                "failure": job.failure,
                "reason": job.reason,
                "answered_at": job.answered_at,
                "output": job.output,
            }
            for job in jobs
        ]
    )
    return 0
