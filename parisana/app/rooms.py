"""The rooms of a session: what belongs together behind one name, each furnished when somebody first goes in.

They are imported then, too: whoever opens a profile does not wait for what draws results.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.app.ground.line import Notice

if TYPE_CHECKING:
    from parisana.app.books.people import People
    from parisana.app.books.sums import Sums
    from parisana.app.changing.avoiding import Nodes
    from parisana.app.changing.readiness import Readiness
    from parisana.app.credentials.wallet import Wallet
    from parisana.app.driving.watch import Watch
    from parisana.app.jobs.grid import Grids
    from parisana.app.jobs.job_views import JobViews
    from parisana.app.jobs.logs import Logs
    from parisana.app.jobs.statistics import Statistics
    from parisana.app.jobs.timeline import Chronicles
    from parisana.app.jobstore.table import JobTable
    from parisana.app.planning.observations import Observations
    from parisana.app.profiles.shelf import ProfileShelf
    from parisana.app.results.outcomes import Outcomes
    from parisana.app.sites.element_history import ElementHistory
    from parisana.app.sites.view import Sites
    from parisana.app.transfers.browser import Browser
    from parisana.app.transfers.queue import Transfers
    from parisana.app.upkeep.inventory import Inventory
    from parisana.app.upkeep.surroundings import Surroundings
    from parisana.bookkeeping import Bookkeeping


class Rooms:
    """What a session is made of."""

    def __init__(
        self,
        home: Path | None = None,
        tell: Callable[[Notice], None] = lambda notice: None,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.home = home or places.home()
        self._tell = tell
        self._clock = clock
        self._sleep = sleep

    @cached_property
    def book(self) -> Bookkeeping:
        """Return the bookkeeping, opened (and made) when it is first needed."""
        from parisana.bookkeeping import Bookkeeping

        return Bookkeeping.open(places.book(self.home), viewer=places.user())

    @cached_property
    def observations(self) -> Observations:
        """Return the targets by name, and the runs of data stores and of the bookkeeping."""
        from parisana.app.planning.observations import Observations

        return Observations(lambda: self.book)

    @cached_property
    def sites(self) -> Sites:
        """Return the sites: their settings, what they answer, their areas, elements and servers."""
        from parisana.app.sites.view import Sites

        return Sites(self._clock)

    @cached_property
    def element_history(self) -> ElementHistory:
        """Return the elements of sites as they are, and as they were."""
        from parisana.app.sites.element_history import ElementHistory

        return ElementHistory(lambda: self.book, lambda: self.sites, self._clock)

    @cached_property
    def nodes(self) -> Nodes:
        """Return the nodes that jobs of a production are kept from."""
        from parisana.app.changing.avoiding import Nodes

        return Nodes(lambda: self.book, self._clock)

    @cached_property
    def people(self) -> People:
        """Return those who work together: who did what, who sees what, who is in which group."""
        from parisana.app.books.people import People

        return People(lambda: self.book, self._clock)

    @cached_property
    def wallet(self) -> Wallet:
        """Return proxy and token: how long they last, and what makes new ones."""
        from parisana.app.credentials.wallet import Wallet

        return Wallet(lambda: self.book, self._clock)

    @cached_property
    def readiness(self) -> Readiness:
        """Return what people say of tables and classifiers, which jobs wait for."""
        from parisana.app.changing.readiness import Readiness

        return Readiness(lambda: self.book, self._clock)

    @cached_property
    def watch(self) -> Watch:
        """Return the eye on all productions."""
        from parisana.app.driving.watch import Watch

        return Watch(lambda: self.book, self._clock)

    @cached_property
    def outcomes(self) -> Outcomes:
        """Return the results: files with what is in them, figures, and where each file comes from."""
        from parisana.app.results.outcomes import Outcomes

        return Outcomes(lambda: self.book)

    @cached_property
    def transfers(self) -> Transfers:
        """Return the queue of copies from any storage to any other."""
        from parisana.app.transfers.queue import Transfers

        return Transfers(lambda: self.book, self._clock)

    @cached_property
    def browser(self) -> Browser:
        """Return what looks at storages, a folder at a time."""
        from parisana.app.transfers.browser import Browser

        return Browser(lambda: self.sums, self._clock)

    @cached_property
    def sums(self) -> Sums:
        """Return the checksums of files that have not changed."""
        from parisana.app.books.sums import Sums

        return Sums(self.home, self._clock)

    @cached_property
    def inventory(self) -> Inventory:
        """Return what compares the books with the storages, and repairs what it found."""
        from parisana.app.upkeep.inventory import Inventory

        return Inventory(lambda: self.book, lambda: self.sums, self._clock)

    def say(self, notice: Notice) -> None:
        """Tell the person something."""
        self._tell(notice)

    def now(self) -> float:
        """Return the time."""
        return self._clock()

    def rest(self, seconds: float) -> None:
        """Let time pass."""
        self._sleep(seconds)

    @cached_property
    def statistics(self) -> Statistics:
        """Return the count of jobs by time, memory and duration."""
        from parisana.app.jobs.statistics import Statistics

        return Statistics(lambda: self.book, self._clock)

    @cached_property
    def grids(self) -> Grids:
        """Return what lays a production out: units by stages."""
        from parisana.app.jobs.grid import Grids

        return Grids(lambda: self.book)

    @cached_property
    def chronicles(self) -> Chronicles:
        """Return what tells of a production in time."""
        from parisana.app.jobs.timeline import Chronicles

        return Chronicles(lambda: self.book, self._clock)

    @cached_property
    def job_table(self) -> JobTable:
        """Return what a table of jobs is asked of, however many they are."""
        from parisana.app.jobstore.apart import StoreApart
        from parisana.app.jobstore.table import JobTable

        return JobTable(lambda: self.book, self._clock, lambda: StoreApart(str(places.book(self.home))))

    @cached_property
    def job_views(self) -> JobViews:
        """Return the saved views of tables of jobs."""
        from parisana.app.jobs.job_views import JobViews

        return JobViews(self.home / "job-views.json")

    @cached_property
    def logs(self) -> Logs:
        """Return what finds the logs of jobs, and brings them here."""
        from parisana.app.jobs.logs import Logs

        return Logs(lambda: self.book, self.home)

    @cached_property
    def profiles(self) -> ProfileShelf:
        """Return the user's profiles: to list, open, save, compare and take back."""
        from parisana.app.profiles.shelf import ProfileShelf

        return ProfileShelf(self.home, lambda: self.book)

    def surroundings(self) -> Surroundings:
        """Return versions, folders, and the plug-ins that cannot be used here."""
        from parisana.app.upkeep.surroundings import look_around

        return look_around(self.home)

    def close(self) -> None:
        """Let go of the bookkeeping."""
        if "job_table" in self.__dict__:
            self.job_table.close()
        if "book" in self.__dict__:
            self.book.close()
