"""Productions that get the runs which match: once, or again and again; and how that stands: ``session.matching``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.changing.further_runs import Look, look_once
from parisana.app.driving.follower import Progress
from parisana.app.ground import places
from parisana.app.planning.recorded import recorded_profile, recorded_sources
from parisana.app.planning.run_queries import Finder, query_of
from parisana.app.planning.run_queries import StoreQuery as StoreQuery
from parisana.app.recording.drive import Notice
from parisana.app.recording.recorder import changeable
from parisana.bookkeeping.values.matching import MatchingRecord as MatchingRecord
from parisana.core.jobs.states import ENDED, ProductionState
from parisana.core.profiles.matching import Matching
from parisana.errors import InputError, ParisanaError

if TYPE_CHECKING:
    from parisana.app.session import Session

#: Seconds between two looks at the clock while nothing is driven.
NAP = 30.0


@dataclass(frozen=True, slots=True)
class Standing:
    """The query of a production, and how it stands."""

    asked: Matching
    record: MatchingRecord


class MatchingRuns:
    """The queries of productions."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def of(self, production: int) -> Standing | None:
        """Return the query that the profile of a production has, and how it stands; nothing where it has none."""
        book = self._session.book
        try:
            asked = recorded_profile(book, production).matching
        except InputError:  # of a version that cannot be read any more
            return None
        return None if asked is None else Standing(asked, book.matching(production))

    def switch(self, production: int, active: bool) -> bool:
        """Look for new runs from now on, or no longer; say whether that is another word than before."""
        at = self._session
        found = changeable(at.book, production, anywhere=True)
        self._asked(production)
        changed = at.book.switch_matching(production, active)
        if changed:
            words = "New runs are looked for again" if active else "New runs are looked for no longer"
            at.book.note(production, at.now(), places.person(), words)
        if active and found.state in ENDED:
            at.book.set_production_state(production, ProductionState.RUNNING, at.now(), places.person())
        return changed

    def look(self, production: int) -> Look:
        """Look now, whenever it would be time again, and send what is ready."""
        at = self._session
        changeable(at.book, production)
        query = query_of(self._asked(production), recorded_sources(at.book, production))
        look = look_once(at.book, production, query, at.now(), at.say)
        at.book.note_matching(production, at.now(), str(look), len(look.runs))
        if look.jobs:
            at.send(production)
        return look

    def _asked(self, production: int) -> Matching:
        if (found := self.of(production)) is None:
            hint = "A section matching in its profile says which; parisana extend with --store adds them without one."
            raise InputError(f"The profile of production {production} asks for no new runs.", hint=hint)
        return found.asked


def extend_by(session: Session, production: int, query: Finder) -> tuple[list[int], int]:
    """Add the runs that match, as a revision; return their numbers, and how many jobs are new."""
    changeable(session.book, production)
    look = look_once(session.book, production, query, session.now(), session.say)
    return list(look.runs), look.jobs


def follow_by(session: Session, production: int, query: StoreQuery, every: float) -> Iterator[Progress]:
    """Drive a production without an end, and look for new runs so often; what goes wrong later is tried again."""
    extend_by(session, production, query)
    while True:
        due = session.now() + every
        for progress in session.follow(production):
            yield progress
            if session.now() >= due:
                break
        while (left := due - session.now()) > 0:
            session.rest(min(left, NAP))
        try:
            extend_by(session, production, query)
        except ParisanaError as error:
            session.say(Notice(f"{error.message} It is looked at again later.", warning=True))
