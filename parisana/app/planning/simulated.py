"""What the books are told of a Monte-Carlo production, from its plan."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from parisana.bookkeeping.values.entries import NewJob
from parisana.bookkeeping.values.simulations import NewRow, NewSimulation
from parisana.core.plans.plan import canonical, digest_of
from parisana.core.simulations.schedule import ScheduledRow
from parisana.core.simulations.simulation import same_values

from .planner import key_parameters
from .prepared import Prepared
from .row_units import code_of

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: At least so many units of a row may take the place of lost ones, or this share of them.
FEWEST_SPARE, SPARE_SHARE = 10, 0.25


def simulation_of(prepared: Prepared) -> NewSimulation | None:
    """Return what a plan simulates; an analysis simulates nothing that has rows."""
    production, suite = prepared.profile.production, prepared.suite
    if production is None or suite.simulation is None:
        return None
    code = code_of(suite, suite.simulation)
    return NewSimulation(
        type=production.type,
        audience=production.audience,
        description=production.description,
        code=code["code"],
        version=code["version"],
        particle=production.primary,
        configuration=production.configuration,
        place=production.site,
        layout=production.layout,
        digest=digest_of_showers(prepared),
        rows=[_new_row(number, row) for number, row in enumerate(production.scheduled, 1)],
    )


def digest_of_showers(prepared: Prepared) -> str:
    """Return what is the same for productions of the same showers, however many, with whatever seeds."""
    production, order = prepared.profile.production, prepared.order
    rows = same_values(production.scheduled) if production else []
    physics = production.physics if production else {}
    stages = {stage.name: key_parameters(order, stage)["of"] for stage in order.stages}
    return digest_of(canonical([prepared.suite.name, prepared.suite.release, stages, physics, rows]))


def spare_units(jobs: int) -> int:
    """Return how many units may take the place of lost ones before a person is to look."""
    return max(FEWEST_SPARE, round(jobs * SPARE_SHARE))


def with_showers(book: Bookkeeping, jobs: Iterator[NewJob]) -> Iterator[NewJob]:
    """Yield jobs; those whose output is there already with the showers that it holds."""
    new = list(jobs)
    known = book.showers_by_key([job.key for job in new if job.of_row and job.done])
    return (replace(job, showers=known.get(job.key)) if job.of_row and job.done else job for job in new)


def _new_row(number: int, row: ScheduledRow) -> NewRow:
    return NewRow(
        number=number,
        zenith=row.zenith,
        azimuth=row.azimuth,
        power=row.index,
        emin_tev=row.emin_tev,
        emax_tev=row.emax_tev,
        rhomin_m=row.rhomin_m,
        rhomax_m=row.rhomax_m,
        requested=row.showers,
        per_job=row.showers_per_job,
        spare=spare_units(row.jobs),
    )
