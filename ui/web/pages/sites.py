"""Sites: those that are known here or were used, when they were last heard of, and what became of calls to them."""

from __future__ import annotations

from collections import Counter
from typing import Any

from parisana.app.visit import EndpointCount, Visit
from parisana.ui.web import element_day
from parisana.ui.web.asked import Asked
from parisana.ui.web.page import Page


def sites(visit: Visit, asked: Asked) -> Page:
    """Show the sites and their elements as the bookkeeping knows them."""
    files = {entry.name: entry for entry in visit.known_sites.now().value}
    heard = {each.site: each for each in visit.totals.silences()}
    jobs: dict[str, Counter[str]] = {}
    for _, site, state, n in visit.totals.jobs_by_state():
        jobs.setdefault(site, Counter())[state] += n
    rows = [
        {"name": name, "entry": _said(files.get(name)), "heard": heard.get(name), "jobs": jobs.get(name, Counter())}
        for name in sorted({*files, *jobs}, key=str.lower)
    ]
    day = visit.element_history.day()
    data = {
        "sites": rows,
        "endpoints": _endpoints(visit.totals.endpoint_counts()),
        "elements": [element_day.summed(name, looks) for name, looks in sorted(day.items())],
        "looks": day,
    }
    plots = {name: element_day.drawn(looks, visit.element_history.now) for name, looks in day.items()}
    return Page("Elements", "sites.html", data, "/sites", drawn={"plots": plots})


def _said(entry: Any) -> dict[str, Any] | None:
    """Return what a site file says, without its place on this machine."""
    if entry is None:
        return None
    return {name: getattr(entry, name) for name in ("title", "backend", "usable", "reason")}


def _endpoints(counts: list[EndpointCount]) -> list[dict[str, Any]]:
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for each in counts:
        new = {"site": each.site, "endpoint": each.endpoint, "calls": {}, "rows": 0, "answered_at": None}
        row = rows.setdefault((each.site, each.endpoint), new)
        row["calls"][each.state] = each.calls
        row["rows"] += each.rows
        row["answered_at"] = max(filter(None, (row["answered_at"], each.answered_at)), default=None)
    return list(rows.values())
