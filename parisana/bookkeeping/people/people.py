"""Groups of people, and to whom a production is shown.

Who looks is told to the bookkeeping once (``viewer``); nobody sees by it what is kept from him. This is a courtesy of
the program: a database account that may read, reads every row.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import ColumnElement, delete, exists, insert, or_, select, true, update

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import Door, columns
from parisana.bookkeeping.schema import events, members, productions
from parisana.bookkeeping.values.records import EventRecord
from parisana.bookkeeping.values.states import ADMINISTRATORS, Visibility

from . import history


class People(Door):
    """The verbs of groups and of sharing."""

    def groups(self) -> dict[str, list[str]]:
        """Return the members of all groups."""
        found: dict[str, list[str]] = {}
        query = select(members.c.group_name, members.c.person).order_by(members.c.group_name, members.c.person)
        with self._reading() as connection:
            for group, person in connection.execute(query):
                found.setdefault(group, []).append(person)
        return found

    def is_administrator(self, person: str) -> bool:
        """Whether this person may change every production."""
        mine = (members.c.group_name == ADMINISTRATORS) & (members.c.person == person)
        with self._reading() as connection:
            return connection.execute(select(members.c.person).where(mine)).first() is not None

    @whole
    def set_members(self, group: str, add: Iterable[str] = (), remove: Iterable[str] = ()) -> None:
        """Take people into a group and others out of it; who is in, or out, already stays so."""
        mine = members.c.group_name == group
        with self._writing() as connection:
            there = set(connection.execute(select(members.c.person).where(mine).with_for_update()).scalars())
            new = [{"group_name": group, "person": person} for person in sorted(set(add) - there)]
            if new:
                connection.execute(insert(members), new)
            for person in sorted(set(remove)):
                connection.execute(delete(members).where(mine, members.c.person == person))

    def history(self, production: int | None = None, limit: int = 100, after: int = 0) -> list[EventRecord]:
        """Return what was done to productions, not what happened to their jobs; the newest last."""
        query = select(*columns(events, EventRecord)).join_from(events, productions)
        query = query.where(events.c.job_id.is_(None), events.c.id > after, shown(self.viewer))
        if production is not None:
            query = query.where(productions.c.id == production)
        with self._reading() as connection:
            rows = connection.execute(query.order_by(events.c.id.desc()).limit(limit)).all()
        return [EventRecord(*row) for row in reversed(rows)]

    @whole
    def share(self, production: int, group: str | None, visibility: Visibility, at: float, source: str) -> None:
        """Say to which group a production belongs, and who sees it."""
        text = f"shown to {visibility if group is None or visibility is not Visibility.GROUP else f'group {group}'}"
        with self._writing() as connection:
            mine = update(productions).where(productions.c.id == production)
            connection.execute(mine.values(group_name=group, visibility=visibility))
            history.write(connection, [history.event(production, at, source, text)])


def shown(viewer: str | None) -> ColumnElement[bool]:
    """Return the condition that chooses what a person may see; nobody in particular sees all."""
    if viewer is None:
        return true()
    mine = members.c.person == viewer
    theirs = exists().where(mine, members.c.group_name == productions.c.group_name)
    everything = exists().where(mine, members.c.group_name == ADMINISTRATORS)
    return or_(
        productions.c.visibility == Visibility.EVERYONE,
        productions.c.owner == viewer,
        (productions.c.visibility == Visibility.GROUP) & theirs,
        everything,
    )
