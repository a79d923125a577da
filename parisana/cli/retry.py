"""``parisana retry PRODUCTION``: send failed jobs again."""

from __future__ import annotations

import argparse

from parisana.cli.common import add_production, session
from parisana.cli.output import Show
from parisana.core.states import Failure


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("--stage", help="only jobs of this stage")
    parser.add_argument("--failure", type=Failure, choices=list(Failure), help="only jobs that failed so")
    parser.add_argument("--jobs", default="", metavar="3,7", help="only these jobs")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Set them free, and send what is ready."""
    at = session(show)
    numbers = [int(number) for number in arguments.jobs.split(",") if number]
    count = at.retry(arguments.production, arguments.stage, arguments.failure, numbers)
    if count:
        at.send(arguments.production)
    show.line(f"{count} jobs are tried again." if count else "No such job has failed.")
    show.json({"production": arguments.production, "jobs": count})
    return 0
