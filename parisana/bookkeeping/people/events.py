"""Looking back: what happened to a production or a job."""

from __future__ import annotations

from sqlalchemy import select

from parisana.bookkeeping.database.again import whole
from parisana.bookkeeping.database.door import Door, by_index, columns
from parisana.bookkeeping.database.searching import holds
from parisana.bookkeeping.schema import events
from parisana.bookkeeping.values.records import EventRecord

from . import history


class Events(Door):
    """The verbs of events."""

    def events(
        self, production: int, job: int | None = None, limit: int = 1000, after: int = 0, text: str | None = None
    ) -> list[EventRecord]:
        """Return what happened after the event with id ``after``, oldest first; ``job`` is a job's id."""
        query = select(*columns(events, EventRecord)).where(events.c.production_id == production, events.c.id > after)
        if job is not None:
            query = query.where(events.c.job_id == job)
        else:
            query = by_index(query, events, "ix_events_production_id")
        if text is not None:
            query = query.where(holds(events.c.text, text))
        with self._reading() as connection:
            return [EventRecord(*row) for row in connection.execute(query.order_by(events.c.id).limit(limit))]

    def deeds(self, production: int, limit: int = 200) -> list[EventRecord]:
        """Return what happened to a production itself, not to a job of it; the newest last.

        The sum keeps a database from reading all events of the production: those of no job are found by an index.
        """
        own = events.c.job_id.is_(None) & (events.c.production_id + 0 == production)
        query = select(*columns(events, EventRecord)).where(own).order_by(events.c.id.desc()).limit(limit)
        with self._reading() as connection:
            return [EventRecord(*row) for row in connection.execute(query)][::-1]

    @whole
    def note(self, production: int, at: float, source: str, text: str, job: int | None = None) -> None:
        """Write down something that changed no state."""
        with self._writing() as connection:
            history.write(connection, [history.event(production, at, source, text, job=job)])
