"""Which steps are allowed, by where jobs stand: judged once for all that stand alike and are to enter the same state.

Ten thousand jobs that are stopped are one question to the database, one answer of it, and one judgement, whatever is
said of each: nothing is made for a single job, for ten thousand small things are what Python's collector stops at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import NamedTuple, TypeAlias

from sqlalchemy import Connection, String, func, select

from parisana.bookkeeping.database.door import among
from parisana.bookkeeping.schema import jobs
from parisana.bookkeeping.values.entries import JobChange, RefusedStep
from parisana.core.jobs.states import JobState, may_step
from parisana.errors import Bug

#: States that a job enters to be sent (again): which of the two, its inputs decide.
TO_BE_SENT = frozenset({JobState.WAITING, JobState.READY})
_JOB, _STATE = attrgetter("job_id"), attrgetter("state")
#: What is asked of jobs, by where they stand and which state they are to enter.
Asked: TypeAlias = "dict[tuple[Standing | None, JobState], list[JobChange]]"


class Standing(NamedTuple):
    """Where jobs stand while their steps are judged."""

    stage_id: int
    state: JobState
    lacks: bool
    """Whether an input is missing."""
    superseded: bool


class Move(NamedTuple):
    """One step that is made by all these jobs, from one state into one; each may have its own words."""

    changes: Sequence[JobChange]
    new: JobState
    """What is entered: the inputs may decide otherwise than was asked."""
    old: JobState
    stage_id: int
    counted: bool

    def jobs(self) -> list[int]:
        """Return who makes it."""
        return list(map(_JOB, self.changes))


class Judged(NamedTuple):
    """What comes of changes: steps, answers that make none, and what is not allowed."""

    moves: list[Move]
    answers: list[JobChange]
    refused: list[RefusedStep]


def standings(connection: Connection, production: int, ids: Iterable[int]) -> dict[int, Standing]:
    """Read where jobs stand; nobody else moves them meanwhile. All that stand alike come as one row."""
    found: dict[int, Standing] = {}
    stand = (jobs.c.stage_id, jobs.c.state, jobs.c.unmet > 0, jobs.c.superseded_by.is_not(None))
    wanted = (func.count(), func.group_concat(jobs.c.id, type_=String()))
    for these in among(jobs.c.id, ids):
        query = select(*stand, *wanted).where(these, jobs.c.production_id == production)
        for stage, state, lacks, superseded, n, listed in connection.execute(query.group_by(*stand).with_for_update()):
            alike = dict.fromkeys(map(int, listed.split(",")), Standing(stage, state, bool(lacks), bool(superseded)))
            if len(alike) != n:
                raise Bug(f"The database named {len(alike)} of {n} jobs that stand alike.")
            found |= alike
    return found


def turns(changes: Sequence[JobChange]) -> Iterator[Sequence[JobChange]]:
    """Yield the first change of each job, then the second …: a job is judged, and written, once a turn."""
    if len({change.job_id for change in changes}) == len(changes):
        yield changes
        return
    nth: Counter[int] = Counter()
    found: defaultdict[int, list[JobChange]] = defaultdict(list)
    for change in changes:
        found[nth[change.job_id]].append(change)
        nth[change.job_id] += 1
    yield from found.values()


def judge(changes: Sequence[JobChange], standing: dict[int, Standing]) -> Judged:
    """Judge changes of different jobs; those that step stand elsewhere afterwards."""
    judged = Judged([], [], [])
    for (job, asked), theirs in _alike(changes, standing).items():
        new = _settled(job, asked) if job else None
        if job is None or new is None:
            judged.refused.extend(RefusedStep(each, job.state if job else None) for each in theirs)
        elif new is job.state:
            judged.answers.extend(() if new.final else theirs)
        else:
            move = Move(theirs, new, job.state, job.stage_id, not job.superseded)
            judged.moves.append(move)
            standing.update(dict.fromkeys(move.jobs(), job._replace(state=new)))
    return judged


def _alike(changes: Iterable[JobChange], standing: Mapping[int, Standing]) -> Asked:
    """Put together what is asked alike of jobs that stand alike; neighbours at once."""
    found: Asked = defaultdict(list)
    for state, run in groupby(changes, _STATE):
        for job, alike in groupby(run, lambda change: standing.get(change.job_id)):
            found[job, state].extend(alike)
    return found


def _settled(job: Standing, asked: JobState) -> JobState | None:
    """Return the state that is entered, or the one that it is in; ``None`` when there is no way."""
    if asked in TO_BE_SENT:
        if job.superseded:
            return None
        asked = JobState.WAITING if job.lacks else JobState.READY
    return asked if asked is job.state or may_step(job.state, asked) else None
