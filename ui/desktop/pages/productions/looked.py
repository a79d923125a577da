"""What the desks of Monte-Carlo productions find in the books."""

from __future__ import annotations

from dataclasses import dataclass

from parisana.app.session import Session
from parisana.app.simulations.productions import RowLine, SimulationRecord
from parisana.core.jobs.states import ProductionState
from parisana.core.simulations.simulation import PRIMARIES

#: What may be done to a production that stands so.
MAY_START = (ProductionState.NEW, ProductionState.PAUSED, ProductionState.STOPPED, ProductionState.FAILED)
MAY_STOP = (ProductionState.NEW, ProductionState.RUNNING)
MAY_CLOSE = (ProductionState.PAUSED, ProductionState.STOPPED, ProductionState.FAILED, ProductionState.DONE)
MAY_EXTEND = tuple(state for state in ProductionState if state is not ProductionState.CLOSED)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at the books found."""

    productions: list[SimulationRecord]
    chosen: SimulationRecord | None
    lines: list[RowLine]

    @property
    def names(self) -> list[str]:
        """Return how the productions are called in a choice."""
        return [f"#{each.production_id} {each.name}" for each in self.productions]

    @property
    def place(self) -> int:
        """Return where the chosen one stands in it."""
        return self.productions.index(self.chosen) if self.chosen else -1


def look(session: Session, stage: str, number: int | None) -> Looked:
    """Look at the productions that have rows, and at the rows of the chosen one; the newest, if none is."""
    found = session.simulations.all()
    chosen = next((each for each in found if each.production_id == number), found[-1] if found else None)
    lines = session.simulations.rows(chosen.production_id).get(stage, []) if chosen else []
    return Looked(found, chosen, lines)


def facts(record: SimulationRecord) -> str:
    """Say what a production simulates."""
    primary = f"{record.particle} {PRIMARIES.get(record.particle, '')}".rstrip()
    code = f"{record.code} {record.version}"
    return "  ·  ".join([record.type, code, primary, record.configuration, record.place, record.layout, record.owner])
