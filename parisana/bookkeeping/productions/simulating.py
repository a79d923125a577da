"""Writing the rows of Monte-Carlo productions, within the transaction of what they belong to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from sqlalchemy import Connection, bindparam, case, insert, select, update

from parisana.bookkeeping.database.bulk import Bulk, Values
from parisana.bookkeeping.schema import simulated_jobs, simulation_rows, simulations
from parisana.bookkeeping.values.simulations import NewRow, NewSimulation
from parisana.core.jobs.states import ProductionState

_JOBS = Bulk(insert(simulated_jobs), "job_id", "row_id", "seed", "showers")


def write(connection: Connection, production: int, new: NewSimulation) -> dict[int, int]:
    """Write what a production simulates, or what of it has changed; return the ids of all rows by their numbers."""
    values = {name: value for name, value in asdict(new).items() if name != "rows"}
    mine = simulations.c.production_id == production
    if connection.execute(update(simulations).where(mine).values(values)).rowcount == 0:
        connection.execute(insert(simulations).values(production_id=production, **values))
    there = row_ids(connection, production)
    for row in new.rows:
        _write_row(connection, production, row, there.get(row.number))
    return row_ids(connection, production)


def _write_row(connection: Connection, production: int, row: NewRow, there: int | None) -> None:
    if there is None:
        values = {**asdict(row), "production_id": production, "state": ProductionState.NEW}
        connection.execute(insert(simulation_rows).values(values))
        return
    done = simulation_rows.c.state == ProductionState.DONE
    state = case((done, ProductionState.RUNNING), else_=simulation_rows.c.state)
    grown = {"requested": row.requested, "spare": row.spare, "state": state}
    mine = (simulation_rows.c.id == there) & (simulation_rows.c.requested != row.requested)
    connection.execute(update(simulation_rows).where(mine).values(grown))


def row_ids(connection: Connection, production: int) -> dict[int, int]:
    """Return the ids of a production's rows by their numbers."""
    wanted = select(simulation_rows.c.number, simulation_rows.c.id).where(simulation_rows.c.production_id == production)
    return {number: row for number, row in connection.execute(wanted)}


def record_jobs(connection: Connection, rows: Iterable[Values]) -> None:
    """Record jobs of rows: (job's id, row's id, seed, showers)."""
    _JOBS.run(connection, rows)


def count(connection: Connection, showers: Mapping[int, int]) -> None:
    """Record what the outputs of jobs (by id) hold; jobs that belong to no row are left out."""
    if showers:
        statement = update(simulated_jobs).where(simulated_jobs.c.job_id == bindparam("_job"))
        rows = [{"_job": job, "_showers": number} for job, number in sorted(showers.items())]
        connection.execute(statement.values(showers=bindparam("_showers")), rows)


def spend(connection: Connection, production: int, spare: Mapping[int, int]) -> None:
    """Take from the spare units of rows, by their numbers."""
    for number, used in spare.items():
        mine = (simulation_rows.c.production_id == production) & (simulation_rows.c.number == number)
        connection.execute(update(simulation_rows).where(mine).values(spare=simulation_rows.c.spare - used))
