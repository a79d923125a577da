"""``parisana follow [PRODUCTION]``: drive what is pending."""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from parisana.app.driving.follower import Progress
from parisana.app.matching import follow_by
from parisana.app.session import Session
from parisana.cli.common import ENDS, add_production, amount, follow_to_end, session
from parisana.cli.extend import add_query, query
from parisana.cli.output import Show
from parisana.core.jobs.states import JobState
from parisana.errors import InputError


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser, optional=True)
    add_query(parser)
    parser.add_argument(
        "--every", type=amount("s"), default=3600, metavar="TIME", help="how often to look (default: 1 h)"
    )


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Drive one production, or all that are pending, to the end."""
    at = session(show)
    if arguments.store is not None:
        return _by_query(at, arguments, show)
    numbers = [arguments.production] if arguments.production is not None else at.pending()
    ends = {}
    for number in numbers:
        progresses = at.follow(number)
        ends[number] = follow_to_end(show, progresses if arguments.production else until_idle(progresses))
        show.line(f"Production {number} is {ends[number].state}.")
    if not numbers:
        show.line("Nothing is pending.")
    show.json([{"production": number, "state": end.state} for number, end in ends.items()])
    return max(map(_code, ends.values()), default=0)


def _code(end: Progress) -> int:
    """Return the exit code of a production; one that waits for what may come is judged by what is there."""
    failed = any(states.get(JobState.FAILED) for states in end.counts.values())
    return int(failed) if end.idle else ENDS.get(end.state, 1)


def until_idle(progresses: Iterator[Progress]) -> Iterator[Progress]:
    """Follow one production of several as long as anything of it moves: the next ones wait for their turn."""
    for progress in progresses:
        yield progress
        if progress.idle:
            return


def _by_query(at: Session, arguments: argparse.Namespace, show: Show) -> int:
    """Drive one production until somebody presses Ctrl-C, and add the runs that match as they come."""
    if arguments.production is None:
        raise InputError("Which production is to get the runs that match?", hint="Give its number.")
    if arguments.every < 60:
        raise InputError("A data store is looked at once a minute at most.", hint="For instance --every '30 min'.")
    follow_to_end(show, follow_by(at, arguments.production, query(arguments), arguments.every))
    return 0
