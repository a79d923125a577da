"""What a data store says of runs, kept in the bookkeeping: for whoever looks there, when the store is elsewhere."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.ground.line import Notice
from parisana.bookkeeping.values.records import RunRecord
from parisana.core.runs.observation import Observation
from parisana.core.suites.rule import look_up, satisfied
from parisana.errors import InputError

from .prepared import Prepared
from .store_index import open_store

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


def record_runs(book: Bookkeeping, rows: Iterable[Observation]) -> int:
    """Record runs, or what is known of them now; return how many were new."""
    return book.add_runs([as_record(row) for row in rows])


def record_used(book: Bookkeeping, prepared: Prepared, tell: Callable[[Notice], None]) -> None:
    """Record the runs that a plan reads from data stores; a store that has gone since is told, and stops nothing."""
    wanted = set(prepared.order.runs)
    try:
        indices = [open_store(Path(store)) for store in _stores(prepared)]
    except InputError as error:
        tell(Notice(f"What is known of the runs is not recorded: {error.message}", warning=True))
    else:
        record_runs(book, [row for index in indices for run, row in index.runs.items() if run in wanted])


def as_record(row: Observation) -> RunRecord:
    """Return a run of a data store as one of the bookkeeping."""
    return RunRecord(
        run=row.run,
        target=row.object or "",
        ra=row.ra,
        dec=row.dec,
        zenith=row.zenith,
        started=row.started,
        duration=row.livetime if row.ontime is None else row.ontime,
        telescopes=",".join(map(str, row.telescopes)),
        simulated=row.simulated,
        livetime=row.livetime,
        quality=row.quality,
        muon_efficiency=row.muon_efficiency,
    )


def _stores(prepared: Prepared) -> list[str]:
    """Return the data stores that the stages of a plan read, each once."""
    values = prepared.order.values
    entries = [(stage, entry) for stage in prepared.order.stages for entry in stage.inputs if entry.store]
    used = [(stage, entry) for stage, entry in entries if satisfied(entry.when, values, stage.name)]
    found = [look_up(entry.store or "", values, stage.name) for stage, entry in used]
    return list(dict.fromkeys(str(store) for store in found if store))
