"""How the query of a production for runs stands, as the bookkeeping has it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MatchingRecord:
    """How a production's query stands."""

    active: bool
    looked_at: float | None
    said: str
    """What came of the last look."""
    runs: int
    """How many runs it has brought so far."""


#: Before the first look.
BEGUN = MatchingRecord(True, None, "", 0)
