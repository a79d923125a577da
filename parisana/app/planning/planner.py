"""From a profile to a plan: which jobs, with which inputs, needs and places.

Pure but for what it is handed: the identities of files in a data store, and the results that are
recorded already. Jobs are numbered in the order of the stages, so that an input's job always comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, NamedTuple

from parisana.core.jobs.resources import MEGABYTE, Resources
from parisana.core.plans.plan import (
    SHORT,
    JobKeys,
    Plan,
    PlannedInput,
    PlannedJob,
    PlannedStage,
    canonical,
    plan_digest,
)
from parisana.core.runs.run_list import cut
from parisana.core.simulations.rowplan import SHOWERS_A_RUN, RowPlan
from parisana.core.suites.rule import satisfied, split_name
from parisana.core.suites.stage import Input, Stage
from parisana.core.suites.suite import Suite
from parisana.errors import InputError

Values = Mapping[str, Mapping[str, Any]]


@dataclass(frozen=True, slots=True)
class StoreFile:
    """One run's file in a data store: what tells it apart, and how large it is."""

    identity: str
    size: int


@dataclass(frozen=True)
class Order:
    """What is to be planned."""

    name: str
    suite: Suite
    values: Values
    """Every parameter of every stage, as the payload gets it."""
    seed: int
    stages: Sequence[Stage]
    """The stages that exist with these values, in order."""
    runs: Sequence[int]
    runs_per_slice: int | None
    """``None``: everything in one slice."""
    areas: Mapping[str, str]
    scripts: Mapping[str, str]
    store_file: Callable[[str, int], StoreFile]
    """(store, run) -> its file; raises ``InputError`` for a run that is not there."""
    recorded: Callable[[Sequence[str]], Mapping[str, str]] = lambda keys: {}
    """keys -> the output folder of each that is computed already."""
    needs: Callable[[Stage, int, float], Resources] = lambda stage, runs, gb: stage.resources.of(runs, gb)
    first_number: int = 1
    available: Callable[[str, tuple[int, ...]], bool] = lambda stage, runs: True
    """Which upstream jobs may be used (all, unless only what is there now is merged)."""
    rows: RowPlan | None = None
    """The rows of a Monte-Carlo production, which has no runs."""
    also: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Further places of areas; plans name the first, and each output gets one of them when it is recorded."""


class _Unit(NamedTuple):
    label: str
    runs: tuple[int, ...]
    """Of a row's unit, its seed."""
    row: int = 0
    showers: int = 0

    @property
    def size(self) -> int:
        """Return what its needs grow with."""
        return -(-self.showers // SHOWERS_A_RUN) if self.row else len(self.runs)


@dataclass
class _Draft:
    """The jobs made so far, and where to find those of a stage that cover a run."""

    jobs: list[PlannedJob] = field(default_factory=list)
    by_stage: dict[str, list[PlannedJob]] = field(default_factory=dict)
    by_run: dict[str, dict[int, PlannedJob]] = field(default_factory=dict)
    by_unit: dict[tuple[str, str], PlannedJob] = field(default_factory=dict)

    def add(self, job: PlannedJob) -> None:
        self.jobs.append(job)
        self.by_stage.setdefault(job.stage, []).append(job)
        self.by_run.setdefault(job.stage, {}).update(dict.fromkeys(job.runs, job))
        if job.row:
            self.by_unit[job.stage, job.unit] = job

    def covering(self, stage: str, unit: _Unit, once: bool) -> list[PlannedJob]:
        """Return the jobs of a stage that this unit needs, each once, in order."""
        if unit.row:
            return [self.by_unit[stage, unit.label]]
        jobs = self.by_stage.get(stage, [])
        if once or len(jobs) == 1:
            return jobs
        by_run = self.by_run.get(stage, {})
        if len(unit.runs) == 1:
            return [by_run[run] for run in unit.runs if run in by_run]
        found = (by_run.get(run) for run in unit.runs)
        return list({job.number: job for job in found if job is not None}.values())


def make_plan(order: Order) -> Plan:
    """Make the plan."""
    draft = _Draft()
    stages = []
    bytes_in = 0
    with_jobs = [stage for stage in order.stages if stage.has_jobs and stage.part_of is None]
    for stage in with_jobs:
        parameters = parameters_of(order, stage)
        fresh, size = _jobs_of(order, stage, parameters, draft)
        bytes_in += size
        for job in fresh:
            draft.add(job)
        to_do = sum(not job.done for job in fresh)
        script = order.scripts[stage.name]
        made = PlannedStage(stage.name, stage.title, script, canonical(parameters), len(fresh), to_do, size)
        stages.append(replace(made, places=_spread_over(order, stage)))
    jobs = tuple(draft.jobs)
    bytes_out = sum(job.resources.disk_mb for job in jobs if not job.done) * MEGABYTE
    return Plan(order.name, tuple(stages), jobs, bytes_in, bytes_out, plan_digest(stages, jobs))


def parameters_of(order: Order, stage: Stage) -> dict[str, Any]:
    """Return what the payload reads: the stage's own parameters, those of others ``of`` it, and the seed."""
    seen = [other for other in order.suite.seen_by(stage.name) if other.name != stage.name]
    others = {other.name: dict(order.values.get(other.name, {})) for other in seen}
    own = dict(order.values.get(stage.name, {}))
    simulated = order.rows.parameters() if order.rows else {}
    return {**own, **simulated, "of": others, "seed": order.seed, "stage": stage.name}


def key_parameters(order: Order, stage: Stage) -> dict[str, Any]:
    """Return the parameters that change the output."""

    def counting(of: Stage) -> dict[str, Any]:
        values = order.values.get(of.name, {})
        silent = {parameter.name for parameter in of.parameters if not parameter.affects_output}
        return {name: value for name, value in values.items() if name not in silent}

    seen = {other.name: counting(other) for other in order.suite.seen_by(stage.name)}
    return {"of": seen, "seed": order.seed}


def _counting(order: Order, stage: Stage, row: int) -> dict[str, Any]:
    """Return the same for the jobs of a row."""
    common = key_parameters(order, stage)
    return {**common, **order.rows.counting(row)} if order.rows and row else common


def _jobs_of(order: Order, stage: Stage, parameters: Mapping[str, Any], draft: _Draft) -> tuple[list[PlannedJob], int]:
    """Make the jobs of one stage; return them with the bytes that they read from outside."""
    keys = cache(lambda row: JobKeys(order.suite.name, order.suite.release, stage.name, _counting(order, stage, row)))
    needs = cache(lambda runs, gigabytes: order.needs(stage, runs, gigabytes))
    area = order.areas[stage.area or "working"]
    jobs: list[PlannedJob] = []
    total = 0
    for unit in _units(order, stage):
        inputs, held, size = _inputs(order, stage, unit, draft)
        key = keys(unit.row).key(unit.runs, held)
        number = order.first_number + len(draft.jobs) + len(jobs)
        folder = f"{area}/{stage.name}/{unit.label}-{key[:SHORT]}"
        need = needs(unit.size, size / 1e9)
        jobs.append(PlannedJob(number, key, stage.name, unit.label, unit.runs, inputs, folder, need, row=unit.row))
        total += size
    return list(_with_recorded(order, jobs)), total


def _spread_over(order: Order, stage: Stage) -> tuple[str, ...]:
    """Return the places of a stage's outputs, if they are several."""
    name = stage.area or "working"
    return (order.areas[name], *order.also[name]) if order.also.get(name) else ()


def _with_recorded(order: Order, jobs: list[PlannedJob]) -> Iterator[PlannedJob]:
    """Mark the jobs whose result is there already, and use it where it lies."""
    there = order.recorded([job.key for job in jobs])
    for job in jobs:
        yield replace(job, output=there[job.key], done=True) if job.key in there else job


def _units(order: Order, stage: Stage) -> Iterable[_Unit]:
    """Cut the runs, or the rows, as the stage asks."""
    if stage.split == "row" and order.rows:
        return [_Unit(unit.label, (unit.seed,), unit.row, unit.showers) for unit in order.rows.units(stage.name)]
    runs = tuple(order.runs)
    if stage.split == "once":
        return [_Unit("all", runs)]
    if stage.split == "run":
        return (_Unit(f"run-{run:06d}", (run,)) for run in runs)
    if stage.split == "slice":
        pieces = cut(runs, order.runs_per_slice)
        return [_Unit(f"slice-{number:03d}", piece) for number, piece in enumerate(pieces, 1)]
    raise InputError(
        f"The stage {stage.name} is split by {stage.split}, which belongs to a Monte-Carlo production.",
        hint="Switch the stage off with 'without:' in the profile.",
    )


def _inputs(
    order: Order, stage: Stage, unit: _Unit, draft: _Draft
) -> tuple[tuple[PlannedInput, ...], list[tuple[str, str]], int]:
    """Return a job's inputs, what they hold (for its key), and the bytes that come from outside."""
    inputs: list[PlannedInput] = []
    keys: list[tuple[str, str]] = []
    size = 0
    for entry in stage.inputs:
        if not satisfied(entry.when, order.values, stage.name):
            continue
        if entry.store:
            store = _store(order, entry.store)
            files = [order.store_file(store, run) for run in unit.runs]
            inputs.append(PlannedInput(entry.name, store, None))
            keys.extend((entry.name, file.identity) for file in files)
            size += sum(file.size for file in files)
        elif entry.path:
            if path := _path(order, stage, entry):
                inputs.append(PlannedInput(entry.name, path, None, entry.ready.declared is not None))
                keys.append((entry.name, path))
        elif entry.source:
            makers = [
                job
                for job in draft.covering(entry.source, unit, stage.split == "once")
                if order.available(job.stage, job.runs)
            ]
            declared = entry.ready.declared is not None and stage.split != "row"
            inputs.extend(PlannedInput(entry.name, job.output, job.number, declared) for job in makers)
            keys.extend((entry.name, job.key) for job in makers)
    return tuple(inputs), keys, size


def _path(order: Order, stage: Stage, entry: Input) -> str:
    """Return the file or folder that a parameter names; nothing for an optional one that is not set."""
    owner, name, _ = split_name(entry.path or "", stage.name)
    path = str(order.values.get(owner, {}).get(name) or "").rstrip("/")
    if not path and not entry.optional:
        hint = f"Give the file or folder that {stage.name} reads as {entry.name}."
        raise InputError(f"The input {entry.name} is not named.", field=f"stages.{owner}.{name}", hint=hint)
    return path


def _store(order: Order, parameter: str) -> str:
    stage, _, name = parameter.partition(".")
    store = order.values.get(stage, {}).get(name)
    if not store:
        raise InputError(
            "No data store is named.",
            field=f"stages.{stage}.{name}",
            hint="Give the folder that holds obs-index.fits.gz.",
        )
    return str(store)
