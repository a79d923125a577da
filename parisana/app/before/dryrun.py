"""What a profile comes to, for the eye: ``session.dry_run``. Nothing is recorded, written or sent.

::

    dry = session.dry_run("crab-local")             # or the text under edit: dry_run("crab.yaml", text=…)
    for row in dry.stages:
        print(row.title, row.jobs, row.start)
    session.submit(dry.prepared)                    # sends exactly this
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice
from types import MappingProxyType

from parisana.app.by_hand.writer import row_of
from parisana.app.planning.prepared import Prepared
from parisana.app.working.working import Working
from parisana.core.jobs.resources import MEGABYTE, Resources, neediest
from parisana.core.plans.plan import PlannedJob, PlannedStage
from parisana.core.plans.waiting import StageWait
from parisana.core.suites.suite import Suite
from parisana.core.texts.table import Row

from .dry_checks import Check
from .dry_words import TAG, Last, commands, settings_origins

#: How a stage is split, in words.
SPLITS = {
    "run": "per run",
    "slice": "per slice",
    "row": "per row",
    "node": "per table node",
    "once": "once",
}
COMPUTED, TYPED = "computed from the suite", "typed on the batch page"


@dataclass(frozen=True, slots=True)
class StageRow:
    """One line of the plan; needs are those of the neediest job, sizes those of all jobs that are to be done."""

    number: int
    stage: str
    title: str
    split: str
    jobs: int
    to_do: int
    memory_mb: int
    disk_mb: int
    time_s: int
    cores: int
    bytes_in: int
    bytes_out: int
    """Like ``bytes_in``, at most: a job may write less than the disk space that it asks for."""
    after: tuple[int, ...]
    """Numbers of the stages whose results are to be computed first."""
    origin: str
    """Where its resources come from."""
    wait: StageWait | None = None
    """For what its jobs wait, in detail."""

    @property
    def start(self) -> str:
        """Say when its first job can start."""
        if not self.to_do:
            return "there already"
        after = [f"after {', '.join(map(str, self.after))}"] if self.after else []
        declared = ["once declared"] if self.wait and self.wait.undeclared else []
        return ", ".join([*after, *declared]) or "ready"


@dataclass(frozen=True, slots=True)
class Totals:
    """All stages together."""

    jobs: int
    to_do: int
    slices: int
    cpu_seconds: int
    """At most: what the jobs ask for, times their cores."""
    bytes_read: int
    bytes_written: int


@dataclass(frozen=True)
class DryRun:
    """A plan, laid out."""

    prepared: Prepared
    stages: tuple[StageRow, ...]
    totals: Totals
    commands: Mapping[str, str]
    """The submit command of each stage, as it will be given but for the numbers."""
    origins: Mapping[str, str]
    """For each setting: ``profile``, ``default``, ``site file`` or ``override``."""
    last: Last | None
    """The last production of this profile's name, and what is different now."""
    checks: tuple[Check, ...] = ()

    @cached_property
    def scripts(self) -> Mapping[str, str]:
        """The script of each stage."""
        return {stage.name: stage.script for stage in self.prepared.plan.stages}

    def table(self, stage: str, limit: int = 100) -> list[Row]:
        """Return the first rows of a stage's job table; ``NUMBER`` stands for the production's."""
        plan = self.prepared.plan
        name = next(planned.parameters_name for planned in plan.stages if planned.name == stage)
        parameters = Working(self.prepared.working / f"production-{TAG}").parameters(name).as_posix()
        jobs = (job for job in plan.jobs if job.stage == stage and not job.done)
        return [row_of(job, parameters) for job in islice(jobs, limit)]


def lay_out(
    prepared: Prepared,
    last: Last | None,
    checks: tuple[Check, ...] = (),
    waits: Mapping[str, StageWait] = MappingProxyType({}),
) -> DryRun:
    """Lay a plan out."""
    rows = tuple(replace(row, wait=waits.get(row.stage)) for row in _rows(prepared))
    return DryRun(prepared, rows, _totals(prepared, rows), commands(prepared), settings_origins(prepared), last, checks)


def _rows(prepared: Prepared) -> Iterator[StageRow]:
    plan = prepared.plan
    by_number = {job.number: job for job in plan.jobs}
    by_stage: dict[str, list[PlannedJob]] = {stage.name: [] for stage in plan.stages}
    for job in plan.jobs:
        by_stage[job.stage].append(job)
    numbers = {stage.name: number for number, stage in enumerate(plan.stages, 1)}
    for stage in plan.stages:
        yield _row(prepared, stage, by_stage[stage.name], by_number, numbers)


def _row(
    prepared: Prepared,
    stage: PlannedStage,
    jobs: list[PlannedJob],
    by_number: Mapping[int, PlannedJob],
    numbers: Mapping[str, int],
) -> StageRow:
    to_do = [job for job in jobs if not job.done]
    sources = {entry.job for job in to_do for entry in job.inputs if entry.job is not None}
    makers = [by_number[number] for number in sources]
    needs = neediest([job.resources for job in to_do or jobs]) if jobs else Resources(0, 0, 0, 0)
    return StageRow(
        number=numbers[stage.name],
        stage=stage.name,
        title=stage.title,
        split=split_in_words(prepared.suite, stage.name, prepared.order.runs_per_slice),
        jobs=stage.jobs,
        to_do=stage.to_do,
        memory_mb=needs.memory_mb,
        disk_mb=needs.disk_mb,
        time_s=needs.time_s,
        cores=needs.cores,
        bytes_in=stage.bytes_in + sum(maker.resources.disk_mb for maker in makers) * MEGABYTE,
        bytes_out=sum(job.resources.disk_mb for job in to_do) * MEGABYTE,
        after=tuple(sorted({numbers[maker.stage] for maker in makers if not maker.done})),
        origin=COMPUTED if prepared.profile.batch.automatic_resources else TYPED,
    )


def split_in_words(suite: Suite, stage: str, runs_per_slice: int | None) -> str:
    """Say how a stage is split."""
    split = suite.stage(stage).split
    return "once, unsliced" if split == "slice" and runs_per_slice is None else SPLITS[split]


def _totals(prepared: Prepared, rows: tuple[StageRow, ...]) -> Totals:
    plan = prepared.plan
    to_do = [job for job in plan.jobs if not job.done]
    runs, size = len(prepared.order.runs), prepared.order.runs_per_slice
    return Totals(
        jobs=len(plan.jobs),
        to_do=len(to_do),
        slices=-(-runs // size) if size else 1,
        cpu_seconds=sum(job.resources.time_s * job.resources.cores for job in to_do),
        bytes_read=plan.bytes_in,
        bytes_written=sum(row.bytes_out for row in rows),
    )
