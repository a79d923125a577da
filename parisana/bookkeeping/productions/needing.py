"""What new jobs need declared: found by its path, or recorded as not ready yet.

The rows that are found are held until the jobs are recorded: nobody declares anything ready in between, which the
jobs would not hear of.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert, select
from sqlalchemy.exc import IntegrityError

from parisana.bookkeeping.database.bulk import Bulk
from parisana.bookkeeping.database.door import LISTED, chunks
from parisana.bookkeeping.schema import needed, needed_jobs
from parisana.bookkeeping.values.entries import NewJob

_JOBS = Bulk(insert(needed_jobs), "job_id", "needed_id", "production_id")


class Needed(NamedTuple):
    """One of them, as a job that is recorded finds it."""

    id: int
    ready: bool


def paths(job: NewJob) -> list[str]:
    """Return what must be ready for a job, each once: what somebody declares, and gates."""
    return list(dict.fromkeys([*(each.path for each in job.inputs if each.declared), *job.gates]))


def learn(
    connection: Connection, production: int, new: Sequence[NewJob], known: Collection[str]
) -> Mapping[str, Needed]:
    """Return by its path all that jobs need declared and that is not known yet; what is new is recorded."""
    wanted = {path: maker for job in new for path, maker in _makers(production, job).items() if path not in known}
    if not wanted:
        return {}
    by_digest = {digest(path): path for path in wanted}
    names = {each.path: f"{job.stage} {each.name}" for job in new for each in job.inputs if each.declared}
    names |= {path: f"{job.stage} gate" for job in new for path in job.gates}
    for key in sorted(by_digest.keys() - _found(connection, by_digest).keys()):
        path = by_digest[key]
        _insert(connection, {"digest": key, "path": path, "name": names[path], "production_id": wanted[path]})
    return {by_digest[key]: each for key, each in _found(connection, by_digest).items()}


def record(connection: Connection, production: int, waiting: Iterable[tuple[int, int]]) -> None:
    """Record which jobs wait for what."""
    _JOBS.run(connection, ((job, each, production) for job, each in waiting))


def digest(path: str) -> str:
    """Return by what a path is known."""
    return hashlib.sha256(path.encode(errors="surrogateescape")).hexdigest()


def _makers(production: int, job: NewJob) -> dict[str, int | None]:
    """Return by its path what a job needs declared, with the production if one of its own jobs makes it."""
    made = {each.path: None if each.job_number is None else production for each in job.inputs if each.declared}
    return made | dict.fromkeys(job.gates)


def _found(connection: Connection, digests: Iterable[str]) -> dict[str, Needed]:
    found: dict[str, Needed] = {}
    for part in chunks(sorted(digests), LISTED):
        query = select(needed.c.digest, needed.c.id, needed.c.ready).where(needed.c.digest.in_(part))
        rows = connection.execute(query.with_for_update()).all()
        found.update({key: Needed(each, bool(ready)) for key, each, ready in rows})
    return found


def _insert(connection: Connection, row: dict[str, object]) -> None:
    """Record one, unless another program does so at the same time."""
    try:
        with connection.begin_nested():
            connection.execute(insert(needed).values({**row, "ready": False}))
    except IntegrityError:
        return
