"""What is ready, and what waits for what: told from the suite and from how many jobs stand where; no job is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from parisana.core.jobs.states import JobState
from parisana.core.suites.stage import Stage
from parisana.core.suites.suite import Suite
from parisana.core.texts.words import counted

Counts = Mapping[str, Mapping[JobState, int]]


@dataclass(frozen=True, slots=True)
class Source:
    """A stage whose output is waited for."""

    stage: str
    title: str
    done: int
    total: int
    failed: int
    """Failed or cancelled: these come only when they are tried again."""
    enough: int
    """With how many one begins; ``total`` where all must be there."""
    row_share: float | None = None
    """Of a Monte-Carlo production: the share of a row's jobs with which one begins at it."""


@dataclass(frozen=True, slots=True)
class Undeclared:
    """What somebody must declare ready first."""

    number: int
    """0 while nothing is recorded yet."""
    path: str


@dataclass(frozen=True, slots=True)
class StageWait:
    """A stage with jobs that wait, or that could be sent."""

    stage: str
    title: str
    waiting: int
    ready: int
    sources: tuple[Source, ...]
    """Those of which something is still missing."""
    undeclared: tuple[Undeclared, ...]

    def reasons(self) -> list[str]:
        """Say for what its jobs wait, a line each."""
        return [*map(_of_source, self.sources), *map(_of_undeclared, self.undeclared)]


def waits(
    suite: Suite, counts: Counts, undeclared: Mapping[str, Sequence[Undeclared]], share: float | None = None
) -> tuple[StageWait, ...]:
    """Return the stages with jobs that wait or could be sent, in order.

    ``undeclared`` is by stage, ``share`` what the profile of a Monte-Carlo production asks of its rows.
    """
    stages = [stage for stage in suite.in_order() if stage.name in counts]
    found = [_wait(stage, _sources(suite, stage, counts, share), counts, undeclared) for stage in stages]
    return tuple(each for each in found if each.waiting or each.ready)


def _wait(
    stage: Stage, missing: Iterator[Source], counts: Counts, silent: Mapping[str, Sequence[Undeclared]]
) -> StageWait:
    states = counts[stage.name]
    waiting = states.get(JobState.WAITING, 0)
    sources = tuple(missing) if waiting else ()
    undeclared = tuple(silent.get(stage.name, ()))
    return StageWait(
        stage.name, stage.title, waiting, states.get(JobState.READY, 0), sources, undeclared if waiting else ()
    )


def _sources(suite: Suite, stage: Stage, counts: Counts, share: float | None) -> Iterator[Source]:
    """Yield the stages of which not all is there that it reads."""
    for entry in stage.inputs:
        if entry.source is None or entry.source not in counts:
            continue
        states = counts[entry.source]
        done, total = states.get(JobState.DONE, 0), sum(states.values())
        failed = states.get(JobState.FAILED, 0) + states.get(JobState.CANCELLED, 0)
        if done < total:
            title, by_rows = suite.stage(entry.source).title, stage.split == "row"
            enough = total if by_rows else entry.ready.enough(total)
            of_row = (share or entry.ready.share) if by_rows else None
            yield Source(entry.source, title, done, total, failed, enough, of_row)


def _of_undeclared(one: Undeclared) -> str:
    return f"{one.path} declared ready{f' (number {one.number})' if one.number else ''}"


def _of_source(source: Source) -> str:
    said = f"{source.title}: {source.done:,} of {counted(source.total, '1 job', '{0} jobs')} done"
    share = f", begins with {source.enough:,}" if source.enough < source.total else ""
    if source.row_share is not None:
        share = f", begins at a row with {source.row_share:.0%}"
    return f"{said}{share}{f', {source.failed:,} failed or cancelled' if source.failed else ''}"
