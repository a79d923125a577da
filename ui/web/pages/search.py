"""Search: a run, a production, a target, a job by its number or the beginning of its key."""

from __future__ import annotations

import re
from typing import Any

from parisana.app.visit import RunQuery, Visit
from parisana.core.jobs.states import JobState
from parisana.errors import InputError
from parisana.ui.web.asked import LARGEST, Asked
from parisana.ui.web.page import Page

JOB, KEY = re.compile(r"(\d{1,9})\.(\d{1,9})", re.ASCII), re.compile(r"[0-9a-f]{6,64}", re.ASCII | re.IGNORECASE)


def search(visit: Visit, asked: Asked) -> Page:
    """Look for a text wherever it may stand."""
    text = asked.text("q")
    data: dict[str, Any] = {"q": text, "productions": [], "jobs": [], "runs": [], "sources": []}
    if text:
        data["productions"] = _productions(visit, text)
        data["jobs"] = _jobs(visit, text)
        data["runs"] = _runs(visit, text)
        data["sources"] = visit.observations.targets.suggestions(text)
    return Page("Search", "search.html", data, "/search")


def _productions(visit: Visit, text: str) -> list[dict[str, Any]]:
    rows = visit.totals.productions_called(text)
    if text.isdigit() and text.isascii() and len(text) < 10:
        try:
            found = visit.production(int(text))
            rows = [(found.id, found.name, found.owner, found.site), *(row for row in rows if row[0] != found.id)]
        except InputError:
            pass
    return [dict(zip(("number", "name", "owner", "site"), row, strict=True)) for row in rows]


def _jobs(visit: Visit, text: str) -> list[dict[str, Any]]:
    """Return the job ``12.345``, or those whose key begins so."""
    if KEY.fullmatch(text):
        return [
            {
                "production": each.production,
                "number": each.number,
                "stage": each.stage,
                "unit": each.unit,
                "state": each.state,
            }
            for each in visit.totals.jobs_of_key(text)
        ]
    found = JOB.fullmatch(text)
    return _one(visit, int(found[1]), int(found[2])) if found else []


def _one(visit: Visit, production: int, number: int) -> list[dict[str, Any]]:
    try:
        visit.production(production)
        job = visit.book.job(production, number)
    except InputError:
        return []
    state: JobState = job.state
    return [{"production": production, "number": number, "stage": job.stage, "unit": job.unit, "state": state}]


def _runs(visit: Visit, text: str) -> list[Any]:
    if not (text.isdigit() and text.isascii()) or len(text) > 10 or int(text) > LARGEST:
        return []
    nearest = visit.book.find_runs(RunQuery(after=int(text) - 1, limit=1))
    return [run for run in nearest if run.run == int(text)]
