"""Taking what written scripts produced into the bookkeeping: at any time, as often as wanted, sending nothing.

A job is done when its committed output is there. Its attempts are found by their claims and reports: each call
of ``submit.sh`` is one submission, ``--again`` makes further ones (tags ending in -A2, -A3 …). What cannot be
known without asking the batch system, such as a job that was killed without a word, stays as it is.
"""

from __future__ import annotations

import fcntl
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.driving.collector import end_of, files_of, read_reports
from parisana.app.driving.tending import write_states
from parisana.app.ground import places
from parisana.app.recording.drive import Drive, Notice, resources_text
from parisana.app.recording.manifest import NAME, Call, Manifest, read_manifest
from parisana.app.recording.recorder import driving
from parisana.app.recording.traces import Traces, traces_in
from parisana.app.working.committed import look
from parisana.app.working.working import in_words
from parisana.app.working.yields import showers_of
from parisana.bookkeeping.values.entries import AttemptEnd, Collected, JobChange, NewProduction, NewSubmission
from parisana.bookkeeping.values.records import JobRecord, LivingAttempt
from parisana.bookkeeping.values.states import AttemptState
from parisana.bookkeeping.values.views import Counts
from parisana.core.jobs.states import Answer, Failure, JobState, ProductionState
from parisana.core.texts.shell import quote
from parisana.errors import InputError

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

SOURCE = "adopt"
PAGE = 5000
#: States of jobs that nothing will change until somebody submits again.
AT_REST = {JobState.FAILED, JobState.CANCELLED, JobState.WAITING}


@dataclass(frozen=True, slots=True)
class Adopted:
    """How an adopted production stands."""

    production: int
    state: ProductionState
    counts: Counts


def adopt(book: Bookkeeping, folder: Path, clock: Callable[[], float], tell: Callable[[Notice], None]) -> Adopted:
    """Record a written folder once as a production, and take what is there now."""
    place = folder.expanduser().resolve()
    manifest = read_manifest(place)
    if manifest.folder != str(place):
        message = f"This folder was written as {manifest.folder!r} and is at another place now."
        raise InputError(message, file=str(place), hint="Move it back: its tables name files by their paths.")
    production = _recorded_once(book, place, manifest, clock())
    with driving(book, production, clock, tell, by_hand=True) as drive:
        book.set_production_state(production, ProductionState.PAUSED, clock(), SOURCE)
        traces = traces_in(place)
        for stage, _ in manifest.stages:
            for call in manifest.calls:
                if call.stage == stage:
                    _take_call(drive, call, traces, manifest.program)
            _take_outputs(drive, stage)
        _take_rows(drive)
        return _standing(drive)


