"""Leases: one driver a production, by an epoch that grows and a time that the database itself keeps."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, insert, select, update
from sqlalchemy.exc import IntegrityError

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.clock import now
from parisana.bookkeeping.database.door import Door
from parisana.bookkeeping.schema import leases
from parisana.bookkeeping.values.records import LeaseRecord
from parisana.errors import LeaseHeld

WAIT = "Wait until its lease lapses, or stop it there; looking on is always possible."


class Leases(Door):
    """The verbs of leases."""

    @whole
    def take_lease(
        self,
        production: int,
        holder: str,
        host: str,
        pid: int,
        seconds: float,
        *,
        over: int | None = None,
        grace: float = 0.0,
    ) -> int:
        """Take the lease and return its epoch; ``LeaseHeld`` while another driver has it.

        ``over`` is the epoch of a holder that surely has died (its process, on this host): no need to wait for it.
        One on another host must have lapsed for the seconds of ``grace``.
        """
        with self._writing() as connection:
            mine = LeaseRecord(production, holder, host, pid, 1, seconds)
            found = read_lease(connection, production)
            if found is None:
                return _first(connection, mine)
            same = (found.holder, found.host, found.pid) == (holder, host, pid)
            left = found.seconds_left + (grace if found.holder and found.host != host else 0.0)
            if left > 0 and not same and found.epoch != over:
                raise _held(replace(found, seconds_left=left))
            epoch = found.epoch if same and found.seconds_left > 0 else found.epoch + 1
            _take(connection, mine, found.epoch, epoch)
        return epoch

    @whole
    def renew_lease(
        self,
        production: int,
        epoch: int,
        seconds: float,
        answered_at: float | None = None,
        silent_since: float | None = None,
    ) -> None:
        """Hold it longer, and say what the driver heard of the site.

        A lease that lapsed can be renewed as long as nobody else took it.
        """
        with self._writing() as connection:
            mine = (leases.c.production_id == production) & (leases.c.epoch == epoch) & (leases.c.holder != "")
            heard: dict[str, Any] = {"silent_since": silent_since}
            heard |= {"answered_at": answered_at} if answered_at is not None else {}
            if not connection.execute(update(leases).where(mine).values(expires=now() + seconds, **heard)).rowcount:
                raise _lost(read_lease(connection, production))

    @whole
    def release_lease(self, production: int, epoch: int) -> None:
        """Give it back; nothing happens when it is another's by now, or was given back before."""
        with self._writing() as connection:
            mine = (leases.c.production_id == production) & (leases.c.epoch == epoch) & (leases.c.holder != "")
            connection.execute(update(leases).where(mine).values(expires=0.0, holder=""))

    def check_lease(self, production: int, epoch: int) -> None:
        """Raise ``LeaseHeld`` unless the lease is still of this epoch, and has not lapsed."""
        with self._reading() as connection:
            require_lease(connection, production, epoch)

    def lease(self, production: int) -> LeaseRecord | None:
        """Return who drives a production, or did last."""
        with self._reading() as connection:
            return read_lease(connection, production, lock=False)


def require_lease(connection: Connection, production: int, epoch: int) -> None:
    """Check the epoch within a transaction."""
    found = read_lease(connection, production)
    if found is None or found.epoch != epoch or found.seconds_left <= 0:
        raise _lost(found if found and found.epoch != epoch else None)


def read_lease(connection: Connection, production: int, *, lock: bool = True) -> LeaseRecord | None:
    """Read the lease; with ``lock`` nobody changes it until the transaction ends."""
    wanted = (leases.c.production_id, leases.c.holder, leases.c.host, leases.c.pid, leases.c.epoch)
    query = select(*wanted, (leases.c.expires - now()).label("seconds_left"))
    query = query.where(leases.c.production_id == production)
    row = connection.execute(query.with_for_update() if lock else query).first()
    return None if row is None else LeaseRecord(*row)


def _first(connection: Connection, mine: LeaseRecord) -> int:
    values = {"holder": mine.holder, "host": mine.host, "pid": mine.pid, "epoch": 1}
    statement = insert(leases).values(production_id=mine.production_id, **values)
    try:
        with connection.begin_nested():
            connection.execute(statement.values(expires=now() + mine.seconds_left))
    except IntegrityError as error:
        found = read_lease(connection, mine.production_id)
        if found is None:
            raise
        raise _held(found) from error
    return 1


def _take(connection: Connection, mine: LeaseRecord, old: int, new: int) -> None:
    place = (leases.c.production_id == mine.production_id) & (leases.c.epoch == old)
    values = {"holder": mine.holder, "host": mine.host, "pid": mine.pid, "epoch": new}
    taken = connection.execute(update(leases).where(place).values(expires=now() + mine.seconds_left, **values))
    if not taken.rowcount:
        raise _lost(read_lease(connection, mine.production_id))


def _held(found: LeaseRecord) -> LeaseHeld:
    who = f"{found.holder} (process {found.pid} on {found.host})"
    sentence = f"Production {found.production_id} is driven by {who} for another {found.seconds_left:.0f} s at least."
    return LeaseHeld(sentence, hint=WAIT)


def _lost(found: LeaseRecord | None) -> LeaseHeld:
    if found is not None and found.holder and found.seconds_left > 0:
        return _held(found)
    sentence = "This program's lease on the production has lapsed; nothing was sent."
    return LeaseHeld(sentence, hint="It is taken again at the next round.", transient=True)
