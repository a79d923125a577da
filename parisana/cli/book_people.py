"""``parisana book history|share|group``: who did what, and who sees what."""

from __future__ import annotations

import argparse
import time

from parisana.bookkeeping.values.states import Visibility
from parisana.cli.common import add_production, session
from parisana.cli.output import Show
from parisana.core.texts.words import counted


def configure(verb: str, parser: argparse.ArgumentParser) -> None:
    """Declare what each takes."""
    if verb == "history":
        add_production(parser, optional=True)
        parser.add_argument("--limit", type=int, default=100, help="how many, the newest (default: 100)")
        parser.add_argument("--after", type=int, default=0, metavar="ID", help="only what came after this one")
    elif verb == "share":
        add_production(parser)
        parser.add_argument("--group", help="the group that it belongs to (default: as it is)")
        parser.add_argument("--visible", choices=[str(each) for each in Visibility], help="who is shown it")
    else:
        parser.add_argument("name", nargs="?", help="the group (default: all are listed)")
        parser.add_argument("--add", action="append", default=[], metavar="PERSON", help="take somebody in")
        parser.add_argument("--remove", action="append", default=[], metavar="PERSON", help="take somebody out")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Do what was asked."""
    return {"history": _history, "share": _share, "group": _group}[arguments.verb](arguments, show)


def _history(arguments: argparse.Namespace, show: Show) -> int:
    found = session(show).people.history(arguments.production, arguments.limit, arguments.after)
    rows = [
        (time.strftime("%Y-%m-%d %H:%M:%S", time.localtime(each.at)), each.production_id, each.source, _what(each))
        for each in found
    ]
    show.table(("when", "production", "who", "what"), rows, "Nothing has been written down.")
    names = ("id", "production_id", "at", "source", "old", "new", "text")
    show.json([{name: getattr(each, name) for name in names} for each in found])
    return 0


def _what(each: object) -> str:
    old, new, text = (getattr(each, name) or "" for name in ("old", "new", "text"))
    steps = f"{old} → {new}" if old or new else ""
    return " ".join(": ".join(word for word in (steps, text) if word).split())


def _share(arguments: argparse.Namespace, show: Show) -> int:
    visible = Visibility(arguments.visible) if arguments.visible else None
    found = session(show).people.share(arguments.production, arguments.group, visible)
    group = f" of group {found.group_name}" if found.group_name else ""
    show.line(f"Production {found.id} of {found.owner}{group} is shown to: {found.visibility}.")
    show.json({"production": found.id, "group": found.group_name, "visibility": found.visibility})
    return 0


def _group(arguments: argparse.Namespace, show: Show) -> int:
    people = session(show).people
    if arguments.name is not None:
        people.set_members(arguments.name, arguments.add, arguments.remove)
    groups = {name: those for name, those in people.groups().items() if arguments.name in (None, name)}
    show.table(("group", "members"), [(name, ", ".join(those)) for name, those in groups.items()])
    show.line(counted(len(groups), "1 group", "{0} groups"))
    show.json(groups)
    return 0
