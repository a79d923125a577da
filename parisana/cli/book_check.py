"""``parisana book check``: whether the bookkeeping tells the truth."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from parisana.cli.common import session
from parisana.cli.output import Show

if TYPE_CHECKING:
    from parisana.app.upkeep.checkup import Finding


def configure(verb: str, parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("production", type=int, nargs="?", help="only this one (default: all)")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Look at one production, or at all."""
    from parisana.app.upkeep import checkup
    from parisana.plugins.registry import storage_class

    at = session(show)
    book, version, number = at.book, at.book.version(), arguments.production
    show.line(f"{at.home}: version {version}")
    chosen = list(checkup.all_productions(book)) if number is None else [book.production(number)]
    found = checkup.check(book, storage_class("disk")(), chosen)
    show.table(("production", "trouble", "what"), [(each.production, each.trouble, each.text) for each in found])
    show.line(f"{len(chosen)} productions looked at: {f'{len(found)} findings' if found else 'all is well'}.")
    problems = [
        {"production": each.production, "trouble": each.trouble, "text": each.text, "path": each.path} for each in found
    ]
    show.json({"home": str(at.home), "version": version, "productions": len(chosen), "problems": problems})
    return exit_code(found)


def exit_code(found: list[Finding]) -> int:
    """Return 4 for a wrong counter, 3 for files that are not as recorded; what is only unrecorded is no fault."""
    from parisana.app.upkeep.checkup import Trouble

    troubles = {each.trouble for each in found} - {Trouble.UNRECORDED}
    return 4 if Trouble.COUNTER in troubles else 3 if troubles else 0
