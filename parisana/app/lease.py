"""One driver for a production: the lease, kept alive while the driver works."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parisana.app import places
from parisana.bookkeeping import Bookkeeping

#: A driver that has not been heard of for so long may be replaced.
SECONDS = 120.0


@contextmanager
def lease(book: Bookkeeping, production: int) -> Iterator[int]:
    """Hold the production's lease; yield the epoch; give it back at the end."""
    holder = f"{places.user()}@{places.host()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    epoch = book.take_lease(
        production, holder, places.host(), os.getpid(), SECONDS, over=_dead_holder(book, production)
    )
    try:
        yield epoch
    finally:
        book.release_lease(production, epoch)


def _dead_holder(book: Bookkeeping, production: int) -> int | None:
    """Return the epoch of a lease whose holder was a process on this host that is gone."""
    held = book.lease(production)
    if held is None or held.host != places.host() or Path(f"/proc/{held.pid}").exists():
        return None
    return held.epoch
