"""For what the stages of a plan will wait, before anything is recorded: the same that is said of a production."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from parisana.app.planning.prepared import Prepared
from parisana.app.recording.gates import RowWords
from parisana.core.jobs.states import JobState
from parisana.core.plans.plan import PlannedJob
from parisana.core.plans.waiting import StageWait, Undeclared, waits
from parisana.core.simulations.rowplan import unit_number

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


def plan_waits(prepared: Prepared, book: Bookkeeping) -> Mapping[str, StageWait]:
    """Return by its name for what each stage waits that has something to do."""
    jobs, production = prepared.plan.jobs, prepared.profile.production
    needs = _needs(prepared)
    silent = _silent(needs, book)
    done = {job.number for job in jobs if job.done}
    counts: dict[str, Counter[JobState]] = {stage.name: Counter() for stage in prepared.plan.stages}
    for job in jobs:
        counts[job.stage][_state(job, done, silent.intersection(needs.get(job.number, ())))] += 1
    paths = {stage: dict.fromkeys(path for job in jobs if job.stage == stage for path in needs.get(job.number, ()))
             for stage in counts}  # fmt: skip
    undeclared = {stage: [Undeclared(0, path) for path in mine if path in silent] for stage, mine in paths.items()}
    share = production.share if production else None
    return {each.stage: each for each in waits(prepared.suite, counts, undeclared, share)}


def _needs(prepared: Prepared) -> Mapping[int, Sequence[str]]:
    """Return by the numbers of jobs what must be declared ready before them, of those that need something."""
    words = RowWords(prepared)
    found: dict[int, Sequence[str]] = {}
    for job in prepared.plan.jobs:
        needed = [entry.path for entry in job.inputs if entry.declared]
        if words and job.row:
            needed += words.before(job.stage, job.row, job.runs[0] - unit_number(job.unit))
        if needed and not job.done:
            found[job.number] = needed
    return found


def _silent(needs: Mapping[int, Iterable[str]], book: Bookkeeping) -> frozenset[str]:
    """Return what nobody has declared ready yet."""
    wanted = frozenset(path for paths in needs.values() for path in paths)
    return wanted - book.declared_ready(wanted) if wanted else wanted


def _state(job: PlannedJob, done: set[int], silent: frozenset[str]) -> JobState:
    """Return where a job will begin."""
    if job.done:
        return JobState.DONE
    missing = any(entry.job is not None and entry.job not in done for entry in job.inputs)
    return JobState.WAITING if missing or silent else JobState.READY
