"""``parisana mc …``: Monte-Carlo productions."""

from __future__ import annotations

import argparse
from importlib import import_module
from typing import TYPE_CHECKING

from parisana.cli.verbs import add_verbs

if TYPE_CHECKING:
    from parisana.cli.output import Show

#: Each verb, in which module of this folder it is, and what it does.
VERBS = {
    "schedule": ("mc_schedule", "make the rows of a production from zenith angles; nothing is recorded"),
    "create": ("mc_made", "record a production after a look at what it takes; it waits until it is started"),
    "new": ("mc_made", "the same as create"),
    "list": ("mc_shown", "list the productions that have rows"),
    "show": ("mc_shown", "show a production with the table of its rows"),
    "start": ("mc_driven", "let a production go on, whether it is new, stopped or failed"),
    "stop": ("mc_driven", "cancel what is living, send nothing more"),
    "extend": ("mc_driven", "ask for more showers, or further zenith angles"),
    "close": ("mc_driven", "close a production for good"),
    "clean": ("mc_driven", "count what died attempts left, and remove it with --yes"),
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
