"""``parisana stop PRODUCTION``: cancel what is living, send nothing more; ``--jobs``: cancel only these."""

from __future__ import annotations

import argparse

from parisana.cli.common import add_production, numbers, session
from parisana.cli.output import Show
from parisana.core.texts.words import counted


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("--jobs", default="", metavar="3,7", help="only these jobs; the others go on")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Stop it, or only some of its jobs."""
    if arguments.jobs:
        return _kill(arguments, show)
    count = session(show).stop(arguments.production)
    cancelled = counted(count, "1 job was cancelled", "{0} jobs were cancelled")
    show.line(f"Production {arguments.production} is stopped, {cancelled}.")
    show.json({"production": arguments.production, "jobs": count, "state": "stopped"})
    return 0


def _kill(arguments: argparse.Namespace, show: Show) -> int:
    killed = session(show).kill(arguments.production, numbers(arguments.jobs))
    show.line(counted(len(killed.cancelled), "1 job was cancelled.", "{0} jobs were cancelled."))
    if killed.in_doubt:
        show.note(f"Being submitted just now, try again: {', '.join(map(str, killed.in_doubt))}")
    if killed.over:
        show.note(f"Over already: {', '.join(map(str, killed.over))}")
    document = {"cancelled": killed.cancelled, "in_doubt": killed.in_doubt, "over": killed.over}
    show.json({"production": arguments.production, "jobs": len(killed.cancelled), **document})
    return 3 if killed.in_doubt else 0
