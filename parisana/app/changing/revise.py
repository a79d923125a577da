"""Changing what a production computes: only some stages, or an extended profile.

Jobs are added or superseded, never renumbered: a job whose key is in the production already stays what it is.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parisana.app.ground.places import person
from parisana.app.planning.prepared import Prepared
from parisana.app.planning.recorded import profile_of, recorded_profile
from parisana.app.recording.recorder import record_revision
from parisana.bookkeeping.values.records import JobRecord
from parisana.core.jobs.states import ProductionState
from parisana.core.plans.plan import Plan, PlannedInput, PlannedJob, plan_digest
from parisana.errors import InputError

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


def only(prepared: Prepared, stages: Sequence[str]) -> Prepared:
    """Return the plan with these stages alone; what they read must be recorded, or be among them."""
    known = [stage.name for stage in prepared.plan.stages]
    for name in stages:
        if name not in known:
            raise InputError(f"The plan has no stage {name}.", hint=f"It has {', '.join(known)}.", field="stages")
    by_number = {job.number: job for job in prepared.plan.jobs}
    kept = [job for job in prepared.plan.jobs if job.stage in stages]
    for job in kept:
        for entry in job.inputs:
            maker = by_number.get(entry.job) if entry.job is not None else None
            if maker is not None and maker.stage not in stages and not maker.done:
                raise InputError(
                    f"{job.stage} needs {maker.stage}, which is not computed yet.",
                    hint=f"Add {maker.stage} to the stages.",
                    field="stages",
                )
    return _with_jobs(prepared, _renumbered(kept), stages)


def extend(book: Bookkeeping, production: int, prepared: Prepared, now: float) -> int:
    """Record a changed plan as a new revision; return how many jobs are new."""
    old = list(all_jobs(book, production))
    keys = {job.key for job in old}
    wanted = {job.key for job in prepared.plan.jobs}
    fresh = [job for job in prepared.plan.jobs if job.key not in keys]
    withdrawn = [job for job in old if job.key not in wanted]
    if fresh or withdrawn or _asks_otherwise(book, production, prepared):
        add_jobs(book, production, prepared, fresh, now, withdrawn)
    return len(fresh)


def _asks_otherwise(book: Bookkeeping, production: int, prepared: Prepared) -> bool:
    """Whether other runs are to be added by themselves than before."""
    return recorded_profile(book, production).matching != profile_of(prepared.texts.profile).matching


def add_jobs(
    book: Bookkeeping,
    production: int,
    prepared: Prepared,
    fresh: Sequence[PlannedJob],
    now: float,
    withdrawn: Iterable[JobRecord] = (),
) -> None:
    """Record new jobs as a revision and let them be sent; each takes the place of the withdrawn one of its unit."""
    old = {job.key: job for job in all_jobs(book, production)}
    first = 1 + max((job.number for job in all_jobs(book, production, superseded=True)), default=0)
    numbers = {job.key: number for number, job in enumerate(fresh, first)}
    places = {(job.stage, job.unit): numbers[job.key] for job in fresh}
    superseded = {job.number: places.get((job.stage, job.unit), 0) for job in withdrawn}
    stages = {job.stage for job in old.values()} | {job.stage for job in fresh}
    added = _with_jobs(prepared, placed(prepared, fresh, numbers, old), stages)
    record_revision(book, book.production(production), added, superseded, now)
    book.set_production_state(production, ProductionState.RUNNING, now, person())


def all_jobs(book: Bookkeeping, production: int, superseded: bool = False) -> Iterator[JobRecord]:
    """Yield the jobs of a production."""
    after = 0
    while page := book.jobs(production, limit=5000, after=after, superseded=superseded):
        yield from page
        after = page[-1].number


def placed(
    prepared: Prepared, fresh: Sequence[PlannedJob], numbers: Mapping[str, int], old: Mapping[str, JobRecord]
) -> list[PlannedJob]:
    """Give new jobs their numbers in the production; inputs that are there keep the numbers they have."""
    key_of = {job.number: job.key for job in prepared.plan.jobs}

    def own(entry: PlannedInput) -> PlannedInput:
        if entry.job is None:
            return entry
        key = key_of[entry.job]
        if key in numbers:
            return replace(entry, job=numbers[key])
        return replace(entry, job=old[key].number, path=old[key].output) if key in old else replace(entry, job=None)

    return [replace(job, number=numbers[job.key], inputs=tuple(map(own, job.inputs))) for job in fresh]


def _renumbered(jobs: Sequence[PlannedJob]) -> list[PlannedJob]:
    """Return jobs numbered from 1; inputs that none of them makes are there already."""
    numbers = {job.number: number for number, job in enumerate(jobs, 1)}
    return [
        replace(
            job,
            number=numbers[job.number],
            inputs=tuple(replace(each, job=numbers.get(each.job) if each.job else None) for each in job.inputs),
        )
        for job in jobs
    ]


def _with_jobs(prepared: Prepared, jobs: Sequence[PlannedJob], stages: Collection[str]) -> Prepared:
    """Return the same with these jobs alone, and these stages, in the order of the plan."""
    kept = tuple(
        replace(
            stage,
            jobs=sum(job.stage == stage.name for job in jobs),
            to_do=sum(job.stage == stage.name and not job.done for job in jobs),
        )
        for stage in prepared.plan.stages
        if stage.name in stages
    )
    plan = Plan(
        prepared.plan.name,
        kept,
        tuple(jobs),
        prepared.plan.bytes_in,
        prepared.plan.bytes_out,
        plan_digest(kept, jobs),
    )
    return replace(prepared, plan=plan)
