"""The results of a production as the window shows them: ``session.outcomes``."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from parisana.app.planning.recorded import recorded_site
from parisana.app.sites.equipment import make_storage
from parisana.app.working.committed import name_in
from parisana.bookkeeping.values.records import JobRecord
from parisana.core.jobs.states import JobState
from parisana.core.results.figures import Figure, Fitted, figures_of, fitted_of, sum_of_runs
from parisana.core.results.tablefiles import WRITERS
from parisana.core.texts.ecsvtable import TextTable
from parisana.errors import InputError, StorageError
from parisana.plugins.storage import Checksum, Storage

from .content import MOST_BYTES, Content, kind_of, read_content, read_json, too_large
from .near import Near
from .plots import Plots, Progress, plots_of
from .provenance import Origin, origin_of
from .result_file import ResultFile
from .sending import MAP, Parcel, clients, parcels, send
from .values import ResultValues

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

__all__ = ["Content", "Origin", "Outcome", "Outcomes", "Parcel", "Plots", "Progress", "ResultFile"]

PAGE = 5000
#: Slices whose own numbers are read while there is no sum of them yet.
MOST_SLICES = 500
#: Of no interest to the eye, though recorded.
QUIET = ("versions.json",)
#: Returns what a JSON file says.
Read = Callable[[ResultFile], Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class Outcome:
    """All results of a production, and the numbers to see first."""

    files: tuple[ResultFile, ...]
    figures: tuple[Figure, ...]
    fitted: tuple[Fitted, ...]
    partial: str
    """While slices still run: which runs the figures are of; else empty."""
    total: int
    done: int

    @property
    def pictures(self) -> tuple[ResultFile, ...]:
        """Return the pictures, each once, though a later stage may bundle those of an earlier one."""
        found = {(Path(each.name).name, each.size): each for each in reversed(self.files) if each.kind == "picture"}
        return tuple(reversed(found.values()))

    @property
    def tables(self) -> tuple[ResultFile, ...]:
        """Return the tables, each once."""
        found = {(Path(each.name).name, each.size): each for each in reversed(self.files) if each.kind == "table"}
        return tuple(reversed(found.values()))


class Outcomes:
    """What productions came to."""

    def __init__(self, book: Callable[[], Bookkeeping], near: Near | None = None) -> None:
        self._book = book
        self._near = near or Near()

    def of(self, production: int) -> Outcome:
        """Return everything that a production has made so far."""
        return self._of(production, list(_done(self._book(), production)))

    def concluding(self, production: int, most: int = 100) -> Outcome:
        """Return what stages of few jobs have made: those that sum up, whose pictures and figures are looked at."""
        book = self._book()
        counts = book.count_by_state(production)
        few = [stage for stage, states in counts.items() if sum(states.values()) <= most]
        done = [job for stage in few for job in book.jobs(production, state=JobState.DONE, stage=stage, limit=most)]
        return self._of(production, done)

    def _of(self, production: int, done: Sequence[JobRecord]) -> Outcome:
        book = self._book()
        files = tuple(_files(book, production, done))
        counts = book.count_by_state(production)
        figures, fitted, partial = figures_so_far(files, self._json)
        total = sum(sum(states.values()) for states in counts.values())
        finished = sum(states.get(JobState.DONE, 0) for states in counts.values())
        return Outcome(files, figures, fitted, partial, total, finished)

    #: What can be sent of a production, and who would take it.
    parcels, takers = staticmethod(parcels), staticmethod(clients)

    def plots(self, production: int) -> Plots:
        """Return what is drawn of a production, as far as it has come."""
        book = self._book()
        files = _files(book, production, _done(book, production))
        return plots_of(book, production, ResultValues(files, self._here))

    def content(self, file: ResultFile) -> Content:
        """Return what is in a file."""
        if file.size > MOST_BYTES:
            return too_large(file.size)
        try:
            return read_content(self._here(file), file.size)
        except StorageError as error:
            return Content(f"{error.message} {error.hint or ''}".rstrip())

    def send(self, parcel: Parcel, plots: Plots, to: Iterable[str] = ()) -> list[str]:
        """Send a map or a table to other programs at the SAMP hub; return the names of those that took it."""
        return send(parcel, plots, lambda: self._map(plots.production), to)

    def _map(self, production: int) -> Path:
        files = _files(self._book(), production, _done(self._book(), production))
        found = ResultValues(files, self._here).file(MAP)
        assert found is not None, "it was read to be shown"
        return self._here(found)

    def save(self, file: ResultFile, goal: Path) -> None:
        """Copy a file to where the user wants it."""
        try:
            shutil.copyfile(self._here(file), goal)
        except (OSError, shutil.SameFileError) as error:
            raise StorageError(f"{file.name} cannot be copied to {goal}: {error.strerror or error}.") from error

    @staticmethod
    def write_table(table: TextTable, goal: Path) -> None:
        """Write a table; the end of the file's name says how: .ecsv, .fits or .vot."""
        writer = WRITERS.get(goal.suffix.lower())
        if writer is None:
            kinds = ", ".join(WRITERS)
            raise InputError(f"Tables are not written as {goal.suffix or goal.name}.", hint=f"They are as {kinds}.")
        try:
            goal.write_bytes(writer(table, goal.stem))
        except OSError as error:
            raise StorageError(f"{goal} cannot be written: {error.strerror or error}.") from error

    def export(self, files: Sequence[ResultFile], folder: Path) -> int:
        """Copy files into a folder, each named by its stage, unit and own name; return how many."""
        for file in files:
            unit = "" if file.unit == "all" else f"-{file.unit}"
            self.save(file, folder / f"{file.stage}{unit}-{file.name.replace('/', '-')}")
        return len(files)

    def origin(self, path: str | Path) -> Origin:
        """Return where a file comes from."""
        return origin_of(self._book(), Path(path))

    def _here(self, file: ResultFile) -> Path:
        """Return where a file can be read on this machine."""

        def made() -> Storage:
            return make_storage(recorded_site(self._book(), file.production)[1])

        return self._near.path(made, file.path, file.size, file.checksum)

    def _json(self, file: ResultFile) -> Mapping[str, Any]:
        try:
            return read_json(self._here(file))
        except StorageError:
            return {}


