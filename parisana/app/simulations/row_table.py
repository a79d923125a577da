"""The table of rows as it is shown, for each stage of a Monte-Carlo production."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from parisana.bookkeeping.values.simulations import FileTally, RowStanding
from parisana.core.jobs.states import BY_ATTENTION, JobState, ProductionState
from parisana.core.texts.words import counted, size

#: By number of the row and stage.
Files = Mapping[tuple[int, str], FileTally]


@dataclass(frozen=True, slots=True)
class RowLine:
    """One line of the table."""

    number: int
    zenith: float
    azimuth: float
    index: float
    emin_tev: float
    emax_tev: float
    rhomin_m: float
    rhomax_m: float
    requested: int
    status: ProductionState
    produced: int
    jobs: int
    """Whose outputs are there."""
    counts: dict[str, int]
    """All jobs by state, those that want attention first."""
    replaced: int
    """Units that were lost, and whose place others took."""
    files: FileTally
    """What its outputs left on storage, as it is recorded."""

    @property
    def details(self) -> str:
        """Say what is under way and what was lost."""
        said = [f"{n:,} {state}" for state, n in self.counts.items() if state != JobState.DONE]
        return ", ".join([*said, *([f"{self.replaced:,} replaced"] if self.replaced else [])])

    @property
    def dst(self) -> str:
        """Say how its outputs are."""
        return said_of(self.files)


def said_of(files: FileTally) -> str:
    """Say how many files and bytes are there, and how many files are missing; of none nothing."""
    there = f"{counted(files.there, '1 file', '{0} files')}, {size(files.size)}" if files.there else ""
    return ", ".join(filter(None, (there, f"{files.missing:,} missing" if files.missing else "")))


def together(lines: Iterable[RowLine]) -> FileTally:
    """Add the files of rows up."""
    return FileTally(*map(sum, zip(FileTally(), *(line.files for line in lines), strict=True)))


def row_lines(stages: Sequence[str], standings: Sequence[RowStanding], files: Files) -> dict[str, list[RowLine]]:
    """Return the lines of each stage that has some."""
    found = {stage: [row_line(stage, each, files) for each in standings if stage in each.stages] for stage in stages}
    return {stage: lines for stage, lines in found.items() if lines}


def row_line(stage: str, standing: RowStanding, files: Files) -> RowLine:
    """Return the line of one row."""
    row = standing.row
    counts = {str(state): n for state in BY_ATTENTION if (n := standing.jobs(stage, state))}
    return RowLine(
        number=row.number,
        zenith=row.zenith,
        azimuth=row.azimuth,
        index=row.power,
        emin_tev=row.emin_tev,
        emax_tev=row.emax_tev,
        rhomin_m=row.rhomin_m,
        rhomax_m=row.rhomax_m,
        requested=row.requested,
        status=status_of(stage, standing),
        produced=standing.produced(stage),
        jobs=standing.jobs(stage, JobState.DONE),
        counts=counts,
        replaced=max(standing.units - standing.jobs(stage), 0),
        files=files.get((row.number, stage), FileTally()),
    )


def status_of(stage: str, standing: RowStanding) -> ProductionState:
    """Return how a row stands at a stage: done before the whole row is, when this stage has what was requested."""
    met = standing.produced(stage) >= standing.row.requested
    return ProductionState.DONE if met and standing.row.state is not ProductionState.CLOSED else standing.row.state
