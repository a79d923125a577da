"""Which row starts next: a pure choice among the living submissions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from .records import Order


@dataclass(frozen=True, slots=True)
class Candidate:
    """A submission, how many of its rows run, and whether it has one to start."""

    order: Order
    running: int
    waits: bool


def choose(candidates: Sequence[Candidate]) -> Candidate | None:
    """Return whose row starts now, if any can.

    A row that waits for the whole machine holds the later ones back, so that it is not starved; one
    that is held by a narrower limit of its own site file does not.
    """
    cores = sum(candidate.order.cores * candidate.running for candidate in candidates)
    memory_mb = sum(candidate.order.memory_mb * candidate.running for candidate in candidates)
    widest = max((_offer(candidate.order) for candidate in candidates), default=(0, 0))
    for candidate in sorted((each for each in candidates if each.waits), key=_turn):
        order = candidate.order
        if cores + order.cores <= order.offered_cores and memory_mb + order.memory_mb <= order.offered_memory_mb:
            return candidate
        if _offer(order) == widest:
            return None
    return None


def _offer(order: Order) -> tuple[int, int]:
    return order.offered_cores, order.offered_memory_mb


def _turn(candidate: Candidate) -> tuple[int, int, float, str]:
    order = candidate.order
    return -order.priority, candidate.running, order.submitted, order.tag
