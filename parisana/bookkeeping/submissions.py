"""Submissions: the intent comes before the call, and every outcome of the call has a verb.

``intent`` means that the call was not made; ``sent`` that it may have been: then the tag is looked up.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, bindparam, insert, select, update

from parisana.core.states import Failure, JobState, SubmissionState
from parisana.errors import BookkeepingError, Bug

from . import stepping
from .door import BATCH, LISTED, Door, Query, chunks, columns
from .leases import require_lease
from .records import LIVING, AttemptState, JobChange, NewSubmission, SubmissionRecord
from .schema import attempts, jobs, stages, submissions

OPEN = (SubmissionState.INTENT, SubmissionState.SENT, SubmissionState.UNKNOWN)


class Submissions(Door):
    """The verbs of submissions."""

    def intend(self, production: int, new: NewSubmission, source: str = "driver") -> int:
        """Record what is about to be sent; the lease must be held, and the jobs still be ready."""
        with self._writing() as connection:
            require_lease(connection, production, new.epoch)
            _require_ready(connection, production, new.jobs)
            submission = _joined(connection, new) or _insert(connection, production, new)
            _insert_attempts(connection, submission, new.jobs, new.rows or range(1, len(new.jobs) + 1))
            changes = [JobChange(job, JobState.SUBMITTING, new.created, reason=new.tag) for job in new.jobs]
            stepping.step(connection, production, changes, source, submission)
            for part in chunks(new.jobs, LISTED):
                connection.execute(update(jobs).where(jobs.c.id.in_(part)).values(attempts=jobs.c.attempts + 1))
        return submission

    def mark_sent(self, tag: str, at: float) -> None:
        """Note that the call is made now; the last look at the lease."""
        with self._writing() as connection:
            found = _found(connection, tag)
            require_lease(connection, found.production_id, found.epoch)
            _set(connection, tag, state=SubmissionState.SENT, sent_at=at)

    def accepted(
        self, tag: str, native_id: str, attempt_ids: Mapping[int, str], at: float, source: str = "driver"
    ) -> None:
        """Record the native ids, of the submission and of each row; its jobs are queued now."""
        with self._writing() as connection:
            found = _found(connection, tag)
            _set(connection, tag, state=SubmissionState.ACCEPTED, native_id=native_id, answered_at=at, reason="")
            rows = _living_rows(connection, found.id)
            changes = [
                JobChange(job, JobState.QUEUED, at, native_id=attempt_ids.get(row), site=found.endpoint, answered_at=at)
                for row, job in rows.items()
            ]
            _name_attempts(connection, found.id, {row: attempt_ids.get(row) for row in rows})
            submitting = _in_state(connection, list(rows.values()), JobState.SUBMITTING)
            changes = [change for change in changes if change.job_id in submitting]
            stepping.step(connection, found.production_id, changes, source, found.id)

    def refused(
        self,
        tag: str,
        reason: str,
        at: float,
        *,
        to: JobState = JobState.FAILED,
        failure: Failure | None = Failure.REFUSED,
        not_before: float = 0.0,
        source: str = "driver",
    ) -> None:
        """Record that nothing was taken; its jobs fail, or with ``to=READY`` (and no failure) wait for another."""
        with self._writing() as connection:
            found = _found(connection, tag)
            _set(connection, tag, state=SubmissionState.REFUSED, answered_at=at, reason=reason)
            ids = _living_rows(connection, found.id).values()
            mine = (attempts.c.submission_id == found.id) & attempts.c.state.in_(LIVING)
            values = {"state": AttemptState.REFUSED, "failure": failure, "reason": reason, "ended": at}
            connection.execute(update(attempts).where(mine).values(values))
            submitting = _in_state(connection, list(ids), JobState.SUBMITTING)
            changes = [
                JobChange(job, to, at, failure=failure, reason=reason, not_before=not_before)
                for job in sorted(submitting)
            ]
            stepping.step(connection, found.production_id, changes, source, found.id)

    def unknown(self, tag: str, reason: str, at: float) -> None:
        """Record that the answer was lost: its jobs stay as they are until the tag is found, or surely absent."""
        with self._writing() as connection:
            _set(connection, tag, state=SubmissionState.UNKNOWN, reason=reason, answered_at=at)

    def submission(self, tag: str) -> SubmissionRecord:
        """Return one submission."""
        with self._reading() as connection:
            return _found(connection, tag)

    def submission_jobs(self, tag: str) -> list[int]:
        """Return the ids of its jobs, in order of row."""
        query = select(attempts.c.job_id).join(submissions, submissions.c.id == attempts.c.submission_id)
        with self._reading() as connection:
            return list(connection.execute(query.where(submissions.c.tag == tag).order_by(attempts.c.row)).scalars())

    def open_submissions(
        self, production: int, states: Sequence[SubmissionState] = OPEN, limit: int = 1000, after: int = 0
    ) -> list[SubmissionRecord]:
        """Return submissions in these states, oldest first: by default those of which too little is known."""
        query = _query().where(submissions.c.production_id == production, submissions.c.state.in_(states))
        query = query.where(submissions.c.id > after).order_by(submissions.c.id).limit(limit)
        with self._reading() as connection:
            return [SubmissionRecord(*row) for row in connection.execute(query)]


def _query() -> Query:
    return select(*columns(submissions, SubmissionRecord, stage=stages.c.name)).join_from(
        submissions, stages, stages.c.id == submissions.c.stage_id
    )


def _found(connection: Connection, tag: str) -> SubmissionRecord:
    row = connection.execute(_query().where(submissions.c.tag == tag)).first()
    if row is None:
        raise Bug(f"There is no submission {tag} in the bookkeeping.")
    return SubmissionRecord(*row)


def _set(connection: Connection, tag: str, **values: object) -> None:
    connection.execute(update(submissions).where(submissions.c.tag == tag).values(values))


def _insert(connection: Connection, production: int, new: NewSubmission) -> int:
    stage = select(stages.c.id).where(stages.c.production_id == production, stages.c.name == new.stage)
    values = {name: getattr(new, name) for name in ("tag", "epoch", "endpoint", "script_digest", "table_path")}
    values |= {"resources": new.resources, "created": new.created, "rows": len(new.jobs), "reason": ""}
    values |= {"production_id": production, "stage_id": connection.execute(stage).scalar_one()}
    connection.execute(insert(submissions).values(state=SubmissionState.INTENT, **values))
    return _found(connection, new.tag).id


def _joined(connection: Connection, new: NewSubmission) -> int | None:
    """Return the submission whose further rows these are, if it is recorded; only named rows can join one."""
    if not new.rows:
        return None
    return connection.execute(select(submissions.c.id).where(submissions.c.tag == new.tag)).scalar()


def _insert_attempts(connection: Connection, submission: int, ids: Sequence[int], numbers: Sequence[int]) -> None:
    rows = [
        {"submission_id": submission, "row": row, "job_id": job, "state": AttemptState.SUBMITTING, "reason": ""}
        for row, job in zip(numbers, ids, strict=True)
    ]
    connection.execute(insert(attempts), rows)


def _require_ready(connection: Connection, production: int, ids: Sequence[int]) -> None:
    ready = _in_state(connection, ids, JobState.READY, production)
    gone = len(set(ids)) - len(ready)
    if gone or not ids or len(set(ids)) != len(ids):
        sentence = f"{gone} of {len(ids)} jobs that were to be sent are no longer ready; nothing was sent."
        raise BookkeepingError(sentence, hint="The jobs are chosen again at the next round.", transient=True)


def _in_state(
    connection: Connection, ids: Sequence[int], state: JobState, production: int | None = None
) -> frozenset[int]:
    found: set[int] = set()
    for part in chunks(ids, LISTED):
        query = select(jobs.c.id).where(jobs.c.id.in_(part), jobs.c.state == state)
        if production is not None:
            query = query.where(jobs.c.production_id == production)
        found.update(connection.execute(query.with_for_update()).scalars())
    return frozenset(found)


def _living_rows(connection: Connection, submission: int) -> dict[int, int]:
    query = select(attempts.c.row, attempts.c.job_id).where(
        attempts.c.submission_id == submission, attempts.c.state.in_(LIVING)
    )
    return {row: job for row, job in connection.execute(query.order_by(attempts.c.row))}


def _name_attempts(connection: Connection, submission: int, ids: Mapping[int, str | None]) -> None:
    mine = (attempts.c.submission_id == submission) & (attempts.c.row == bindparam("_row"))
    statement = update(attempts).where(mine).values(native_id=bindparam("_id"), state=AttemptState.QUEUED)
    for part in chunks(ids.items(), BATCH):
        connection.execute(statement, [{"_row": row, "_id": native_id} for row, native_id in part])
