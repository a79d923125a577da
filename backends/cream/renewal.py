"""Delegations of living jobs: elements get the renewed proxy under the names that these jobs were sent with.

An element cancels the jobs of a delegation that has expired. The names are asked of the jobs themselves, so that
another program, or this one after a restart, renews them as well.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable

from parisana.backends.grid.delegations import Stamp
from parisana.errors import NoAnswer, SiteError

from .asking import Run, by_element
from .commands import renew_command, status_command
from .elements import endpoint_of

NAME = re.compile(r"Deleg Proxy ID\s*= \[([^\]]+)\]")
#: So many are renewed at once: with very many some are forgotten, silently.
GROUP = 10
#: Seconds before it is tried again where an element did not take it.
AGAIN = 300.0


class Renewal:
    """Renews what has to be, once for each proxy."""

    def __init__(self, run: Run, stamp: Callable[[], Stamp]) -> None:
        self._run, self._stamp = run, stamp
        self._done: Stamp = None
        self._not_before = 0.0

    def renew(self, jobs: Iterable[str]) -> None:
        """Hand the proxy to the elements of these jobs, if it is another one than last time."""
        now = self._stamp()
        if now is None or now == self._done or time.monotonic() < self._not_before:
            return
        try:
            for chunk in by_element(jobs):
                self._of(endpoint_of(chunk[0]), chunk)
        except SiteError:
            self._not_before = time.monotonic() + AGAIN
            return
        self._done = now

    def _of(self, endpoint: str, jobs: list[str]) -> None:
        names = sorted(set(NAME.findall(self._run(status_command(jobs, 2)).stdout)))
        for start in range(0, len(names), GROUP):
            group = names[start : start + GROUP]
            said = self._run(renew_command(endpoint, group)).stdout
            if not all(name in said for name in group):
                raise NoAnswer(f"{endpoint} has not taken the renewed proxy.")
