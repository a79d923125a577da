"""``parisana status [PRODUCTION]``: states and counts."""

from __future__ import annotations

import argparse
from typing import Any

from parisana.app.jobs.grid import GridQuery
from parisana.app.session import Session
from parisana.bookkeeping.values.records import ProductionRecord
from parisana.cli import status_matching
from parisana.cli.common import add_production, session, totals
from parisana.cli.output import Show
from parisana.cli.status_grid import show_grid
from parisana.cli.status_timeline import show_timeline
from parisana.cli.status_waiting import show_waiting
from parisana.core.jobs.staged import Staged
from parisana.core.jobs.states import BY_ATTENTION, JobState
from parisana.errors import InputError

FIRST = "There are no productions yet. `parisana demo` makes one, and `parisana run PROFILE` makes your own."


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser, optional=True)
    parser.add_argument("--limit", type=int, default=100, help="at most so many productions")
    parser.add_argument("--after", type=int, default=0, help="productions with higher numbers only")
    ways = parser.add_mutually_exclusive_group()
    ways.add_argument("--grid", action="store_true", help="one production: a line for each unit, a column a stage")
    ways.add_argument("--waiting", action="store_true", help="one production: what is ready, what waits for what")
    ways.add_argument("--timeline", action="store_true", help="one production: what ran when, and who did what")
    parser.add_argument("--stage", help="of a grid: the units of this stage")
    parser.add_argument("--state", type=JobState, choices=list(JobState), help="of a grid: units in this state only")
    parser.add_argument("--after-unit", metavar="UNIT", help="of a grid: the lines after this one")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Show one production with its stages, or all in a table."""
    at = session(show)
    if arguments.grid or arguments.timeline or arguments.waiting:
        return _closely(at, show, arguments)
    if arguments.production is not None:
        found = at.matching.of(arguments.production)
        document = document_of(at, at.production(arguments.production))
        _one(show, document)
        if found is not None:
            show.line(status_matching.line(found))
        show.json({**document, "matching": status_matching.document(found)})
        return 0
    documents = [document_of(at, each) for each in at.productions(arguments.limit, arguments.after)]
    rows = [
        (
            each["production"],
            each["name"],
            each["state"],
            sum(each["jobs"].values()),
            each["jobs"].get("done", 0),
            each["jobs"].get("failed", 0),
        )
        for each in documents
    ]
    empty = "There are no others." if arguments.after else FIRST
    show.table(("production", "name", "state", "jobs", "done", "failed"), rows, empty)
    show.json(documents)
    return 0


def _closely(at: Session, show: Show, arguments: argparse.Namespace) -> int:
    """Show one production as a grid, in time, or by what its jobs wait for."""
    if arguments.production is None:
        hint = "`parisana status` lists their numbers."
        raise InputError("A grid, a time line, or what waits, is of one production.", hint=hint)
    if arguments.grid:
        query = GridQuery(arguments.stage, arguments.after_unit, state=arguments.state, limit=arguments.limit)
        show_grid(at, show, arguments.production, query)
    elif arguments.waiting:
        show_waiting(at, show, arguments.production)
    else:
        show_timeline(at, show, arguments.production)
    return 0


def document_of(at: Session, production: ProductionRecord) -> dict[str, Any]:
    """Return how a production stands, as scripts read it."""
    counts = at.counts(production.id)
    stages = [
        {"stage": stage, "state": _state_of(states), "jobs": {str(s): n for s, n in states.items()}}
        for stage, states in counts.items()
    ]
    jobs = totals(counts)
    staged = at.staged(production.id) if jobs.get(JobState.STAGING) else None
    return {
        "production": production.id,
        "name": production.name,
        "state": production.state,
        "jobs": jobs,
        "staging": None if staged is None else {"online": staged.online, "asked": staged.asked},
        "stages": stages,
    }


def _state_of(states: Any) -> str:
    """Return one word for a stage: the state that matters most of those its jobs are in."""
    return str(next((state for state in BY_ATTENTION if states.get(state)), JobState.DONE))


def _one(show: Show, document: dict[str, Any]) -> None:
    show.line(f"Production {document['production']}, {document['name']}: {document['state']}")
    if document["staging"]:
        show.line(f"From tape: {Staged(**document['staging'])}")
    rows = [
        (
            each["stage"],
            each["state"],
            sum(each["jobs"].values()),
            ", ".join(f"{number} {state}" for state, number in each["jobs"].items()),
        )
        for each in document["stages"]
    ]
    show.table(("stage", "state", "jobs", "counts"), rows)