def _recorded_once(book: Bookkeeping, folder: Path, manifest: Manifest, now: float) -> int:
    """Return the production of this folder, recorded now if it is new; two at a time agree on one."""
    with in_words(folder / NAME), open(folder / NAME, "rb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        found = _known(book, folder, manifest.digest)
        return _record(book, folder, manifest, now) if found is None else found


def _known(book: Bookkeeping, folder: Path, digest: str) -> int | None:
    after = 0
    while page := book.productions(limit=PAGE, after=after):
        for each in page:
            if each.working == str(folder) and each.plan_digest == digest:
                return each.id
        after = page[-1].id
    return None


def _record(book: Bookkeeping, folder: Path, manifest: Manifest, now: float) -> int:
    with in_words(folder):
        texts = {f"{kind}_text": (folder / f"{kind}.yaml").read_text("utf-8") for kind in ("profile", "suite", "site")}
    new = NewProduction(
        name=manifest.name,
        suite=manifest.suite,
        site=manifest.site,
        owner=places.user(),
        host=places.host(),
        machine=places.machine(),
        working=str(folder),
        digest=manifest.digest,
        created=now,
        **texts,
    )
    return book.create_production(new, manifest.stages, manifest.jobs, SOURCE, simulation=manifest.simulation)


def _take_call(drive: Drive, call: Call, traces: Traces, program: str) -> None:
    """Take each run of a call in turn: how the attempts before ended, then the ones that it made."""
    rounds = traces.rounds(call)
    for position, tag in enumerate(rounds):
        rows = _rows(drive, call)
        started = {row for row in rows if f"{tag}.{row}" in traces.claims}
        if tag != call.tag:
            _make_way(drive, tag, {rows[row].id for row in started})
            rows = _rows(drive, call)
        listed = rows.keys() if tag in traces.native_ids else started
        ready = {row: rows[row] for row in listed if rows[row].state is JobState.READY}
        _take_up(drive, call, tag, {row: ready[row] for row in sorted(ready)}, traces.native_ids.get(tag, tag), program)
        _take_ends(drive, tag, traces, rounds[position + 1 :])


def _rows(drive: Drive, call: Call) -> dict[int, JobRecord]:
    """Return the jobs of a call by row."""
    row_of = {number: row for row, number in enumerate(call.jobs, 1)}
    return {row_of[job.number]: job for job in _jobs(drive, call.stage) if job.number in row_of}


def _jobs(drive: Drive, stage: str) -> Iterator[JobRecord]:
    after = 0
    while page := drive.book.jobs(drive.id, stage=stage, limit=PAGE, after=after):
        yield from page
        after = page[-1].number


def _make_way(drive: Drive, tag: str, jobs: set[int]) -> None:
    """Jobs that were started again: what they did before has ended, and they may be tried."""
    living = [each for each in drive.book.living_attempts(drive.id) if each.job_id in jobs and each.tag != tag]
    now = drive.clock()
    reason = "It left no report, and was submitted again by hand."
    drive.book.collect(drive.id, [_lost(each, reason, now) for each in living], SOURCE, now)
    done_with = {attempt.tag for job in jobs for attempt in drive.book.attempts_of(job)}
    failed = [job.id for job in drive.book.jobs_by_id(jobs).values() if job.state is JobState.FAILED]
    if tag not in done_with:
        changes = [JobChange(job, JobState.READY, now, reason="Submitted again by hand.") for job in failed]
        drive.book.step_jobs(drive.id, changes, SOURCE)


def _lost(attempt: LivingAttempt, reason: str, now: float) -> Collected:
    end = AttemptEnd(attempt.id, AttemptState.FAILED, failure=Failure.LOST, reason=reason)
    return Collected(end, JobChange(attempt.job_id, JobState.FAILED, now, Failure.LOST, reason))


def _take_up(drive: Drive, call: Call, tag: str, jobs: Mapping[int, JobRecord], native_id: str, program: str) -> None:
    """Record that these rows were sent, by a hand that is not ours."""
    if not jobs:
        return
    now = drive.clock()
    new = NewSubmission(
        stage=call.stage,
        tag=tag,
        epoch=drive.epoch,
        jobs=[job.id for job in jobs.values()],
        rows=list(jobs),
        endpoint=drive.production.site,
        script_digest=program,
        table_path=str(drive.working.table(tag)),
        resources=resources_text(call.resources),
        created=now,
    )
    drive.book.intend(drive.id, new, SOURCE)
    drive.book.mark_sent(tag, now)
    ids = {row: drive.backend.attempt_id(native_id, row) for row in jobs}
    drive.book.accepted(tag, native_id, ids, now, SOURCE)


def _take_ends(drive: Drive, tag: str, traces: Traces, later: Sequence[str]) -> None:
    """Record how attempts ended, and which have started; a silent one that was repeated has not made the result."""
    living = [each for each in drive.book.living_attempts(drive.id) if each.tag == tag]
    reports = read_reports(drive.working, living)
    repeated = {each.id for each in living if any(f"{again}.{each.row}" in traces.claims for again in later)}
    living = [each for each in living if each.id in reports or each.id not in repeated]
    ends = {each.id: end for each in living if (end := end_of(drive, each, reports.get(each.id))) is not None}
    drive.book.collect(drive.id, list(ends.values()), SOURCE, drive.clock())
    _note_running(drive, [each for each in living if each.id not in ends], traces)


def _note_running(drive: Drive, living: Sequence[LivingAttempt], traces: Traces) -> None:
    now = drive.clock()
    changes = [
        JobChange(each.job_id, JobState.RUNNING, now, native_id=each.native_id, site=each.endpoint)
        for each in living
        if each.job_state is JobState.QUEUED and f"{each.tag}.{each.row}" in traces.claims
    ]
    drive.book.step_jobs(drive.id, changes, SOURCE)


def _take_outputs(drive: Drive, stage: str) -> None:
    """Results that are there without an attempt that is known: computed before, or by somebody else."""
    found = {}
    showers: dict[int, int | None] = {}
    for job in _jobs(drive, stage):
        if job.state is not JobState.DONE:
            there = look(drive.storage, job.output, job.key)
            if there.answer is Answer.YES:
                found[job.id] = files_of(job.output, there)
                if drive.simulates:
                    showers[job.id] = showers_of(drive.storage, stage, job.output, None, there)
    now = drive.clock()
    drive.book.record_files(found, now)
    changes = [JobChange(job, JobState.DONE, now, reason="Its result was there.") for job in found]
    drive.book.count_showers({job: number for job, number in showers.items() if number is not None})
    drive.book.step_jobs(drive.id, changes, SOURCE)


def _take_rows(drive: Drive) -> None:
    """Say how the rows of a Monte-Carlo production stand; one of which nothing has begun is new."""
    if drive.simulates:
        unbegun = (JobState.WAITING, JobState.READY)
        standings = drive.book.row_standings(drive.id)
        begun = [each for each in standings if any(each.jobs(name) > each.jobs(name, *unbegun) for name in each.stages)]
        write_states(drive, begun)


def _standing(drive: Drive) -> Adopted:
    """Close the production when all is done, or nothing more can come; until then it stays paused."""
    counts = drive.book.count_by_state(drive.id)
    totals = Counter[JobState]()
    for stage in counts.values():
        totals.update(stage)
    left = {state for state, number in totals.items() if number} - {JobState.DONE}
    if not left:
        drive.book.set_production_state(drive.id, ProductionState.DONE, drive.clock(), SOURCE)
    elif JobState.FAILED in left and left <= AT_REST:
        drive.book.set_production_state(drive.id, ProductionState.FAILED, drive.clock(), SOURCE)
        drive.tell(Notice(_what_now(drive, totals), warning=True))
    return Adopted(drive.id, drive.book.production(drive.id).state, counts)


def _what_now(drive: Drive, totals: Mapping[JobState, int]) -> str:
    """Say what failed, what waits for it, and how it goes on."""
    waiting = totals[JobState.WAITING]
    waits = f"; waiting for what they should have made: {waiting}" if waiting else ""
    again = f"bash {quote(str(drive.working.root / 'submit.sh'))} --again"
    why = f"parisana failures {drive.id} says why"
    return f"Failed: {totals[JobState.FAILED]} ({why}){waits}. When that is mended: {again}, and adopt once more."
