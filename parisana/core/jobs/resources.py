"""What a job needs of a machine, and how the need is computed from its size."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

#: Bytes of the unit in which disk is asked for.
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Resources:
    """Needs of one job, in the units of the batch page."""

    memory_mb: int = 1000
    time_s: int = 3600
    disk_mb: int = 1000
    cores: int = 1


def neediest(needs: Collection[Resources]) -> Resources:
    """Return what is enough for all of these: jobs that are sent together are sent with it."""
    return Resources(
        max(each.memory_mb for each in needs),
        max(each.time_s for each in needs),
        max(each.disk_mb for each in needs),
        max(each.cores for each in needs),
    )


@dataclass(frozen=True, slots=True)
class Need:
    """``base + per_run * runs + per_input_gb * gigabytes``, at most ``max``."""

    base: float
    per_run: float = 0.0
    per_input_gb: float = 0.0
    max: float | None = None

    def of(self, runs: int, input_gb: float) -> int:
        """Return the need of a job of this size, rounded up to a whole unit."""
        value = self.base + self.per_run * runs + self.per_input_gb * input_gb
        capped = value if self.max is None else min(value, self.max)
        return -int(-capped // 1)
