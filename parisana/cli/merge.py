"""``parisana merge PRODUCTION``: merge what is there now."""

from __future__ import annotations

import argparse

from parisana.cli.common import add_production, session
from parisana.cli.output import Show


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("--stage", default="merging", help="the stage that merges")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Plan the merge with what is done, and send it."""
    at = session(show)
    missing = at.merge(arguments.production, arguments.stage)
    at.send(arguments.production)
    show.line(f"Merging without {', '.join(missing)}." if missing else "Nothing is missing; merging all.")
    show.json({"production": arguments.production, "missing": missing})
    return 0
