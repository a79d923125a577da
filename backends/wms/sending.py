"""Sending to one of several servers: with the proxy that it holds, and to the next one when it takes none."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeVar

from parisana.backends.grid.delegations import Delegations, Stamp
from parisana.backends.grid.distribution import Distribution
from parisana.core.sites.shares import Candidate
from parisana.errors import NoAnswer, Refused
from parisana.plugins.runner import Outcome

from .answers import LapsedDelegation, ServerBusy, check_delegated, parse_submitted
from .commands import LONG_PATIENCE, PATIENCE, delegate_command, submit_command

Answer = TypeVar("Answer")


class Sending:
    """Sends submissions, each with the proxy that its server has, and remembers which servers are put aside."""

    def __init__(
        self,
        run: Callable[[Sequence[str], float], Outcome],
        servers: Sequence[str],
        delegates: bool,
        stamp: Callable[[], Stamp],
    ) -> None:
        self._run = run
        self._delegates = delegates
        self._delegations = Delegations(self._hand_over, stamp)
        self.servers = Distribution([Candidate(server, None) for server in servers])

    def send(self, description: str) -> str:
        """Send a description to the server that is next; return the id of what it took."""
        return self.over(lambda server, name: self._submit(server, name, description))

    def over(self, act: Callable[[str, str | None], Answer]) -> Answer:
        """Do something with the first server that takes it; one that is silent may have done it already."""
        while True:
            server = self._next()
            try:
                answer = self._with_proxy(server, act)
            except ServerBusy:
                self.servers.put_aside(server)
            except NoAnswer:
                self.servers.put_aside(server)
                raise
            else:
                self.servers.took(server)
                return answer

    def delegate(self, server: str) -> str:
        """Hand the proxy to a server; return under which name it has it."""
        return self._delegations.hand_over(server)

    def _next(self) -> str:
        try:
            return self.servers.choose()
        except Refused as error:
            raise ServerBusy("No WMS takes jobs now.") from error

    def _with_proxy(self, server: str, act: Callable[[str, str | None], Answer]) -> Answer:
        """Do it with the proxy that the server has; one that lapsed is handed over anew, under a new name, once."""
        try:
            return act(server, self._name(server))
        except LapsedDelegation:
            self._delegations.forget(server)
            return act(server, self._name(server))

    def _name(self, server: str) -> str | None:
        return self._delegations.name(server) if self._delegates else None

    def _hand_over(self, server: str, name: str) -> None:
        check_delegated(self._run(delegate_command(server, name), PATIENCE))

    def _submit(self, server: str, name: str | None, description: str) -> str:
        return parse_submitted(self._run(submit_command(server, name, description), LONG_PATIENCE))
