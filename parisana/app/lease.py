"""One driver for a production: the lease, kept alive while the driver works."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from parisana.app import places
from parisana.bookkeeping import Bookkeeping
from parisana.errors import LeaseHeld

#: A driver that has not been heard of for so long may be replaced.
SECONDS = 120.0


@contextmanager
def lease(book: Bookkeeping, production: int) -> Iterator[int]:
    """Hold the production's lease; yield the epoch; give it back at the end."""
    epoch = _take(book, production)
    try:
        yield epoch
    finally:
        book.release_lease(production, epoch)


def keep_lease(book: Bookkeeping, production: int, epoch: int) -> int:
    """Hold the lease longer and return its epoch; one that another driver took and gave back is taken anew."""
    try:
        book.renew_lease(production, epoch, SECONDS)
    except LeaseHeld as lost:
        if not lost.transient:
            raise
        return _take(book, production)
    return epoch


def _take(book: Bookkeeping, production: int) -> int:
    holder = f"{places.user()}@{places.host()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    over = _dead_holder(book, production)
    return book.take_lease(production, holder, places.host(), os.getpid(), SECONDS, over=over)


def _dead_holder(book: Bookkeeping, production: int) -> int | None:
    """Return the epoch of a lease whose holder was a process on this host that is gone."""
    held = book.lease(production)
    if held is None or held.host != places.host() or Path(f"/proc/{held.pid}").exists():
        return None
    return held.epoch
