"""The units of a production's rows: how they are called, which seed each job has, what its program is told.

A seed is unique in its production by construction: 40 bits tell the stage and the row's physics, 20 bits number
the units of the row. A unit that is added later, or takes a lost one's place, has the next number.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from parisana.core.plans.plan import canonical, digest_of
from parisana.errors import InputError

from .schedule import ScheduledRow
from .simulation import values_of

#: How many units a row may have in its life.
MOST_UNITS = 2**20
#: Hex digits of the digest that begin a seed.
DIGITS = 10
#: What ``per_run`` counts in the needs of a stage that is split by rows.
SHOWERS_A_RUN = 1000


@dataclass(frozen=True, slots=True)
class RowUnits:
    """A row, under its number in the production, with the numbers of the units that are planned."""

    number: int
    row: ScheduledRow
    units: Sequence[int]

    @property
    def name(self) -> str:
        """Return what its units' names begin with."""
        return f"row-{self.number:02d}"


@dataclass(frozen=True, slots=True)
class RowUnit:
    """One unit: a job of each stage that is split by rows."""

    row: int
    label: str
    seed: int
    showers: int


@dataclass(frozen=True)
class RowPlan:
    """What is simulated."""

    physics: Mapping[str, Any]
    seed: int
    rows: Sequence[RowUnits]

    def units(self, stage: str) -> list[RowUnit]:
        """Return the units of a stage, in order; of no two are the seeds the same."""
        found = [unit for row in self.rows for unit in self._units(stage, row)]
        if len({unit.seed for unit in found}) < len(found):
            hint = "Choose another seed."
            raise InputError("Two rows of this production would begin with the same seeds.", field="seed", hint=hint)
        return found

    def _units(self, stage: str, row: RowUnits) -> list[RowUnit]:
        begin = first_seed([self.seed, stage, dict(self.physics), values_of(row.row)])
        if any(not 0 < number < MOST_UNITS for number in row.units):
            raise InputError(
                f"A row cannot have more than {MOST_UNITS - 1:,} jobs of a stage.",
                field="production.schedule.showers_per_job",
                hint="Let each job make more showers.",
            )
        per_job = row.row.showers_per_job
        return [RowUnit(row.number, f"{row.name}-{n:06d}", begin + n, per_job) for n in row.units]

    def parameters(self) -> dict[str, Any]:
        """Return what every job's program is told: the rows by their names, and what they have in common."""
        rows = {row.name: values_of(row.row) for row in self.rows}
        return {"production": dict(self.physics), "rows": rows}

    def counting(self, row: int) -> dict[str, Any]:
        """Return what changes the output of a row's jobs, for their keys."""
        (found,) = (each for each in self.rows if each.number == row)
        return {"production": dict(self.physics), "row": values_of(found.row)}


def first_seed(says: Sequence[Any]) -> int:
    """Return the number before the first seed of a stage and row."""
    return int(digest_of(canonical(says))[:DIGITS], 16) * MOST_UNITS


def unit_number(label: str) -> int:
    """Return the number of a unit within its row."""
    return int(label.rpartition("-")[2])
