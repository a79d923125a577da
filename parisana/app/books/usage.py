"""What people and sites have used: jobs, hours, memory, how many succeeded, why others failed, how many bytes."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from parisana.bookkeeping.values.measures import ENDED, Measure
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.states import Failure, JobState

if TYPE_CHECKING:
    from parisana.app.ground.kept import Kept
    from parisana.bookkeeping.statistics.totals import Computed, FileCount, Totals, Used

#: By whom or where it is added up.
By = Literal["owner", "site"]
HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class StageUse:
    """The attempts of one stage: how long they took, how much memory; what was not measured is ``None``."""

    name: str
    """Of the person or the site."""
    stage: str
    done: int
    failed: int
    hours: float
    mean_s: float | None
    most_s: float | None
    mean_mb: float | None
    most_mb: float | None


@dataclass(slots=True)
class Usage:
    """All that one person used, or all that was used at one site."""

    name: str
    jobs: Counter[JobState] = field(default_factory=Counter)
    ends: Counter[AttemptState] = field(default_factory=Counter)
    hours: float = 0.0
    """Wall clock time of all attempts that ended."""
    cpu_hours: float | None = None
    """What the nodes said of their CPU time; ``None`` while it is being added up."""
    failures: Counter[Failure] = field(default_factory=Counter)
    files: int = 0
    bytes: int = 0

    @property
    def success(self) -> float | None:
        """The share of the attempts that were done, of those that were done or failed."""
        told = self.ends[AttemptState.DONE] + self.ends[AttemptState.FAILED]
        return self.ends[AttemptState.DONE] / told if told else None


@dataclass(frozen=True, slots=True)
class UsageTable:
    """All people or all sites, and each stage of theirs."""

    by: By
    rows: Sequence[Usage]
    stages: Sequence[StageUse]
    files_at: float
    """When the files were counted."""
    cpu_at: float | None
    """When the CPU time was added up; ``None`` while it is."""


class Usages:
    """Adds up what is kept."""

    def __init__(self, totals: Totals, files: Kept[list[FileCount]], computed: Kept[list[Computed]]) -> None:
        self._totals, self._files, self._computed = totals, files, computed

    def per(self, by: By) -> UsageTable:
        """Return what was used per person or per site, most hours first."""
        rows: dict[str, Usage] = {}
        used, files, computed = self._totals.used(), self._files.now(), self._computed.known()
        for owner, site, state, n in self._totals.jobs_by_state():
            _row(rows, owner if by == "owner" else site).jobs[state] += n
        for each in used:
            _add_used(_row(rows, getattr(each, by)), each)
        for failed in self._totals.failed_by_class():
            _row(rows, getattr(failed, by)).failures[failed.failure] += failed.jobs
        for count in files.value:
            row = _row(rows, getattr(count, by))
            row.files, row.bytes = row.files + count.files, row.bytes + count.bytes
        for node in computed.value if computed else ():
            row = _row(rows, getattr(node, by))
            row.cpu_hours = (row.cpu_hours or 0.0) + node.cpu_s / HOUR
        ordered = sorted(rows.values(), key=lambda row: (-row.hours, row.name))
        return UsageTable(by, ordered, _stages(used, by), files.at, computed.at if computed else None)


def _row(rows: dict[str, Usage], name: str) -> Usage:
    return rows.setdefault(name, Usage(name))


def _add_used(row: Usage, each: Used) -> None:
    if each.measure == ENDED:
        row.ends[each.outcome] += each.attempts
    elif each.measure == Measure.TIME:
        row.hours += each.sum / HOUR


def _stages(used: Iterable[Used], by: By) -> list[StageUse]:
    parts: Mapping[tuple[str, str], list[Used]] = defaultdict(list)
    for each in used:
        parts[getattr(each, by), each.stage].append(each)
    return [_stage(name, stage, part) for (name, stage), part in sorted(parts.items())]


def _stage(name: str, stage: str, part: Sequence[Used]) -> StageUse:
    ends: Counter[AttemptState] = Counter()
    for each in part:
        ends.update({each.outcome: each.attempts} if each.measure == ENDED else {})
    time, memory = (_mean_and_most(part, measure) for measure in (Measure.TIME, Measure.MEMORY))
    hours = sum(each.sum for each in part if each.measure == Measure.TIME) / HOUR
    return StageUse(name, stage, ends[AttemptState.DONE], ends[AttemptState.FAILED], hours, *time, *memory)


def _mean_and_most(part: Iterable[Used], measure: Measure) -> tuple[float | None, float | None]:
    mine = [each for each in part if each.measure == measure]
    attempts = sum(each.attempts for each in mine)
    if not attempts:
        return None, None
    return sum(each.sum for each in mine) / attempts, max(each.most for each in mine)
