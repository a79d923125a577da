"""The answer to one question, kept true while jobs change: who comes through, in which order, how many in each state.

A few that changed are taken out and put where they belong now; after many, all is asked anew.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping

import numpy as np

from parisana.bookkeeping.values.views import JobLine, JobQuery
from parisana.core.jobs.states import JobState

from .chosen import in_states, let_through
from .columns import STATES, Columns, Places
from .keys import in_order, key_of

#: So many changes at once are put in one by one.
FEW = 3000


class View:
    """The rows of one question."""

    def __init__(self, columns: Columns, query: JobQuery) -> None:
        self._columns, self.query = columns, query
        self.renew()

    def renew(self) -> None:
        """Ask everything anew."""
        self._through = let_through(self._columns, self.query)
        states = self._columns["state"]
        among = states if self._through.all() else states[self._through]
        self._counts = np.bincount(among, minlength=len(STATES))
        chosen = np.flatnonzero(self._through & in_states(self._columns, self.query))
        self._order: Places = in_order(self._columns, chosen, self.query.sort).astype(np.int32)

    @property
    def total(self) -> int:
        """How many rows there are."""
        return len(self._order)

    @property
    def counts(self) -> Mapping[JobState, int]:
        """How many jobs come through all filters but that of states, by state."""
        return {state: int(n) for state, n in zip(STATES, self._counts, strict=True) if n}

    def lines(self, first: int, count: int) -> list[JobLine]:
        """Return some rows, counted from the top."""
        last = min(first + count, self.total)
        places = self._order[[self._turned(row) for row in range(max(first, 0), last)]]
        return self._columns.lines(places.astype(np.int64))

    def rows_of(self, ids: list[int]) -> dict[int, int]:
        """Return in which rows jobs (by id) are now; those that are in none are left out."""
        places = self._columns.places_of(ids)
        mine = places[places >= 0]
        where = np.full(self._columns.count, -1, np.int32)
        where[self._order] = np.arange(self.total, dtype=np.int32)
        rows = dict(zip(mine.tolist(), where[mine].tolist(), strict=True))
        return {
            job: self._turned(rows[place])
            for job, place in zip(ids, places.tolist(), strict=True)
            if rows.get(place, -1) >= 0
        }

    def _turned(self, row: int) -> int:
        """Return a row counted from the other end, when the greatest comes first."""
        return self.total - 1 - row if self.query.descending else row

    def leave(self, places: Places) -> None:
        """Let go of jobs that are about to change."""
        through = self._through[places]
        gone = self._columns["state"][places[through]]
        self._counts = self._counts - np.bincount(gone, minlength=len(STATES))
        if len(places) <= FEW:
            changing = np.zeros(self._columns.count, np.bool_)
            changing[places] = True
            self._order = self._order[~changing[self._order]]

    def enter(self, places: Places) -> None:
        """Take in jobs that have changed."""
        if len(places) > FEW:
            self.renew()
            return
        through = let_through(self._columns, self.query, places)
        self._through[places] = through
        self._counts = self._counts + np.bincount(self._columns["state"][places[through]], minlength=len(STATES))
        coming = places[through & in_states(self._columns, self.query, places)]
        self._insert(in_order(self._columns, coming, self.query.sort))

    def _insert(self, coming: Places) -> None:
        columns, sort, order = self._columns, self.query.sort, self._order

        def key(place: int) -> tuple[object, ...]:
            return key_of(columns, place, sort)

        rows = [bisect_left(order, key(place), key=key) for place in coming.tolist()]
        self._order = np.insert(order, rows, coming.astype(np.int32))
