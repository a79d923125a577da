from __future__ import annotations

import pytest

from parisana.core.jobs.resources import Need, Resources
from parisana.errors import InputError, Outdated
from tests.core.sample_texts import SUITE, suite


def fault(old: str, new: str) -> InputError:
    assert old in SUITE
    with pytest.raises(InputError) as caught:
        suite(SUITE.replace(old, new, 1))
    assert caught.value.file == "tiny.yaml"
    assert caught.value.line is not None
    return caught.value


def test_stages_come_after_their_inputs() -> None:
    head, first, *rest = SUITE.split("  - name: ")
    turned = head + "".join("  - name: " + part for part in [*rest[::-1], first])
    names = [stage.name for stage in suite(turned).in_order()]
    assert names.index("mc") < names.index("microdst") < names.index("merging")
    assert [stage.name for stage in suite().in_order()] == list(suite().names)


def test_a_stage_sees_its_parts_and_what_it_reads() -> None:
    assert [stage.name for stage in suite().seen_by("microdst")] == ["microdst", "background", "target"]


def test_stages_exist_by_their_conditions() -> None:
    made = suite()
    simulated = made.active_stages({"target": {"source": "simulated"}})
    stored = made.active_stages({"target": {"source": "store"}}, without=("microdst",))
    assert [stage.name for stage in simulated] == ["target", "mc", "microdst", "background", "merging"]
    assert [stage.name for stage in stored] == ["target", "merging"]


def test_needs_grow_with_the_job() -> None:
    needs = suite().stage("microdst").resources
    assert needs.memory.need == Need(800, 10, 0, 4000)
    assert needs.of(20) == Resources(memory_mb=1000, time_s=3600, disk_mb=1000, cores=1)
    assert needs.of(1000).memory_mb == 4000


@pytest.mark.parametrize(
    ("old", "new", "words", "hint"),
    [
        ("from: mc", "from: mcc", "no stage mcc", "Did you mean mc?"),
        ("reads: [target]", "reads: [tarjet]", "no stage tarjet", "Did you mean target?"),
        ("part_of: microdst", "part_of: microdtt", "no stage microdtt", "microdst"),
        ("group: data", "group: date", "no group date", "data"),
        ("{target.source: [simulated]}", "{target.sorce: [simulated]}", "no parameter of target sorce", "source"),
        ("store: target.store", "store: target.stor", "no parameter of target stor", "store"),
        ("{inputs}", "{input}", "no placeholder {input}", "inputs"),
        ('"{inputs}"', '"a{inputs}"', "stands alone", "word of its own"),
        ("inner < outer", "inner less outer", "not a comparison", "ring_inner < ring_outer"),
        ("inner < outer", "inner < uter", "no parameter of background uter", "outer"),
        ("- name: merging", "- name: mc", "2 of the stage mc", "Rename"),
        ("default: 4 deg", "default: 40 deg", "default of width", "between 1 deg and 10 deg"),
        ("split: slice", "split: slices", "must be one of", ""),
        ("title: A tiny suite", "titel: A tiny suite", "missing", ""),
        ("area: results", "area: result", "must be one of", ""),
        ("inputs: [{name: datasets, from: microdst}]", "inputs: [{name: datasets, from: target}]", "has no job", ""),
        ("{name: datasets, from: microdst}", "{name: datasets}", "one of 'from', 'store' and 'path'", ""),
        ('release: "1"', "release: 1", "Text is expected", "quotes"),
    ],
)
def test_faults_say_what_and_where(old: str, new: str, words: str, hint: str) -> None:
    error = fault(old, new)
    assert words in error.message
    assert hint in (error.hint or "")


def test_the_line_is_the_one_of_the_fault() -> None:
    error = fault("{name: datasets, from: microdst}", "{name: datasets, from: microdts}")
    assert SUITE.splitlines()[(error.line or 0) - 1].strip().startswith("inputs: [{name: datasets, from")
    assert error.field == "stages[4].inputs[0].from"


def test_a_cycle_is_named() -> None:
    error = fault(
        "reads: [target]\n    parameters:\n      - {name: index",
        "reads: [target]\n    inputs: [{name: m, from: merging}]\n    parameters:\n      - {name: index",
    )
    assert "mc → merging → microdst → mc" in error.message


def test_parameters_may_not_depend_on_each_other() -> None:
    error = fault("default: simulated}", "default: simulated, when: {store: [x]}}")
    assert "depend on each other" in error.message


def test_two_areas_in_one_stage_are_refused() -> None:
    error = fault('pattern: "*.fits.gz"}]', 'pattern: "*.fits.gz"}, {name: b, area: results, pattern: x}]')
    assert "two areas, dst and results" in error.message


def test_another_version_or_kind_is_refused() -> None:
    with pytest.raises(Outdated, match="newer version of the program"):
        suite(SUITE.replace("suite/1", "suite/2"))
    assert "This is a site, not a suite" in fault("suite/1", "site/1").message
    assert "does not say" in fault("parisana: suite/1\n", "").message
