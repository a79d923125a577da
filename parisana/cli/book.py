"""``parisana book init|upgrade|check``: the database itself, and whether it tells the truth."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from parisana.cli.common import session
from parisana.cli.output import Show
from parisana.cli.verbs import add_verbs

if TYPE_CHECKING:
    from parisana.app.checkup import Finding

HELPS = {
    "init": "make the database where there is none",
    "upgrade": "bring it to this version of the program",
    "check": "compare counters with jobs, and recorded files with what is there",
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    verbs = add_verbs(parser, HELPS)
    verbs["check"].add_argument("production", type=int, nargs="?", help="only this one (default: all)")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Open it (which makes or upgrades it), and look."""
    at = session(show)
    version = at.book.version()
    show.line(f"{at.home}: version {version}")
    if arguments.verb == "check":
        return check(arguments, show, str(at.home), version)
    show.json({"home": str(at.home), "version": version})
    return 0


def check(arguments: argparse.Namespace, show: Show, home: str, version: str | None) -> int:
    """Look at one production, or at all."""
    from parisana.app import checkup
    from parisana.plugins.registry import storage_class

    book = session(show).book
    number = arguments.production
    chosen = list(checkup.all_productions(book)) if number is None else [book.production(number)]
    found = checkup.check(book, storage_class("disk")(), chosen)
    show.table(("production", "trouble", "what"), [(each.production, each.trouble, each.text) for each in found])
    show.line(f"{len(chosen)} productions looked at: {f'{len(found)} findings' if found else 'all is well'}.")
    problems = [
        {"production": each.production, "trouble": each.trouble, "text": each.text, "path": each.path} for each in found
    ]
    show.json({"home": home, "version": version, "productions": len(chosen), "problems": problems})
    return exit_code(found)


def exit_code(found: list[Finding]) -> int:
    """Return 4 for a wrong counter, 3 for files that are not as recorded; what is only unrecorded is no fault."""
    from parisana.app.checkup import Trouble

    troubles = {each.trouble for each in found} - {Trouble.UNRECORDED}
    return 4 if Trouble.COUNTER in troubles else 3 if troubles else 0
