"""Monte-Carlo productions: looked at before they are made, created, started, stopped, closed: ``session.simulations``.

::

    prepared = session.plan("showers-local")
    print(session.simulations.outlook(prepared).jobs)
    production = session.simulations.create(prepared)
    session.simulations.start(production)
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.before.checks import check_areas
from parisana.app.driving.missing import state_of
from parisana.app.ground import places
from parisana.app.planning.prepared import Prepared
from parisana.app.planning.simulated import digest_of_showers, spare_units
from parisana.app.recording.recorder import changeable, mount_areas, record
from parisana.app.sites.equipment import make_storage
from parisana.app.upkeep.cleaner import Leftover, leftovers, remove
from parisana.bookkeeping.values.simulations import SimulationRecord
from parisana.core.jobs.states import JobState, ProductionState
from parisana.errors import InputError

from .extension import NO_WISH, Wish, extended, wider
from .glance import Glance, Wider, glance, preview
from .row_table import RowLine, row_lines, said_of, together

if TYPE_CHECKING:
    from parisana.app.session import Session

__all__ = ["Glance", "Leftover", "Outlook", "RowLine", "SimulationRecord", "Simulations", "Wider", "Wish"]
__all__ += ["said_of", "together"]

#: A row in one of these is at its end, whatever becomes of its production.
SETTLED = (ProductionState.DONE, ProductionState.CLOSED)


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a production comes to, before it is made."""

    prepared: Prepared
    same: tuple[SimulationRecord, ...]
    """Those that are there already and simulate the same showers."""

    @property
    def showers(self) -> int:
        """Return how many showers are asked for."""
        production = self.prepared.profile.production
        return sum(row.showers for row in production.scheduled) if production else 0

    @property
    def jobs(self) -> int:
        """Return how many jobs are to be computed."""
        return sum(not job.done for job in self.prepared.plan.jobs)

    @property
    def core_hours(self) -> float:
        """Return what it takes at most: every job to its time limit, on all its cores."""
        needs = [job.resources for job in self.prepared.plan.jobs if not job.done]
        return sum(need.time_s * need.cores for need in needs) / 3600

    @property
    def bytes_out(self) -> int:
        """Return how much space the outputs may take."""
        return self.prepared.plan.bytes_out


class Simulations:
    """The productions of a session that have rows."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def all(self, limit: int = 1000, after: int = 0) -> list[SimulationRecord]:
        """Return the Monte-Carlo productions, oldest first."""
        return self._session.book.simulations(limit, after)

    def of(self, productions: Sequence[int]) -> list[SimulationRecord]:
        """Return those of these productions that have rows."""
        return self._session.book.simulations(numbers=productions) if productions else []

    def one(self, production: int) -> SimulationRecord:
        """Return one of them; an analysis is the user's mistake."""
        found = self.of([self._session.production(production).id])
        if not found:
            hint = "parisana mc list shows those that have rows."
            raise InputError(f"Production {production} is an analysis, and has no rows.", hint=hint)
        return found[0]

    def rows(self, production: int) -> dict[str, list[RowLine]]:
        """Return the table of rows for each stage, in the order of the stages."""
        self.one(production)
        book = self._session.book
        stages = [stage.name for stage in book.stages(production)]
        return row_lines(stages, book.row_standings(production), book.row_files(production))

    def outlook(self, prepared: Prepared) -> Outlook:
        """Say what a production would come to, and which are there of the same showers."""
        if prepared.profile.production is None:
            hint = "One of a Monte-Carlo production has a section production in place of its runs."
            raise InputError(f"The profile {prepared.profile.name} is of an analysis.", hint=hint, field="production")
        return Outlook(prepared, tuple(self._session.book.simulations(digest=digest_of_showers(prepared))))

    def glance(self, text: str, file: str) -> Glance:
        """Say what a profile under edit would come to, quickly; which results are there already is not asked."""
        return glance(self._session.book, self._session.sites, text, file)

    def create(self, prepared: Prepared, *, even_so: bool = False) -> int:
        """Record a production, which waits until it is started; return its number.

        One of the same showers that is there already is refused, ``even_so`` excepted.
        """
        if (same := self.outlook(prepared).same) and not even_so:
            first = same[0]
            hint = f"parisana mc extend {first.production_id} adds showers; --even-so makes another, with its own seed."
            message = (
                f"Production {first.production_id} ({first.name}) simulates the same showers and is {first.state}."
            )
            raise InputError(message, hint=hint)
        at = self._session
        mount_areas(prepared.site, prepared.profile)
        for notice in check_areas(prepared, make_storage(prepared.site)):
            at.say(notice)
        production = record(at.book, prepared, at.now())
        at.book.set_production_state(production, ProductionState.PAUSED, at.now(), places.person(), "created")
        return production

    def start(self, production: int) -> int:
        """Let a production go on, whether it is new, stopped or failed; return how many jobs were sent."""
        changeable(self._session.book, self.one(production).production_id)
        for standing in self._session.book.row_standings(production):
            if standing.row.state is ProductionState.FAILED:
                self._session.book.set_spare(production, standing.row.number, spare_units(standing.units))
        self._session.resume(production)
        self._set_rows(production, ProductionState.RUNNING)
        return self._session.send(production)

    def stop(self, production: int) -> int:
        """Cancel what is living, and send nothing more; return how many jobs were cancelled."""
        self.one(production)
        count = self._session.stop(production)
        self._set_rows(production, ProductionState.STOPPED)
        return count

    def extend(self, production: int, profile: str | Path | None, wish: Wish = NO_WISH) -> int:
        """Ask for more showers, or further rows, by a changed profile or by what is wished; return the new jobs."""
        changeable(self._session.book, self.one(production).production_id)
        book = self._session.book
        prepared = self._session.plan(profile) if profile is not None else wider(book, production, wish)
        return extended(book, production, prepared, self._session.now())

    def preview(self, production: int, wish: Wish) -> Wider:
        """Say what an extension by a wish would add."""
        changeable(self._session.book, self.one(production).production_id)
        return preview(self._session.book, production, wish)

    def leftovers(self, production: int) -> list[Leftover]:
        """Return what attempts that died left half-made."""
        return leftovers(self._session.book, self.one(production).production_id)

    def clean(self, production: int) -> int:
        """Remove that; results are never touched; return how many folders it was."""
        return remove(self.leftovers(production))

    def close(self, production: int) -> None:
        """Close a production for good: nothing of it is sent or changed any more."""
        found = changeable(self._session.book, self.one(production).production_id)
        if found.state is ProductionState.RUNNING or self._is_living(production):
            hint = f"parisana mc stop {production} ends them."
            raise InputError(f"Production {production} still has jobs that run or wait.", hint=hint)
        self._set_rows(production, ProductionState.CLOSED)
        self._session.book.set_production_state(
            production, ProductionState.CLOSED, self._session.now(), places.person()
        )

    def _is_living(self, production: int) -> bool:
        living = (JobState.SUBMITTING, JobState.QUEUED, JobState.RUNNING, JobState.HELD, JobState.CHECKING)
        counts = self._session.counts(production).values()
        return any(states.get(state) for states in counts for state in living)

    def _set_rows(self, production: int, state: ProductionState) -> None:
        """Set the state of the rows that are not at their end."""
        self._session.book.set_row_states(production, state, self._open(production))

    def _open(self, production: int) -> Sequence[int]:
        standings = self._session.book.row_standings(production)
        done = {each.row.number for each in standings if state_of(each) is ProductionState.DONE}
        return [each.row.number for each in standings if each.row.number not in done and each.row.state not in SETTLED]
