"""Sending one job to one element: with the proxy that the element holds, handed over once for many jobs."""

from __future__ import annotations

from collections.abc import Callable

from parisana.backends.grid.delegations import Delegations, Stamp
from parisana.errors import NoAnswer

from .answers import ElementBusy, LapsedDelegation, check_delegated, parse_submitted
from .asking import Run
from .commands import delegate_command, submit_command
from .elements import endpoint_of


class Sending:
    """Sends jobs, each with the name under which its element has the proxy."""

    def __init__(self, run: Run, delegates: bool, stamp: Callable[[], Stamp]) -> None:
        self._run = run
        self._delegates = delegates
        self._delegations = Delegations(self._hand_over, stamp)

    def send(self, element: str, description: str) -> str:
        """Send one job and return its id; a delegation that lapsed is made anew, under a new name, once."""
        try:
            return self._try(element, description)
        except LapsedDelegation:
            self._delegations.forget(endpoint_of(element))
            return self._try(element, description)

    def _try(self, element: str, description: str) -> str:
        name = self._delegations.name(endpoint_of(element)) if self._delegates else None
        return parse_submitted(self._run(submit_command(element, name, description)))

    def _hand_over(self, endpoint: str, name: str) -> None:
        """Hand the proxy over; nothing is sent yet, so that another element may take the job."""
        try:
            check_delegated(self._run(delegate_command(endpoint, name)))
        except NoAnswer as error:
            raise ElementBusy(error.message) from error
