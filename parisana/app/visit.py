"""Somebody who only looks: a session that writes nothing, calls no site and fetches no file from elsewhere.

The web pages are made of it: whoever opens a page must not be able to make this machine do something.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from parisana.app.books.usage import Usages
from parisana.app.ground import places
from parisana.app.ground.kept import Kept
from parisana.app.jobs.failures import tail
from parisana.app.jobs.job_detail import AttemptDetail
from parisana.app.jobs.logfile import Line
from parisana.app.jobs.logs import Logs
from parisana.app.planning.recorded import recorded_site
from parisana.app.results.near import Near
from parisana.app.results.outcomes import Outcomes
from parisana.app.session import Session
from parisana.app.sites.reach import files_away
from parisana.app.sites.view import SiteEntry
from parisana.bookkeeping.statistics.totals import Computed, EndpointCount, FileCount, TargetCount, Totals
from parisana.bookkeeping.values.views import RunQuery
from parisana.errors import InputError, SiteError, StorageError
from parisana.plugins.registry import is_on_disk

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping
    from parisana.plugins.storage import Checksum, Storage

__all__ = ["ANYBODY", "EndpointCount", "FileCount", "RunQuery", "TargetCount", "Visit"]

#: Seconds after which the CPU time of all attempts is added up again.
SELDOM = 900.0
#: Of whom nobody has heard: what everyone may see is shown.
ANYBODY = ""


class Visit(Session):
    """A session that only looks; ``viewer`` is the person whose productions are shown beside those of everyone."""

    def __init__(
        self,
        home: Path | None = None,
        book: str | None = None,
        viewer: str = ANYBODY,
        clock: Callable[[], float] = time.time,
    ) -> None:
        super().__init__(home, clock=clock)
        self.viewer = viewer
        self._place = book or places.book(self.home)

    @cached_property
    def book(self) -> Bookkeeping:
        """Return the bookkeeping; a file is opened so that nothing can be written."""
        from parisana.bookkeeping import Bookkeeping

        return Bookkeeping.open(_read_only(self._place), viewer=self.viewer)

    @cached_property
    def totals(self) -> Totals:
        """Return what adds up all productions."""
        return Totals.beside(self.book)

    @cached_property
    def outcomes(self) -> Outcomes:
        """Return the results, as far as they lie on this machine."""
        return Outcomes(lambda: self.book, _Here())

    @cached_property
    def logs(self) -> Logs:
        """Return the logs, as far as they lie on this machine."""
        return _LogsHere(lambda: self.book, self.home)

    @cached_property
    def usages(self) -> Usages:
        """Return what people and sites have used."""
        return Usages(self.totals, self.file_counts, self.computed)

    @cached_property
    def file_counts(self) -> Kept[list[FileCount]]:
        """Return the count of all files, which takes a moment and is kept."""
        return Kept(self.totals.count_files, self._clock)

    @cached_property
    def computed(self) -> Kept[list[Computed]]:
        """Return the CPU time of all attempts, which takes longer and is kept longer."""
        return Kept(self.totals.computed, self._clock, old=SELDOM)

    def log_end(self, production: int, attempt: AttemptDetail) -> list[Line]:
        """Return the last lines of an attempt's log, if it lies on this machine."""
        if self._is_away(production):
            raise SiteError("Its log lies on the submit host; the window and `parisana log` fetch it from there.")
        return tail(attempt.log)

    def _is_away(self, production: int) -> bool:
        """Whether its files lie on a submit host; a site whose text cannot be read any more tells nothing."""
        try:
            return files_away(recorded_site(self.book, production)[1])
        except InputError:
            return False

    @cached_property
    def known_sites(self) -> Kept[list[SiteEntry]]:
        """Return the sites that are known here; reading all their files takes a moment."""
        return Kept(self.sites.entries, self._clock)


class _LogsHere(Logs):
    """Logs as they lie; nothing is fetched."""

    def here(self, production: int, log: Path) -> Path:
        """Return a log as it is."""
        return log


class _Here(Near):
    """Files of this machine only."""

    def path(self, storage: Callable[[], Storage], url: str, size: int, checksum: Checksum | None = None) -> Path:
        """Return a plain path as it is."""
        if not is_on_disk(url):
            raise StorageError("It lies on another storage; the window brings it here.")
        return Path(url)


def _read_only(place: Path | str) -> str:
    """Return the address of a file as one that may only be read; a server's stays: there, the account decides."""
    if "://" in str(place):
        return str(place)
    file = Path(place).expanduser().absolute()
    if not file.is_file():
        hint = "The first plan that is submitted makes it; another one is named with --book."
        raise InputError(f"There is no bookkeeping at {file}.", hint=hint)
    return f"sqlite:///file:{_quoted(file)}?mode=ro&uri=true"


def _quoted(file: Path) -> str:
    """Write a path as SQLite and SQLAlchemy read it within an address."""
    return quote(quote(str(file)))
