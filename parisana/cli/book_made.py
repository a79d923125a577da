"""``parisana book init|upgrade``: the database is made, or brought to this version."""

from __future__ import annotations

import argparse
from pathlib import Path

from parisana.cli.output import Show
from parisana.errors import InputError

KINDS = {
    "reader": "an account that looks on: the web page's",
    "user": "an account that records productions",
    "administrator": "an account that changes tables and groups",
}


def configure(verb: str, parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    if verb == "upgrade":
        return
    for kind, text in KINDS.items():
        text = f"{text}, as NAME or NAME@HOST; may be repeated"
        parser.add_argument(f"--{kind}", action="append", default=[], metavar="NAME", help=text)
    text = "each of these accounts of users is used by several people, whom the server cannot tell apart"
    parser.add_argument("--shared", action="store_true", help=text)
    parser.add_argument("--require-tls", action="store_true", help="let these accounts in over an encrypted line only")
    parser.add_argument("--yes", action="store_true", help="do it; without, what would be granted is only shown")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Make it, or bring it up."""
    from parisana.app.ground import places

    home = places.home()
    if arguments.verb == "init" and "://" in str(places.book(home)):
        return _on_server(arguments, show, home)
    if arguments.verb == "init" and any(getattr(arguments, kind) for kind in KINDS):
        hint = "Accounts are made on a server: PARISANA_BOOK=mysql://ADMINISTRATOR@HOST/DATABASE."
        raise InputError("A file has no accounts: who may read and write it, its folder says.", hint=hint)
    return _say(show, home)


def _say(show: Show, home: Path) -> int:
    """Open it, which makes or changes it, and tell how it stands."""
    from parisana.app.books.database import COPIES, bring_up

    with bring_up(home) as book:
        version, place, cipher = book.version(), book.place, book.cipher()
        unguarded = book.guard()
    how = "" if cipher is None else f", encrypted ({cipher})" if cipher else ", not encrypted"
    show.line(f"{place}: version {version}{how}")
    _unguarded(show, unguarded)
    copies = sorted(str(path) for path in (home / COPIES).glob("*"))
    known = {"version": version, "cipher": cipher, "copies": copies, "unguarded": unguarded}
    show.json({"home": str(home), "place": place, **known})
    return 0


def _on_server(arguments: argparse.Namespace, show: Show, home: Path) -> int:
    from parisana.app.books import database as books
    from parisana.bookkeeping.upkeep.accounts import Kind

    named = {kind: getattr(arguments, kind) for kind in Kind}
    what = books.wanted(home, named, arguments.require_tls, arguments.shared)
    triggers = [f"{statement.partition(' FOR EACH ROW')[0]} …" for statement in what.triggers]
    show.line("\n".join(f"{statement};" for statement in (*what.statements, *triggers, *what.owners)))
    made = books.make(home, what) if arguments.yes else books.Made([], None)
    _unguarded(show, made.unguarded)
    for path in made.files:
        show.line(f"{path}: for ~/.my.cnf of {path.stem}, with the password; give it away, and remove it here.")
    if not arguments.yes:
        show.line("Nothing was done: add --yes.")
    accounts = [{"kind": each.kind, "name": each.name, "host": each.host} for each in what.accounts]
    said = {"statements": what.statements, "triggers": what.triggers, "owners": what.owners}
    files = [str(path) for path in made.files]
    show.json({"accounts": accounts, **said, "done": arguments.yes, "files": files, "unguarded": made.unguarded})
    return 0


def _unguarded(show: Show, why: str | None) -> None:
    if why is not None:
        show.line(f"The server cannot be told by this account whose a production is ({why}); what it was told holds.")
