"""The bookkeeping as the rest of the program sees it: one object, one transaction a verb."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from . import database, guards, upgrade
from .accounting import Accounting
from .attempts import Attempts
from .clock import time_of
from .elements import ElementLooks
from .events import Events
from .failures import Failures
from .files import Files
from .gates import Gates
from .grid import GridPages
from .jobblocks import JobBlocks
from .jobpages import JobPages
from .jobs import Jobs
from .leases import Leases
from .matching import Matchings
from .observing import Observations
from .overviews import Overviews
from .people import People
from .productions import Productions
from .readiness import Readiness
from .row_files import RowFiles
from .runs import Runs
from .server import cipher, is_server
from .simulations import Simulations
from .statistics import Statistics
from .submissions import Submissions
from .transfers import Transfers
from .trouble import spoken


class Bookkeeping(
    Productions,
    Overviews,
    Jobs,
    JobPages,
    JobBlocks,
    Failures,
    Statistics,
    GridPages,
    Submissions,
    Attempts,
    Files,
    Leases,
    Events,
    Runs,
    People,
    Accounting,
    Observations,
    Transfers,
    Simulations,
    RowFiles,
    Readiness,
    ElementLooks,
    Matchings,
    Gates,
):
    """All verbs; safe to be shared by threads.

    Errors leave as ``BookkeepingError`` (``transient`` when waiting may help), ``Outdated`` for a database
    of a newer version, ``LeaseHeld`` when another program drives the production.
    """

    @classmethod
    def open(
        cls,
        place: str | Path,
        *,
        busy_seconds: float = database.BUSY_SECONDS,
        viewer: str | None = None,
        copies: Path | None = None,
    ) -> Bookkeeping:
        """Open a database by path or address; an empty one gets its tables, an older file is brought to this version.

        An older database on a server is refused, unless a folder for ``copies`` is given: one is made first.
        """
        url = database.address(place)
        engine, name = database.connect(url, busy_seconds), database.spoken_name(url)
        with spoken(name):
            if not upgrade.check(engine, name):
                from .keeping import bring_up

                bring_up(engine, name, copies)
        return cls(engine, name, viewer)

    def version(self) -> str | None:
        """Return the version of the tables."""
        with spoken(self.place):
            return upgrade.version(self._engine)

    def cipher(self) -> str | None:
        """Return how the line to a server is encrypted, empty when it is not; a file has no line."""
        if not is_server(self._engine.url):
            return None
        with self._reading() as connection:
            return cipher(connection)

    def guard(self, owners: Iterable[str] = ()) -> str | None:
        """Let a server itself refuse what is not one's own; return why it does not. A file has nobody to refuse.

        ``owners`` says which accounts are those of one person.
        """
        with spoken(self.place):
            return guards.make(self._engine, owners) if is_server(self._engine.url) else None

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
