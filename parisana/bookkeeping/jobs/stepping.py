"""Steps of jobs: checked against the one table of steps, counted, written down, and passed on.

When a job becomes done, its dependants come one input nearer, and those that lack nothing become ready;
when a done job's output turns out to be missing, they go back. All of it is one transaction.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain
from operator import attrgetter

from sqlalchemy import ColumnElement, Connection, func, select, update

from parisana.bookkeeping.database.bulk import Values
from parisana.bookkeeping.database.door import BATCH, Query, among, chunks
from parisana.bookkeeping.people import history
from parisana.bookkeeping.schema import job_inputs, jobs
from parisana.bookkeeping.values.entries import JobChange, RefusedStep
from parisana.core.jobs.states import Failure, JobState

from . import counters, judging, kinds, moving, tallies
from .judging import Move, Standing
from .moving import Made

_AT = attrgetter("at")


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
    made = Made(production, source, submission)
    refused: list[RefusedStep] = []
    standing = dict(known or {})
    for chunk in chunks(changes, BATCH):
        if known is None:
            standing = judging.standings(connection, production, {change.job_id for change in chunk})
        moves: list[Move] = []
        for turn in judging.turns(chunk):
            judged = judging.judge(turn, standing)
            moving.answer(connection, judged.answers)
            moving.write(connection, judged.moves, made)
            moves += judged.moves
            refused += judged.refused
        _count(connection, production, moves)
        _pass_on(connection, production, moves, source)
    history.write(connection, [_refusal(production, one, source) for one in refused])
    return refused


def _count(connection: Connection, production: int, moves: Sequence[Move]) -> None:
    if not moves:
        return
    deltas: counters.Deltas = Counter()
    for move in moves:
        if move.counted:
            deltas[move.stage_id, move.old] -= len(move.changes)
            deltas[move.stage_id, move.new] += len(move.changes)
    counters.add(connection, production, deltas)
    tallies.count_steps(connection, production, chain.from_iterable(map(_by_time, moves)))
    _file(connection, moves)


def _by_time(move: Move) -> Iterator[tuple[int, float, JobState, JobState, int]]:
    for at, n in Counter(map(_AT, move.changes)).items():
        yield move.stage_id, at, move.old, move.new, n


def _file(connection: Connection, moves: Sequence[Move]) -> None:
    """Keep how jobs failed with those that are failed now, and with no others."""
    failing = (move for move in moves if JobState.FAILED in (move.old, move.new))
    last = {change.job_id: (move, change) for move in failing for change in move.changes}
    failed = [change for move, change in last.values() if move.counted and move.new is JobState.FAILED]
    found = [kinds.Failed(each.job_id, each.failure or Failure.SOFTWARE, each.reason, each.at) for each in failed]
    if last:
        kinds.file(connection, found, last.keys() - {each.job_id for each in failed})


def _pass_on(connection: Connection, production: int, moves: Sequence[Move], source: str) -> None:
    """Tell dependants of what became done, or is done no more, by all the steps together."""
    mine = [move for move in moves if JobState.DONE in (move.old, move.new)]
    net: Counter[int] = Counter()
    for move in mine:
        net.update(dict.fromkeys(move.jobs(), 1 if move.new is JobState.DONE else -1))
    at = max((max(map(_AT, move.changes)) for move in mine), default=0.0)
    for happened, by in ((1, -1), (-1, 1)):
        for theirs in among(job_inputs.c.input_job_id, (job for job, n in net.items() if n == happened)):
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
    wanted = (jobs.c.stage_id, jobs.c.not_before, jobs.c.superseded_by.is_not(None), jobs.c.id)
    query = select(*wanted).where(jobs.c.id.in_(dependants), jobs.c.state == old, lacking)
    reason = "its inputs are there" if by < 0 else "an input is missing"
    alike: defaultdict[tuple[int, bool], list[JobChange]] = defaultdict(list)
    for stage, not_before, superseded, job in connection.execute(query):
        alike[stage, superseded].append(JobChange(job, new, at, reason=reason, not_before=not_before))
    moves = [Move(theirs, new, old, stage, not superseded) for (stage, superseded), theirs in alike.items()]
    moving.write(connection, moves, Made(production, source, None))
    _count(connection, production, moves)


def _refusal(production: int, refused: RefusedStep, source: str) -> Values:
    change = refused.change
    if refused.old is None:
        return history.event(production, change.at, source, f"there is no job with id {change.job_id}")
    text = f"this step is not allowed, and was not made: {change.reason}".removesuffix(": ")
    return history.event(production, change.at, source, text, job=change.job_id, old=refused.old, new=change.state)
