"""What a revision changes: the stages and their order, and the jobs whose place another takes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from parisana.bookkeeping.database.door import LISTED, chunks
from parisana.bookkeeping.jobs import counters, kinds, stepping
from parisana.bookkeeping.schema import jobs, stages
from parisana.bookkeeping.values.entries import JobChange
from parisana.core.jobs.states import JobState

#: A superseded job in one of these is nowhere but here, and is cancelled at once.
UNSENT = frozenset({JobState.WAITING, JobState.STAGING, JobState.READY})


def set_stages(connection: Connection, production: int, wanted: Sequence[tuple[str, str]]) -> dict[str, int]:
    """Bring the stages into the wanted order, new ones included; return the id of each name."""
    known = stage_ids(connection, production)
    for position, (name, title) in enumerate(wanted):
        values = {"position": position, "title": title}
        if name in known:
            connection.execute(update(stages).where(stages.c.id == known[name]).values(values))
        else:
            connection.execute(insert(stages).values(production_id=production, name=name, **values))
    now = stage_ids(connection, production)
    counters.make(connection, production, [now[name] for name in now if name not in known])
    return now


def stage_ids(connection: Connection, production: int) -> dict[str, int]:
    """Return the ids of a production's stages by their names."""
    query = select(stages.c.name, stages.c.id).where(stages.c.production_id == production)
    return {name: stage_id for name, stage_id in connection.execute(query)}


def supersede(connection: Connection, production: int, superseded: Mapping[int, int], at: float, source: str) -> None:
    """Mark jobs (by number) as superseded; what is nowhere but here is cancelled."""
    mine = jobs.c.production_id == production
    for part in chunks(sorted(superseded), LISTED):
        query = select(jobs.c.id, jobs.c.number, jobs.c.stage_id, jobs.c.state).where(mine, jobs.c.number.in_(part))
        old = connection.execute(query).all()
        unsent = [(row.id, superseded[row.number]) for row in old if row.state in UNSENT]
        stepping.step(connection, production, [_withdrawal(job, new, at) for job, new in unsent], source)
        deltas = Counter((row.stage_id, JobState.CANCELLED if row.state in UNSENT else row.state) for row in old)
        counters.add(connection, production, Counter({place: -n for place, n in deltas.items()}))
        statement = update(jobs).where(jobs.c.id == bindparam("_id")).values(superseded_by=bindparam("_new"))
        connection.execute(statement, [{"_id": row.id, "_new": superseded[row.number]} for row in old])
        kinds.file(connection, (), [row.id for row in old if row.state is JobState.FAILED])


def _withdrawal(job: int, successor: int, at: float) -> JobChange:
    reason = f"job {successor} takes its place" if successor else "no longer wanted"
    return JobChange(job, JobState.CANCELLED, at, reason=reason)
