"""``parisana pause PRODUCTION``: send nothing more; what the batch system has goes on, and is collected."""

from __future__ import annotations

import argparse

from parisana.cli.common import add_production, session
from parisana.cli.output import Show


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Pause it."""
    session(show).pause(arguments.production)
    show.line(f"Production {arguments.production} is paused; parisana resume {arguments.production} goes on.")
    show.json({"production": arguments.production, "state": "paused"})
    return 0
