"""Sending a cluster to the element that is next; one whose files did not arrive is removed before another gets it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from parisana.backends.grid.distribution import Distribution
from parisana.core.sites.shares import Candidate, weighted
from parisana.errors import NoAnswer, Refused, SiteError
from parisana.plugins.runner import Outcome

from .ads import HELD
from .answers import ElementBusy, Unspooled, check_removed, parse_submitted
from .commands import LONG_PATIENCE, PATIENCE, remove_command, submit_command
from .names import Endpoint
from .states import SPOOLING

#: Jobs whose files are still awaited.
UNSPOOLED = f"JobStatus == {HELD} && HoldReasonCode == {SPOOLING}"


class Sending:
    """Sends clusters, and remembers which elements are put aside."""

    def __init__(
        self,
        run: Callable[[Sequence[str], float], Outcome],
        endpoints: Mapping[str, Endpoint],
        weights: Mapping[str, float],
    ) -> None:
        self._run, self._endpoints = run, endpoints
        self.elements = Distribution(weighted((Candidate(name, 0.0) for name in endpoints), weights))

    def send(self, description: str, rows: int, fits: Callable[[str], bool]) -> tuple[Endpoint, int]:
        """Send it to the first element that takes it; one that is silent may have taken it already."""
        last: Refused | None = None
        while True:
            name = self._next(last, fits)
            endpoint = self._endpoints[name]
            try:
                cluster = self._submit(endpoint, description, rows)
            except (ElementBusy, Unspooled) as error:
                self.elements.put_aside(name)
                last = error
            except NoAnswer:
                self.elements.put_aside(name)
                raise
            else:
                self.elements.took(name)
                return endpoint, cluster

    def drop(self, endpoint: Endpoint, which: str) -> None:
        """Remove jobs whose files are still awaited: none of them can have started."""
        check_removed(self._run(remove_command(endpoint, f"({which}) && {UNSPOOLED}"), PATIENCE))

    def _next(self, last: Refused | None, fits: Callable[[str], bool]) -> str:
        """Return the element for the next cluster; where there is none, what the last one said tells more."""
        try:
            return self.elements.choose(fits)
        except Refused as error:
            raise last or error from error

    def _submit(self, endpoint: Endpoint, description: str, rows: int) -> int:
        try:
            return parse_submitted(self._run(submit_command(endpoint, description), LONG_PATIENCE), rows)
        except Unspooled as error:
            self._take_back(endpoint, error)
            raise

    def _take_back(self, endpoint: Endpoint, error: Unspooled) -> None:
        try:
            self.drop(endpoint, f"ClusterId == {error.cluster}")
        except SiteError as trouble:
            raise NoAnswer(f"{error.message} It could not be removed.") from trouble
