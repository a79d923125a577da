"""``parisana extend PRODUCTION PROFILE``: add what a changed profile asks for."""

from __future__ import annotations

import argparse

from parisana.cli.common import add_production, session
from parisana.cli.output import Show


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("profile", help="name or file of the changed profile")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Record the new revision, and send what is ready."""
    at = session(show)
    count = at.extend(arguments.production, arguments.profile)
    if count:
        at.send(arguments.production)
    show.line(f"{count} jobs were added." if count else "The profile asks for nothing new.")
    show.json({"production": arguments.production, "jobs": count})
    return 0
