"""A Monte-Carlo production looked at before it is created or extended: what it takes, and what is there already.

A profile under edit is looked at by one unit of each row, so that it costs the same for ten jobs and for a million.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.before.checks import jobs_in, used_areas
from parisana.app.before.dry_checks import Check, space
from parisana.app.planning.prepare import prepare_text
from parisana.app.planning.prepared import Changes, Prepared
from parisana.app.planning.simulated import digest_of_showers
from parisana.app.sites.site_check import software
from parisana.bookkeeping.values.simulations import SimulationRecord
from parisana.core.documents.upgrade import upgraded
from parisana.core.jobs.resources import MEGABYTE
from parisana.core.jobs.states import Answer
from parisana.core.plans.plan import PlannedJob
from parisana.core.profiles.profile import read_profile
from parisana.core.simulations.schedule import ScheduledRow
from parisana.core.suites.software import HESSROOT, HINT, missing
from parisana.core.texts.document import read
from parisana.errors import InputError

from .extension import Wish, added, wider

if TYPE_CHECKING:
    from parisana.app.sites.view import Sites
    from parisana.bookkeeping import Bookkeeping


@dataclass(frozen=True, slots=True)
class Glance:
    """What a profile under edit would come to, at most: results that are there already are not looked for."""

    showers: int
    jobs: int
    core_hours: float
    bytes_out: int
    same: tuple[SimulationRecord, ...]
    """Those that are there already and simulate the same showers."""
    checks: tuple[Check, ...]
    """Whether the areas hold it, and the software is installed."""


@dataclass(frozen=True, slots=True)
class WiderRow:
    """A row of an extended production."""

    zenith: float
    before: int
    """Showers that were asked for; none of a new row."""
    after: int
    jobs: int
    """Which are added, of all stages."""


@dataclass(frozen=True, slots=True)
class Wider:
    """What an extension would add."""

    rows: tuple[WiderRow, ...]
    core_hours: float
    bytes_out: int

    @property
    def jobs(self) -> int:
        """Return how many jobs are added."""
        return sum(row.jobs for row in self.rows)


def glance(book: Bookkeeping, sites: Sites, text: str, file: str) -> Glance:
    """Look at a profile as it is being edited."""
    rows = _rows(text, file)
    units = {number: (1,) for number in range(1, len(rows) + 1)}
    prepared = prepare_text(text, file, book, Changes(units=units, again=True))
    jobs = [(job, rows[job.row - 1].jobs if job.row else 1) for job in prepared.plan.jobs]
    return Glance(
        showers=sum(row.showers for row in rows),
        jobs=sum(count for _, count in jobs),
        core_hours=_core_hours(jobs),
        bytes_out=_bytes(jobs),
        same=tuple(book.simulations(digest=digest_of_showers(prepared))),
        checks=(*_installed(prepared), *_space(prepared, jobs, sites)),
    )


def preview(book: Bookkeeping, production: int, wish: Wish) -> Wider:
    """Say what an extension would add, row by row; nothing is recorded."""
    plan, fresh = added(book, production, wider(book, production, wish))
    before = {row.number: row.requested for row in book.rows(production)}
    wanted = plan.profile.production
    rows = [
        WiderRow(row.zenith, before.get(number, 0), row.showers, sum(job.row == number for job in fresh))
        for number, row in enumerate(wanted.scheduled if wanted else (), 1)
    ]
    each = [(job, 1) for job in fresh]
    return Wider(tuple(rows), _core_hours(each), _bytes(each))


def _rows(text: str, file: str) -> Sequence[ScheduledRow]:
    production = read_profile(upgraded(read(text, file), "profile")).production
    if production is None:
        hint = "One of a Monte-Carlo production has a section production in place of its runs."
        raise InputError("This profile is of an analysis.", hint=hint, field="production")
    return production.scheduled


def _core_hours(jobs: Iterable[tuple[PlannedJob, int]]) -> float:
    return sum(job.resources.time_s * job.resources.cores * count for job, count in jobs) / 3600


def _bytes(jobs: Iterable[tuple[PlannedJob, int]]) -> int:
    return sum(job.resources.disk_mb * count for job, count in jobs) * MEGABYTE


def _installed(prepared: Prepared) -> Iterable[Check]:
    """Say why the programs of HESSROOT will not be found, as far as it can be seen from here."""
    site, kind = prepared.site, prepared.site.environment.kind
    if prepared.suite.environment != HESSROOT:
        return
    if text := missing(HESSROOT, kind, site.title):
        yield Check("software", Answer.NO, text, HINT)
    elif kind == HESSROOT and (remark := software(site)).answer is not Answer.YES:
        yield Check("software", remark.answer, f"HESSROOT: {remark.text}")


def _space(prepared: Prepared, jobs: Sequence[tuple[PlannedJob, int]], sites: Sites) -> Iterable[Check]:
    count = {job.number: number for job, number in jobs}
    for name in used_areas(prepared):
        there = jobs_in(prepared, name)
        needs = [(job, count[job.number]) for job in there]
        yield space(prepared, name, sites, _bytes(needs), max((_bytes([(job, 1)]) for job in there), default=0))
