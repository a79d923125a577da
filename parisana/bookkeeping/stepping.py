"""Steps of jobs: checked against the one table of steps, counted, written down, and passed on.

When a job becomes done, its dependants come one input nearer, and those that lack nothing become ready;
when a done job's output turns out to be missing, they go back. All of it is one transaction.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Connection, Double, String, bindparam, func, select, update

from parisana.core.states import JobState, may_step

from . import counters, history
from .door import BATCH, LISTED, chunks
from .records import JobChange, RefusedStep
from .schema import job_inputs, jobs

#: States that a job enters to be sent (again): which of the two, its inputs decide.
TO_BE_SENT = frozenset({JobState.WAITING, JobState.READY})

_UPDATE = (
    update(jobs)
    .where(jobs.c.id == bindparam("_id"))
    .values(
        state=bindparam("_state"),
        failure=bindparam("_failure"),
        reason=bindparam("_reason"),
        exit_code=bindparam("_exit_code"),
        native_id=func.coalesce(bindparam("_native_id", type_=String), jobs.c.native_id),
        site=func.coalesce(bindparam("_site", type_=String), jobs.c.site),
        answered_at=func.coalesce(bindparam("_answered_at", type_=Double), jobs.c.answered_at),
        changed_at=bindparam("_at"),
        not_before=bindparam("_not_before"),
    )
)

_ANSWER = (
    update(jobs)
    .where(jobs.c.id == bindparam("_id"))
    .values(
        reason=bindparam("_reason"),
        native_id=func.coalesce(bindparam("_native_id", type_=String), jobs.c.native_id),
        answered_at=func.coalesce(bindparam("_answered_at", type_=Double), jobs.c.answered_at),
    )
)


@dataclass(slots=True)
class Standing:
    """Where a job stands while its steps are judged."""

    stage_id: int
    state: JobState
    unmet: int
    superseded: bool


@dataclass(frozen=True, slots=True)
class Move:
    """One step that is made."""

    change: JobChange
    old: JobState
    stage_id: int
    counted: bool


def step(
    connection: Connection,
    production: int,
    changes: Iterable[JobChange],
    source: str,
    submission: int | None = None,
) -> list[RefusedStep]:
    """Make the steps that are allowed; return, and write down, those that are not."""
    refused: list[RefusedStep] = []
    for chunk in chunks(changes, BATCH):
        standing = _standing(connection, production, {change.job_id for change in chunk})
        moves: list[Move] = []
        answers: list[JobChange] = []
        for change in chunk:
            _judge(standing.get(change.job_id), change, moves, answers, refused)
        if answers:
            connection.execute(_ANSWER, [_answer(change) for change in answers])
        _write(connection, production, moves, source, submission)
        _pass_on(connection, production, moves, source)
    history.write(connection, [_refusal(production, one, source) for one in refused])
    return refused


def _standing(connection: Connection, production: int, ids: Iterable[int]) -> dict[int, Standing]:
    found = {}
    wanted = (jobs.c.id, jobs.c.stage_id, jobs.c.state, jobs.c.unmet, jobs.c.superseded_by)
    for part in chunks(sorted(ids), LISTED):
        query = select(*wanted).where(jobs.c.id.in_(part), jobs.c.production_id == production).with_for_update()
        for job_id, stage_id, state, unmet, superseded_by in connection.execute(query):
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
    if new == job.state:
        answers += [] if new.final else [change]
    elif may_step(job.state, change.state):
        moves.append(Move(replace(change, state=new), job.state, job.stage_id, not job.superseded))
        job.state = new
    else:
        refused.append(RefusedStep(change, job.state))


def _settled(job: Standing, asked: JobState) -> JobState:
    if asked not in TO_BE_SENT:
        return asked
    return JobState.WAITING if job.unmet else JobState.READY


def _write(
    connection: Connection, production: int, moves: Sequence[Move], source: str, submission: int | None = None
) -> None:
    if not moves:
        return
    connection.execute(_UPDATE, [_values(move.change) for move in moves])
    deltas: counters.Deltas = Counter()
    for move in moves:
        if move.counted:
            deltas[move.stage_id, move.old] -= 1
            deltas[move.stage_id, move.change.state] += 1
    counters.add(connection, production, deltas)
    history.write(connection, [_event(production, move, source, submission) for move in moves])


def _pass_on(connection: Connection, production: int, moves: Sequence[Move], source: str) -> None:
    first = {move.change.job_id: move for move in reversed(moves)}
    last = {move.change.job_id: move.change for move in moves}
    made = [job for job, change in last.items() if change.state is JobState.DONE and first[job].old is not change.state]
    lost = [job for job, move in first.items() if move.old is JobState.DONE and last[job].state is not JobState.DONE]
    for ids, by in ((made, -1), (lost, 1)):
        for part in chunks(sorted(ids), LISTED):
            at = max(last[job].at for job in part)
            _add_unmet(connection, part, by)
            _follow(connection, production, part, by, source, at)


def _add_unmet(connection: Connection, ids: Sequence[int], by: int) -> None:
    theirs = job_inputs.c.input_job_id.in_(ids)
    n = select(func.count()).where(job_inputs.c.job_id == jobs.c.id, theirs).scalar_subquery()
    dependants = select(job_inputs.c.job_id).where(theirs)
    connection.execute(update(jobs).where(jobs.c.id.in_(dependants)).values(unmet=jobs.c.unmet + by * n))


def _follow(connection: Connection, production: int, ids: Sequence[int], by: int, source: str, at: float) -> None:
    old, new = (JobState.WAITING, JobState.READY) if by < 0 else (JobState.READY, JobState.WAITING)
    dependants = select(job_inputs.c.job_id).where(job_inputs.c.input_job_id.in_(ids))
    lacking = jobs.c.unmet == 0 if by < 0 else jobs.c.unmet > 0
    query = select(jobs.c.id, jobs.c.stage_id, jobs.c.not_before, jobs.c.superseded_by).where(
        jobs.c.id.in_(dependants), jobs.c.state == old, lacking
    )
    reason = "its inputs are there" if by < 0 else "an input is missing"
    moves = [
        Move(JobChange(job_id, new, at, reason=reason, not_before=not_before), old, stage_id, superseded_by is None)
        for job_id, stage_id, not_before, superseded_by in connection.execute(query)
    ]
    _write(connection, production, moves, source)


def _values(change: JobChange) -> dict[str, Any]:
    return _answer(change) | {
        "_state": change.state,
        "_failure": change.failure,
        "_exit_code": change.exit_code,
        "_site": change.site,
        "_at": change.at,
        "_not_before": change.not_before,
    }


def _answer(change: JobChange) -> dict[str, Any]:
    return {
        "_id": change.job_id,
        "_reason": change.reason,
        "_native_id": change.native_id,
        "_answered_at": change.answered_at,
    }


def _event(production: int, move: Move, source: str, submission: int | None) -> dict[str, Any]:
    change = move.change
    text = f"{change.failure}: {change.reason}" if change.failure else change.reason
    return history.event(
        production, change.at, source, text, job=change.job_id, submission=submission, old=move.old, new=change.state
    )


def _refusal(production: int, refused: RefusedStep, source: str) -> dict[str, Any]:
    change = refused.change
    if refused.old is None:
        return history.event(production, change.at, source, f"there is no job with id {change.job_id}")
    text = f"this step is not allowed, and was not made: {change.reason}".removesuffix(": ")
    return history.event(production, change.at, source, text, job=change.job_id, old=refused.old, new=change.state)
