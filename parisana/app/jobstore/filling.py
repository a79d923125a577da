"""What brings the jobs from the bookkeeping into memory, and then what changes: the events of their steps tell it.

What leaves no event is found a little later: a block of jobs is read again with each look, round and round. While the
bookkeeping is silent, what was known last is shown.
"""

from __future__ import annotations

import ctypes
import os
import threading
import time
import traceback
from collections.abc import Sequence
from typing import TYPE_CHECKING

from parisana.bookkeeping.jobs.blocks import JobBlock
from parisana.errors import ParisanaError

from .held import Held

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: Jobs that are loaded at a time, and those that are read again with each look.
BLOCK, ROUND = 5000, 2000
#: Seconds between two looks; nobody is looking at the table when nothing was asked for so long.
PAUSE, ATTENTION = 0.4, 10.0
#: Seconds until a bookkeeping that did not answer is asked again.
SILENCE = 5.0


class Filling(threading.Thread):
    """Fills as long as the process lives."""

    def __init__(self, book: Bookkeeping, held: Held) -> None:
        super().__init__(name="filling", daemon=True)
        self._book, self._held = book, held
        self._mark: int | None = None
        self._round: tuple[int, int] = (0, 0)
        self._wake = threading.Event()
        self._asked_at = time.monotonic()

    def attend(self) -> None:
        """Note that somebody looks."""
        self._asked_at = time.monotonic()
        self._wake.set()

    def run(self) -> None:
        """Load what is wanted, and follow it; what nobody expected ends the process, which is then started again."""
        try:
            self._look_for_ever()
        except BaseException:
            traceback.print_exc()
            os._exit(os.EX_SOFTWARE)  # without this thread the table would load for ever

    def _look_for_ever(self) -> None:
        while True:
            try:
                self.look()
                pause = PAUSE
            except ParisanaError:
                pause = SILENCE
            time.sleep(pause)
            if time.monotonic() - self._asked_at > ATTENTION:
                self._wake.clear()
                self._wake.wait()

    def look(self) -> None:
        """Load what is wanted and not there; take over what has changed."""
        if self._mark is None:
            self._mark = self._book.event_mark()
        for production in self._held.missing():
            self._load(production)
        self._follow()
        self._read_again()

    def _load(self, production: int) -> None:
        """Load a production from where it was left."""
        held = self._held
        held.know_stages(self._book.stage_places(production))
        held.expect(production, sum(sum(states.values()) for states in self._book.count_by_state(production).values()))
        after = 0
        while blocks := self._book.job_block(production, after, BLOCK):
            held.take(blocks)
            after = blocks[-1].number
        held.complete(production)
        give_back()

    def _follow(self) -> None:
        """Take over the jobs that made a step; after too many, all are loaded anew."""
        assert self._mark is not None, "it is asked for first"
        told = self._book.changed_since(self._held.complete_ones(), self._mark)
        if told is None:
            self._mark = self._book.event_mark()
            for production in self._held.complete_ones():
                self._load(production)
            return
        self._mark, blocks = told
        self._take(blocks)

    def _read_again(self) -> None:
        """Read the next block of the round."""
        productions = self._held.complete_ones()
        if not productions:
            return
        production, after = self._round
        if production not in productions:
            production, after = productions[0], 0
        blocks = self._book.job_block(production, after, ROUND)
        if blocks:
            self._take(blocks)
            self._round = production, blocks[-1].number
            return
        give_back()
        following = productions[(productions.index(production) + 1) % len(productions)]
        self._held.know_stages(self._book.stage_places(following))
        self._round = following, 0

    def _take(self, blocks: Sequence[JobBlock]) -> None:
        if any(not self._held.knows_stage(block.stage_id) for block in blocks):
            for production in {block.production_id for block in blocks}:
                self._held.know_stages(self._book.stage_places(production))
        self._held.take(blocks)


def give_back() -> None:
    """Give memory that nobody uses any more back to the system, where the system can take it in pieces."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
