"""Targets by name, and the runs of a data store or of the bookkeeping: ``session.observations``."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.ground import list_files
from parisana.app.ground.library import expanded
from parisana.bookkeeping.values.records import RunRecord
from parisana.bookkeeping.values.views import RunQuery
from parisana.core.runs import observation
from parisana.core.runs.observation import ALL, Found, Observation, Search, Slice, telescope_numbers
from parisana.core.runs.run_list import MOST, RunList
from parisana.core.sky import stars, targets
from parisana.core.sky.stars import Stars
from parisana.core.sky.targets import Target, Targets
from parisana.errors import InputError

from .run_facts import record_runs
from .store_index import open_store

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

CATALOG, STARS = "tev_sources.ecsv", "bright_stars.ecsv"


class Observations:
    """What can be observed, and what was."""

    def __init__(self, book: Callable[[], Bookkeeping]) -> None:
        self._book = book

    #: Run lists and regions as files.
    read_runs = staticmethod(list_files.read_runs)
    write_runs = staticmethod(list_files.write_runs)
    read_regions = staticmethod(list_files.read_regions)
    write_regions = staticmethod(list_files.write_regions)

    @cached_property
    def targets(self) -> Targets:
        """The shipped table of sources that are known at TeV energies."""
        return targets.parse(shipped(CATALOG), CATALOG)

    @cached_property
    def stars(self) -> Stars:
        """The shipped table of stars up to magnitude 5."""
        return stars.parse(shipped(STARS), STARS)

    def target(self, name: str) -> Target:
        """Return a known source; the error of an unknown name offers those that look like it."""
        return self.targets.named(name)

    def find(self, store: str | Path, search: Search = ALL, folder: Path | None = None) -> Found:
        """Return the runs of a data store that fit; a relative path begins at ``folder``."""
        path = expanded(store)
        index = open_store(path if folder is None else folder / path)
        return observation.find(index.runs.values(), search)

    def recorded(self, search: Search = ALL, target: str | None = None) -> Found:
        """Return the runs of the bookkeeping that fit."""
        runs = self._book().find_runs(RunQuery(target=target, limit=MOST))
        return observation.find(map(from_record, runs), search)

    def record(self, rows: Iterable[Observation]) -> int:
        """Keep what is known of runs in the bookkeeping; return how many are new there."""
        return record_runs(self._book(), rows)

    def listed(self, numbers: Iterable[int], store: str | Path | None = None, folder: Path | None = None) -> Found:
        """Return the runs of a run list, in its order, with what a store (or the bookkeeping) knows of each."""
        known = {row.run: row for row in (self.find(store, ALL, folder) if store else self.recorded()).rows}
        rows = tuple(known.get(number, Observation(number)) for number in numbers)
        missing = sum(row.run not in known for row in rows)
        return Found(rows, len(rows), {}, {"everything": missing} if missing else {})

    def slices(self, runs: Sequence[Observation], runs_per_slice: int | None) -> list[Slice]:
        """Return the slices as they will be cut; ``None`` is one slice for all."""
        return observation.slices(runs, runs_per_slice)

    def run_list(self, runs: Sequence[Observation]) -> RunList:
        """Return what a profile or a list file keeps of runs: numbers and telescope patterns."""
        if not runs:
            raise InputError("No run fits.", hint="Take a larger radius or zenith angle.")
        return RunList.of(run.listed for run in runs)


def shipped(catalog: str) -> str:
    """Return a catalogue that comes with the program."""
    return (resources.files("parisana.resources") / "catalogs" / catalog).read_text("utf-8")


def from_record(run: RunRecord) -> Observation:
    """Return a run of the bookkeeping as one of a data store."""
    telescopes = telescope_numbers(run.telescopes)
    return Observation(
        run=run.run,
        object=run.target or None,
        ra=run.ra,
        dec=run.dec,
        zenith=run.zenith,
        started=run.started,
        ontime=run.duration,
        n_tels=len(telescopes) or None,
        telescopes=telescopes,
        simulated=run.simulated,
        livetime=run.livetime,
        quality=run.quality,
        muon_efficiency=run.muon_efficiency,
    )
