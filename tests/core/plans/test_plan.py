"""Keys say what a job's output is; the digest says all that would be sent."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from parisana.core.jobs.resources import Resources
from parisana.core.plans.plan import (
    JobKeys,
    Plan,
    PlannedInput,
    PlannedJob,
    PlannedStage,
    canonical,
    differences,
    digest_of,
    plan_digest,
)

COMMON: dict[str, Any] = {"suite": "tiny", "release": "1", "stage": "dst", "parameters": {"width": 4.0, "seed": 1}}
KEY = JobKeys(**COMMON).key((1, 2), [("events", "aa")])
STAGE = PlannedStage("dst", "DST", "#!/bin/bash\n", '{"width":4.0}', 1, 1)
JOB = PlannedJob(
    1, "ab" * 32, "dst", "slice-001", (1, 2), (PlannedInput("events", "/in", None),), "/out", Resources(1000, 600, 200)
)


def plan(*jobs: PlannedJob, stage: PlannedStage = STAGE) -> Plan:
    return Plan("crab", (stage,), jobs, 0, 0, plan_digest([stage], jobs))


@pytest.mark.parametrize(
    "change",
    [
        {"suite": "hess"},
        {"release": "2"},
        {"stage": "selection"},
        {"parameters": {"width": 4.5, "seed": 1}},
        {"parameters": {"width": 4.0, "seed": 2}},
        {"parameters": {"width": 4.0}},
    ],
)
def test_what_makes_another_output_makes_another_key(change: dict[str, Any]) -> None:
    assert JobKeys(**(COMMON | change)).key((1, 2), [("events", "aa")]) != KEY


@pytest.mark.parametrize(
    ("runs", "inputs"),
    [
        ((1,), [("events", "aa")]),
        ((2, 1), [("events", "aa")]),
        ((1, 2), [("events", "ab")]),
        ((1, 2), [("mask", "aa")]),
        ((1, 2), []),
        ((1, 2), [("events", "aa"), ("events", "aa")]),
    ],
)
def test_other_runs_or_inputs_make_another_key(runs: tuple[int, ...], inputs: list[tuple[str, str]]) -> None:
    assert JobKeys(**COMMON).key(runs, inputs) != KEY


def test_a_key_does_not_depend_on_the_order_in_which_parameters_were_written() -> None:
    swapped = COMMON | {"parameters": {"seed": 1, "width": 4.0}}
    assert JobKeys(**swapped).key((1, 2), [("events", "aa")]) == KEY


def test_the_keys_of_this_version_are_those_of_the_books() -> None:
    assert KEY == digest_of('["tiny","1","dst",{"seed":1,"width":4.0},[1,2],[["events","aa"]]]')


@given(
    st.recursive(st.none() | st.booleans() | st.integers() | st.text(), lambda inner: st.dictionaries(st.text(), inner))
)
def test_a_value_has_one_text(value: Any) -> None:
    backwards = dict(reversed(value.items())) if isinstance(value, dict) else value
    assert canonical(value) == canonical(backwards)
    assert canonical(value).isascii()


@pytest.mark.parametrize(
    "change",
    [
        {"number": 2},
        {"key": "cd" * 32},
        {"output": "/elsewhere"},
        {"done": True},
        {"resources": Resources(2000, 600, 200)},
        {"resources": Resources(1000, 700, 200)},
        {"resources": Resources(1000, 600, 300)},
        {"resources": Resources(1000, 600, 200, 2)},
    ],
)
def test_the_digest_tells_of_every_change_of_a_job(change: dict[str, Any]) -> None:
    assert plan(replace(JOB, **change)).digest != plan(JOB).digest


@pytest.mark.parametrize("change", [{"script": "#!/bin/sh\n"}, {"parameters": '{"width":5.0}'}, {"name": "selection"}])
def test_the_digest_tells_of_every_change_of_a_stage(change: dict[str, Any]) -> None:
    assert plan(JOB, stage=replace(STAGE, **change)).digest != plan(JOB).digest


def test_the_digest_is_the_same_in_every_process() -> None:
    assert plan(JOB).digest == "5a85fca98dd3f3cdf110b82231db66f93501d5150e3a7d71a821655f35a41a90"


def test_parameters_are_files_named_by_what_they_say() -> None:
    assert STAGE.parameters_name == f"dst-{digest_of(STAGE.parameters)[:12]}.json"
    assert replace(STAGE, parameters="{}").parameters_name != STAGE.parameters_name


def test_differences_are_said_in_words() -> None:
    more = plan(JOB, replace(JOB, number=2, key="cd" * 32))
    assert differences(plan(JOB), more) == [
        "dst: 1 job then, 2 now",
        "1 job would compute something else (parameters or inputs changed)",
    ]
    elsewhere = plan(replace(JOB, output="/elsewhere"))
    assert differences(plan(JOB), elsewhere) == ["the same jobs, but other scripts, places or resources"]
