"""Changing what a production computes: only some stages, an extended profile, a merge of what is there now.

Jobs are added or superseded, never renumbered: a job whose key is in the production already stays what it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from parisana.app.prepare import Changes, Prepared, plan_documents
from parisana.app.recorder import documents_of, record_revision
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.records import JobRecord
from parisana.core import document
from parisana.core.plan import Plan, PlannedInput, PlannedJob, plan_digest
from parisana.core.states import JobState, ProductionState
from parisana.core.suite import read_suite
from parisana.errors import InputError


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
    return _with_jobs(prepared, _renumbered(kept, 1))


def extend(book: Bookkeeping, production: int, prepared: Prepared, now: float) -> int:
    """Record a changed plan as a new revision; return how many jobs are new."""
    found = book.production(production)
    old = {job.key: job for job in _all_jobs(book, production)}
    wanted = {job.key for job in prepared.plan.jobs}
    fresh = [job for job in prepared.plan.jobs if job.key not in old]
    if not fresh and wanted >= old.keys():
        return 0
    first = 1 + max((job.number for job in _all_jobs(book, production, superseded=True)), default=0)
    numbers = {job.key: number for number, job in enumerate(fresh, first)}
    places = {(job.stage, job.unit): numbers[job.key] for job in fresh}
    superseded = {job.number: places.get((job.stage, job.unit), 0) for key, job in old.items() if key not in wanted}
    added = _with_jobs(prepared, _into(prepared, fresh, numbers, old))
    record_revision(book, found, added, superseded, now)
    book.set_production_state(production, ProductionState.RUNNING, now, "user")
    return len(fresh)


def merge_now(book: Bookkeeping, production: int, stage: str, now: float) -> list[str]:
    """Plan the merge again with the inputs that are done now; return the units that are missing."""
    profile, profile_text, _ = documents_of(book, production)
    revision = book.revision(production)
    suite_text = document.read(revision.suite_text, f"suite of production {production}")
    suite = read_suite(suite_text)
    if stage not in suite.names:
        raise InputError(f"The suite {suite.name} has no stage {stage}.", hint=f"It has {', '.join(suite.names)}.")
    sources = suite.stage(stage).sources
    jobs = list(_all_jobs(book, production))
    done = {(job.stage, run) for job in jobs if job.state is JobState.DONE for run in _runs(job)}
    missing = [f"{job.stage} {job.unit}" for job in jobs if job.stage in sources and job.state is not JobState.DONE]
    if not any(name in sources for name, _ in done):
        raise InputError("There is nothing to merge yet: no slice is done.", hint="See parisana status.")
    changes = Changes(
        overrides={stage: {"require": "available"}} if missing else None,
        available=lambda name, runs: name not in sources or all((name, run) in done for run in runs),
    )
    site_text = document.read(revision.site_text, f"site of production {production}")
    prepared = plan_documents(profile, profile_text, suite, suite_text.text, site_text, book, changes)
    later = _downstream(prepared, stage)
    old = {job.key: job for job in jobs}
    fresh = [job for job in prepared.plan.jobs if job.stage in later and job.key not in old]
    if fresh:
        first = 1 + max(job.number for job in _all_jobs(book, production, superseded=True))
        numbers = {job.key: number for number, job in enumerate(fresh, first)}
        record_revision(
            book, book.production(production), _with_jobs(prepared, _into(prepared, fresh, numbers, old)), {}, now
        )
        book.set_production_state(production, ProductionState.RUNNING, now, "user")
    return missing


def _downstream(prepared: Prepared, stage: str) -> set[str]:
    """Return a stage and all that reads from it, directly or not."""
    later = {stage}
    for each in prepared.suite.in_order():
        if later.intersection(each.sources):
            later.add(each.name)
    return later


def _into(
    prepared: Prepared, fresh: Sequence[PlannedJob], numbers: dict[str, int], old: dict[str, JobRecord]
) -> list[PlannedJob]:
    """Give new jobs their numbers in the production; inputs that are there keep the numbers they have."""
    key_of = {job.number: job.key for job in prepared.plan.jobs}

    def placed(entry: PlannedInput) -> PlannedInput:
        if entry.job is None:
            return entry
        key = key_of[entry.job]
        if key in numbers:
            return replace(entry, job=numbers[key])
        return replace(entry, job=old[key].number, path=old[key].output) if key in old else replace(entry, job=None)

    return [replace(job, number=numbers[job.key], inputs=tuple(map(placed, job.inputs))) for job in fresh]


def _renumbered(jobs: Sequence[PlannedJob], first: int) -> list[PlannedJob]:
    numbers = {job.number: number for number, job in enumerate(jobs, first)}
    return [
        replace(
            job,
            number=numbers[job.number],
            inputs=tuple(replace(each, job=numbers.get(each.job) if each.job else None) for each in job.inputs),
        )
        for job in jobs
    ]


def _with_jobs(prepared: Prepared, jobs: Sequence[PlannedJob]) -> Prepared:
    present = {job.stage for job in jobs}
    stages = tuple(
        replace(
            stage,
            jobs=sum(job.stage == stage.name for job in jobs),
            to_do=sum(job.stage == stage.name and not job.done for job in jobs),
        )
        for stage in prepared.plan.stages
        if stage.name in present
    )
    plan = Plan(
        prepared.plan.name,
        stages,
        tuple(jobs),
        prepared.plan.bytes_in,
        prepared.plan.bytes_out,
        plan_digest(stages, jobs),
    )
    return replace(prepared, plan=plan)


def _all_jobs(book: Bookkeeping, production: int, superseded: bool = False) -> Iterable[JobRecord]:
    after = 0
    while page := book.jobs(production, limit=5000, after=after, superseded=superseded):
        yield from page
        after = page[-1].number


def _runs(job: JobRecord) -> list[int]:
    return [int(run) for run in job.runs.split(",") if run]
