"""Who looks on while a batch is copied: tells the bookkeeping how far it is, and hears who wants it no more."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from threading import Event, Lock
from typing import TYPE_CHECKING

from parisana.errors import BookkeepingError
from parisana.plugins.storage import Watch

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping
    from parisana.bookkeeping.values.transfers import TransferRecord

#: Seconds between two looks into the bookkeeping.
LOOK = 0.3


class Eye(Watch):
    """Looks on at one batch; when one of its copies is not wanted any more, the batch is broken off."""

    def __init__(self, book: Bookkeeping, batch: Sequence[TransferRecord], holder: str, stopped: Event) -> None:
        self._book, self._batch, self._holder, self._stopped = book, batch, holder, stopped
        self._done = 0
        self._unwanted = False
        self._next = time.monotonic() + LOOK
        self._lock = Lock()

    @property
    def cancelled(self) -> bool:
        """Whether a person, or another program, took one of them away; asked of the bookkeeping now and then."""
        with self._lock:
            if not self._unwanted and time.monotonic() > self._next:
                self._unwanted = self._look()
                self._next = time.monotonic() + LOOK
            return self._unwanted or self._stopped.is_set()

    def moved(self, done: int, total: int) -> None:
        """Keep how far it is."""
        self._done = done

    def _look(self) -> bool:
        """Say how far it is. While the bookkeeping is away the copies go on."""
        try:
            return len(self._book.tell_moved(self._spread(), self._holder)) < len(self._batch)
        except BookkeepingError:
            return False

    def _spread(self) -> Mapping[int, int]:
        """Return how far each is, as if one came after the other."""
        left, found = self._done, {}
        for each in self._batch:
            found[each.id] = min(left, each.size if each.size is not None else left)
            left -= found[each.id]
        return found
