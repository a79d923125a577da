"""Pages of the table of jobs: filtered, sorted by any column, one query a page however far down.

A page begins after a row, by that row's value and number. The condition is written out, ``a >= ? AND (a > ? OR
number > ?)``, because some databases scan the whole table for ``(a, number) > (?, ?)``. Sorted by state, a page is put
together of one question a state, each answered from an index: the first page of a million jobs comes in milliseconds.
The pages of several productions are merged, so that each is read from its own index.
"""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, Select, and_, case, func, or_, select

from parisana.bookkeeping.database.door import Door, Query, as_written, by_index, columns
from parisana.bookkeeping.database.searching import holds
from parisana.bookkeeping.schema import jobs, stages
from parisana.bookkeeping.values.views import JobQuery, JobRow, JobSort, Place
from parisana.core.jobs.states import BY_ATTENTION, JobState
from parisana.errors import InputError

from . import counters

#: What each column of the table sorts by, and whether it may be unknown (which comes before everything); states have an
#: order of their own.
SORTS: dict[JobSort, tuple[ColumnElement[Any], bool]] = {
    JobSort.NUMBER: (jobs.c.number, False),
    JobSort.STAGE: (stages.c.position, False),
    JobSort.UNIT: (jobs.c.unit, False),
    JobSort.SITE: (jobs.c.site, True),
    JobSort.NATIVE_ID: (jobs.c.native_id, True),
    JobSort.ATTEMPTS: (jobs.c.attempts, False),
    JobSort.TIME: (jobs.c.seconds, True),
    JobSort.MEMORY: (jobs.c.peak_memory_mb, True),
    JobSort.FAILURE: (jobs.c.failure, True),
    JobSort.REASON: (jobs.c.reason, False),
    JobSort.CHANGED: (jobs.c.changed_at, False),
    JobSort.PRODUCTION: (jobs.c.production_id, False),
}
#: Where a text is looked for.
SEARCHED = (stages.c.name, jobs.c.unit, jobs.c.native_id, jobs.c.reason, jobs.c.failure)
#: What must be so, what at least, and what at most.
EQUAL = {"stage": stages.c.name, "failure": jobs.c.failure, "site": jobs.c.site}
LEAST = {"since": jobs.c.changed_at, "longer": jobs.c.seconds}
MOST = {"until": jobs.c.changed_at, "shorter": jobs.c.seconds}
#: Columns in whose order an index has the jobs of a production.
ORDERED = {"number": "uq_jobs_number", "seconds": "ix_jobs_seconds", "peak_memory_mb": "ix_jobs_memory"}
#: A number that no job has: above all of them.
ABOVE_ALL = 2**31 - 1

#: Where a page of one production begins: after this value and this number.
Begin = tuple[Any, int]


class JobPages(Door):
    """The verbs of the table of jobs."""

    def job_rows(self, query: JobQuery) -> list[JobRow]:
        """Return one page."""
        after = self._after(query)
        with self._reading() as connection:
            pages = [_of_one(connection, query, number, after) for number in query.productions]
            merged = heapq.merge(*pages, key=lambda row: _order(row.place(query.sort)), reverse=query.descending)
            return list(islice(merged, query.limit))

    def job_rows_at(self, query: JobQuery, first: int) -> list[JobRow]:
        """Return the page that begins with this row, counted from zero; far down it takes its time."""
        with self._reading() as connection:
            asked = select(jobs.c.id).join_from(jobs, stages, stages.c.id == jobs.c.stage_id)
            wanted = asked.where(jobs.c.production_id.in_(query.productions), *_conditions(query))
            order = (_sorted_by(query.sort), jobs.c.production_id, jobs.c.number)
            return _rows_of(connection, wanted, order, query, first)

    def count_states(self, query: JobQuery) -> Mapping[JobState, int]:
        """Return how many jobs there are in each state, by all the filters but that of states."""
        found: Counter[JobState] = Counter()
        with self._reading() as connection:
            if query.by_counters:
                for number in query.productions:
                    counts = counters.read(connection, number)
                    chosen = [counts.get(query.stage, {})] if query.stage is not None else list(counts.values())
                    for each in chosen:
                        found.update(each)
                return found
            counted = select(jobs.c.state, func.count()).select_from(jobs.join(stages, stages.c.id == jobs.c.stage_id))
            conditions = _conditions(replace(query, states=()))
            counted = counted.where(jobs.c.production_id.in_(query.productions), *conditions)
            found.update({state: n for state, n in connection.execute(counted.group_by(jobs.c.state))})
        return found

    def count_jobs(self, query: JobQuery) -> int:
        """Return how many jobs all pages together have."""
        return sum(n for state, n in self.count_states(query).items() if not query.states or state in query.states)

    def sites_of_jobs(self, productions: tuple[int, ...]) -> list[str]:
        """Return the names of the sites that jobs of these productions were sent to."""
        mine = jobs.c.production_id.in_(productions) & jobs.c.site.is_not(None)
        with self._reading() as connection:
            return sorted(connection.execute(select(jobs.c.site).where(mine).distinct()).scalars())

    def _after(self, query: JobQuery) -> Place | None:
        """Return after which row the page begins; one that is not there is the user's mistake."""
        if not isinstance(query.after, int):
            return query.after
        if query.sort is JobSort.NUMBER:
            return query.after, query.production, query.after
        mine = (jobs.c.production_id == query.production) & (jobs.c.number == query.after)
        with self._reading() as connection:
            row = connection.execute(_rows().where(mine)).first()
        if row is None:
            raise InputError(f"There is no job {query.after} in production {query.production}.")
        return JobRow(*row).place(query.sort)


