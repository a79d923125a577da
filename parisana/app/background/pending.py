"""What is to be driven here, and whether anything is."""

from __future__ import annotations

from parisana.app.books.whose import driven_here
from parisana.app.recording.manifest import submitted_by_hand
from parisana.app.session import Session
from parisana.bookkeeping.values.records import ProductionRecord
from parisana.core.jobs.states import ProductionState as P


def pending(session: Session) -> list[ProductionRecord]:
    """Return what is to be driven here: what goes on by itself, and what was stopped while jobs of it live."""
    mine = [
        each
        for each in session.book.productions(limit=10_000, states=(P.NEW, P.RUNNING, P.PAUSED, P.STOPPED))
        if driven_here(session.book, each)
    ]
    resting = [each.id for each in mine if each.state in (P.PAUSED, P.STOPPED)]
    living = session.book.living_in(resting) if resting else frozenset()
    return [
        each for each in mine if (each.id in living or each.id not in resting) and not submitted_by_hand(each.working)
    ]


def anything_waits(session: Session) -> bool:
    """Whether there is a production to drive, or a copy to be made."""
    return bool(pending(session)) or session.transfers.are_waiting
