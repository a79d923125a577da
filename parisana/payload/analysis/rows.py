"""The row of a Monte-Carlo production that a job is a unit of."""

from __future__ import annotations

from .job import BadInput, Job, Json


def row_of(job: Job) -> Json:
    """Return the row that a unit belongs to."""
    name = job.unit.rpartition("-")[0]
    rows = job.parameters.get("rows") or {}
    if name not in rows or len(job.runs) != 1:
        raise BadInput(f"{job.unit} with seeds {list(job.runs)} is no unit of a row.")
    return dict(rows[name])
