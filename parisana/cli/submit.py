"""``parisana submit PROFILE``: record a plan and send it."""

from __future__ import annotations

import argparse

from parisana.app.session import Session
from parisana.cli.common import session
from parisana.cli.output import Show
from parisana.core.texts.words import counted


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("profile", help="name or file of the profile")
    parser.add_argument("--plan", metavar="DIGEST", help="refuse if the plan is no longer this one")
    parser.add_argument("--stages", default="", metavar="A,B", help="only these stages")
    parser.add_argument("--again", action="store_true", help="compute even what is recorded already")


def submit(arguments: argparse.Namespace, at: Session) -> tuple[int, int]:
    """Submit as asked; return the production's number and how many jobs it has."""
    prepared = at.plan(arguments.profile, again=arguments.again)
    if arguments.plan:
        at.expect(prepared, arguments.plan)
    stages = [stage for stage in arguments.stages.split(",") if stage]
    return at.submit(prepared, stages), len(prepared.plan.jobs)


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Submit, and say under which number."""
    at = session(show)
    production, jobs = submit(arguments, at)
    sent = counted(jobs, "1 job", "{0} jobs")
    show.line(f"Production {production}: {sent}. parisana follow {production} drives it to the end.")
    show.json({"production": production, "jobs": jobs, "state": at.production(production).state})
    return 0
