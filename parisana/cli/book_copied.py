"""``parisana book export|import``: everything from one database into another, whatever they are."""

from __future__ import annotations

import argparse

from parisana.cli.output import Show


def configure(verb: str, parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    way = "where to" if verb == "export" else "where from"
    parser.add_argument("place", help=f"{way}: a file, or an address like mysql://HOST/DATABASE")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Copy, and compare every table."""
    from parisana.app.books import database as books
    from parisana.app.ground import places

    work = books.export if arguments.verb == "export" else books.import_from
    rows = work(places.home(), arguments.place)
    show.table(("table", "rows"), list(rows.items()))
    show.line(f"{sum(rows.values()):,} rows copied; every table was compared with its original.")
    show.json({"place": arguments.place, "rows": rows})
    return 0
