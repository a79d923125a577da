"""Patience with a host that cannot be reached: each time it is asked later again, and never by all at once."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

from parisana.errors import SiteError

FIRST = 1.0
LONGEST = 120.0


class Backoff:
    """Remembers why the last attempt failed, and when the next one may be made."""

    def __init__(
        self, clock: Callable[[], float] = time.monotonic, jitter: Callable[[], float] = random.random
    ) -> None:
        self._clock, self._jitter = clock, jitter
        self.reset()

    def reset(self) -> None:
        """Forget: it answered, or the user says try now."""
        self._delay, self._until = FIRST, 0.0
        self._why: SiteError | None = None

    def failed(self, why: SiteError) -> None:
        """Wait longer than last time, by a half to one and a half of the delay."""
        self._why = why
        self._until = self._clock() + self._delay * (0.5 + self._jitter())
        self._delay = min(2 * self._delay, LONGEST)

    def check(self) -> None:
        """Raise the last failure again while it is too early for another attempt."""
        if self._why is not None and self._clock() < self._until:
            raise self._why.with_traceback(None)
