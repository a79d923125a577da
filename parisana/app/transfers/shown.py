"""The queue for the eye: what runs, waits and failed, the newest of what is done, and how much went through when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from parisana.bookkeeping.values.states import TransferState
from parisana.bookkeeping.values.transfers import TransferRecord
from parisana.core.measures.bins import time_width

#: The stretch of time (s) whose throughput is shown, and in how many parts at most.
SPAN, PARTS = 3600.0, 60


@dataclass(frozen=True, slots=True)
class TransferRow:
    """One copy as a table shows it."""

    number: int
    state: str
    source: str
    target: str
    size: int | None
    moved: int
    rate: float | None
    """Bytes a second, while it runs."""
    seconds_left: float | None
    tries: int
    reason: str
    again_in: float | None
    """Seconds until it is tried again."""
    production: int | None

    @property
    def part(self) -> float | None:
        """How much of it is there, from 0 to 1; nothing where nobody knows how large it is."""
        return None if not self.size else min(self.moved / self.size, 1.0)


@dataclass(frozen=True, slots=True)
class Throughput:
    """Bytes that went through in stretches of time."""

    start: float
    width: float
    number: int
    moved: Mapping[int, float]


def row_of(record: TransferRecord, now: float) -> TransferRow:
    """Return a copy as it is now."""
    running = record.state is TransferState.RUNNING and record.started is not None
    rate = record.moved / max(now - (record.started or now), 0.1) if running else None
    left = (record.size - record.moved) / rate if rate and record.size is not None else None
    waits = record.not_before - now if record.state is TransferState.WAITING else 0.0
    return TransferRow(
        record.id, record.state.value, record.source, record.target, record.size, record.moved, rate, left,
        record.tries, record.reason, waits if waits > 0 else None, record.production_id,
    )  # fmt: skip


def throughput(records: Sequence[TransferRecord], now: float, span: float = SPAN) -> Throughput:
    """Return how many bytes went through when: each copy evenly from its start to its end."""
    width = time_width(span, PARTS)
    start = (now - span) // width * width
    number = int((now - start) // width) + 1
    sums: defaultdict[int, float] = defaultdict(float)
    for record in records:
        end = now if record.state is TransferState.RUNNING else record.changed
        if record.started is not None and record.moved and end > start:
            _spread(sums, record.started - start, max(end - record.started, 1e-3), record.moved, width)
    return Throughput(start, width, number, {at: moved for at, moved in sums.items() if 0 <= at < number})


def _spread(sums: dict[int, float], begin: float, seconds: float, moved: float, width: float) -> None:
    """Add bytes that went through evenly to the stretches that this touches."""
    at = max(int(begin // width), 0)
    while at * width < begin + seconds:
        there = min((at + 1) * width, begin + seconds) - max(at * width, begin)
        sums[at] += moved * there / seconds
        at += 1
