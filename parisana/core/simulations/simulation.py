"""The section ``production`` of a profile: what a Monte-Carlo production simulates, and its rows.

A row says where it looks; what it does not say of itself follows from the schedule.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, replace
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, model_validator

from parisana.core.documents.model import Many, Model
from parisana.core.measures import quantity
from parisana.core.texts.document import Wrong
from parisana.errors import InputError

from . import schedule
from .schedule import Request, ScheduledRow

#: What a primary is called, by the number that shower programs give it.
PRIMARIES = {1: "gamma", 3: "electron", 13: "proton", 402: "helium", 1206: "carbon", 2814: "silicon", 5626: "iron"}
#: What tells two rows of a production apart.
IDENTITY = ("zenith", "azimuth", "index")
#: What a row may say of itself: its key, and the field of the scheduled row.
OWN = {
    "emin": "emin_tev",
    "emax": "emax_tev",
    "rhomin": "rhomin_m",
    "rhomax": "rhomax_m",
    "showers": "showers",
    "showers_per_job": "showers_per_job",
}


def in_unit(unit: str) -> BeforeValidator:
    """Accept a number in this unit, or a quantity such as ``5 GeV``."""

    def read(written: Any) -> Any:
        return quantity.parse(written, unit) if isinstance(written, str) else written

    return BeforeValidator(read, json_schema_input_type=float | str)


Degrees = Annotated[float, in_unit("deg")]
Energy = Annotated[float, in_unit("TeV"), Field(gt=0, description="in TeV, or with a unit")]
Metres = Annotated[float, in_unit("m"), Field(ge=0, description="in m, or with a unit")]
Showers = Annotated[int, Field(ge=1, le=10**15)]


class Exponents(Model):
    """How a value grows with 1/cos(zenith)."""

    emin: float = 1.0
    emax: float = 1.0
    rhomax: float = 1.0
    showers: float = Field(1.2, description="of the showers that one job makes")


class Schedule(Model):
    """What is asked for at the zenith, and how it grows."""

    azimuth: Degrees = 180.0
    index: float = Field(2.0, description="of the power law in energy")
    emin: Energy = 0.005
    emax: Energy = 100.0
    rhomin: Metres = 0.0
    rhomax: Metres = 600.0
    showers: Showers = Field(200_000_000, description="of each row")
    showers_per_job: Showers = 30_000
    exponents: Exponents = Exponents()

    @property
    def request(self) -> Request:
        """Return the same as a value to compute with."""
        grown = schedule.Exponents(**self.exponents.model_dump())
        return Request(
            self.emin, self.emax, self.rhomax, self.rhomin, self.showers, self.showers_per_job, exponents=grown
        )


class Row(Model):
    """One row; what it leaves out is as the schedule has it at its zenith angle."""

    zenith: Annotated[Degrees, Field(ge=0, lt=90)]
    azimuth: Degrees | None = None
    index: float | None = None
    emin: Energy | None = None
    emax: Energy | None = None
    rhomin: Metres | None = None
    rhomax: Metres | None = None
    showers: Showers | None = None
    showers_per_job: Showers | None = None

    @model_validator(mode="before")
    @classmethod
    def _angle(cls, written: Any) -> Any:
        return written if isinstance(written, dict) else {"zenith": written}

    def scheduled(self, by: Schedule) -> ScheduledRow:
        """Return the row with all its values."""
        azimuth = by.azimuth if self.azimuth is None else self.azimuth
        index = by.index if self.index is None else self.index
        (row,) = schedule.schedule([self.zenith], [azimuth], [index], of=by.request)
        own = {field: value for name, field in OWN.items() if (value := getattr(self, name)) is not None}
        made = replace(row, **own)
        return replace(made, rhomax_m=round(made.rhomax_m), jobs=math.ceil(made.showers / made.showers_per_job))


class Production(Model):
    """A Monte-Carlo production."""

    type: Literal["PRODUCTION", "TEST"] = "TEST"
    audience: Literal["user", "collaboration"] = Field("user", alias="for")
    description: str = Field("", max_length=2000)
    code: str | None = Field(None, max_length=200, description="name of the program; the suite's, unless said")
    version: str | None = Field(None, max_length=200, description="of the program; the suite's, unless said")
    primary: int = Field(1, ge=1, description="1 gamma, 3 electron, 13 proton …")
    configuration: str = Field("Default", min_length=1, max_length=200)
    site: str = Field("Namibia", min_length=1, max_length=200, description="where the telescopes stand")
    layout: str = Field("HESSPhase1", min_length=1, max_length=200, description="of the telescopes")
    share: float | None = Field(
        None,
        gt=0,
        le=1,
        description="of a row's jobs that must be done before the next stage begins at it; else as they come",
    )
    declared: bool = Field(
        False, description="the next stage begins at a row only when somebody declares the row ready"
    )
    schedule: Schedule = Schedule()
    rows: Annotated[Many[Row], Field(min_length=1)]

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if self.share is not None and self.declared:
            raise Wrong("A row waits for a share, or to be declared ready, not for both.", path=("declared",))
        return self

    @model_validator(mode="after")
    def _each_row_once(self) -> Self:
        rows = [self._scheduled(number) for number in range(len(self.rows))]
        seen: set[tuple[float, ...]] = set()
        for number, row in enumerate(rows):
            if (where := identity(row)) in seen:
                raise Wrong(f"This row is there twice: {spoken(row)}.", "Remove one of them.", ("rows", number))
            seen.add(where)
            for fault in faults_of(row):
                raise Wrong(fault, path=("rows", number))
        return self

    def _scheduled(self, number: int) -> ScheduledRow:
        try:
            return self.rows[number].scheduled(self.schedule)
        except InputError as error:
            raise Wrong(error.message, error.hint, ("schedule", error.field or "")) from error

    @property
    def scheduled(self) -> tuple[ScheduledRow, ...]:
        """Return all rows with all their values, in order."""
        return tuple(row.scheduled(self.schedule) for row in self.rows)

    @property
    def physics(self) -> dict[str, Any]:
        """Return what all jobs have in common and changes their outputs."""
        return {name: getattr(self, name) for name in ("primary", "configuration", "site", "layout")}


def identity(row: ScheduledRow) -> tuple[float, ...]:
    """Return what tells a row from the others of its production."""
    return tuple(getattr(row, name) for name in IDENTITY)


def spoken(row: ScheduledRow) -> str:
    """Return a row in words."""
    return f"zenith {row.zenith:g}°, azimuth {row.azimuth:g}°, index {row.index:g}"


def values_of(row: ScheduledRow) -> dict[str, Any]:
    """Return what changes the showers of a row's jobs."""
    return {name: value for name, value in asdict(row).items() if name not in ("showers", "jobs")}


def same_values(rows: Sequence[ScheduledRow]) -> list[Mapping[str, Any]]:
    """Return what two productions of the same showers have in common, in an order of its own."""
    return sorted(map(values_of, rows), key=lambda row: tuple(row[name] for name in IDENTITY))


def faults_of(row: ScheduledRow) -> Iterator[str]:
    """Say which energies or distances end before they begin."""
    if not row.emin_tev < row.emax_tev:
        yield f"Emin ({row.emin_tev:g} TeV) is not below Emax ({row.emax_tev:g} TeV)."
    if not row.rhomin_m < row.rhomax_m:
        yield f"Rhomin ({row.rhomin_m:g} m) is not below Rhomax ({row.rhomax_m} m)."
