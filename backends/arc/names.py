"""Ids of jobs as the bookkeeping has them: the service, and the job there; the same in every way of speaking to it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

SEPARATOR = "/jobs/"


def job_of(attempt: str) -> str:
    """Return the id of a job at its service."""
    return attempt.rpartition(SEPARATOR)[2]


def by_service(attempts: Iterable[str]) -> dict[str, list[str]]:
    """Return the jobs of each service."""
    found: dict[str, list[str]] = defaultdict(list)
    for attempt in attempts:
        url, mark, job = attempt.rpartition(SEPARATOR)
        if mark and url.startswith("https://"):
            found[url].append(job)
    return found
