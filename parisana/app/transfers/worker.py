"""Carrying out transfers: batches are claimed and copied, their ends recorded; what may pass is tried again.

What a service copies (FTS) is handed over to it in a lane of its own, which waits for nothing else.
"""

from __future__ import annotations

import math
import os
import time
import uuid
from collections.abc import Callable, Collection, Sequence
from concurrent.futures import Future, wait
from enum import StrEnum
from functools import partial
from threading import Event, Thread
from typing import TYPE_CHECKING

from parisana.app.books.sums import Sums
from parisana.app.ground import places
from parisana.bookkeeping.values.states import TransferState
from parisana.bookkeeping.values.transfers import TransferEnd, TransferRecord
from parisana.errors import BookkeepingError, Cancelled
from parisana.plugins.carrier import Carrier
from parisana.plugins.storage import Checksum, Outcome

from .batch import batch_of, carry
from .ends import Chooser, Opener, chooser, opener
from .eye import Eye
from .handing import Handing
from .presence import is_present, present

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: Batches at a time, so that a large file does not hold up the small ones.
LANES = 2
#: How many of those that wait are looked at.
PAGE = 500
#: Seconds before it is tried again, longer each time, up to the last; after so long it is given up.
PAUSES = (2.0, 10.0, 60.0, 300.0, 900.0)
GIVE_UP = 3 * 86_400.0
#: Seconds between two looks for something to do.
LOOK = 0.2


class Way(StrEnum):
    """Who copies."""

    HERE = "here"
    SERVICE = "service"


WAYS = tuple(Way)


class Worker:
    """Works on the queue that this user has on this machine."""

    def __init__(
        self,
        book: Bookkeeping,
        clock: Callable[[], float] = time.time,
        pauses: Sequence[float] = PAUSES,
        opened: Opener | None = None,
        chosen: Chooser | None = None,
    ) -> None:
        self.book = book
        self.holder = f"{places.person()}:{os.getpid()}:{uuid.uuid4().hex[:8]}"
        self._clock, self._pauses = clock, pauses
        self.opened = opened or opener(book)
        self.sums = Sums(places.home(), clock)
        self.stopped = Event()
        self._chosen = chosen or chooser(book)

    def run(self, ids: Sequence[int] | None = None, patience: float = math.inf, ways: Collection[Way] = WAYS) -> None:
        """Work until nothing is left of those asked for (or of all), or has not been possible for so long (s)."""
        works = {Way.HERE: [self._drive] * LANES, Way.SERVICE: [Handing(self).run]}
        until = time.monotonic() + patience
        with present(self.holder):
            self.free_lost()
            self._in_lanes([partial(work, ids, until) for way in ways for work in works[way]])

    def _in_lanes(self, works: Sequence[Callable[[], None]]) -> None:
        """Work side by side; one lane that ends in trouble breaks off no copy of the others."""
        lanes = [Future[None]() for _ in works]
        for lane, work in zip(lanes, works, strict=True):
            Thread(target=_in_lane, args=(lane, work), daemon=True).start()
        try:
            wait(lanes)
        finally:
            self.stopped.set()
            wait(lanes)
        for lane in lanes:
            lane.result()

    def stop(self) -> None:
        """Break off what is under way: nothing partial stays, and it waits for its turn again."""
        self.stopped.set()

    def carrier(self, record: TransferRecord) -> Carrier | None:
        """Return the service that is to copy it; ``None``: it is copied by this program."""
        return self._chosen(record.source, record.target, record.meant_for)

    def step(self, ids: Sequence[int] | None = None) -> bool:
        """Carry out one batch; say whether there was one."""
        waiting = self.due(self._own(ids))
        if not waiting:
            return False
        batch = self.claimed(batch_of(waiting))
        if batch:
            eye = Eye(self.book, batch, self.holder, self.stopped)
            self.end(list(zip(batch, carry(batch, self.opened, eye, self.sums), strict=True)))
        return True

    def claimed(self, wanted: Sequence[TransferRecord]) -> list[TransferRecord]:
        """Take those that still wait; return them."""
        taken = set(self.book.claim_transfers([each.id for each in wanted], self.holder, self._clock()))
        return [each for each in wanted if each.id in taken]

    def end(self, ended: Sequence[tuple[TransferRecord, Outcome]]) -> None:
        """Record what tries came to; while the bookkeeping is away, as soon as it is back."""
        ends = [self._end(*each) for each in ended]
        while True:
            try:
                return self.book.end_transfers(ends, self.holder, self._clock())
            except BookkeepingError as error:
                if not error.transient or self.stopped.wait(LOOK):
                    raise

    def free_lost(self) -> None:
        """Let transfers wait again whose worker, on this machine, is gone."""
        if lost := lost_holders(self.book):
            self.book.free_transfers(lost, self._clock())

    def _drive(self, ids: Sequence[int] | None, until: float) -> None:
        while not self.stopped.is_set() and (self.step(ids) or self._own(ids)):
            if not self.due(self._own(ids)):
                if time.monotonic() > until:
                    return
                self.stopped.wait(LOOK)

    def due(self, waiting: Sequence[TransferRecord]) -> list[TransferRecord]:
        """Return those whose time has come."""
        return [each for each in waiting if each.not_before <= self._clock()]

    def waiting(self, ids: Sequence[int] | None) -> list[TransferRecord]:
        """Return those of this user and machine that wait."""
        found = self.book.transfers((TransferState.WAITING,), ids, limit=PAGE)
        me = places.user(), places.host()
        return [each for each in found if (each.owner, each.host) == me]

    def _own(self, ids: Sequence[int] | None) -> list[TransferRecord]:
        return [each for each in self.waiting(ids) if self.carrier(each) is None]

    def _end(self, record: TransferRecord, outcome: Outcome) -> TransferEnd:
        """Put into words what a copy came to."""
        now, tries = self._clock(), record.tries + 1
        if isinstance(outcome, Checksum):
            size = record.size if record.size is not None else 0
            return TransferEnd(record.id, TransferState.DONE, "", *outcome, moved=size, tries=tries)
        if isinstance(outcome, Cancelled):
            return TransferEnd(
                record.id, TransferState.WAITING, record.reason, tries=record.tries, not_before=record.not_before
            )
        again = outcome.transient and now - record.created < GIVE_UP
        state = TransferState.WAITING if again else TransferState.FAILED
        pause = self._pauses[min(record.tries, len(self._pauses) - 1)]
        return TransferEnd(record.id, state, str(outcome), tries=tries, not_before=now + pause)


def lost_holders(book: Bookkeeping) -> list[str]:
    """Return the workers of this machine that are gone, and had something to carry out."""
    return [each for each in book.transfer_holders(places.host()) if not is_present(each)]


def _in_lane(end: Future[None], work: Callable[[], None]) -> None:
    """Work in a thread that a program may leave behind."""
    try:
        work()
    except BaseException as error:  # it is raised again where somebody waits
        end.set_exception(error)
    else:
        end.set_result(None)
