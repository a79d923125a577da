"""Observation runs: recorded from a data store or a list, found by target, place and zenith."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Connection, bindparam, insert, select, update
from sqlalchemy.exc import IntegrityError

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import BATCH, LISTED, Door, Query, chunks, columns
from parisana.bookkeeping.schema import runs
from parisana.bookkeeping.values.records import RunRecord
from parisana.bookkeeping.values.views import RunQuery
from parisana.core.sky.directions import separation


class Runs(Door):
    """The verbs of runs."""

    @whole
    def add_runs(self, new: Iterable[RunRecord]) -> int:
        """Record runs, or what is known better of those that are there; return how many were new."""
        added = 0
        with self._writing() as connection:
            for part in chunks(new, LISTED):
                added += _add(connection, part)
        return added

    def find_runs(self, query: RunQuery) -> list[RunRecord]:
        """Return runs in order of number; angles are compared on the sphere."""
        found: list[RunRecord] = []
        after = query.after
        with self._reading() as connection:
            while len(found) < query.limit:
                statement = _statement(query).where(runs.c.run > after).order_by(runs.c.run).limit(BATCH)
                page = [RunRecord(*row) for row in connection.execute(statement)]
                found += [run for run in page if _is_near(run, query.near)]
                if len(page) < BATCH:
                    break
                after = page[-1].run
        return found[: query.limit]


def _statement(query: RunQuery) -> Query:
    statement = select(*columns(runs, RunRecord))
    if query.target is not None:
        statement = statement.where(runs.c.target == query.target)
    if query.zenith_max is not None:
        statement = statement.where(runs.c.zenith <= query.zenith_max)
    if query.simulated is not None:
        statement = statement.where(runs.c.simulated == query.simulated)
    if query.near is not None:
        _, dec, radius = query.near
        statement = statement.where(runs.c.dec.between(dec - radius, dec + radius))
    return statement


def _is_near(run: RunRecord, near: tuple[float, float, float] | None) -> bool:
    if near is None:
        return True
    ra, dec, radius = near
    return run.ra is not None and run.dec is not None and separation(ra, dec, run.ra, run.dec) <= radius


def _add(connection: Connection, new: Sequence[RunRecord]) -> int:
    rows = {run.run: asdict(run) for run in new}
    there = set(connection.execute(select(runs.c.run).where(runs.c.run.in_(rows))).scalars())
    fresh = [row for run, row in rows.items() if run not in there]
    added = sum(_insert(connection, row) for row in fresh)
    known = [{"_run": run, **row} for run, row in rows.items() if run in there]
    if known:
        connection.execute(update(runs).where(runs.c.run == bindparam("_run")), known)
    return added


def _insert(connection: Connection, row: dict[str, Any]) -> bool:
    try:
        with connection.begin_nested():
            connection.execute(insert(runs), row)
    except IntegrityError:
        connection.execute(update(runs).where(runs.c.run == row["run"]).values(row))
        return False
    return True
