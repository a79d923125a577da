"""A production of any size that needs no data: two stages, a job a run, the second reads what the first made."""

from __future__ import annotations

from collections.abc import Iterator

from parisana.app.planning.planner import Order, StoreFile, make_plan
from parisana.core.plans.plan import Plan, PlannedStage
from parisana.core.suites.suite import read_suite
from parisana.core.texts.document import read
from parisana.core.texts.table import Row
from parisana.errors import Bug

SUITE = """\
parisana: suite/1
name: toy
title: Toy
release: "1"
environment: gammapy
groups:
  - {name: all, title: All}
stages:
  - name: dst
    title: DST
    group: all
    help: Take a run.
    split: run
    parameters:
      - {name: width, title: Width, type: number, unit: deg, default: 4 deg, help: How wide.}
    outputs:
      - {name: events, area: dst, pattern: "*.fits.gz"}
    resources: {memory: {base: 800}, time: {base: 600}, disk: {base: 200}, cores: {base: 1}}
    command: ["true", "{inputs}"]
  - name: selection
    title: Selection
    group: all
    help: Select events.
    split: run
    parameters:
      - {name: cut, title: Cut, type: number, unit: deg, default: 2 deg, help: How far.}
    inputs:
      - {name: dst, from: dst}
    outputs:
      - {name: events, area: dst, pattern: "*.fits.gz"}
    resources: {memory: {base: 800}, time: {base: 600}, disk: {base: 200}, cores: {base: 1}}
    command: ["true", "{inputs}"]
"""
AREAS = {"working": "/data/work", "dst": "/data/crab/DST"}


def order(jobs: int) -> Order:
    """Return the order of a plan with so many jobs."""
    suite = read_suite(read(SUITE, "toy"))
    return Order(
        name="toy",
        suite=suite,
        values={"dst": {"width": 4.0}, "selection": {"cut": 2.0}},
        seed=1,
        stages=suite.stages,
        runs=range(1, jobs // len(suite.stages) + 1),
        runs_per_slice=None,
        areas=AREAS,
        scripts={stage.name: "#!/bin/bash\n" for stage in suite.stages},
        store_file=_no_store,
    )


def plan(jobs: int) -> Plan:
    """Make the plan."""
    return make_plan(order(jobs))


def rows(made: Plan, stage: PlannedStage) -> Iterator[Row]:
    """Yield the rows of a stage's table."""
    parameters = f"{AREAS['working']}/parameters/{stage.parameters_name}"
    for job in made.jobs:
        if job.stage == stage.name:
            inputs = tuple((entry.name, entry.path) for entry in job.inputs)
            yield Row(job.key, job.stage, job.unit, job.runs, parameters, job.output, inputs)


def _no_store(store: str, run: int) -> StoreFile:
    raise Bug("The toy reads no data store.")
