"""Tending the rows of a Monte-Carlo production while it is driven: lost units are replaced until the request is met."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from parisana.app.planning.prepare import plan_sources
from parisana.app.planning.prepared import Changes
from parisana.app.planning.recorded import recorded_sources
from parisana.app.planning.simulated import with_showers
from parisana.app.planning.spreading import spread_out
from parisana.app.recording.drive import Drive, Notice
from parisana.app.recording.gates import gated, open_gates
from parisana.app.recording.recorder import planned_jobs
from parisana.bookkeeping.values.simulations import Replacement, RowStanding, UnitJob
from parisana.core.jobs.states import ProductionState
from parisana.core.plans.plan import Plan
from parisana.core.simulations.rowplan import unit_number
from parisana.core.texts.words import counted
from parisana.crashpoints import reach

from .missing import Lack, has_lost, lacks, state_of


def tend_rows(drive: Drive) -> int:
    """Add the units that rows lack, let stages begin at rows, and write down how each stands; return what changed."""
    if not drive.simulates or (mark := drive.book.living_mark(drive.id)) == drive.rows_mark:
        return 0
    standings = drive.book.row_standings(drive.id)
    if opened := open_gates(drive, standings):
        standings = drive.book.row_standings(drive.id)
    lost = drive.book.lost_units(drive.id) if any(map(has_lost, standings)) else []
    lacking = [each for each in lacks(standings, lost) if each.affordable or each.given_up]
    added = sum(each.affordable for each in lacking)
    if lacking:
        _replace(drive, lacking)
    write_states(drive, drive.book.row_standings(drive.id) if lacking else standings)
    drive.rows_mark = None if lacking else mark
    return added + opened


def _replace(drive: Drive, lacking: Sequence[Lack]) -> None:
    """Plan the new units, and record them in the place of the lost ones."""
    wanted = {each.standing.row.number: list(each.numbers) for each in lacking}
    prepared = plan_sources(recorded_sources(drive.book, drive.id), drive.book, Changes(units=wanted))
    numbered = _numbered(prepared.plan, drive.book.last_number(drive.id))
    plan = spread_out(drive.book.outputs_by_key, prepared.site, numbered, even_so=True)
    spare = {each.standing.row.number: each.affordable for each in lacking}
    how = Replacement(_successors(plan, lacking), spare, _said(lacking))
    new = with_showers(drive.book, gated(prepared, planned_jobs(plan)))
    drive.book.add_units(drive.id, new, how, drive.clock(), "driver", drive.epoch)
    reach("after-replacing")
    drive.tell(Notice(how.text))


def _numbered(plan: Plan, last: int) -> Plan:
    """Return a plan whose jobs are numbered after the last one of the production."""
    jobs = [
        replace(
            job,
            number=job.number + last,
            inputs=tuple(replace(each, job=each.job + last if each.job else None) for each in job.inputs),
        )
        for job in plan.jobs
    ]
    return replace(plan, jobs=tuple(jobs))


def _successors(plan: Plan, lacking: Iterable[Lack]) -> dict[int, int]:
    """Return whose place the new jobs take: the first lost unit's by the first new one's, stage by stage."""
    numbers = {(job.row, unit_number(job.unit), job.stage): job.number for job in plan.jobs}
    return {
        job.number: _successor(job, each.numbers, place, numbers)
        for each in lacking
        for place, unit in enumerate(each.given_up)
        for job in unit
    }


def _successor(job: UnitJob, new: Sequence[int], place: int, numbers: Mapping[tuple[int, int, str], int]) -> int:
    return numbers.get((job.row, new[place], job.stage), 0) if place < len(new) else 0


def _said(lacking: Iterable[Lack]) -> str:
    """Say what is replaced."""
    lines = []
    for each in lacking:
        lost = counted(len(each.given_up), "1 unit is lost", "{0} units are lost")
        added = counted(each.affordable, "1 takes its place", "{0} come in their place")
        lines.append(f"Zenith {each.standing.row.zenith:g}°: {lost}, {added}.")
    return " ".join(lines)


def write_states(drive: Drive, standings: Iterable[RowStanding]) -> None:
    """Write down the states of rows that have changed."""
    changed: dict[ProductionState, list[int]] = {}
    for each in standings:
        if (state := state_of(each)) is not each.row.state:
            changed.setdefault(state, []).append(each.row.number)
    for state, numbers in changed.items():
        drive.book.set_row_states(drive.id, state, numbers)
