"""What a row still lacks: showers that neither are there nor will come, and the units of which something was lost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from parisana.bookkeeping.values.simulations import RowStanding, UnitJob
from parisana.core.jobs.states import JobState, ProductionState

#: A unit with a job in one of these does not come to its end by itself.
LOST = (JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True)
class Lack:
    """What is to be done for a row."""

    standing: RowStanding
    needed: int
    """Units that it takes to meet the request, the lost ones left out."""
    lost: dict[str, list[UnitJob]] = field(default_factory=dict)
    """The jobs of each unit of which something was lost."""

    @property
    def affordable(self) -> int:
        """Return how many units are added: all that are needed, or as many as may be."""
        return min(self.needed, max(self.standing.row.spare, 0))

    @property
    def given_up(self) -> list[list[UnitJob]]:
        """Return the units whose place others take; those for which there is no other stay as they are."""
        units = list(self.lost.values())
        return units if self.affordable == self.needed else units[: self.affordable]

    @property
    def numbers(self) -> range:
        """Return the numbers of the units that are added."""
        return range(self.standing.units + 1, self.standing.units + 1 + self.affordable)


def lacks(standings: Sequence[RowStanding], lost: Iterable[UnitJob]) -> list[Lack]:
    """Return for each row what it lacks."""
    units: dict[int, dict[str, list[UnitJob]]] = {}
    for job in lost:
        units.setdefault(job.row, {}).setdefault(job.unit, []).append(job)
    return [_lack(each, units.get(each.row.number, {})) for each in standings]


def has_lost(standing: RowStanding) -> bool:
    """Whether a job of a row failed for good, or was cancelled."""
    return any(standing.jobs(stage, *LOST) for stage in standing.stages)


def units_for(standing: RowStanding, requested: int, lost: Iterable[UnitJob] = ()) -> int:
    """Return how many further units a request takes; what lost units hold or would make does not count."""
    gone: dict[str, int] = dict.fromkeys(standing.stages, 0)
    for job in lost:
        gone[job.stage] += _worth(job, standing.row.per_job)
    coming = [standing.produced(stage) + standing.to_come(stage) - gone[stage] for stage in standing.stages]
    return max(-(-(requested - min(coming, default=0)) // standing.row.per_job), 0)


def state_of(standing: RowStanding) -> ProductionState:
    """Return how a row stands: done when each stage has what was requested, failed when nothing more comes."""
    if standing.stages and all(standing.produced(stage) >= standing.row.requested for stage in standing.stages):
        return ProductionState.DONE
    return ProductionState.RUNNING if _moves(standing) else ProductionState.FAILED


def _moves(standing: RowStanding) -> bool:
    """Whether a job may still go on by itself; one that waits for a lost one does not."""
    idle = (JobState.WAITING, *(state for state in JobState if state.final))
    moving = [state for state in JobState if state not in idle]
    return any(standing.jobs(stage, *moving) for stage in standing.stages)


def _worth(job: UnitJob, per_job: int) -> int:
    if job.state is JobState.DONE:
        return job.showers or 0
    return 0 if job.state.final else per_job


def _lack(standing: RowStanding, lost: dict[str, list[UnitJob]]) -> Lack:
    jobs = [job for unit in lost.values() for job in unit]
    return Lack(standing, units_for(standing, standing.row.requested, jobs), lost)
