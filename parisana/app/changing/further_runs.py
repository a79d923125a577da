"""Runs that match a query and are not in a production yet: one look adds them, as a revision."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.ground import library
from parisana.app.planning.matched import written
from parisana.app.planning.prepare import plan_sources
from parisana.app.planning.prepared import Prepared, Sources
from parisana.app.planning.recorded import recorded_sources
from parisana.app.planning.run_facts import record_used
from parisana.app.planning.run_queries import Finder
from parisana.app.recording.drive import Notice
from parisana.core.profiles.profile import read_profile
from parisana.core.runs.run_list import Run
from parisana.core.texts import yamltext
from parisana.core.texts.document import read
from parisana.core.texts.words import counted
from parisana.errors import InputError

from .revise import extend

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: So many new runs are named.
NAMED = 5


@dataclass(frozen=True, slots=True)
class Look:
    """What came of looking for new runs once."""

    runs: tuple[int, ...]
    jobs: int
    """How many jobs are new."""

    def __str__(self) -> str:
        """Say it in a few words."""
        if not self.runs:
            return "no new run"
        numbers = ", ".join(map(str, self.runs[:NAMED])) + (" …" if len(self.runs) > NAMED else "")
        return f"{counted(len(self.runs), '1 new run', '{0} new runs')}: {numbers}"


def new_runs(sources: Sources, production: int, query: Finder, now: float) -> list[Run]:
    """Return the runs that match and are not in a production, in their order."""
    if sources.profile.runs is None or sources.profile.runs.simulate is not None:
        hint = "A profile that lists its runs can be extended by those that match."
        raise InputError(f"Production {production} simulates its runs; none of a data store belong to it.", hint=hint)
    there = set(library.profile_runs(sources.profile, sources.document).numbers)
    return [run for run in query.runs(now) if run.number not in there]


def look_once(book: Bookkeeping, production: int, query: Finder, now: float, tell: Callable[[Notice], None]) -> Look:
    """Add the runs that match, as a revision."""
    sources = recorded_sources(book, production)
    fresh = new_runs(sources, production, query, now)
    if not fresh:
        return Look((), 0)
    prepared = _wider(book, sources, fresh)
    record_used(book, prepared, tell)
    jobs = extend(book, production, prepared, now)
    look = Look(tuple(run.number for run in fresh), jobs)
    tell(Notice(f"Production {production}: {look}."))
    return look


def _wider(book: Bookkeeping, sources: Sources, fresh: list[Run]) -> Prepared:
    """Plan the recorded profile with further runs at its end."""
    listed = [*library.profile_runs(sources.profile, sources.document), *fresh]
    text = yamltext.write({**sources.document.data, "runs": list(map(written, listed))})
    document = read(text, sources.document.file)
    changed = Sources(read_profile(document), document, sources.suite, sources.suite_text, sources.site)
    return plan_sources(changed, book)
