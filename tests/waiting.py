"""Waiting for what another process does: never for a time, always for the thing itself."""

from __future__ import annotations

import time
from collections.abc import Callable

#: Far more than anything takes, on a machine that has much to do.
PATIENCE_S = 90.0


def until(happens: Callable[[], object], seconds: float = PATIENCE_S, complaint: str = "It does not happen.") -> None:
    """Wait for something that comes soon; fail when it does not."""
    last = time.monotonic() + seconds
    while not happens():
        assert time.monotonic() < last, complaint
        time.sleep(0.05)
