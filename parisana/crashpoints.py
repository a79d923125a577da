"""Places where a test may kill the program, by name; without the environment variable they do nothing.

``PARISANA_CRASH_AT=after-intent`` kills this process with SIGKILL when it gets there; with
``PARISANA_CRASH_AFTER=3`` only the third time. The tests go through ``POINTS`` and kill at each.
"""

from __future__ import annotations

import os
import signal
from collections import Counter

from parisana.errors import Bug

POINTS = (
    "before-intent",
    "after-intent",
    "before-call",
    "after-accept",
    "before-record",
    "during-collection",
    "after-record",
    "after-replacing",
    "during-rename",
    "in-migration-0001",
    "in-migration-0002",
    "in-migration-0003",
    "in-migration-0004",
    "in-migration-0005",
    "in-migration-0006",
    "in-migration-0007",
    "in-migration-0008",
    "in-migration-0009",
    "in-migration-0010",
    "in-migration-0011",
    "in-migration-0012",
    "in-migration-0013",
)

_reached: Counter[str] = Counter()


def reach(point: str) -> None:
    """Die here if the environment says so."""
    if point not in POINTS:
        raise Bug(f"There is no crash point {point}.")
    if os.environ.get("PARISANA_CRASH_AT") != point:
        return
    _reached[point] += 1
    if _reached[point] >= int(os.environ.get("PARISANA_CRASH_AFTER", "1")):
        os.kill(os.getpid(), signal.SIGKILL)