def _done(book: Bookkeeping, production: int) -> Iterable[JobRecord]:
    after = 0
    while page := book.jobs(production, state=JobState.DONE, limit=PAGE, after=after):
        yield from page
        after = page[-1].number


def _files(book: Bookkeeping, production: int, done: Iterable[JobRecord]) -> Iterable[ResultFile]:
    """Yield the files of done jobs, also those that were there before; later stages last."""
    jobs = list(done)
    stages = {stage.name: stage for stage in book.stages(production)}
    computed = book.jobs_by_key(job.key for job in jobs)
    for job in sorted(jobs, key=lambda job: (stages[job.stage].position, job.number)):
        made = computed.get(job.key)
        for file in made.files if made else ():
            name = name_in(made.output, file.path) if made else file.path
            if name not in QUIET:
                title = stages[job.stage].title
                kind = kind_of(name)
                checksum = Checksum(file.checksum_kind or "", file.checksum) if file.checksum else None
                yield ResultFile(
                    job.stage, title, job.unit, job.number, name, file.path, file.size, kind, production, checksum
                )


def figures_so_far(
    files: tuple[ResultFile, ...], read: Read = lambda file: read_json(Path(file.path))
) -> tuple[tuple[Figure, ...], tuple[Fitted, ...], str]:
    """Return the figures of the last stage that has them; before there is one, the sum over the slices."""
    figures: tuple[Figure, ...] = ()
    for file in reversed([each for each in files if each.kind == "figures" and each.unit == "all"]):
        data = read(file)
        figures = max(figures, figures_of(data), key=len)
        if fitted := fitted_of(data):
            return figures, fitted, ""
    return (figures, (), "") if figures else _partial(files, read)


def _partial(files: tuple[ResultFile, ...], read: Read) -> tuple[tuple[Figure, ...], tuple[Fitted, ...], str]:
    slices = [each for each in files if each.kind == "figures" and each.unit != "all"][-MOST_SLICES:]
    sums: Mapping[str, Any] = sum_of_runs(read(each) for each in slices)
    runs = sums.get("runs", 0)
    return figures_of(sums), (), f"{runs:,} run{'' if runs == 1 else 's'} so far" if sums else ""
