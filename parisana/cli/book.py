"""``parisana book …``: the database itself, whether it tells the truth, who is in it, and what it adds up to."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING

from parisana.cli.verbs import add_verbs

if TYPE_CHECKING:
    from parisana.cli.output import Show

#: Each verb, in which module of this folder it is, and what it does.
VERBS = {
    "init": ("book_made", "make the database where there is none, on a server with its accounts"),
    "upgrade": ("book_made", "bring it to this version of the program; a copy is kept"),
    "check": ("book_check", "compare counters with jobs, and recorded files with what is there"),
    "export": ("book_copied", "copy everything into a new file, or an empty database"),
    "import": ("book_copied", "copy another bookkeeping into this one, which is empty"),
    "history": ("book_people", "who did what to productions"),
    "share": ("book_people", "say to whom a production is shown"),
    "group": ("book_people", "list groups, or change who is in one"),
    "accounting": ("book_accounting", "jobs and hours by person, site and month"),
}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the verbs."""
    parsers = add_verbs(parser, {verb: text for verb, (_, text) in VERBS.items()})
    for verb, (module, _) in VERBS.items():
        import_module(f"parisana.cli.{module}").configure(verb, parsers[verb])


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Do what was asked."""
    code: int = import_module(f"parisana.cli.{VERBS[arguments.verb][0]}").run(arguments, show)
    return code
