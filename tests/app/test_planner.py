"""From a profile's values to jobs: which there are, what changes their keys, and what must not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest

from parisana.app.planning.planner import Order, StoreFile, make_plan
from parisana.core.jobs.resources import Resources
from parisana.core.plans.plan import Plan, PlannedJob
from parisana.core.suites.suite import Suite
from parisana.errors import InputError
from tests.core import sample_texts as texts

AREAS = {"working": "/data/work", "dst": "/data/DST", "results": "/data/Results"}


def order(values: Mapping[str, Mapping[str, Any]] | None = None, **changes: Any) -> Order:
    """Return the order of the tiny suite over five simulated runs, in slices of two."""
    suite: Suite = changes.pop("suite", texts.suite())
    settled = {stage.name: {p.name: p.default for p in stage.parameters} for stage in suite.stages}
    for stage, parameters in (values or {}).items():
        settled[stage].update(parameters)
    standard = Order(
        name="crab",
        suite=suite,
        values=settled,
        seed=1,
        stages=suite.active_stages(settled),
        runs=(11, 12, 13, 14, 15),
        runs_per_slice=2,
        areas=AREAS,
        scripts={stage.name: "#!/bin/bash\n" for stage in suite.stages},
        store_file=lambda store, run: StoreFile(f"{store}:{run}", 1_000_000_000),
    )
    return replace(standard, **changes)


def of(made: Plan, stage: str) -> list[PlannedJob]:
    return [job for job in made.jobs if job.stage == stage]


def keys(made: Plan, stage: str = "microdst") -> list[str]:
    return [job.key for job in of(made, stage)]


STANDARD = make_plan(order())


def test_runs_are_cut_into_consecutive_slices() -> None:
    slices = of(STANDARD, "microdst")
    assert [(job.unit, job.runs) for job in slices] == [
        ("slice-001", (11, 12)),
        ("slice-002", (13, 14)),
        ("slice-003", (15,)),
    ]
    assert [job.unit for job in of(STANDARD, "mc")] == [f"run-0000{run}" for run in (11, 12, 13, 14, 15)]


def test_not_sliced_is_one_slice() -> None:
    assert [job.runs for job in of(make_plan(order(runs_per_slice=None)), "microdst")] == [(11, 12, 13, 14, 15)]


def test_a_slice_reads_the_jobs_of_its_runs_which_come_first() -> None:
    makers = {job.runs[0]: job for job in of(STANDARD, "mc")}
    for job in of(STANDARD, "microdst"):
        assert [(entry.job, entry.path) for entry in job.inputs] == [
            (makers[run].number, makers[run].output) for run in job.runs
        ]
        assert all(entry.job is not None and entry.job < job.number for entry in job.inputs)


@pytest.mark.parametrize(
    "change",
    [
        {"seed": 2},
        {"values": {"microdst": {"width": 5.0}}},
        {"values": {"target": {"excluded": [1]}}},
        {"values": {"background": {"methods": ["ring"]}}},
        {"values": {"mc": {"index": 3.0}}},
    ],
    ids=["seed", "own parameter", "parameter of a stage it reads", "parameter of its part", "parameter of its input"],
)
def test_what_changes_the_output_changes_every_key(change: dict[str, Any]) -> None:
    assert not set(keys(make_plan(order(**change)))) & set(keys(STANDARD))


@pytest.mark.parametrize(
    "change",
    [
        {"name": "vela"},
        {"areas": {name: f"/elsewhere{path}" for name, path in AREAS.items()}},
        {"needs": lambda stage, runs, gb: Resources(9, 9, 9)},
        {"scripts": dict.fromkeys(("mc", "microdst", "merging"), "#!/bin/sh\n")},
        {"values": {"microdst": {"threads": 8}}},
        {"first_number": 100},
    ],
    ids=["name", "places", "resources", "scripts", "a parameter that affects no output", "numbers"],
)
def test_what_does_not_change_the_output_keeps_every_key(change: dict[str, Any]) -> None:
    made = make_plan(order(**change))
    assert [job.key for job in made.jobs] == [job.key for job in STANDARD.jobs]


def test_another_release_of_the_programs_makes_other_results() -> None:
    newer = texts.suite(texts.SUITE.replace('release: "1"', 'release: "2"'))
    assert not set(keys(make_plan(order(suite=newer)))) & set(keys(STANDARD))


def test_a_parameter_that_affects_no_output_still_reaches_the_payload() -> None:
    made = make_plan(order({"microdst": {"threads": 8}}))
    assert ['"threads":8' in stage.parameters for stage in made.stages if stage.name == "microdst"] == [True]
    assert made.digest != STANDARD.digest


def test_more_runs_keep_the_slices_that_are_full() -> None:
    longer = keys(make_plan(order(runs=(11, 12, 13, 14, 15, 16))))
    assert longer[:2] == keys(STANDARD)[:2]
    assert longer[2] != keys(STANDARD)[2]


def test_a_file_of_the_store_that_changed_changes_the_jobs_that_read_it() -> None:
    def plan_with(changed: str) -> Plan:
        files = {run: StoreFile(f"id-{run}{changed if run == 13 else ''}", 500_000_000) for run in range(11, 16)}
        wanted = order({"target": {"source": "store", "store": "/store"}}, store_file=lambda store, run: files[run])
        return make_plan(wanted)

    before, after = plan_with(""), plan_with("x")
    assert [a == b for a, b in zip(keys(before), keys(after), strict=True)] == [True, False, True]
    assert before.bytes_in == 5 * 500_000_000
    assert [entry.path for entry in of(before, "microdst")[0].inputs] == ["/store"]


def test_a_store_that_is_not_named_is_told_with_its_field() -> None:
    with pytest.raises(InputError) as caught:
        make_plan(order({"target": {"source": "store", "store": None}}))
    assert caught.value.field == "stages.target.store"


def test_recorded_results_are_used_where_they_lie() -> None:
    recorded = {STANDARD.jobs[0].key: "/somewhere/else"}
    made = make_plan(order(recorded=lambda wanted: {key: recorded[key] for key in wanted if key in recorded}))
    assert [(job.done, job.output) for job in made.jobs if job.done] == [(True, "/somewhere/else")]
    assert of(made, "microdst")[0].inputs[0].path == "/somewhere/else"
    assert [job.key for job in made.jobs] == [job.key for job in STANDARD.jobs]
    assert made.stages[0].to_do == made.stages[0].jobs - 1


def test_needs_grow_with_the_job() -> None:
    memory = [job.resources.memory_mb for job in of(STANDARD, "microdst")]
    assert memory == [820, 820, 810]


def test_only_what_is_available_is_merged() -> None:
    made = make_plan(order(available=lambda stage, runs: stage != "microdst" or 13 not in runs))
    (merging,) = of(made, "merging")
    assert [entry.job for entry in merging.inputs] == [job.number for job in of(made, "microdst") if 13 not in job.runs]
    assert merging.key != keys(STANDARD, "merging")[0]


def test_the_digest_is_that_of_the_same_plan_made_again() -> None:
    assert make_plan(order()).digest == STANDARD.digest
    assert make_plan(order(first_number=2)).digest != STANDARD.digest
