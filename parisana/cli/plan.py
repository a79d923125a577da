"""``parisana plan PROFILE``: what would be sent."""

from __future__ import annotations

import argparse

from parisana.cli.common import plan_document, session, show_plan
from parisana.cli.output import Show


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("profile", help="name or file of the profile")
    parser.add_argument("--again", action="store_true", help="compute even what is recorded already")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Plan, and show it."""
    prepared = session(show).plan(arguments.profile, again=arguments.again)
    show_plan(show, prepared)
    show.json(plan_document(prepared))
    return 0
