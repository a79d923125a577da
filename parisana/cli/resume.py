"""``parisana resume PRODUCTION``: go on with what was stopped."""

from __future__ import annotations

import argparse

from parisana.cli.common import add_production, session
from parisana.cli.output import Show


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Set it going again, and send what is ready."""
    at = session(show)
    count = at.resume(arguments.production)
    at.send(arguments.production)
    show.line(f"Production {arguments.production} goes on; {count} cancelled jobs are free again.")
    show.json({"production": arguments.production, "jobs": count, "state": "running"})
    return 0
