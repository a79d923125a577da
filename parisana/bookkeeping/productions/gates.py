"""The gates before the rows of Monte-Carlo productions: which are closed, and how one opens."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, select, update

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import Door, Query
from parisana.bookkeeping.jobs import stepping
from parisana.bookkeeping.people import history
from parisana.bookkeeping.schema import jobs, needed, needed_jobs, simulated_jobs, simulation_rows, stages
from parisana.core.jobs.states import JobState
from parisana.core.plans.gates import SCHEME, Gate

SOURCE = "driver"


@dataclass(frozen=True, slots=True)
class ClosedGate:
    """A gate that jobs of a production's row wait before."""

    id: int
    gate: Gate
    production_id: int
    row: int
    """Number of the row."""


def is_gate() -> ColumnElement[bool]:
    """Return what tells gates from what people declare ready."""
    return needed.c.path.startswith(SCHEME, autoescape=True)


class Gates(Door):
    """The verbs of gates."""

    def closed_gates(self, production: int) -> list[ClosedGate]:
        """Return the gates that are closed, in the order of the rows."""
        rows = simulated_jobs.c.row_id == simulation_rows.c.id
        query = select(needed.c.id, needed.c.path, simulation_rows.c.number).distinct().select_from(needed)
        query = query.join(needed_jobs, needed_jobs.c.needed_id == needed.c.id)
        query = query.join(simulated_jobs, simulated_jobs.c.job_id == needed_jobs.c.job_id).join(simulation_rows, rows)
        query = query.where(needed_jobs.c.production_id == production, needed.c.ready.is_(False), is_gate())
        with self._reading() as connection:
            found = connection.execute(query.order_by(simulation_rows.c.number, needed.c.id))
            return [ClosedGate(each, Gate.parse(path), production, row) for each, path, row in found]

    def units_before(self, needed_id: int, production: int, stage: str) -> list[tuple[str, JobState, str]]:
        """Return unit, state and output of a stage's jobs in the rows whose jobs need one of them, in order."""
        waits = (needed_jobs.c.needed_id == needed_id) & (needed_jobs.c.production_id == production)
        rows = select(simulated_jobs.c.row_id).join(needed_jobs, needed_jobs.c.job_id == simulated_jobs.c.job_id)
        query = select(jobs.c.unit, jobs.c.state, jobs.c.output).select_from(simulated_jobs)
        query = query.join(jobs, jobs.c.id == simulated_jobs.c.job_id).join(stages, stages.c.id == jobs.c.stage_id)
        query = query.where(jobs.c.production_id == production, stages.c.name == stage)
        query = query.where(jobs.c.superseded_by.is_(None), simulated_jobs.c.row_id.in_(rows.where(waits)))
        with self._reading() as connection:
            return [(unit, state, output) for unit, state, output in connection.execute(query.order_by(jobs.c.unit))]

    @whole
    def open_gate(self, closed: ClosedGate, at: float, said: str) -> None:
        """Open a gate: the jobs of every production that wait before it come one step nearer; it is written down."""
        with self._writing() as connection:
            mine = needed.c.id == closed.id
            if connection.execute(select(needed.c.ready).where(mine).with_for_update()).scalar_one():
                return
            connection.execute(update(needed).where(mine).values(ready=True, changed_at=at, changed_by=SOURCE))
            waits = needed_jobs.c.needed_id == closed.id
            found = select(needed_jobs.c.production_id).where(waits).distinct().order_by(needed_jobs.c.production_id)
            for production in connection.execute(found).scalars().all():
                theirs: Query = select(needed_jobs.c.job_id).where(waits, needed_jobs.c.production_id == production)
                stepping.declare(connection, production, theirs, -1, SOURCE, at)
                history.write(connection, [history.event(production, at, SOURCE, said)])
