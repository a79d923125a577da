"""Checksums of files that have not changed since they were summed last: looked up, not computed again.

A sum is kept with all that the storage tells of the file's state: size, time of change, and what else sets one
state apart from another. It is kept only of a file that rested for a while before, and was the same before and
after: one that changes twice within the same tick of a server's clock would look unchanged.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

from parisana.bookkeeping.catalogue.known_sums import KnownSums
from parisana.core.jobs.states import Answer
from parisana.plugins.storage import Checksum, Stat, Storage

#: Seconds for which a file must have rested.
REST = 10.0


class Sums:
    """The checksums that this user's programs know."""

    def __init__(self, home: Path, clock: Callable[[], float] = time.time) -> None:
        self._known = KnownSums(home / "checksums.sqlite")
        self._clock = clock

    def of(self, storage: Storage, url: str, *, anew: bool = False) -> Checksum:
        """Return the checksum of a file as it is now; ``anew``: by reading it, whatever is known."""
        before, at = storage.stat(url), self._clock()
        place, state = storage.spot(url), state_of(before)
        if state and not anew and (found := self._known.find(place, state)):
            return Checksum(*found)
        checksum = storage.checksum(url)
        if state and before.mtime is not None and at - before.mtime > REST and state_of(storage.stat(url)) == state:
            self._known.keep(place, state, *checksum, at)
        return checksum


def state_of(stat: Stat) -> str:
    """Return what sets this state of a file apart; nothing where the storage does not tell enough."""
    if stat.exists is not Answer.YES or stat.is_dir or stat.size is None or stat.mtime is None:
        return ""
    return f"{stat.size} {stat.mtime!r} {stat.version}"
