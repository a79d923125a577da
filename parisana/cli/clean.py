"""``parisana clean PRODUCTION``: count the leftovers of attempts that died, and remove them with ``--yes``."""

from __future__ import annotations

import argparse

from parisana.cli.common import add_production, session
from parisana.cli.output import Show
from parisana.core.texts.words import size


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("--yes", action="store_true", help="remove them (results are never touched)")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Count, and remove when told to."""
    from parisana.app.upkeep.cleaner import leftovers, remove

    found = leftovers(session(show).book, arguments.production)
    total = sum(leftover.size for leftover in found)
    show.table(("what", "size", "path"), [(each.what, size(each.size), each.path) for each in found])
    removed = remove(found) if arguments.yes else 0
    hint = "" if arguments.yes or not found else "; nothing is removed without --yes"
    show.line(f"{len(found)} leftovers, {size(total)}{', removed' if removed else hint}")
    show.json(
        {
            "production": arguments.production,
            "leftovers": [{"path": str(each.path), "what": each.what, "size": each.size} for each in found],
            "bytes": total,
            "removed": removed,
        }
    )
    return 0
