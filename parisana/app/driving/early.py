"""Stages that may begin with a share of their inputs: begun with what is there, and once more with all of it.

The job that takes everything stays and waits. When the share is there, another is added beside it, with the inputs that
are done by then; and once more when nothing further comes, if there is more by then. Each takes the place of the one
before, and the job that took everything that of them all, when it is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parisana.app.changing.merge import downstream, plan_available
from parisana.app.changing.revise import all_jobs, placed
from parisana.app.planning.recorded import recorded_sources, recorded_suite
from parisana.app.planning.spreading import spread_out
from parisana.app.recording.drive import Drive, Notice
from parisana.app.recording.recorder import planned_jobs
from parisana.bookkeeping.values.records import JobRecord
from parisana.bookkeeping.values.simulations import Replacement
from parisana.bookkeeping.values.views import Counts
from parisana.core.jobs.states import FINAL, JobState
from parisana.core.suites.stage import Stage
from parisana.core.texts.words import counted
from parisana.errors import InputError

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: Nothing further comes by itself of jobs in these: what waits then waits for what failed.
AT_REST = FINAL | {JobState.WAITING}


def begin_early(drive: Drive, plan_digest: str) -> int:
    """Begin what may begin with what is there, and let it give way to what took all; return how many jobs that were."""
    if drive.sharing[0] != plan_digest:
        drive.sharing = plan_digest, _sharing(drive)
    stages = drive.sharing[1]
    if not stages or (mark := drive.book.living_mark(drive.id)) == drive.shares_mark:
        return 0
    counts = drive.book.count_by_state(drive.id)
    changed = sum(_look_after(drive, stage, counts) for stage in stages if stage.name in counts)
    drive.shares_mark = mark
    return changed


def _sharing(drive: Drive) -> tuple[Stage, ...]:
    """Return the stages that may begin early; a suite that this version cannot read any more has none."""
    try:
        stages = recorded_suite(drive.book, drive.id).stages
        return tuple(stage for stage in stages if stage.shared and stage.split == "once")
    except InputError:
        return ()


def _look_after(drive: Drive, stage: Stage, counts: Counts) -> int:
    if may_begin(stage, counts):
        return _begin(drive, stage)
    states = counts[stage.name]
    all_taken = sum(states.values()) > 1 and states.get(JobState.DONE) and not states.get(JobState.WAITING)
    return _give_way(drive, stage) if all_taken else 0


def may_begin(stage: Stage, counts: Counts) -> bool:
    """Whether enough is there, but not all; once begun, a stage begins again only when nothing further comes."""
    sources = [(entry.ready, counts[entry.source]) for entry in stage.inputs if entry.source and entry.source in counts]
    there = [(ready, states.get(JobState.DONE, 0), sum(states.values())) for ready, states in sources]
    if not counts[stage.name].get(JobState.WAITING) or all(done == total for _, done, total in there):
        return False
    begun = sum(counts[stage.name].values()) > 1
    comes = any(n for states in counts.values() for state, n in states.items() if state not in AT_REST)
    return all(done >= ready.enough(total) for ready, done, total in there) and not (begun and comes)


def _begin(drive: Drive, stage: Stage) -> int:
    """Add the jobs that take what is there now."""
    book, jobs = drive.book, list(all_jobs(drive.book, drive.id))
    prepared, planned = plan_available(book, recorded_sources(book, drive.id), stage, jobs)
    old = {job.key: job for job in jobs}
    fresh = [job for job in planned if job.key not in old]
    if not fresh:
        return 0
    numbers = {job.key: number for number, job in enumerate(fresh, book.last_number(drive.id) + 1)}
    plan = replace(prepared.plan, jobs=tuple(placed(prepared, fresh, numbers, old)))
    plan = spread_out(book.outputs_by_key, prepared.site, plan, even_so=True)
    texts = {drive.working.parameters(each.parameters_name): each.parameters + "\n" for each in plan.stages}
    drive.working.write_many(texts)
    successors = {(job.stage, job.unit): job.number for job in plan.jobs}
    gone = {job.number: successors.get((job.stage, job.unit), 0) for job in _early(drive, stage)}
    feeding = [job for job in jobs if job.stage in stage.sources]
    done = sum(job.state is JobState.DONE for job in feeding)
    how = Replacement(gone, {}, f"{stage.title} begins with {done:,} of {counted(len(feeding), '1 job', '{0} jobs')}.")
    book.add_units(drive.id, planned_jobs(plan), how, drive.clock(), "driver", drive.epoch)
    drive.tell(Notice(how.text))
    return len(fresh)


def _give_way(drive: Drive, stage: Stage) -> int:
    """Let what took less give way to what took everything, each job as soon as its counterpart is done."""
    early = _early(drive, stage)
    numbers = {job.id for job in early}
    done = {
        (job.stage, job.unit): job.number
        for job in _later(drive, stage)
        if job.id not in numbers and job.state is JobState.DONE
    }
    gone = {job.number: done[job.stage, job.unit] for job in early if (job.stage, job.unit) in done}
    if gone:
        how = Replacement(gone, {}, f"{stage.title} has taken everything; what took less gives way.")
        drive.book.add_units(drive.id, (), how, drive.clock(), "driver", drive.epoch)
    return len(gone)


def _early(drive: Drive, stage: Stage) -> list[JobRecord]:
    """Return the jobs that took less than there is to be, and those that read of them."""
    return early_jobs(drive.book, stage, _later(drive, stage))


def early_jobs(book: Bookkeeping, stage: Stage, later: Sequence[JobRecord]) -> list[JobRecord]:
    """Return those of a stage's jobs, and of later ones, that took less than the one with the most inputs."""
    inputs = book.inputs_of(job.id for job in later)
    own: Mapping[int, int] = {job.id: len(inputs.get(job.id, ())) for job in later if job.stage == stage.name}
    early = set(own) - {max(own, key=lambda job: own[job])} if own else set()
    for job in later:
        if any(entry.input_job_id in early for entry in inputs.get(job.id, ())):
            early.add(job.id)
    return [job for job in later if job.id in early]


def _later(drive: Drive, stage: Stage) -> list[JobRecord]:
    """Return the jobs of a stage and of all that follow from it, in the order of their numbers."""
    names = downstream(recorded_suite(drive.book, drive.id), stage.name)
    found = [job for name in names for job in drive.book.jobs(drive.id, stage=name, limit=1_000_000)]
    return sorted(found, key=lambda job: job.number)
