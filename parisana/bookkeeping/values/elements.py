"""How computing elements were, as the bookkeeping has it."""

from __future__ import annotations

from typing import NamedTuple

#: In place of an element: the site as a whole gave no answer.
NOBODY = ""


class Look(NamedTuple):
    """How an element was at a time."""

    at: int
    element: str
    status: str
    response_s: float | None
    free_cpus: int | None
    running: int | None
    queued: int | None


class Together(NamedTuple):
    """How all elements of a site were at a time, added up; what none of them told is nothing."""

    site: str
    at: int
    answered: bool
    free_cpus: int | None
    running: int | None
    queued: int | None
