"""Looking back: what happened to a production or a job."""

from __future__ import annotations

from sqlalchemy import select

from . import history
from .door import Door, columns
from .records import EventRecord
from .schema import events


class Events(Door):
    """The verbs of events."""

    def events(
        self, production: int, job: int | None = None, limit: int = 1000, after: int = 0, text: str | None = None
    ) -> list[EventRecord]:
        """Return what happened after the event with id ``after``, oldest first; ``job`` is a job's id."""
        query = select(*columns(events, EventRecord)).where(events.c.production_id == production, events.c.id > after)
        if job is not None:
            query = query.where(events.c.job_id == job)
        if text is not None:
            query = query.where(events.c.text.contains(text, autoescape=True))
        with self._reading() as connection:
            return [EventRecord(*row) for row in connection.execute(query.order_by(events.c.id).limit(limit))]

    def note(self, production: int, at: float, source: str, text: str, job: int | None = None) -> None:
        """Write down something that changed no state."""
        with self._writing() as connection:
            history.write(connection, [history.event(production, at, source, text, job=job)])