def _order(place: Place) -> tuple[bool, Place]:
    """Return a place as rows are merged by it: what is not known comes before everything."""
    return place[0] is not None, place


def _of_one(connection: Connection, query: JobQuery, production: int, after: Place | None) -> list[JobRow]:
    """Return the page that one production has to offer."""
    begin = None if after is None else _begin(after, production, query.descending)
    mine = replace(query, production=production, others=())
    if query.sort is JobSort.STATE:
        return list(_by_state(connection, mine, begin))
    return _page(connection, mine, *SORTS[query.sort], begin)


def _begin(after: Place, production: int, descending: bool) -> Begin:
    """Return after what a production's rows go on, when the last row of the page before was that of any of them."""
    value, last, number = after
    if production == last:
        return value, number
    passed = production > last if descending else production < last
    return value, ABOVE_ALL if passed is not descending else -1


def _by_state(connection: Connection, query: JobQuery, after: Begin | None) -> Iterator[JobRow]:
    """Yield the rows of a page whose jobs are sorted by state: state after state, until it is full."""
    left = query.limit
    for rank in sorted(range(len(BY_ATTENTION)), reverse=query.descending):
        state = BY_ATTENTION[rank]
        passed = after is not None and (rank > after[0] if query.descending else rank < after[0])
        if left == 0 or passed or (query.states and state not in query.states):
            continue
        begins = (after[1], after[1]) if after is not None and rank == after[0] else None
        rows = _page(connection, replace(query, states=(state,), limit=left), jobs.c.number, False, begins)
        left -= len(rows)
        yield from rows


def _page(
    connection: Connection, query: JobQuery, column: ColumnElement[Any], nullable: bool, after: Begin | None
) -> list[JobRow]:
    """Return the rows of a page of one production; the stages are looked at where something is asked of them."""
    wanted = select(jobs.c.id).where(jobs.c.production_id == query.production, *_conditions(query))
    if query.text or query.stage is not None or column is stages.c.position:
        wanted = wanted.join_from(jobs, stages, stages.c.id == jobs.c.stage_id)
    if after is not None:
        wanted = wanted.where(_beyond(column, nullable, query.descending, *after))
        if column.key in ORDERED and not query.states:
            wanted = by_index(wanted, jobs, ORDERED[column.key])
    order = (column,) if column is jobs.c.number else (column, jobs.c.number)
    return _rows_of(connection, wanted, order, query)


def _rows_of(
    connection: Connection, wanted: Select[int], order: Sequence[ColumnElement[Any]], query: JobQuery, first: int = 0
) -> list[JobRow]:
    """Choose a page of jobs, and only then look at their rows and stages: joined, a server would sort them all."""
    turned = [each.desc() if query.descending else each.asc() for each in order]
    page = wanted.order_by(*turned).limit(query.limit).offset(first or None).subquery("page")
    rows = _rows(page.join(jobs, jobs.c.id == page.c.id)).order_by(*turned)
    return [JobRow(*row) for row in connection.execute(rows)]


def _rows(chosen: FromClause = jobs) -> Query:
    """Return the rows of jobs; a server reads them in the order in which they were chosen, never stage by stage."""
    elsewhere = {"production": jobs.c.production_id, "stage": stages.c.name, "stage_position": stages.c.position}
    rows = select(*columns(jobs, JobRow, **elsewhere)).select_from(chosen.join(stages, stages.c.id == jobs.c.stage_id))
    return as_written(rows)


def _sorted_by(sort: JobSort) -> ColumnElement[Any]:
    if sort is JobSort.STATE:
        return case({str(state): rank for rank, state in enumerate(BY_ATTENTION)}, value=jobs.c.state)
    return SORTS[sort][0]


def _conditions(query: JobQuery) -> list[ColumnElement[bool]]:
    """Return what is asked of a job, whatever its production."""
    found: list[ColumnElement[bool]] = [jobs.c.superseded_by.is_(None)]
    if query.states:
        found.append(jobs.c.state.in_(query.states))
    found += [column == getattr(query, name) for name, column in EQUAL.items() if getattr(query, name) is not None]
    found += [column >= getattr(query, name) for name, column in LEAST.items() if getattr(query, name) is not None]
    found += [column <= getattr(query, name) for name, column in MOST.items() if getattr(query, name) is not None]
    if query.text:
        found.append(or_(*(holds(column, query.text) for column in SEARCHED)))
    return found


def _beyond(
    column: ColumnElement[Any], nullable: bool, descending: bool, value: Any, number: int
) -> ColumnElement[bool]:
    """Say which rows come after the row at which the last page ended."""
    further = jobs.c.number < number if descending else jobs.c.number > number
    if value is None:
        rest = and_(column.is_(None), further)
        return rest if descending else or_(rest, column.is_not(None))
    if not descending:
        return and_(column >= value, or_(column > value, further))
    rest = and_(column <= value, or_(column < value, further))
    return or_(rest, column.is_(None)) if nullable else rest
