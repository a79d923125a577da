"""A count that takes a moment: kept, shown with its age, and counted again behind the scenes when it is old."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, TypeVar

from parisana.errors import ParisanaError

T = TypeVar("T")
#: Seconds after which a count is old.
OLD = 60.0


@dataclass(frozen=True, slots=True)
class Counted(Generic[T]):
    """What was counted, and when."""

    value: T
    at: float


class Kept(Generic[T]):
    """Counts when it is first asked; later it answers at once, and counts anew in a thread of its own."""

    def __init__(self, count: Callable[[], T], clock: Callable[[], float], old: float = OLD) -> None:
        self._count, self._clock, self._old = count, clock, old
        self._lock = threading.Lock()
        self._known: Counted[T] | None = None

    def now(self) -> Counted[T]:
        """Return the count; one that is old is replaced for the next who asks."""
        known = self.known()
        if known is not None:
            return known
        with self._lock:
            return self._known or self._take()

    def known(self) -> Counted[T] | None:
        """Return the count if there is one; otherwise, and when it is old, counting begins."""
        known = self._known
        if (known is None or self._clock() - known.at > self._old) and self._lock.acquire(blocking=False):
            threading.Thread(target=self._again, name="counting", daemon=True).start()
        return known

    def _take(self) -> Counted[T]:
        at = self._clock()
        self._known = Counted(self._count(), at)
        return self._known

    def _again(self) -> None:
        """Count anew; while the database is away, what was counted last stays, with its age."""
        try:
            with suppress(ParisanaError):
                self._take()
        finally:
            self._lock.release()
