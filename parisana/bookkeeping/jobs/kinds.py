"""How a job failed, kept with it while it is failed: its kind, the class and the message without what differs.

The statements touch nothing but jobs that fail or are tried again, and columns that have an index of their own:
all that is asked of failed jobs is read from that index.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from parisana.bookkeeping.database.door import LISTED, among, chunks
from parisana.bookkeeping.database.rowwise import RowUpdate
from parisana.bookkeeping.schema import jobs, kinds
from parisana.core.jobs.states import Failure
from parisana.core.texts.alike import normalised

_FILE = RowUpdate(jobs, ("id",), ("kind_id", "failed_at"))


class Failed(NamedTuple):
    """A job that has failed just now."""

    job_id: int
    failure: Failure
    reason: str
    at: float


def digest(failure: Failure, message: str) -> str:
    """Return by what a kind is known."""
    return hashlib.sha256(f"{failure}\n{message}".encode(errors="replace")).hexdigest()


def file(connection: Connection, failed: Sequence[Failed], others: Iterable[int]) -> None:
    """File jobs that have failed under their kinds, and take others (by id) out."""
    messages = {reason: normalised(reason) for reason in {each.reason for each in failed}}
    known = _ids(connection, {(each.failure, messages[each.reason]) for each in failed})
    _FILE.run(connection, ((each.job_id, known[each.failure, messages[each.reason]], each.at) for each in failed))
    for these in among(jobs.c.id, others):
        connection.execute(update(jobs).where(these).values(kind_id=None, failed_at=None))


def _ids(connection: Connection, wanted: Iterable[tuple[Failure, str]]) -> dict[tuple[Failure, str], int]:
    """Return the ids of kinds; those that are new are recorded."""
    by_digest = {digest(*kind): kind for kind in wanted}
    known = _known(connection, by_digest)
    for key in sorted(set(by_digest) - set(known)):
        _record(connection, key, *by_digest[key])
    known |= _known(connection, set(by_digest) - set(known))
    return {kind: known[key] for key, kind in by_digest.items()}


def _known(connection: Connection, digests: Iterable[str]) -> dict[str, int]:
    found: dict[str, int] = {}
    for part in chunks(digests, LISTED):
        query = select(kinds.c.digest, kinds.c.id).where(kinds.c.digest.in_(part))
        found.update({key: kind for key, kind in connection.execute(query)})
    return found


def _record(connection: Connection, key: str, failure: Failure, message: str) -> None:
    """Record a kind, unless another program does so at the same time."""
    try:
        with connection.begin_nested():
            connection.execute(insert(kinds).values(digest=key, failure=failure, message=message))
    except IntegrityError:
        return
