"""What goes into the books of a Monte-Carlo production, and what comes out of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from parisana.core.jobs.states import JobState, ProductionState


@dataclass(frozen=True, slots=True)
class NewRow:
    """A row to be recorded, or one whose request has grown."""

    number: int
    zenith: float
    azimuth: float
    power: float
    emin_tev: float
    emax_tev: float
    rhomin_m: float
    rhomax_m: float
    requested: int
    per_job: int
    spare: int


@dataclass(frozen=True, slots=True)
class RowRecord(NewRow):
    """A row as recorded."""

    id: int
    production_id: int
    state: ProductionState


@dataclass(frozen=True, slots=True)
class Simulation:
    """What a production simulates; ``digest`` is the same for the same showers."""

    type: str
    audience: str
    description: str
    code: str
    version: str
    particle: int
    configuration: str
    place: str
    layout: str
    digest: str


@dataclass(frozen=True, slots=True)
class NewSimulation(Simulation):
    """One to be recorded, with its rows."""

    rows: Sequence[NewRow] = ()


@dataclass(frozen=True, slots=True)
class SimulationRecord(Simulation):
    """A Monte-Carlo production as recorded."""

    production_id: int
    name: str
    owner: str
    site: str
    state: ProductionState


class Tally(NamedTuple):
    """The jobs of a row's stage in one state, and the showers that their outputs hold."""

    jobs: int
    showers: int


class FileTally(NamedTuple):
    """The files that were recorded of a row at a stage."""

    there: int = 0
    missing: int = 0
    """Found missing since."""
    size: int = 0
    """Bytes of those that are there."""


@dataclass(frozen=True, slots=True)
class RowStanding:
    """A row with its jobs: stage → state → how many, superseded ones left out."""

    row: RowRecord
    stages: Mapping[str, Mapping[JobState, Tally]]
    units: int = 0
    """How many units it has had in its life."""

    def jobs(self, stage: str, *states: JobState) -> int:
        """Return how many jobs of a stage are in one of these states; in any, when none is named."""
        tallies = self.stages.get(stage, {})
        return sum(tally.jobs for state, tally in tallies.items() if not states or state in states)

    def produced(self, stage: str) -> int:
        """Return the showers that the committed outputs of a stage hold."""
        return self.stages.get(stage, {}).get(JobState.DONE, Tally(0, 0)).showers

    def to_come(self, stage: str) -> int:
        """Return the showers that jobs which are not at their end will make."""
        living = sum(tally.jobs for state, tally in self.stages.get(stage, {}).items() if not state.final)
        return living * self.row.per_job


class UnitJob(NamedTuple):
    """A job of a unit of which something was lost."""

    number: int
    unit: str
    row: int
    stage: str
    state: JobState
    showers: int | None


@dataclass(frozen=True, slots=True)
class Replacement:
    """New units of rows, and whose place they take: a job's number → the new one's, 0 for none."""

    superseded: Mapping[int, int]
    spare: Mapping[int, int] = field(default_factory=dict)
    """Row number → by how much its spare units become fewer."""
    text: str = ""
