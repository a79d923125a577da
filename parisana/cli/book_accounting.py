"""``parisana book accounting``: what was computed, by person, site and month."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from dataclasses import asdict

from parisana.bookkeeping.statistics.accounting import MonthSum
from parisana.cli.common import session
from parisana.cli.output import Show
from parisana.errors import InputError


def configure(verb: str, parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("--from", dest="first", metavar="YYYY-MM", help="the first month (default: the oldest)")
    parser.add_argument("--to", dest="last", metavar="YYYY-MM", help="the last month (default: the newest)")
    parser.add_argument("--apel", action="store_true", help="print the message that EGI's accounting portal takes")
    parser.add_argument("--vo", default="", help="the virtual organisation, for --apel")
    parser.add_argument("--site", action="append", default=[], metavar="NAME=GOCNAME", help="its name for --apel")
    parser.add_argument("--person", action="append", default=[], metavar="NAME=DN", help="a certificate for --apel")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Add up, and write it down."""
    from parisana.app.books.accounting import apel, month

    first = month(arguments.first) if arguments.first else 0
    last = month(arguments.last) if arguments.last else 999_912
    sums = session(show).book.accounting(first, last)
    show.json([asdict(each) for each in sums])
    if arguments.apel:
        show.line(apel(sums, arguments.vo, _pairs(arguments.site), _pairs(arguments.person)).rstrip("\n"))
        return 0
    rows = [
        (f"{each.month // 100}-{each.month % 100:02}", each.site, each.owner, each.jobs, *_hours(each)) for each in sums
    ]
    show.table(("month", "site", "person", "jobs", "CPU h", "wall h"), rows, "No job ended in these months.")
    return 0


def _hours(each: MonthSum) -> tuple[str, str]:
    return f"{each.cpu_s / 3600:,.2f}", f"{each.wall_s / 3600:,.2f}"


def _pairs(words: Iterable[str]) -> dict[str, str]:
    found = [word.partition("=") for word in words]
    for name, sign, meaning in found:
        if not (name and sign and meaning):
            raise InputError(f"{name!r} is not written as NAME=MEANING.", hint="For example --site Lyon=IN2P3-CC.")
    return {name: meaning for name, _, meaning in found}
