"""Submissions: the intent comes before the call, and every outcome of the call has a verb.

``intent`` means that the call was not made; ``sent`` that it may have been: then the tag is looked up.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, func, insert, select, update

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.bulk import Bulk, word
from parisana.bookkeeping.database.door import Door, Query, among, columns
from parisana.bookkeeping.database.rowwise import RowUpdate
from parisana.bookkeeping.jobs import stepping
from parisana.bookkeeping.jobs.judging import Standing
from parisana.bookkeeping.people.leases import require_lease
from parisana.bookkeeping.schema import attempts, jobs, stages, submissions
from parisana.bookkeeping.values.entries import JobChange, NewSubmission
from parisana.bookkeeping.values.records import SubmissionRecord
from parisana.bookkeeping.values.states import LIVING, AttemptState
from parisana.core.jobs.states import Failure, JobState, SubmissionState
from parisana.errors import Bug, Overtaken

_ATTEMPTS = Bulk(insert(attempts), "submission_id", "row", "job_id", "state", "reason")
_NAMED = RowUpdate(attempts, ("submission_id", "row"), ("native_id", "state"))
OPEN = (SubmissionState.INTENT, SubmissionState.SENT, SubmissionState.UNKNOWN)


class Submissions(Door):
    """The verbs of submissions."""

    @whole
    def intend(self, production: int, new: NewSubmission, source: str = "driver") -> int:
        """Record what is about to be sent; the lease must be held, and the jobs still be ready."""
        with self._writing() as connection:
            require_lease(connection, production, new.epoch)
            _require_ready(connection, production, new.jobs)
            submission = _joined(connection, new) or _insert(connection, production, new)
            _insert_attempts(connection, submission, new.jobs, new.rows or range(1, len(new.jobs) + 1))
            changes = [JobChange(job, JobState.SUBMITTING, new.created, reason=new.tag) for job in new.jobs]
            stepping.step(connection, production, changes, source, submission)
            for these in among(jobs.c.id, new.jobs):
                connection.execute(update(jobs).where(these).values(attempts=jobs.c.attempts + 1))
        return submission

    @whole
    def mark_sent(self, tag: str, at: float) -> None:
        """Note that the call is made now; the last look at the lease."""
        with self._writing() as connection:
            found = _found(connection, tag)
            require_lease(connection, found.production_id, found.epoch)
            _set(connection, tag, state=SubmissionState.SENT, sent_at=at)

    @whole
    def accepted(
        self, tag: str, native_id: str | None, attempt_ids: Mapping[int, str], at: float, source: str = "driver"
    ) -> None:
        """Record the native ids, of the submission and of each row, as far as known; its jobs are queued now."""
        with self._writing() as connection:
            found = _found(connection, tag)
            _set(connection, tag, state=SubmissionState.ACCEPTED, native_id=native_id, answered_at=at, reason="")
            rows = _living_rows(connection, found.id)
            _name_attempts(connection, found.id, {each.row: attempt_ids.get(each.row) for each in rows})
            changes = [
                JobChange(each.job, JobState.QUEUED, at, native_id=attempt_ids.get(each.row), site=found.endpoint,
                          answered_at=at)
                for each in rows
                if each.state is JobState.SUBMITTING
            ]  # fmt: skip
            stepping.step(connection, found.production_id, changes, source, found.id, _standing(rows))

    @whole
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
            rows = _living_rows(connection, found.id)
            mine = (attempts.c.submission_id == found.id) & attempts.c.state.in_(LIVING)
            values = {"state": AttemptState.REFUSED, "failure": failure, "reason": reason, "ended": at}
            connection.execute(update(attempts).where(mine).values(values))
            submitting = sorted(each.job for each in rows if each.state is JobState.SUBMITTING)
            changes = [
                JobChange(job, to, at, failure=failure, reason=reason, not_before=not_before) for job in submitting
            ]
            stepping.step(connection, found.production_id, changes, source, found.id)

    @whole
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
    found = connection.execute(select(submissions.c.id).where(submissions.c.tag == new.tag)).scalar()
    if found is not None:
        _set(connection, new.tag, epoch=new.epoch)
    return found


def _insert_attempts(connection: Connection, submission: int, ids: Sequence[int], numbers: Sequence[int]) -> None:
    pairs = zip(numbers, ids, strict=True)
    _ATTEMPTS.run(connection, ((submission, row, job, word(AttemptState.SUBMITTING), "") for row, job in pairs))


def _require_ready(connection: Connection, production: int, ids: Sequence[int]) -> None:
    mine = (jobs.c.production_id == production) & (jobs.c.state == JobState.READY)
    counts = [select(func.count()).where(these, mine).with_for_update() for these in among(jobs.c.id, ids)]
    gone = len(set(ids)) - sum(connection.execute(count).scalar_one() for count in counts)
    if gone or not ids or len(set(ids)) != len(ids):
        sentence = f"{gone} of {len(ids)} jobs that were to be sent are no longer ready; nothing was sent."
        raise Overtaken(sentence, hint="The jobs are chosen again at the next round.")


class LivingRow(NamedTuple):
    """A row of a submission that may still run, and the state of its job."""

    row: int
    job: int
    state: JobState
    stage_id: int
    unmet: int
    superseded_by: int | None


def _living_rows(connection: Connection, submission: int) -> list[LivingRow]:
    """Return them in order; nobody else changes their jobs meanwhile."""
    query = (
        select(attempts.c.row, attempts.c.job_id, jobs.c.state, jobs.c.stage_id, jobs.c.unmet, jobs.c.superseded_by)
        .join(jobs, jobs.c.id == attempts.c.job_id)
        .where(attempts.c.submission_id == submission, attempts.c.state.in_(LIVING))
        .order_by(attempts.c.row)
        .with_for_update()
    )
    return list(map(LivingRow._make, connection.execute(query).all()))


def _standing(rows: Iterable[LivingRow]) -> dict[int, Standing]:
    return {
        each.job: Standing(each.stage_id, each.state, each.unmet > 0, each.superseded_by is not None) for each in rows
    }


def _name_attempts(connection: Connection, submission: int, ids: Mapping[int, str | None]) -> None:
    queued = word(AttemptState.QUEUED)
    _NAMED.run(connection, ((submission, row, native_id, queued) for row, native_id in ids.items()))
