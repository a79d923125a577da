"""The elements of sites as they are, and as they were at each look: ``session.element_history``."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import suppress
from typing import TYPE_CHECKING

from parisana.bookkeeping.values.elements import NOBODY
from parisana.bookkeeping.values.elements import Look as Look
from parisana.bookkeeping.values.elements import Together as Together
from parisana.core.sites.site import Site
from parisana.errors import BookkeepingError, SiteError

from .view import Element, Elements, Sites

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: Seconds within which a second look, of whomever, is not noted; for how long a history is shown.
PAUSE, SPAN, DAY = 60.0, 7 * 86_400.0, 86_400.0


class ElementHistory:
    """Looks at elements, and remembers."""

    def __init__(
        self, book: Callable[[], Bookkeeping], sites: Callable[[], Sites], clock: Callable[[], float] = time.time
    ) -> None:
        self._book, self._sites, self._clock = book, sites, clock

    @property
    def now(self) -> float:
        """The time by which looks are dated."""
        return self._clock()

    def look(self, site: Site) -> Elements:
        """Ask a site for its elements, and note how they are, or that it gave no answer."""
        try:
            found = self._sites().elements(site)
        except SiteError as error:
            if error.transient:
                self._note(site, [Look(round(self._clock()), NOBODY, error.message[:64], None, None, None, None)])
            raise
        self._note(site, [_look(each, round(found.at)) for each in found.rows])
        return found

    def is_older(self, site: str, seconds: float) -> bool:
        """Whether nobody has looked at a site for so long."""
        last = self._book().looked_last(site)
        return last is None or last <= self._clock() - seconds

    def day(self) -> dict[str, list[Together]]:
        """Return how all elements of each site were together in the last day, the oldest look first."""
        found: dict[str, list[Together]] = {}
        for each in self._book().looks_together(self._clock() - DAY):
            found.setdefault(each.site, []).append(each)
        return found

    def _note(self, site: Site, found: list[Look]) -> None:
        """Note it; while the bookkeeping is away nothing is noted."""
        with suppress(BookkeepingError):
            self._book().note_looks(site.name, found, PAUSE)

    def of(self, site: str, element: str | None = None, span: float = SPAN) -> list[Look]:
        """Return how the elements of a site were lately, or one of them, the oldest look first."""
        return self._book().looks_at(site, element, self._clock() - span)


def _look(row: Element, at: int) -> Look:
    """Return a row of the dialog as a look; a status may be a whole sentence of an element that is silent."""
    return Look(at, row.element[:255], row.status[:64], row.response_time, row.free_cpus, row.running, row.queued)
