"""The files that the rows of Monte-Carlo productions have come to, as they are recorded: there, or missing."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select

from parisana.bookkeeping.database.door import Door
from parisana.bookkeeping.schema import files, jobs, simulated_jobs, simulation_rows
from parisana.bookkeeping.values.simulations import FileTally
from parisana.bookkeeping.values.states import FileState


class RowFiles(Door):
    """The one question."""

    def row_files(self, production: int) -> dict[tuple[int, str], FileTally]:
        """Return by number of the row and stage what its jobs left, those left out whose place others took."""
        by = (simulation_rows.c.number, files.c.stage, files.c.state)
        query = select(*by, func.count(), func.sum(files.c.size)).select_from(simulated_jobs)
        query = query.join(simulation_rows, simulation_rows.c.id == simulated_jobs.c.row_id)
        query = query.join(jobs, jobs.c.id == simulated_jobs.c.job_id).join(files, files.c.job_id == jobs.c.id)
        query = query.where(simulation_rows.c.production_id == production, jobs.c.superseded_by.is_(None))
        found: dict[tuple[int, str], dict[FileState, tuple[int, int]]] = defaultdict(dict)
        with self._reading() as connection:
            for row, stage, state, n, size in connection.execute(query.group_by(*by)):
                found[row, stage][state] = (n, int(size))
        return {place: _tally(states) for place, states in found.items()}


def _tally(states: dict[FileState, tuple[int, int]]) -> FileTally:
    there, size = states.get(FileState.THERE, (0, 0))
    return FileTally(there, states.get(FileState.MISSING, (0, 0))[0], size)
