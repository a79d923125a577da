"""``parisana follow [PRODUCTION]``: drive what is pending."""

from __future__ import annotations

import argparse

from parisana.cli.common import ENDS, add_production, follow_to_end, session
from parisana.cli.output import Show


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser, optional=True)


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Drive one production, or all that are pending, to the end."""
    at = session(show)
    numbers = [arguments.production] if arguments.production is not None else at.pending()
    states = {}
    for number in numbers:
        states[number] = follow_to_end(show, at.follow(number)).state
        show.line(f"Production {number} is {states[number]}.")
    if not numbers:
        show.line("Nothing is pending.")
    show.json([{"production": number, "state": state} for number, state in states.items()])
    return max((ENDS.get(state, 1) for state in states.values()), default=0)
