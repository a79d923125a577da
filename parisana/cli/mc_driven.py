"""``parisana mc start|stop|extend|close|clean``: what is done to a production that is there."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from parisana.cli.common import add_production, session
from parisana.cli.mc_schedule import angles
from parisana.cli.output import Show
from parisana.core.texts.words import counted

if TYPE_CHECKING:
    from parisana.app.session import Session


def configure(verb: str, parser: argparse.ArgumentParser) -> None:
    """Declare what each takes."""
    add_production(parser)
    if verb == "extend":
        parser.add_argument("profile", nargs="?", help="name or file of the changed profile")
        parser.add_argument("--showers", type=int, metavar="N", help="so many for each row, in all")
        parser.add_argument("--zenith", type=angles, default=[], metavar="DEG,DEG", help="further zenith angles")
    if verb == "clean":
        parser.add_argument("--yes", action="store_true", help="remove them (results are never touched)")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Do what was asked."""
    at = session(show)
    number = at.simulations.one(arguments.production).production_id
    if arguments.verb == "clean":
        from parisana.cli import clean

        return clean.run(arguments, show)
    line, jobs = VERBS[arguments.verb](at, arguments)
    show.line(line)
    show.json({"production": number, "jobs": jobs, "state": at.production(number).state})
    return 0


def _start(at: Session, arguments: argparse.Namespace) -> tuple[str, int]:
    number = arguments.production
    sent = at.simulations.start(number)
    said = counted(sent, "1 job was sent", "{0} jobs were sent")
    return f"Production {number} goes on, {said}. parisana follow {number} drives it to the end.", sent


def _stop(at: Session, arguments: argparse.Namespace) -> tuple[str, int]:
    count = at.simulations.stop(arguments.production)
    said = counted(count, "1 job was cancelled", "{0} jobs were cancelled")
    return f"Production {arguments.production} is stopped, {said}.", count


def _extend(at: Session, arguments: argparse.Namespace) -> tuple[str, int]:
    from parisana.app.simulations.productions import Wish
    from parisana.errors import InputError

    wish = Wish(arguments.showers, tuple(arguments.zenith))
    if (arguments.profile is None) == (wish == Wish()):
        hint = "Name a changed profile, or say --showers N or --zenith 63,67."
        raise InputError("It is not said by what the production is to be extended.", hint=hint)
    number = arguments.production
    count = at.simulations.extend(number, arguments.profile, wish)
    at.send(number)
    return counted(count, "1 job was added.", "{0} jobs were added.") if count else "No further job is needed.", count


def _close(at: Session, arguments: argparse.Namespace) -> tuple[str, int]:
    at.simulations.close(arguments.production)
    return f"Production {arguments.production} is closed.", 0


VERBS = {"start": _start, "stop": _stop, "extend": _extend, "close": _close}
