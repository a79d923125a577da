"""How many jobs of a stage are in a state: kept with each change, and counted again for ``check``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from sqlalchemy import Connection, bindparam, func, insert, select, update

from parisana.bookkeeping.database.door import Answer
from parisana.bookkeeping.schema import counters, jobs, stages
from parisana.bookkeeping.values.views import Counts
from parisana.core.jobs.states import JobState

#: (stage id, state) and by how much it changes.
Deltas = Counter[tuple[int, JobState]]


def make(connection: Connection, production: int, stage_ids: Iterable[int]) -> None:
    """Make the counters of new stages, all zero, so that a change is always an update."""
    rows = [
        {"production_id": production, "stage_id": stage, "state": state, "n": 0}
        for stage in stage_ids
        for state in JobState
    ]
    if rows:
        connection.execute(insert(counters), rows)


def add(connection: Connection, production: int, deltas: Deltas) -> None:
    """Change counters, always in the same order, so that two writers never wait for each other."""
    rows = [
        {"_stage": stage, "_state": state, "_delta": delta} for (stage, state), delta in sorted(deltas.items()) if delta
    ]
    if rows:
        mine = (counters.c.production_id == production) & (counters.c.stage_id == bindparam("_stage"))
        statement = update(counters).where(mine, counters.c.state == bindparam("_state"))
        connection.execute(statement.values(n=counters.c.n + bindparam("_delta")), rows)


def read(connection: Connection, production: int) -> Counts:
    """Return the counters, by stage in order."""
    query = (
        select(stages.c.name, counters.c.state, counters.c.n)
        .join(stages, stages.c.id == counters.c.stage_id)
        .where(counters.c.production_id == production)
        .order_by(stages.c.position)
    )
    return _table(connection.execute(query))


def recount(connection: Connection, production: int) -> Counts:
    """Count the jobs themselves."""
    mine = (jobs.c.stage_id == stages.c.id) & jobs.c.superseded_by.is_(None)
    query = (
        select(stages.c.name, jobs.c.state, func.count(jobs.c.id))
        .select_from(stages.outerjoin(jobs, mine))
        .where(stages.c.production_id == production)
        .group_by(stages.c.position, stages.c.name, jobs.c.state)
        .order_by(stages.c.position)
    )
    return _table(connection.execute(query))


def _table(rows: Iterable[Answer]) -> Counts:
    table: dict[str, dict[JobState, int]] = {}
    for stage, state, n in rows:
        states = table.setdefault(stage, {})
        if state is not None and n:
            states[state] = n
    return table
