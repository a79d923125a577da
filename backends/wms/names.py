"""The names of what was sent: a submission is a job of the WMS and how many rows it has, an attempt is one of them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .answers import JOB

SUBMISSION = re.compile(rf"({JOB.pattern})#(\d+)")
ATTEMPT = re.compile(rf"({JOB.pattern})#(\d+)/(\d+)")


@dataclass(frozen=True, slots=True)
class Attempt:
    """One row of one job."""

    job: str
    row: int
    rows: int

    def __str__(self) -> str:
        return f"{self.job}#{self.row}/{self.rows}"


def submission_name(job: str, rows: int) -> str:
    """Return the native id of a submission."""
    return f"{job}#{rows}"


def attempts_of(submission: str) -> list[Attempt]:
    """Return all rows of a submission; none of what is no submission."""
    found = SUBMISSION.fullmatch(submission)
    return [Attempt(found[1], row, int(found[2])) for row in range(1, int(found[2]) + 1)] if found else []


def attempt_named(name: str) -> Attempt | None:
    """Return the attempt of a native id."""
    found = ATTEMPT.fullmatch(name)
    return Attempt(found[1], int(found[2]), int(found[3])) if found else None
