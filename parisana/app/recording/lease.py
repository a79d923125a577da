"""One driver for a production: the lease, kept alive while the driver works."""

from __future__ import annotations

import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.app.ground.line import Line
from parisana.errors import LeaseHeld

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: A driver that has not been heard of for so long may be replaced.
SECONDS = 120.0
#: For so much longer (s) another machine waits: the road of the first one to the database may only be slow.
GRACE = 60.0


@contextmanager
def lease(book: Bookkeeping, production: int) -> Iterator[int]:
    """Hold the production's lease; yield the epoch; give it back at the end."""
    epoch = _take(book, production)
    try:
        yield epoch
    finally:
        book.release_lease(production, epoch)


def keep_lease(book: Bookkeeping, production: int, epoch: int, line: Line) -> int:
    """Hold the lease longer and return its epoch; one that another driver took and gave back is taken anew.

    Whoever looks on learns by it what was heard of the site.
    """
    try:
        book.renew_lease(production, epoch, SECONDS, line.answered_at, line.silent_since)
    except LeaseHeld as lost:
        if not lost.transient:
            raise
        return _take(book, production)
    return epoch


def held_here(book: Bookkeeping, production: int) -> bool:
    """Whether the lease is held by another thread of this very program."""
    held = book.lease(production)
    return held is not None and (held.host, held.pid) == (places.host(), os.getpid())


def _take(book: Bookkeeping, production: int) -> int:
    holder = f"{places.person()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
    over, before = _dead_holder(book, production), book.lease(production)
    epoch = book.take_lease(production, holder, places.host(), os.getpid(), SECONDS, over=over, grace=GRACE)
    if before is not None and before.holder and before.host != places.host():
        text = f"{places.host()} drives it now: {before.host} was not heard of any more"
        book.note(production, book.now(), places.person(), text)
    return epoch


def _dead_holder(book: Bookkeeping, production: int) -> int | None:
    """Return the epoch of a lease whose holder was a process on this host that is gone."""
    held = book.lease(production)
    if held is None or held.host != places.host() or Path(f"/proc/{held.pid}").exists():
        return None
    return held.epoch
