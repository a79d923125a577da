"""Extending a Monte-Carlo production: more showers of its rows, and further rows after them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from parisana.app.changing.revise import add_jobs, all_jobs
from parisana.app.driving.missing import units_for
from parisana.app.ground import places
from parisana.app.planning.prepare import plan_sources
from parisana.app.planning.prepared import Changes, Prepared, Sources, sources_of
from parisana.app.planning.recorded import recorded_sources
from parisana.bookkeeping.values.simulations import RowRecord
from parisana.core.jobs.states import ProductionState
from parisana.core.plans.plan import PlannedJob
from parisana.core.profiles.profile import read_profile
from parisana.core.simulations.rowplan import unit_number
from parisana.core.simulations.schedule import ScheduledRow
from parisana.core.simulations.simulation import spoken
from parisana.core.texts import yamltext
from parisana.core.texts.document import read
from parisana.errors import InputError

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: What makes a row what it is: the field in the books, and in the schedule.
FIXED = {
    "zenith": "zenith",
    "azimuth": "azimuth",
    "power": "index",
    "emin_tev": "emin_tev",
    "emax_tev": "emax_tev",
    "rhomin_m": "rhomin_m",
    "rhomax_m": "rhomax_m",
    "per_job": "showers_per_job",
}
#: A production in one of these waits for a person to start it, also when it is extended.
AT_REST = (ProductionState.PAUSED, ProductionState.STOPPED)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is asked for beyond what there is."""

    showers: int | None = None
    """Of each row, in all."""
    zeniths: tuple[float, ...] = ()


NO_WISH = Wish()


def wider(book: Bookkeeping, production: int, wish: Wish) -> Prepared:
    """Plan the recorded profile with what is wished for."""
    sources = recorded_sources(book, production)
    document = read(yamltext.write(_with(sources.document.data, wish)), sources.document.file)
    changed = Sources(read_profile(document), document, sources.suite, sources.suite_text, sources.site)
    return plan_sources(changed, book, Changes(units={}))


def extended(book: Bookkeeping, production: int, prepared: Prepared, now: float) -> int:
    """Record what a changed profile asks for beyond what there is; return how many jobs are new."""
    plan, fresh = added(book, production, prepared)
    before = book.production(production).state
    add_jobs(book, production, plan, fresh, now)
    if before in AT_REST:
        book.set_production_state(production, before, now, places.person())
    return len(fresh)


def added(book: Bookkeeping, production: int, prepared: Prepared) -> tuple[Prepared, list[PlannedJob]]:
    """Return the plan of a changed profile, and those of its jobs that are new; what it takes away is refused."""
    wanted = prepared.profile.production
    rows = wanted.scheduled if wanted else ()
    _require_wider(book.rows(production), rows)
    plan = plan_sources(sources_of(prepared), book, Changes(units=_units(book, production, rows)))
    keys = {job.key for job in all_jobs(book, production)}
    if keys - {job.key for job in plan.plan.jobs}:
        hint = "Undo what else was changed, or make a production of its own."
        raise InputError(f"This profile asks for other showers than production {production} has.", hint=hint)
    return plan, [job for job in plan.plan.jobs if job.key not in keys]


def _units(book: Bookkeeping, production: int, rows: Sequence[ScheduledRow]) -> Mapping[int, Sequence[int]]:
    """Return the units of each row: those that there are, and those that its request takes besides."""
    there = {row: sorted(map(unit_number, units)) for row, units in book.live_units(production).items()}
    standings = {each.row.number: each for each in book.row_standings(production)}
    lost = book.lost_units(production)
    found: dict[int, Sequence[int]] = {}
    for number, row in enumerate(rows, 1):
        if (standing := standings.get(number)) is None:
            found[number] = range(1, row.jobs + 1)
            continue
        more = units_for(standing, row.showers, [job for job in lost if job.row == number])
        more -= len({job.unit for job in lost if job.row == number})
        fresh = range(standing.units + 1, standing.units + 1 + max(more, 0))
        found[number] = [*there.get(number, ()), *fresh]
    return found


def _require_wider(old: Sequence[RowRecord], new: Sequence[ScheduledRow]) -> None:
    """Refuse a profile whose first rows are not those that there are, asking for no less."""
    hint = "Rows are added after those that there are, and may ask for more showers; else make a new production."
    for number, row in enumerate(old):
        if number >= len(new):
            raise InputError(f"Row {row.number} (zenith {row.zenith:g}°) is no longer there.", hint=hint)
        now = new[number]
        if any(getattr(row, mine) != getattr(now, theirs) for mine, theirs in FIXED.items()):
            raise InputError(f"Row {row.number} is another one now: {spoken(now)}.", hint=hint)
        if now.showers < row.requested:
            fewer = f"{now.showers:,} instead of {row.requested:,}"
            raise InputError(f"Row {row.number} asks for fewer showers than before: {fewer}.", hint=hint)


def _with(data: Mapping[str, Any], wish: Wish) -> dict[str, Any]:
    """Return a profile's plain values with more showers, and further zenith angles."""
    production = dict(data["production"])
    rows = [dict(row) if isinstance(row, dict) else row for row in production["rows"]]
    if wish.showers is not None:
        production["schedule"] = {**(production.get("schedule") or {}), "showers": wish.showers}
        rows = [_asking(row, wish.showers) for row in rows]
    production["rows"] = [*rows, *wish.zeniths]
    return {**data, "production": production}


def _asking(row: Any, showers: int) -> Any:
    """Return a row that asks for as many, if it said for itself how many."""
    return {**row, "showers": showers} if isinstance(row, dict) and "showers" in row else row
