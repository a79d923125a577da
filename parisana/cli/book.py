"""``parisana book init|upgrade|check``: the database itself."""

from __future__ import annotations

import argparse

from parisana.cli.common import session
from parisana.cli.output import Show


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the commands."""
    commands = parser.add_subparsers(dest="verb", required=True, metavar="COMMAND")
    commands.add_parser("init", help="make the database where there is none")
    commands.add_parser("upgrade", help="bring it to this version of the program")
    commands.add_parser("check", help="compare its counters with its jobs")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Open it (which makes or upgrades it), and look."""
    at = session(show)
    version = at.book.version()
    problems = check(at) if arguments.verb == "check" else []
    show.line(f"{at.home}: version {version}")
    for problem in problems:
        show.line(problem)
    if arguments.verb == "check" and not problems:
        show.line("Every counter is right.")
    show.json({"home": str(at.home), "version": version, "problems": problems})
    return 4 if problems else 0


def check(at: object) -> list[str]:
    """Return what is wrong, in words."""
    from parisana.app.session import Session

    assert isinstance(at, Session)
    return [
        f"production {each.id}, {wrong.stage}: {wrong.counted} jobs {wrong.state} counted, {wrong.there} there"
        for each in at.productions(limit=100_000)
        for wrong in at.book.differences(each.id)
    ]
