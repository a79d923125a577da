"""Transfers: copies that somebody asked for, who carries them out, and what they came to."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from sqlalchemy import ColumnElement, Connection, bindparam, func, insert, select, update

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import BATCH, LISTED, Door, chunks, columns
from parisana.bookkeeping.schema import transfers
from parisana.bookkeeping.values.states import PENDING, TransferState
from parisana.bookkeeping.values.transfers import NewTransfer, TransferCount, TransferEnd, TransferRecord

#: What a person asks for -> the states in which that means something.
STEPS: dict[TransferState, frozenset[TransferState]] = {
    TransferState.PAUSED: frozenset({TransferState.WAITING, TransferState.RUNNING}),
    TransferState.CANCELLED: PENDING,
    TransferState.WAITING: frozenset({TransferState.PAUSED, TransferState.FAILED, TransferState.CANCELLED}),
}


class Transfers(Door):
    """The verbs of transfers."""

    @whole
    def add_transfers(self, new: Sequence[NewTransfer], at: float) -> list[int]:
        """Record copies that wait; return their ids."""
        with self._writing() as connection:
            return [_insert(connection, _row(each, at)) for each in new]

    def transfers(
        self,
        states: Collection[TransferState] = (),
        ids: Sequence[int] | None = None,
        production: int | None = None,
        below: str | None = None,
        limit: int = 1000,
        after: int = 0,
        since: float | None = None,
        newest: bool = False,
    ) -> list[TransferRecord]:
        """Return transfers with ids above ``after``, the oldest (or newest) first.

        ``below``: with sources in that folder; ``since``: those that changed since then.
        """
        query = select(*columns(transfers, TransferRecord)).where(transfers.c.id > after)
        if states:
            query = query.where(transfers.c.state.in_(list(states)))
        if production is not None:
            query = query.where(transfers.c.production_id == production)
        if below is not None:
            query = query.where(transfers.c.source.startswith(f"{below}/", autoescape=True))
        if since is not None:
            query = query.where(transfers.c.changed >= since)
        query = query.order_by(transfers.c.id.desc() if newest else transfers.c.id).limit(limit)
        with self._reading() as connection:
            parts = [[]] if ids is None else chunks(ids, LISTED)
            asked = (query if ids is None else query.where(transfers.c.id.in_(part)) for part in parts)
            return [TransferRecord(*row) for each in asked for row in connection.execute(each)]

    def count_transfers(self, ids: Sequence[int] | None = None) -> dict[TransferState, TransferCount]:
        """Return how many transfers there are in each state, with their bytes; of some, or of all."""
        sums = (func.count(), func.sum(func.coalesce(transfers.c.size, 0)), func.sum(transfers.c.moved))
        query = select(transfers.c.state, *sums).group_by(transfers.c.state)
        found: dict[TransferState, TransferCount] = {}
        with self._reading() as connection:
            for part in [[]] if ids is None else chunks(ids, LISTED):
                asked = query if ids is None else query.where(transfers.c.id.in_(part))
                for state, *numbers in connection.execute(asked):
                    before = found.get(state, TransferCount(0, 0, 0))
                    found[state] = TransferCount(*(int(a) + int(b) for a, b in zip(before, numbers, strict=True)))
        return found

    @whole
    def claim_transfers(self, ids: Sequence[int], holder: str, at: float) -> list[int]:
        """Take those that still wait; return them."""
        mine = transfers.c.id.in_(list(ids)) & (transfers.c.state == TransferState.WAITING)
        with self._writing() as connection:
            taken = [
                int(each) for each in connection.scalars(select(transfers.c.id).where(mine).order_by(transfers.c.id))
            ]
            values = {"state": TransferState.RUNNING, "holder": holder, "started": at, "changed": at, "moved": 0}
            connection.execute(update(transfers).where(transfers.c.id.in_(taken)).values(values))
        return taken

    @whole
    def tell_moved(self, moved: Mapping[int, int], holder: str) -> list[int]:
        """Record how far copies are; return those that this holder is still to go on with."""
        ids = list(moved)
        mine = (transfers.c.holder == holder) & (transfers.c.state == TransferState.RUNNING)
        statement = update(transfers).where(transfers.c.id == bindparam("_id"), mine).values(moved=bindparam("_moved"))
        with self._writing() as connection:
            connection.execute(statement, [{"_id": each, "_moved": done} for each, done in moved.items()])
            return [
                int(each) for each in connection.scalars(select(transfers.c.id).where(transfers.c.id.in_(ids), mine))
            ]

    @whole
    def note_transfers(self, notes: Mapping[int, str], holder: str) -> None:
        """Record what is to be said of copies that go on."""
        mine = (transfers.c.holder == holder) & (transfers.c.state == TransferState.RUNNING)
        statement = (
            update(transfers).where(transfers.c.id == bindparam("_id"), mine).values(reason=bindparam("_reason"))
        )
        with self._writing() as connection:
            connection.execute(statement, [{"_id": each, "_reason": words} for each, words in notes.items()])

    @whole
    def end_transfers(self, ends: Sequence[TransferEnd], holder: str, at: float) -> None:
        """Record what tries came to. A copy that is whole counts, whatever was wished for meanwhile."""
        with self._writing() as connection:
            for end in ends:
                here = (transfers.c.id == end.id) & (transfers.c.holder == holder)
                if end.state is not TransferState.DONE:
                    here &= transfers.c.state == TransferState.RUNNING
                connection.execute(update(transfers).where(here).values(_ended(end, at)))

    @whole
    def step_transfers(self, state: TransferState, at: float, ids: Sequence[int] | None = None) -> int:
        """Pause, cancel or set free again; return how many that concerned.

        Those that are set free wait from then on: that moment tells what they are from here from all tries before.
        """
        which: ColumnElement[bool] = transfers.c.state.in_(list(STEPS[state]))
        values: dict[str, object] = {"state": state, "changed": at}
        if state is TransferState.WAITING:
            values |= {"tries": 0, "not_before": at, "reason": "", "moved": 0}
        with self._writing() as connection:
            parts = [which] if ids is None else [which & transfers.c.id.in_(part) for part in chunks(ids, BATCH)]
            return sum(connection.execute(update(transfers).where(part).values(values)).rowcount for part in parts)

    def transfer_holders(self, host: str) -> list[str]:
        """Return who carries out transfers on a host."""
        here = (transfers.c.state == TransferState.RUNNING) & (transfers.c.host == host)
        with self._reading() as connection:
            return [each for each in connection.scalars(select(transfers.c.holder).where(here).distinct()) if each]

    @whole
    def free_transfers(self, holders: Iterable[str], at: float) -> int:
        """Let transfers wait again whose holder is gone."""
        lost = transfers.c.holder.in_(list(holders)) & (transfers.c.state == TransferState.RUNNING)
        with self._writing() as connection:
            values = {"state": TransferState.WAITING, "holder": None, "changed": at, "moved": 0}
            return connection.execute(update(transfers).where(lost).values(values)).rowcount


def _insert(connection: Connection, row: Mapping[str, object]) -> int:
    key = connection.execute(insert(transfers).values(row)).inserted_primary_key
    assert key is not None, "its id is made by the database"
    return int(key[0])


def _row(new: NewTransfer, at: float) -> dict[str, object]:
    return {
        **{name: getattr(new, name) for name in NewTransfer.__slots__},
        **{"state": TransferState.WAITING, "moved": 0, "tries": 0, "not_before": 0.0, "reason": ""},
        **{"created": at, "changed": at},
    }


def _ended(end: TransferEnd, at: float) -> dict[str, object]:
    values: dict[str, object] = {**end._asdict(), "changed": at}
    del values["id"]
    for name in ("checksum_kind", "checksum", "size"):
        if values[name] is None:
            del values[name]
    return values
