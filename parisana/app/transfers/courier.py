"""Carrying out transfers beside other work: a thread for each way of copying, and nobody waits for either."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from threading import Thread
from typing import TYPE_CHECKING

from parisana.errors import BookkeepingError

from .worker import WAYS, Way, Worker

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


class Courier:
    """Carries what is handed over; what it cannot do now, it does when it is handed over again.

    What a service copies may take hours: it holds up nothing that is copied from here.
    """

    def __init__(self) -> None:
        self._trips: dict[Way, tuple[Worker, Thread]] = {}

    def carry(self, book: Bookkeeping, ids: Sequence[int] | None = None) -> None:
        """Begin with these, or with all that waits, unless it is on its way."""
        for way in WAYS:
            if way not in self._trips or not self._trips[way][1].is_alive():
                worker = Worker(book)
                self._trips[way] = worker, Thread(target=_carry, args=(worker, ids, way), daemon=True, name="courier")
                self._trips[way][1].start()

    def stop(self, timeout: float) -> None:
        """Let it break off what it carries, which waits again; do not wait for what hangs."""
        until = time.monotonic() + timeout
        for worker, _ in self._trips.values():
            worker.stop()
        for _, thread in self._trips.values():
            thread.join(max(0.0, until - time.monotonic()))

    def wait(self) -> None:
        """Wait until it is back."""
        for _, thread in self._trips.values():
            thread.join()


def _carry(worker: Worker, ids: Sequence[int] | None, way: Way) -> None:
    with suppress(BookkeepingError):  # the queue is in the bookkeeping: it goes on when that is back
        worker.run(ids, patience=0, ways=(way,))
