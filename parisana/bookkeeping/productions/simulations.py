"""Monte-Carlo productions: their rows, how far each is, and units that take the place of lost ones."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, func, select, update

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import LISTED, Door, Query, chunks, columns
from parisana.bookkeeping.people import history
from parisana.bookkeeping.people.leases import require_lease
from parisana.bookkeeping.people.people import shown
from parisana.bookkeeping.schema import jobs, productions, simulated_jobs, simulation_rows, simulations, stages
from parisana.bookkeeping.values.entries import NewJob
from parisana.bookkeeping.values.simulations import (
    Replacement,
    RowRecord,
    RowStanding,
    SimulationRecord,
    Tally,
    UnitJob,
)
from parisana.core.jobs.states import JobState, ProductionState

from . import simulating
from .recording import Recorder
from .revising import stage_ids, supersede

#: A unit with a job in one of these does not come to its end by itself.
LOST = (JobState.FAILED, JobState.CANCELLED)


class Simulations(Door):
    """The verbs of Monte-Carlo productions."""

    def simulations(
        self, limit: int = 1000, after: int = 0, digest: str | None = None, numbers: Sequence[int] = ()
    ) -> list[SimulationRecord]:
        """Return Monte-Carlo productions with numbers above ``after``; of some showers only, or only these."""
        elsewhere = {name: productions.c[name] for name in ("name", "owner", "site", "state")}
        query = select(*columns(simulations, SimulationRecord, **elsewhere)).join_from(simulations, productions)
        query = query.where(simulations.c.production_id > after, shown(self.viewer))
        if digest is not None:
            query = query.where(simulations.c.digest == digest)
        if numbers:
            query = query.where(simulations.c.production_id.in_(numbers))
        with self._reading() as connection:
            rows = connection.execute(query.order_by(simulations.c.production_id).limit(limit))
            return [SimulationRecord(*row) for row in rows]

    def rows(self, production: int) -> list[RowRecord]:
        """Return the rows of a production, in order; an analysis has none."""
        with self._reading() as connection:
            return _rows(connection, production)

    def row_standings(self, production: int) -> list[RowStanding]:
        """Return the rows with what their jobs have come to."""
        with self._reading() as connection:
            rows = _rows(connection, production)
            tallies, units = _tallies(connection, production), _units(connection, production)
        return [RowStanding(row, tallies.get(row.id, {}), units.get(row.id, 0)) for row in rows]

    def lost_units(self, production: int) -> list[UnitJob]:
        """Return all jobs of units of which a job failed or was cancelled, in order of their numbers."""
        query = _unit_jobs(production)
        found: list[UnitJob] = []
        with self._reading() as connection:
            lost = connection.execute(query.with_only_columns(jobs.c.unit).where(jobs.c.state.in_(LOST))).scalars()
            for part in chunks(sorted(set(lost)), LISTED):
                found += [UnitJob(*row) for row in connection.execute(query.where(jobs.c.unit.in_(part)))]
        return sorted(found)

    def live_units(self, production: int) -> dict[int, list[str]]:
        """Return the units of each row (by number) that nothing took the place of."""
        query = _unit_jobs(production).with_only_columns(simulation_rows.c.number, jobs.c.unit).distinct()
        found: dict[int, list[str]] = defaultdict(list)
        with self._reading() as connection:
            for row, unit in connection.execute(query.order_by(jobs.c.unit)):
                found[row].append(unit)
        return dict(found)

    def showers_by_key(self, keys: Iterable[str]) -> dict[str, int]:
        """Return how many showers the results of these keys hold, where that is recorded."""
        found: dict[str, int] = {}
        query = select(jobs.c.key, simulated_jobs.c.showers).join_from(simulated_jobs, jobs)
        query = query.where(jobs.c.state == JobState.DONE, simulated_jobs.c.showers.is_not(None))
        with self._reading() as connection:
            for part in chunks(keys, LISTED):
                found.update({key: n for key, n in connection.execute(query.where(jobs.c.key.in_(part)))})
        return found

    @whole
    def count_showers(self, showers: Mapping[int, int]) -> None:
        """Record what the outputs of jobs (by id) hold, which were found and not collected."""
        with self._writing() as connection:
            simulating.count(connection, showers)

    def last_number(self, production: int) -> int:
        """Return the largest number that a job of a production has, or had."""
        query = select(func.max(jobs.c.number)).where(jobs.c.production_id == production)
        with self._reading() as connection:
            return connection.execute(query).scalar_one() or 0

    def add_units(
        self, production: int, new: Iterable[NewJob], how: Replacement, at: float, source: str, epoch: int
    ) -> None:
        """Record units of rows that are there, whole or not at all; those whose place they take are superseded.

        Only the driver does so, while it has the lease: of two, neither would see what the other adds.
        """
        with self._writing() as connection:
            require_lease(connection, production, epoch)
            recorder = Recorder(connection, production, stage_ids(connection, production), at)
            recorder.know()
            recorder.rows = simulating.row_ids(connection, production)
            recorder.record(new)
            supersede(connection, production, how.superseded, at, source)
            simulating.spend(connection, production, how.spare)
            history.write(connection, [history.event(production, at, source, how.text)])

    @whole
    def set_row_states(self, production: int, state: ProductionState, numbers: Sequence[int]) -> None:
        """Set the state of rows, by their numbers."""
        mine = (simulation_rows.c.production_id == production) & simulation_rows.c.number.in_(numbers)
        with self._writing() as connection:
            connection.execute(update(simulation_rows).where(mine).values(state=state))

    @whole
    def set_spare(self, production: int, number: int, spare: int) -> None:
        """Say how many units of a row may still take the place of lost ones."""
        mine = (simulation_rows.c.production_id == production) & (simulation_rows.c.number == number)
        with self._writing() as connection:
            connection.execute(update(simulation_rows).where(mine).values(spare=spare))


def _rows(connection: Connection, production: int) -> list[RowRecord]:
    query = select(*columns(simulation_rows, RowRecord)).where(simulation_rows.c.production_id == production)
    return [RowRecord(*row) for row in connection.execute(query.order_by(simulation_rows.c.number))]


def _tallies(connection: Connection, production: int) -> dict[int, dict[str, dict[JobState, Tally]]]:
    """Count the jobs of each row, stage and state that nothing took the place of."""
    by = (simulation_rows.c.id, stages.c.name, jobs.c.state)
    counted = (func.count(), func.coalesce(func.sum(simulated_jobs.c.showers), 0))
    found: dict[int, dict[str, dict[JobState, Tally]]] = defaultdict(lambda: defaultdict(dict))
    query = _unit_jobs(production).with_only_columns(*by, *counted).group_by(*by)
    for row, stage, state, n, showers in connection.execute(query):
        found[row][stage][state] = Tally(n, int(showers))
    return found


def _units(connection: Connection, production: int) -> dict[int, int]:
    """Count the units that each row has had: of one stage, those that were superseded, too."""
    by = (simulated_jobs.c.row_id, jobs.c.stage_id)
    query = select(simulated_jobs.c.row_id, func.count()).join_from(simulated_jobs, jobs).group_by(*by)
    found: dict[int, int] = {}
    for row, n in connection.execute(query.where(jobs.c.production_id == production)):
        found[row] = max(n, found.get(row, 0))
    return found


def _unit_jobs(production: int) -> Query:
    wanted = (jobs.c.number, jobs.c.unit, simulation_rows.c.number, stages.c.name, jobs.c.state)
    return (
        select(*wanted, simulated_jobs.c.showers)
        .select_from(simulated_jobs)
        .join(simulation_rows, simulation_rows.c.id == simulated_jobs.c.row_id)
        .join(jobs, jobs.c.id == simulated_jobs.c.job_id)
        .join(stages, stages.c.id == jobs.c.stage_id)
        .where(simulation_rows.c.production_id == production, jobs.c.superseded_by.is_(None))
    )
