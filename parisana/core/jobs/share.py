"""The program's own share of a production's wall time, from when its payloads ran."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class Ran:
    """One payload: when its inputs were there, when it started and ended (epoch seconds)."""

    ready: float
    started: float
    ended: float


def own_share(payloads: Sequence[Ran], begin: float, end: float, cores: int) -> float:
    """Return the part of ``begin … end`` that was not the payloads'.

    It is the time in which no payload ran, plus the time in which one ran, but a core stood idle while
    another payload could have started.
    """
    if end <= begin:
        return 0.0
    moments = sorted({begin, end, *(t for ran in payloads for t in (ran.ready, ran.started, ran.ended))})
    own = 0.0
    for left, right in pairwise(moments):
        if right <= begin or left >= end:
            continue
        running = sum(ran.started <= left and ran.ended >= right for ran in payloads)
        could_start = any(ran.ready <= left and ran.started >= right for ran in payloads)
        if running == 0 or (running < cores and could_start):
            own += min(right, end) - max(left, begin)
    return own / (end - begin)
