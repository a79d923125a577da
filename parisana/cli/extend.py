"""``parisana extend PRODUCTION PROFILE``: add what a changed profile asks for; ``--store DIR …``: runs that match."""

from __future__ import annotations

import argparse

from parisana.app.matching import StoreQuery, extend_by
from parisana.app.session import Session
from parisana.cli import finding
from parisana.cli.common import add_production, session
from parisana.cli.output import Show
from parisana.core.texts.words import counted
from parisana.errors import InputError

#: The words that begin and end looking by itself.
SWITCHES = {"on": True, "off": False}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser)
    parser.add_argument("profile", nargs="?", help="name or file of the changed profile")
    add_query(parser)
    parser.add_argument(
        "--matching",
        choices=("on", "off", "now"),
        help="the runs that the profile's section matching asks for: look by itself, no longer, or at once",
    )


def add_query(parser: argparse.ArgumentParser) -> None:
    """Let a command take a query for runs."""
    group = parser.add_argument_group("runs that match", "those of a data store that are not in the production yet")
    group.add_argument("--store", metavar="DIR", help="folder of the data store; $VARIABLES are replaced")
    finding.criteria(group)


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Record the new revision, and send what is ready."""
    if [arguments.profile, arguments.store, arguments.matching].count(None) != 2:
        raise InputError("What is to be added?", hint="Name a changed profile, or a data store with --store.")
    at = session(show)
    if arguments.matching in SWITCHES:
        return _switch(at, arguments, show)
    runs, count = _added(at, arguments)
    if count:
        at.send(arguments.production)
    nothing = "No new run matches." if arguments.profile is None else "The profile asks for nothing new."
    show.line(counted(count, "1 job was added.", "{0} jobs were added.") if count else nothing)
    show.json({"production": arguments.production, "jobs": count, "runs": runs})
    return 0


def _added(at: Session, arguments: argparse.Namespace) -> tuple[list[int], int]:
    """Extend by the profile, or by the runs that match; return these, and how many jobs are new."""
    if arguments.profile is not None:
        return [], at.extend(arguments.production, arguments.profile)
    if arguments.matching is not None:
        look = at.matching.look(arguments.production)
        return list(look.runs), look.jobs
    return extend_by(at, arguments.production, query(arguments))


def _switch(at: Session, arguments: argparse.Namespace, show: Show) -> int:
    """Look for new runs by itself, or no longer."""
    active = SWITCHES[arguments.matching]
    at.matching.switch(arguments.production, active)
    show.line("New runs are looked for while it is driven." if active else "New runs are looked for no longer.")
    show.json({"production": arguments.production, "matching": active})
    return 0


def query(arguments: argparse.Namespace) -> StoreQuery:
    """Return what is looked for."""
    return StoreQuery(arguments.store, finding.search(arguments))
