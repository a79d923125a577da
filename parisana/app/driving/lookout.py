"""A production whose profile says which runs belong to it: its driver looks for new ones, and adds them.

While it does so the production is ``running``, also when nothing else is left to do. Looking is switched off and on by
``parisana extend NUMBER --matching off``; what is kept of it is in the bookkeeping.
"""

from __future__ import annotations

from parisana.app.changing.further_runs import look_once
from parisana.app.planning.recorded import recorded_profile, recorded_sources
from parisana.app.planning.run_queries import query_of
from parisana.app.recording.drive import Drive, Notice
from parisana.bookkeeping.values.matching import MatchingRecord
from parisana.bookkeeping.values.records import ProductionRecord
from parisana.core.profiles.matching import Matching
from parisana.errors import BookkeepingError, InputError, ParisanaError


def look_for_runs(drive: Drive, production: ProductionRecord) -> int:
    """Add the runs that match, when it is time to look; return how many jobs are new."""
    if (asked := _asked(drive, production)) is None:
        return 0
    found = drive.book.matching(drive.id)
    if not found.active or not _is_due(found, asked, drive.clock()):
        return 0
    return _look(drive, asked, found)


def waits_for_runs(drive: Drive, production: ProductionRecord) -> bool:
    """Whether new runs are looked for: a production with nothing left to do is then not at its end."""
    asked = _asked(drive, production)
    waits = asked is not None and drive.book.matching(drive.id).active
    if waits and asked and not drive.told_to_look:
        drive.tell(Notice(f"Production {drive.id} looks for new runs every {asked.pause}: {asked}."))
    drive.told_to_look = waits
    return waits


def _asked(drive: Drive, production: ProductionRecord) -> Matching | None:
    """Return the query of the newest revision; a profile that this version cannot read any more has none."""
    if drive.matching[0] != production.updated:
        drive.matching = production.updated, _recorded(drive)
    return drive.matching[1]


def _recorded(drive: Drive) -> Matching | None:
    try:
        return recorded_profile(drive.book, drive.id).matching
    except InputError:
        return None


def _is_due(found: MatchingRecord, asked: Matching, now: float) -> bool:
    """Whether it is time; a look that lies in the future was made by another clock."""
    return found.looked_at is None or not 0 <= now - found.looked_at < asked.every


def _look(drive: Drive, asked: Matching, before: MatchingRecord) -> int:
    """Look once; what goes wrong is said, and looked at again after the same time."""
    now = drive.clock()
    try:
        query = query_of(asked, recorded_sources(drive.book, drive.id))
        look = look_once(drive.book, drive.id, query, now, drive.tell)
    except BookkeepingError:
        raise
    except ParisanaError as error:
        if error.message != before.said:
            again = f"It is looked at again in {asked.pause}."
            drive.tell(Notice(f"Production {drive.id} finds no new runs: {error.message} {again}", warning=True))
        drive.book.note_matching(drive.id, now, error.message, 0)
        return 0
    drive.book.note_matching(drive.id, now, str(look), len(look.runs))
    return look.jobs
