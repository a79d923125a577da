"""Steps of jobs: checked against the one table of steps, counted, written down, and passed on.

When a job becomes done, its dependants come one input nearer, and those that lack nothing become ready;
when a done job's output turns out to be missing, they go back. All of it is one transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, func, select, update

from parisana.bookkeeping.database.bulk import Values
from parisana.bookkeeping.database.door import BATCH, Query, among, chunks
from parisana.bookkeeping.people import history
from parisana.bookkeeping.schema import job_inputs, jobs
from parisana.bookkeeping.values.entries import JobChange, RefusedStep
from parisana.core.jobs.states import Failure, JobState, may_step

from . import counters, kinds, moving, tallies
from .moving import Made, Move

#: States that a job enters to be sent (again): which of the two, its inputs decide.
TO_BE_SENT = frozenset({JobState.WAITING, JobState.READY})


@dataclass(slots=True)
class Standing:
    """Where a job stands while its steps are judged."""

    stage_id: int
    state: JobState
    unmet: int
    superseded: bool


def step(
    connection: Connection,
    production: int,
    changes: Iterable[JobChange],
    source: str,
    submission: int | None = None,
    known: Mapping[int, Standing] | None = None,
) -> list[RefusedStep]:
    """Make the steps that are allowed; return, and write down, those that are not.

    ``known``: where the jobs stand, read in this very transaction, by id.
    """
    refused: list[RefusedStep] = []
    for chunk in chunks(changes, BATCH):
        ids = {change.job_id for change in chunk}
        standing = known if known is not None else _standing(connection, production, ids)
        moves: list[Move] = []
        answers: list[JobChange] = []
        for change in chunk:
            _judge(standing.get(change.job_id), change, moves, answers, refused)
        moving.answer(connection, answers)
        _write(connection, moves, Made(production, source, submission))
        _pass_on(connection, production, moves, source)
    history.write(connection, [_refusal(production, one, source) for one in refused])
    return refused


def _standing(connection: Connection, production: int, ids: Iterable[int]) -> dict[int, Standing]:
    found = {}
    wanted = (jobs.c.id, jobs.c.stage_id, jobs.c.state, jobs.c.unmet, jobs.c.superseded_by)
    for these in among(jobs.c.id, ids):
        query = select(*wanted).where(these, jobs.c.production_id == production).with_for_update()
        for job_id, stage_id, state, unmet, superseded_by in connection.execute(query).all():
            found[job_id] = Standing(stage_id, state, unmet, superseded_by is not None)
    return found


def _judge(
    job: Standing | None,
    change: JobChange,
    moves: list[Move],
    answers: list[JobChange],
    refused: list[RefusedStep],
) -> None:
    if job is None or (job.superseded and change.state in TO_BE_SENT):
        refused.append(RefusedStep(change, job.state if job else None))
        return
    new = _settled(job, change.state)
    if new is job.state:
        answers += [] if new.final else [change]
    elif may_step(job.state, change.state):
        made = change if new is change.state else change._replace(state=new)
        moves.append(Move(made, job.state, job.stage_id, not job.superseded))
        job.state = new
    else:
        refused.append(RefusedStep(change, job.state))


def _settled(job: Standing, asked: JobState) -> JobState:
    if asked not in TO_BE_SENT:
        return asked
    return JobState.WAITING if job.unmet else JobState.READY


def _write(connection: Connection, moves: Sequence[Move], made: Made) -> None:
    if not moves:
        return
    moving.write(connection, moves, made)
    deltas: counters.Deltas = Counter()
    for move in moves:
        if move.counted:
            deltas[move.stage_id, move.old] -= 1
            deltas[move.stage_id, move.change.state] += 1
    counters.add(connection, made.production, deltas)
    steps = ((move.stage_id, move.change.at, move.old, move.change.state) for move in moves)
    tallies.count_steps(connection, made.production, steps)
    _file(connection, moves)


def _file(connection: Connection, moves: Sequence[Move]) -> None:
    """Keep how jobs failed with those that are failed now, and with no others."""
    last = {move.change.job_id: move for move in moves if JobState.FAILED in (move.old, move.change.state)}
    failed = {job: move.change for job, move in last.items() if move.counted and move.change.state is JobState.FAILED}
    found = [kinds.Failed(job, each.failure or Failure.SOFTWARE, each.reason, each.at) for job, each in failed.items()]
    if last:
        kinds.file(connection, found, last.keys() - failed.keys())


def _pass_on(connection: Connection, production: int, moves: Sequence[Move], source: str) -> None:
    first = {move.change.job_id: move for move in reversed(moves)}
    last = {move.change.job_id: move.change for move in moves}
    made = [job for job, change in last.items() if change.state is JobState.DONE and first[job].old is not change.state]
    lost = [job for job, move in first.items() if move.old is JobState.DONE and last[job].state is not JobState.DONE]
    for ids, by in ((made, -1), (lost, 1)):
        at = max((last[job].at for job in ids), default=0.0)
        for theirs in among(job_inputs.c.input_job_id, ids):
            _add_unmet(connection, theirs, by)
            _follow(connection, production, select(job_inputs.c.job_id).where(theirs), by, source, at)


def declare(connection: Connection, production: int, dependants: Query, by: int, source: str, at: float) -> None:
    """Bring jobs one input nearer, or one further away, because somebody has spoken; none is chosen twice."""
    connection.execute(update(jobs).where(jobs.c.id.in_(dependants)).values(unmet=jobs.c.unmet + by))
    _follow(connection, production, dependants, by, source, at)


def _add_unmet(connection: Connection, theirs: ColumnElement[bool], by: int) -> None:
    n = select(func.count()).where(job_inputs.c.job_id == jobs.c.id, theirs).scalar_subquery()
    dependants = select(job_inputs.c.job_id).where(theirs)
    connection.execute(update(jobs).where(jobs.c.id.in_(dependants)).values(unmet=jobs.c.unmet + by * n))


def _follow(connection: Connection, production: int, dependants: Query, by: int, source: str, at: float) -> None:
    old, new = (JobState.WAITING, JobState.READY) if by < 0 else (JobState.READY, JobState.WAITING)
    lacking = jobs.c.unmet == 0 if by < 0 else jobs.c.unmet > 0
    query = select(jobs.c.id, jobs.c.stage_id, jobs.c.not_before, jobs.c.superseded_by).where(
        jobs.c.id.in_(dependants), jobs.c.state == old, lacking
    )
    reason = "its inputs are there" if by < 0 else "an input is missing"
    moves = [
        Move(JobChange(job_id, new, at, reason=reason, not_before=not_before), old, stage_id, superseded_by is None)
        for job_id, stage_id, not_before, superseded_by in connection.execute(query)
    ]
    _write(connection, moves, Made(production, source, None))


def _refusal(production: int, refused: RefusedStep, source: str) -> Values:
    change = refused.change
    if refused.old is None:
        return history.event(production, change.at, source, f"there is no job with id {change.job_id}")
    text = f"this step is not allowed, and was not made: {change.reason}".removesuffix(": ")
    return history.event(production, change.at, source, text, job=change.job_id, old=refused.old, new=change.state)
