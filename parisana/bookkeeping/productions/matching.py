"""The verbs of queries for runs: whether a production still looks for new ones, when it last did, what came of it."""

from __future__ import annotations

from contextlib import suppress
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import Door, columns
from parisana.bookkeeping.schema import matchings
from parisana.bookkeeping.values.matching import BEGUN, MatchingRecord

#: So much of what was said is kept.
MOST = 500


class Matchings(Door):
    """What is known of the queries of productions."""

    def matching(self, production: int) -> MatchingRecord:
        """Return how the query of a production stands."""
        query = select(*columns(matchings, MatchingRecord)).where(matchings.c.production_id == production)
        with self._reading() as connection:
            row = connection.execute(query).first()
        return BEGUN if row is None else MatchingRecord(bool(row.active), *row[1:])

    @whole
    def switch_matching(self, production: int, active: bool) -> bool:
        """Look for new runs from now on, or no longer; whether that is another word than before."""
        with self._writing() as connection:
            found = _held(connection, production)
            _set(connection, production, active=active)
        return found.active is not active

    @whole
    def note_matching(self, production: int, at: float, said: str, runs: int) -> None:
        """Write down that somebody looked, what came of it, and how many runs are new."""
        with self._writing() as connection:
            there = _held(connection, production).runs
            _set(connection, production, looked_at=at, said=said[:MOST], runs=there + runs)


def _held(connection: Connection, production: int) -> MatchingRecord:
    """Hold the row of a production, which is made when it is not there."""
    query = select(*columns(matchings, MatchingRecord)).where(matchings.c.production_id == production)
    if (row := connection.execute(query.with_for_update()).first()) is not None:
        return MatchingRecord(bool(row.active), *row[1:])
    with suppress(IntegrityError), connection.begin_nested():  # another program may do so at the same time
        connection.execute(insert(matchings).values(production_id=production, active=True, said="", runs=0))
    return BEGUN


def _set(connection: Connection, production: int, **values: Any) -> None:
    connection.execute(update(matchings).where(matchings.c.production_id == production).values(**values))
