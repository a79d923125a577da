"""The names of what was sent: an element with a cluster and its number of rows, an attempt is a job of that cluster."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

#: Where the collector of an element listens.
PORT = 9619
ELEMENT = re.compile(r"([A-Za-z0-9.-]+)(?::(\d{1,5}))?(?:/([A-Za-z0-9.@_-]+))?")
SUBMISSION = re.compile(r"([^#]+)#([1-9]\d*)/([1-9]\d*)")
ATTEMPT = re.compile(r"([^#]+)#([1-9]\d*)\.(\d+)")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One computing element: where its collector listens, and the name of its schedd."""

    pool: str
    schedd: str

    def __str__(self) -> str:
        return f"{self.pool}/{self.schedd}"

    @classmethod
    def read(cls, text: str) -> Endpoint | None:
        """Return the element that somebody wrote down; its schedd is named after the host unless that is said."""
        found = ELEMENT.fullmatch(text)
        return cls(f"{found[1]}:{found[2] or PORT}", found[3] or found[1]) if found else None


@dataclass(frozen=True, slots=True)
class Attempt:
    """One job of a cluster; they are counted from 0, rows from 1."""

    endpoint: Endpoint
    cluster: int
    proc: int

    def __str__(self) -> str:
        return f"{self.endpoint}#{self.cluster}.{self.proc}"


def submission_name(endpoint: Endpoint, cluster: int, rows: int) -> str:
    """Return the native id of a submission."""
    return f"{endpoint}#{cluster}/{rows}"


def attempts_of(submission: str) -> list[Attempt]:
    """Return all rows of a submission; none of what is no submission."""
    found = SUBMISSION.fullmatch(submission)
    endpoint = Endpoint.read(found[1]) if found else None
    if found is None or endpoint is None:
        return []
    return [Attempt(endpoint, int(found[2]), proc) for proc in range(int(found[3]))]


def attempt_named(name: str) -> Attempt | None:
    """Return the attempt of a native id."""
    found = ATTEMPT.fullmatch(name)
    endpoint = Endpoint.read(found[1]) if found else None
    return Attempt(endpoint, int(found[2]), int(found[3])) if found and endpoint else None


def by_endpoint(attempts: Iterable[Attempt]) -> dict[Endpoint, list[Attempt]]:
    """Return attempts, element by element."""
    found: dict[Endpoint, list[Attempt]] = defaultdict(list)
    for attempt in attempts:
        found[attempt.endpoint].append(attempt)
    return found
