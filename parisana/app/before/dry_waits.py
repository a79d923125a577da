"""For what the stages of a plan will wait, before anything is recorded: the same that is said of a production."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from parisana.app.planning.prepare import Prepared
from parisana.core.jobs.states import JobState
from parisana.core.plans.plan import PlannedJob
from parisana.core.plans.waiting import StageWait, Undeclared, waits

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


def plan_waits(prepared: Prepared, book: Bookkeeping) -> Mapping[str, StageWait]:
    """Return by its name for what each stage waits that has something to do."""
    jobs, production = prepared.plan.jobs, prepared.profile.production
    silent = _silent(jobs, book)
    done = {job.number for job in jobs if job.done}
    counts: dict[str, Counter[JobState]] = {stage.name: Counter() for stage in prepared.plan.stages}
    for job in jobs:
        counts[job.stage][_state(job, done, silent)] += 1
    undeclared = {stage: [Undeclared(0, path) for path in _paths(jobs, stage) if path in silent] for stage in counts}
    share = production.share if production else None
    return {each.stage: each for each in waits(prepared.suite, counts, undeclared, share)}


def _silent(jobs: Iterable[PlannedJob], book: Bookkeeping) -> frozenset[str]:
    """Return what nobody has declared ready yet."""
    wanted = frozenset(entry.path for job in jobs if not job.done for entry in job.inputs if entry.declared)
    return wanted - book.declared_ready(wanted) if wanted else wanted


def _paths(jobs: Iterable[PlannedJob], stage: str) -> list[str]:
    mine = [job for job in jobs if job.stage == stage and not job.done]
    return list(dict.fromkeys(entry.path for job in mine for entry in job.inputs if entry.declared))


def _state(job: PlannedJob, done: set[int], silent: frozenset[str]) -> JobState:
    """Return where a job will begin."""
    if job.done:
        return JobState.DONE
    missing = any(entry.job is not None and entry.job not in done for entry in job.inputs)
    return JobState.WAITING if missing or any(entry.path in silent for entry in job.inputs) else JobState.READY
