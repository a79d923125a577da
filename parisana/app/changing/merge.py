"""A merge of what is there now: planned again without the slices that are missing, and these are named."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.app.ground.command_line import command_line
from parisana.app.planning.prepare import plan_sources
from parisana.app.planning.prepared import Changes, Prepared, Sources
from parisana.app.planning.recorded import recorded_sources
from parisana.bookkeeping.values.entries import JobChange
from parisana.bookkeeping.values.records import JobRecord
from parisana.bookkeeping.values.views import Counts
from parisana.core.jobs.states import JobState, ProductionState
from parisana.core.plans.plan import PlannedJob
from parisana.core.suites.stage import Stage
from parisana.core.suites.suite import Suite
from parisana.errors import InputError

from .revise import add_jobs, all_jobs

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: The parameter of a merging stage that says what must be there, and its word for "whatever is there".
REQUIRE, AVAILABLE = "require", "available"
#: A merge in one of these did not come about, and is tried again when it is asked for again.
OVER = (JobState.FAILED, JobState.CANCELLED)


@dataclass(frozen=True, slots=True)
class MergePreview:
    """What a merge would take now, and what it would do without."""

    stage: str
    title: str
    there: int
    """How many of the jobs that feed it are done."""
    missing: tuple[str, ...]
    command: str


def mergeable(book: Bookkeeping, production: int) -> list[str]:
    """Return the merging stages that can do with what is there while something is missing; no job is read."""
    counts = book.count_by_state(production)
    suite = recorded_sources(book, production).suite
    stages = [suite.stage(name) for name in counts if name in suite.names]
    return [each.name for each in stages if each.split == "once" and _overrides(each) and _some(each, counts)]


def _some(stage: Stage, counts: Counts) -> bool:
    """Say whether some but not all of what feeds a stage that is not done yet is there."""
    done = sum(counts[source].get(JobState.DONE, 0) for source in stage.sources if source in counts)
    total = sum(sum(counts[source].values()) for source in stage.sources if source in counts)
    return 0 < done < total and any(n and state is not JobState.DONE for state, n in counts[stage.name].items())


def preview(book: Bookkeeping, production: int, name: str) -> MergePreview:
    """Say what a merge would take now, and name what is missing."""
    stage = _stage(recorded_sources(book, production).suite, name)
    feeding = _feeding(stage, list(all_jobs(book, production)))
    missing = _missing(feeding)
    command = command_line("merge", production, stage=name)
    return MergePreview(name, stage.title, len(feeding) - len(missing), tuple(missing), command)


def _feeding(stage: Stage, jobs: Sequence[JobRecord]) -> list[JobRecord]:
    return [job for job in jobs if job.stage in stage.sources]


def _missing(feeding: Sequence[JobRecord]) -> list[str]:
    return [f"{job.stage} {job.unit}" for job in feeding if job.state is not JobState.DONE]


def merge_now(book: Bookkeeping, production: int, name: str, now: float) -> list[str]:
    """Plan the merge again with the inputs that are done now; return the units that are missing."""
    sources = recorded_sources(book, production)
    stage, jobs = _stage(sources.suite, name), list(all_jobs(book, production))
    feeding = _feeding(stage, jobs)
    missing = _missing(feeding)
    if len(missing) == len(feeding):
        raise InputError("There is nothing to merge yet: no slice is done.", hint="See parisana status.")
    prepared, planned = plan_available(book, sources, stage, jobs)
    _carry_out(book, production, prepared, planned, jobs, now)
    return missing


def plan_available(
    book: Bookkeeping, sources: Sources, stage: Stage, jobs: Sequence[JobRecord]
) -> tuple[Prepared, list[PlannedJob]]:
    """Plan a stage with the inputs that are done now; return the plan, and its jobs of this and all later stages."""
    feeding = _feeding(stage, jobs)
    changes = Changes(_overrides(stage) if _missing(feeding) else None, _available(stage, feeding))
    prepared = plan_sources(sources, book, changes)
    wanted = downstream(sources.suite, stage.name) & {stage.name, *(job.stage for job in jobs)}
    return prepared, [job for job in prepared.plan.jobs if job.stage in wanted]


def _stage(suite: Suite, name: str) -> Stage:
    if name not in suite.names:
        raise InputError(f"The suite {suite.name} has no stage {name}.", hint=f"It has {', '.join(suite.names)}.")
    return suite.stage(name)


def _overrides(stage: Stage) -> Mapping[str, Mapping[str, str]] | None:
    """Return what tells the analysis program to be content with what it gets, if it has a word for that."""
    parameter = stage.parameter(REQUIRE)
    return {stage.name: {REQUIRE: AVAILABLE}} if parameter and AVAILABLE in parameter.choices else None


def _available(stage: Stage, feeding: Sequence[JobRecord]) -> Callable[[str, tuple[int, ...]], bool]:
    """Return which jobs' outputs may be used: of those that are merged, the ones that are there."""
    there = {(job.stage, run) for job in feeding if job.state is JobState.DONE for run in job.run_numbers}
    return lambda name, runs: name not in stage.sources or all((name, run) in there for run in runs)


def downstream(suite: Suite, name: str) -> set[str]:
    """Return a stage and all that reads from it, directly or not."""
    later = {name}
    for each in suite.in_order():
        if later.intersection(each.sources):
            later.add(each.name)
    return later


def _carry_out(
    book: Bookkeeping,
    production: int,
    prepared: Prepared,
    planned: Sequence[PlannedJob],
    jobs: Sequence[JobRecord],
    now: float,
) -> None:
    """Add the jobs that are new; those that are there already and did not come about are tried again."""
    old = {job.key: job for job in jobs}
    again = [old[job.key] for job in planned if job.key in old and old[job.key].state in OVER]
    if again:
        changes = [JobChange(job.id, JobState.READY, now, job.failure, "Merged again by the user.") for job in again]
        book.step_jobs(production, changes, places.person())
        book.set_production_state(production, ProductionState.RUNNING, now, places.person())
    if fresh := [job for job in planned if job.key not in old]:
        add_jobs(book, production, prepared, fresh, now)
