"""All connections of this program: one for each host, whoever has something to do there."""

from __future__ import annotations

import atexit
import threading
from typing import TYPE_CHECKING

from parisana.core.documents.address import Address
from parisana.errors import SiteError
from parisana.plugins.registry import REMEDIES
from parisana.plugins.runner import ByteRunner

from .asked import Ask, Person, nobody

if TYPE_CHECKING:
    from .connection import Connection
    from .system import Master


class Pool:
    """Gives runners that share connections."""

    def __init__(self) -> None:
        self.ask: Ask = nobody
        self._connections: dict[Address, Connection] = {}
        self._masters: dict[Address, Master] = {}
        self._lock = threading.Lock()

    def runner(self, address: Address, site: str = "") -> ByteRunner:
        """Return what gives commands on a host; its questions name the site that is reached through it."""
        if address.transport == "system":
            from .system import SystemRunner

            return SystemRunner(self._master(address, site))
        connection = self.connection(address, site)
        from .runner import SSHRunner

        return SSHRunner(connection)

    def connection(self, address: Address, site: str = "") -> Connection:
        """Return the program's own connection to a host, which is made when it is first needed."""
        try:
            from .connection import Connection
        except ImportError as error:
            message = f"{address.host} cannot be reached: the library {error.name} is not installed."
            raise SiteError(message, hint=REMEDIES["paramiko"]) from error
        with self._lock:
            if address not in self._connections:
                self._connections[address] = Connection(address, trusts=self._person(address, site).trusts)
            return self._connections[address]

    def is_open(self, address: Address) -> bool:
        """Whether this program is logged in on a host; where the system's ssh is, it asks nobody again."""
        if address.transport == "system":
            return address in self._masters
        connection = self._connections.get(address)
        return connection is not None and connection.alive()

    def try_now(self, address: Address) -> None:
        """Ask a host again at once, however often it was silent."""
        for known in (self._connections, self._masters):
            if address in known:
                known[address].backoff.reset()

    def try_all(self) -> None:
        """Ask all hosts again at once."""
        for address in {*self._connections, *self._masters}:
            self.try_now(address)

    def close(self) -> None:
        """Give all connections up; those of the system's ssh stay for the next program, as their owner wants it."""
        with self._lock:
            connections, self._connections = list(self._connections.values()), {}
            self._masters = {}
        for connection in connections:
            connection.drop()

    def _master(self, address: Address, site: str) -> Master:
        from .system import Master

        person = self._person(address, site)
        with self._lock:
            return self._masters.setdefault(address, Master(address, person.answer, trusts=person.trusts))

    def _person(self, address: Address, site: str) -> Person:
        """Return the user as this host sees it: whoever answers when it asks, not now."""
        return Person(address, site, lambda asked: self.ask(asked))


POOL = Pool()
atexit.register(POOL.close)
