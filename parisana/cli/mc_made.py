"""``parisana mc create PROFILE``: what a production would take, and recording it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from parisana.cli.common import plan_document, session, show_plan
from parisana.cli.output import Show
from parisana.core.texts.words import counted, size

if TYPE_CHECKING:
    from parisana.app.simulations.productions import Outlook


def configure(verb: str, parser: argparse.ArgumentParser) -> None:
    """Declare what it takes."""
    parser.add_argument("profile", help="name or file of a profile with a section production")
    parser.add_argument("--dry-run", action="store_true", help="say what it takes, and record nothing")
    parser.add_argument("--plan", metavar="DIGEST", help="refuse if the plan is no longer this one")
    parser.add_argument("--even-so", action="store_true", help="also when one of the same showers is there")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Say what it takes, and record it."""
    at = session(show)
    prepared = at.plan(arguments.profile)
    outlook = at.simulations.outlook(prepared)
    show_plan(show, prepared)
    show.line(in_words(outlook))
    if arguments.plan:
        at.expect(prepared, arguments.plan)
    number = None if arguments.dry_run else at.simulations.create(prepared, even_so=arguments.even_so)
    if number is not None:
        show.line(f"Production {number} is recorded. parisana mc start {number} sends its jobs.")
    show.json({"production": number, **document(outlook)})
    return 0


def in_words(outlook: Outlook) -> str:
    """Say what a production takes, and which are there already."""
    jobs = counted(outlook.jobs, "1 job", "{0} jobs")
    takes = f"{outlook.showers:,} showers, {jobs}: at most {outlook.core_hours:,.1f} h of cores"
    same = ", ".join(f"{each.production_id} ({each.name}, {each.state})" for each in outlook.same)
    there = f"The same showers are those of production {same}." if same else "No production has the same showers."
    return f"{takes} and {size(outlook.bytes_out)}. {there}"


def document(outlook: Outlook) -> dict[str, object]:
    """Return the same as JSON."""
    same = [{"production": each.production_id, "name": each.name, "state": each.state} for each in outlook.same]
    takes = {"showers": outlook.showers, "core_hours": outlook.core_hours, "bytes_out": outlook.bytes_out}
    return {"plan": plan_document(outlook.prepared), "jobs": outlook.jobs, **takes, "same": same}
