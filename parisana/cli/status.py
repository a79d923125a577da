"""``parisana status [PRODUCTION]``: states and counts."""

from __future__ import annotations

import argparse
from typing import Any

from parisana.app.session import Session
from parisana.bookkeeping.records import ProductionRecord
from parisana.cli.common import add_production, session, totals
from parisana.cli.output import Show
from parisana.core.states import JobState


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    add_production(parser, optional=True)
    parser.add_argument("--limit", type=int, default=100, help="at most so many productions")
    parser.add_argument("--after", type=int, default=0, help="productions with higher numbers only")


def run(arguments: argparse.Namespace, show: Show) -> int:
    """Show one production with its stages, or all in a table."""
    at = session(show)
    if arguments.production is not None:
        document = document_of(at, at.production(arguments.production))
        _one(show, document)
        show.json(document)
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
    show.table(("production", "name", "state", "jobs", "done", "failed"), rows)
    show.json(documents)
    return 0


def document_of(at: Session, production: ProductionRecord) -> dict[str, Any]:
    """Return how a production stands, as scripts read it."""
    counts = at.counts(production.id)
    stages = [
        {"stage": stage, "state": _state_of(states), "jobs": {str(s): n for s, n in states.items()}}
        for stage, states in counts.items()
    ]
    return {
        "production": production.id,
        "name": production.name,
        "state": production.state,
        "jobs": totals(counts),
        "stages": stages,
    }


def _state_of(states: Any) -> str:
    """Return one word for a stage: the state that matters most of those its jobs are in."""
    order = (
        JobState.FAILED,
        JobState.RUNNING,
        JobState.QUEUED,
        JobState.SUBMITTING,
        JobState.HELD,
        JobState.CHECKING,
        JobState.STAGING,
        JobState.READY,
        JobState.WAITING,
        JobState.CANCELLED,
    )
    return str(next((state for state in order if states.get(state)), JobState.DONE))


def _one(show: Show, document: dict[str, Any]) -> None:
    show.line(f"Production {document['production']}, {document['name']}: {document['state']}")
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
