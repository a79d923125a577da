"""The bookkeeping as the rest of the program sees it: one object, one transaction a verb."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from . import database, upgrade
from .attempts import Attempts
from .clock import time_of
from .events import Events
from .files import Files
from .jobs import Jobs
from .leases import Leases
from .productions import Productions
from .runs import Runs
from .submissions import Submissions
from .trouble import spoken


class Bookkeeping(Productions, Jobs, Submissions, Attempts, Files, Leases, Events, Runs):
    """All verbs; safe to be shared by threads.

    Errors leave as ``BookkeepingError`` (``transient`` when waiting may help), ``Outdated`` for a database
    of a newer version, ``LeaseHeld`` when another program drives the production.
    """

    @classmethod
    def open(cls, place: str | Path, *, busy_seconds: float = database.BUSY_SECONDS) -> Bookkeeping:
        """Open a database by path or address; one that is new or older is brought to this version."""
        url = database.address(place)
        engine, name = database.connect(url, busy_seconds), database.spoken_name(url)
        with spoken(name):
            if not upgrade.check(engine, name):
                upgrade.upgrade(engine, name)
        return cls(engine, name)

    def version(self) -> str | None:
        """Return the version of the tables."""
        with spoken(self.place):
            return upgrade.version(self._engine)

    def now(self) -> float:
        """Return the time by the database's own clock."""
        with self._reading() as connection:
            return time_of(connection)

    def close(self) -> None:
        """Let go of all connections."""
        self._engine.dispose()

    def __enter__(self) -> Bookkeeping:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
