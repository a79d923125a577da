"""Before stages begin at a row of a production: a share of the jobs that they read of, or a word on all of them.

``core/plans/gates.py`` says what a share is, ``core/plans/row_words.py`` what is declared ready as a whole.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from parisana.app.planning.prepared import Prepared
from parisana.bookkeeping.values.entries import NewJob
from parisana.bookkeeping.values.simulations import RowStanding
from parisana.core.jobs.states import JobState
from parisana.core.plans.gates import Gate
from parisana.core.plans.row_words import RowWord
from parisana.core.simulations.rowplan import unit_number
from parisana.core.simulations.simulation import spoken
from parisana.core.suites.stage import Stage
from parisana.core.texts.words import counted

from .drive import Drive, Notice

if TYPE_CHECKING:
    from parisana.bookkeeping.productions.gates import ClosedGate

#: Stage -> the stages that it reads of, with the share of their jobs that is enough to begin at a row.
Shares = Mapping[str, Sequence[tuple[str, float]]]


def gated(prepared: Prepared, jobs: Iterator[NewJob]) -> Iterator[NewJob]:
    """Yield the jobs of rows with the gates before them, and the words that they wait for."""
    shares, words = shares_of(prepared), RowWords(prepared)
    if not (shares or words):
        return jobs
    return (_gated(job, shares, words) if job.of_row and not job.done else job for job in jobs)


class RowWords:
    """Which rows must be declared ready as a whole before a stage begins at them."""

    def __init__(self, prepared: Prepared) -> None:
        """Look at the suite, and at the rows of the profile."""
        planned = {stage.name for stage in prepared.plan.stages}
        rows = prepared.order.rows.rows if prepared.order.rows else ()
        said = prepared.profile.production and prepared.profile.production.declared
        self._rows = {each.number: spoken(each.row) for each in rows}
        self._sources = {stage.name: list(_waited_for(stage, planned, bool(said))) for stage in prepared.suite.stages}

    def __bool__(self) -> bool:
        return any(self._sources.values())

    def before(self, stage: str, row: int, begin: int) -> list[str]:
        """Return what must be declared before a stage begins at a row."""
        return [RowWord(each, stage, self._rows[row], begin).path for each in self._sources.get(stage, ())]


def _waited_for(stage: Stage, planned: Collection[str], said: bool) -> Iterator[str]:
    """Yield the stages of whose rows somebody must speak; ``said``: of all that are read."""
    for entry in stage.inputs if stage.split == "row" and stage.name in planned else ():
        if entry.source and entry.source in planned and (said or entry.ready.declared is not None):
            yield entry.source


def shares_of(prepared: Prepared) -> Shares:
    """Return what the profile says, or else the suite."""
    production, planned = prepared.profile.production, {stage.name for stage in prepared.plan.stages}
    said = production.share if production else None
    found: dict[str, list[tuple[str, float]]] = {}
    for stage in prepared.suite.stages:
        for entry in stage.inputs:
            share = said or entry.ready.share
            if share and stage.split == "row" and entry.source in planned:
                found.setdefault(stage.name, []).append((entry.source, share))
    return found


def _gated(job: NewJob, shares: Shares, words: RowWords) -> NewJob:
    begin = int(job.runs) - unit_number(job.unit)
    gates = [Gate(share, source, job.stage, begin).path for source, share in shares.get(job.stage, ())]
    gates += words.before(job.stage, job.of_row, begin)
    return replace(job, gates=tuple(gates)) if gates else job


def open_gates(drive: Drive, standings: Iterable[RowStanding]) -> int:
    """Let stages begin at the rows where enough is done; return how many gates that opened."""
    rows = {each.row.number: each for each in standings}
    opened = [(each, rows[each.row]) for each in drive.book.closed_gates(drive.id) if _opens(each, rows[each.row])]
    for gate, standing in opened:
        said = _said(gate, standing)
        drive.book.open_gate(gate, drive.clock(), said)
        drive.tell(Notice(said))
    return len(opened)


def _opens(closed: ClosedGate, standing: RowStanding) -> bool:
    source = closed.gate.source
    return closed.gate.opens(standing.jobs(source, JobState.DONE), standing.jobs(source))


def _said(closed: ClosedGate, standing: RowStanding) -> str:
    gate = closed.gate
    done, total = standing.jobs(gate.source, JobState.DONE), standing.jobs(gate.source)
    jobs = counted(total, "1 job", "{0} jobs")
    return f"Zenith {standing.row.zenith:g}°: {gate.stage} begins with {done:,} of {jobs} of {gate.source}."
