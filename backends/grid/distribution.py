"""Which element gets the next job: by its share, unless it was put aside for a while."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from parisana.core.sites.shares import LONGEST_WAIT, Candidate, next_element, shares
from parisana.errors import Refused

#: Seconds for which an element that takes no jobs, or does not answer, gets none; doubled each time, up to the last.
ASIDE, LONGEST_ASIDE = 600.0, 7200.0


class Distribution:
    """Shares jobs among elements, and remembers which ones are put aside."""

    def __init__(
        self,
        elements: Sequence[Candidate],
        longest_wait: float = LONGEST_WAIT,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._clock = clock
        self._sent: Counter[str] = Counter()
        self._aside: dict[str, tuple[float, float]] = {}
        self.shares: Mapping[str, float] = shares(elements, longest_wait)

    @property
    def aside(self) -> set[str]:
        """Return the elements that get no jobs now."""
        now = self._clock()
        return {name for name, (until, _) in self._aside.items() if until > now}

    def choose(self, fits: Callable[[str], bool] = lambda name: True) -> str:
        """Return the element for the next job, of those that it fits."""
        fitting = {name: share for name, share in self.shares.items() if fits(name)}
        if self.shares and not fitting:
            hint = "Raise the limits of an element on the batch page, or ask for less."
            raise Refused("No computing element takes jobs that ask for so much, or of this stage.", hint=hint)
        found = next_element(fitting, self._sent, self.aside)
        if found is None:
            raise Refused("No computing element takes jobs now.", transient=True)
        return found

    def took(self, element: str) -> None:
        """Count a job, and trust the element again."""
        self._sent[element] += 1
        self._aside.pop(element, None)

    def put_aside(self, element: str) -> None:
        """Send it nothing for a while, longer each time."""
        _, last = self._aside.get(element, (0.0, ASIDE / 2))
        pause = min(2 * last, LONGEST_ASIDE)
        self._aside[element] = (self._clock() + pause, pause)
