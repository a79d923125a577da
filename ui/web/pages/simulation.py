"""Simulation: productions of showers and of what the detector makes of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from parisana.app.visit import Visit
from parisana.core.jobs.states import JobState
from parisana.ui.web.asked import Asked
from parisana.ui.web.page import Page

from .rows import facts

#: What is simulated, and the stages that do it, in any suite.
STAGES: dict[str, tuple[str, ...]] = {
    "shower": ("kaskade", "showers"),
    "detector": ("smash", "detector", "mc", "fancymc"),
}


def shower(visit: Visit, asked: Asked) -> Page:
    """Show the productions of showers."""
    return _simulated(visit, asked, "shower", "Shower productions", "/simulation/shower")


def detector(visit: Visit, asked: Asked) -> Page:
    """Show the productions of the detector."""
    return _simulated(visit, asked, "detector", "Detector productions", "/simulation/detector")


def _simulated(visit: Visit, asked: Asked, what: str, title: str, section: str) -> Page:
    owner = asked.text("owner") or None
    rows = _rows(visit, STAGES[what], owner)
    data = {"what": what, "owner": owner, "owners": sorted({row["owner"] for row in rows}), "productions": rows}
    return Page(title, "simulation.html", data, section, beside=f"user {owner}" if owner else "")


def _rows(visit: Visit, stages: Sequence[str], owner: str | None) -> list[dict[str, Any]]:
    """Return a row for each simulating stage of each production."""
    rows: dict[tuple[int, str], dict[str, Any]] = {}
    for each in visit.totals.state_counts(stages, owner):
        new = {
            "number": each.production,
            "name": each.name,
            "owner": each.owner,
            "site": each.site,
            "stage": each.stage,
            "title": each.title,
        }
        row = rows.setdefault((each.production, each.stage), {**new, "counts": {}})
        row["counts"][each.state] = each.jobs
    known = {each.production_id: each for each in visit.simulations.of([number for number, _ in rows])}
    return [
        {
            **row,
            "jobs": sum(row["counts"].values()),
            "done": row["counts"].get(JobState.DONE, 0),
            "facts": facts(known.get(number)),
        }
        for (number, _), row in rows.items()
    ]
