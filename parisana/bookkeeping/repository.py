"""The bookkeeping as the rest of the program sees it: one object, one transaction a verb."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType

from parisana.bookkeeping.catalogue.elements import ElementLooks
from parisana.bookkeeping.catalogue.files import Files
from parisana.bookkeeping.catalogue.runs import Runs
from parisana.bookkeeping.catalogue.transfers import Transfers
from parisana.bookkeeping.database import opening as database
from parisana.bookkeeping.database.clock import time_of
from parisana.bookkeeping.database.server import cipher, is_server
from parisana.bookkeeping.database.trouble import spoken
from parisana.bookkeeping.driving.attempts import Attempts
from parisana.bookkeeping.driving.observing import Observations
from parisana.bookkeeping.driving.submissions import Submissions
from parisana.bookkeeping.jobs.blocks import JobBlocks
from parisana.bookkeeping.jobs.failures import Failures
from parisana.bookkeeping.jobs.grid import GridPages
from parisana.bookkeeping.jobs.listing import Jobs
from parisana.bookkeeping.jobs.pages import JobPages
from parisana.bookkeeping.people.events import Events
from parisana.bookkeeping.people.leases import Leases
from parisana.bookkeeping.people.people import People
from parisana.bookkeeping.productions.gates import Gates
from parisana.bookkeeping.productions.listing import Productions
from parisana.bookkeeping.productions.matching import Matchings
from parisana.bookkeeping.productions.overviews import Overviews
from parisana.bookkeeping.productions.readiness import Readiness
from parisana.bookkeeping.productions.row_files import RowFiles
from parisana.bookkeeping.productions.simulations import Simulations
from parisana.bookkeeping.statistics.accounting import Accounting
from parisana.bookkeeping.statistics.times import Statistics
from parisana.bookkeeping.upkeep import guards, upgrade


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
                from parisana.bookkeeping.upkeep.keeping import bring_up

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
