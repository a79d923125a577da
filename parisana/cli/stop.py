"""``parisana stop PRODUCTION``: cancel what is living, send nothing more."""

from __future__ import annotations

import argparse

from parisana.cli.common import add_production, session
from parisana.cli.output import Show


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Stop it."""
    count = session(show).stop(arguments.production)
    show.line(f"Production {arguments.production} is stopped, {count} jobs were cancelled.")
    show.json({"production": arguments.production, "jobs": count, "state": "stopped"})
    return 0
