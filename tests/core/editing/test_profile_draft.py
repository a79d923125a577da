"""A profile under edit: what it says, how it is judged, and the text that it becomes."""

from __future__ import annotations

import random
from typing import Any

import pytest

from parisana.core.editing.draft import draft_profile
from parisana.core.editing.profile_draft import Draft, Field, Judgement, judge, judge_values
from parisana.core.profiles.profile import read_profile
from parisana.core.suites.parameter import Parameter
from parisana.core.texts.document import read
from tests.core.sample_texts import PROFILE, SITE, suite

COMMENTED = """\
# My Crab.
parisana: profile/1
name: crab   # the nebula
suite: tiny
site: Unix
runs: {simulate: 4}  # few
batch:
  # more than usual
  memory: 4 GB
stages:
  # the maps
  microdst:
    width: 5 deg  # wide
    energy: {min: 0.5 TeV, max: 40 TeV, nbins: 20}  # as published
  background: {methods: [reflected, ring], inner: 0.4 deg}
"""
WIDTH = ("stages", "microdst", "width")


def draft(text: str = PROFILE) -> Draft:
    return Draft.of(read(text, "crab.yaml"), suite())


def field(judged: Judgement, stage: str, name: str) -> Field:
    return next(each for each in judged.stages[stage].fields if each.parameter.name == name)


def test_what_is_not_changed_stays_as_it_is() -> None:
    assert draft(COMMENTED).text == COMMENTED
    there_and_back = draft(COMMENTED).with_value(WIDTH, "6 deg").with_value(WIDTH, "5 deg")
    assert there_and_back.text == COMMENTED
    assert not there_and_back.changed_from(draft(COMMENTED))


def test_changes_are_made_in_place_and_comments_stay() -> None:
    edited = (
        draft(COMMENTED)
        .with_value(WIDTH, "90 arcmin")
        .with_value(("stages", "microdst", "threads"), 4)
        .with_value(("stages", "microdst", "energy"), {"min": "1 TeV", "max": "40 TeV", "nbins": 20})
        .without(("stages", "background", "inner"))
        .without(("batch", "memory"))
        .with_value(("runs",), [23523, 23526])
    )
    assert edited.text == (
        COMMENTED.replace("5 deg  # wide", "90 arcmin  # wide")
        .replace("min: 0.5 TeV", "min: 1 TeV")
        .replace("# as published\n", "# as published\n    threads: 4\n")
        .replace(", inner: 0.4 deg", "")
        .replace("batch:\n  # more than usual\n  memory: 4 GB\n", "")
        .replace("{simulate: 4}", "[23523, 23526]")
    )
    assert edited.changed_from(draft(COMMENTED)) == {
        WIDTH,
        ("stages", "microdst", "threads"),
        ("stages", "microdst", "energy", "min"),
        ("stages", "background", "inner"),
        ("batch", "memory"),
        ("runs",),
    }


def test_a_value_set_and_reset_leaves_a_new_profile_as_it_was() -> None:
    text = draft_profile("mine", suite(), "Unix", None, 8)
    edited = draft(text).with_value(WIDTH, "5 deg").with_value(("stages", "microdst", "threads"), 2)
    title = "  microdst: # Micro DST\n"
    assert edited.text == text.replace(title, f"{title}    width: 5 deg\n    threads: 2\n")
    again = Draft.of(read(edited.text, "mine.yaml"), suite())
    assert again.without(WIDTH).without(("stages", "microdst", "threads")).text == text


def test_a_parameter_at_its_default_is_not_written() -> None:
    edited = draft().with_value(WIDTH, "4 deg")
    assert edited.value(WIDTH) is None
    assert "width" not in edited.text
    assert draft().with_value(WIDTH, "240 arcmin").value(WIDTH) == "240 arcmin"


def test_what_cannot_be_changed_in_place_is_written_anew() -> None:
    aliased = PROFILE.replace("stages:", "seed: &n 3\nanalysis: {runs_per_slice: *n}\nstages:").replace(
        "parisana", "# Head.\n\nparisana", 1
    )
    edited = draft(aliased).with_value(("seed",), 4)
    assert edited.text.startswith("# Head.\n\nparisana: profile/1\n")
    again = read(edited.text, "crab.yaml").data
    assert (again["seed"], again["analysis"], again["stages"]) == (
        4,
        {"runs_per_slice": 3},
        {"microdst": {"width": "5 deg"}},
    )


def test_true_is_not_one() -> None:
    path = ("analysis", "sliced")
    edited = draft(PROFILE + "analysis: {sliced: 1}\n").with_value(path, True)
    assert "sliced: true" in edited.text


def test_an_old_profile_is_brought_up_to_date_when_it_is_changed() -> None:
    from parisana.core.documents.upgrade import upgraded

    old = "format: 0  # long ago\nname: old\nsuite: tiny\nsite: Unix\nrunlist: [5, 6]\n"
    opened = Draft.of(upgraded(read(old, "old.yaml"), "profile"), suite())
    assert opened.text == old
    new = read_profile(read(opened.with_value(("seed",), 7).text, "old.yaml"))
    assert new.runs is not None
    assert (new.parisana, new.seed, new.runs.run_list().numbers) == ("profile/1", 7, (5, 6))


def test_every_edit_reads_back_as_it_was_meant() -> None:
    """Random edits, each text read again."""
    dice = random.Random(7)
    values: list[Any] = [
        "1 deg",
        3,
        True,
        None,
        [],
        ["ring"],
        {"a": 1, "b": [1, {"c": "x: y"}]},
        "# no",
        "a\nb",
        1.5,
        "-",
    ]
    names = ["name", "runs", "batch", "stages", "microdst", "background", "width", "overrides", "areas", "new"]
    for _ in range(150):
        edited = draft(dice.choice([COMMENTED, PROFILE]))
        for _ in range(dice.randint(1, 4)):
            path = tuple(dice.choices(names, k=dice.randint(1, 4)))
            edited = edited.without(path) if dice.random() < 0.3 else edited.with_value(path, dice.choice(values))
        if edited.data:
            again = Draft.of(read(edited.text, "crab.yaml"), suite())
            assert not again.changed_from(edited), edited.text
        judge(edited)


def test_fields_say_value_default_and_condition() -> None:
    judged = judge(draft(COMMENTED))
    assert judged.profile is not None and not judged.problems
    width, outer = field(judged, "microdst", "width"), field(judged, "background", "outer")
    assert (width.value, width.default, width.set, width.relevant, width.problem) == (
        "5 deg",
        "4 deg",
        True,
        True,
        None,
    )
    assert (outer.value, outer.set, outer.relevant) == ("0.8 deg", False, True)
    same = field(judge(draft().with_value(WIDTH, "240 arcmin")), "microdst", "width")
    assert (same.value, same.set) == ("240 arcmin", False)
    assert not field(judge(draft()), "background", "outer").relevant


def test_what_was_typed_stays_and_is_explained() -> None:
    judged = judge(draft().with_value(WIDTH, "90 parsec"))
    width = field(judged, "microdst", "width")
    assert (width.value, width.set) == ("90 parsec", True)
    assert width.problem is not None and "no unit parsec" in width.problem
    assert judged.stages["microdst"].state == "error"
    assert {name: stage.state for name, stage in judged.stages.items() if name != "microdst"} == dict.fromkeys(
        ("target", "mc", "background", "merging"), "valid"
    )


def test_a_broken_rule_is_shown_at_a_field_that_was_set() -> None:
    path = ("stages", "background", "outer")
    judged = judge(draft().with_value(("stages", "background", "methods"), ["ring"]).with_value(path, "0.1 deg"))
    (problem,) = judged.problems
    assert (problem.path, problem.stage, problem.message) == (path, "background", "The ring ends before it begins.")
    assert field(judged, "background", "outer").problem == problem.words
    assert problem.words.endswith("Needed is Inner radius < Outer radius (inner < outer).")


@pytest.mark.parametrize(
    ("path", "value", "shown"),
    [
        (("batch", "memory"), "2 h", ("batch", "memory")),
        (("batch", "memry"), 5, ("batch", "memry")),
        (("runs",), [5, 5], ("runs",)),
        (("runs",), [5, "x"], ("runs", "1")),
        (("runs",), "all", ("runs",)),
        (("overrides",), 5, ("overrides",)),
        (("name",), "../x", ("name",)),
        (("stages",), "none", ("stages",)),
        (("stages", "mergin"), {}, ("stages", "mergin")),
        (("without",), "mc", ("without",)),
        (("analysis",), {"runs_per_slice": -1}, ("analysis", "runs_per_slice")),
        (("seed",), "a\x07b", ("seed",)),
    ],
)
def test_a_fault_of_the_frame_goes_to_its_page(path: tuple[str, ...], value: Any, shown: tuple[str, ...]) -> None:
    judged = judge(draft().with_value(path, value))
    assert any(problem.path[: len(shown)] == shown and problem.stage is None for problem in judged.problems)
    assert field(judged, "mc", "index").default == 2.39


def test_errors_in_five_tabs_are_all_shown() -> None:
    broken = draft("parisana: profile/1\nstages: {mc: {index: 9}, microdst: {width: 1}, target: {source: moon}}\n")
    broken = broken.with_value(("stages", "background", "methods"), "ring").with_value(("stages", "merging", "x"), 1)
    judged = judge(broken)
    assert judged.profile is None
    assert {stage.state for stage in judged.stages.values()} == {"error"}


def test_a_stage_that_is_not_active_says_why() -> None:
    off = judge(draft().with_value(("without",), ["merging"])).stages["merging"]
    assert (off.active, off.reason) == (False, "It is switched off.")
    store = draft().with_value(("stages", "target"), {"source": "store", "store": "/data"})
    assert judge(store).stages["mc"].reason == "It needs simulated for Runs from in Target and Run List."
    needed = judge(draft().with_value(("without",), ["mc"]))
    assert [problem.stage for problem in needed.problems] == ["mc"]
    part = judge(draft().with_value(("without",), ["microdst", "merging"])).stages["background"]
    assert part.reason == "It belongs to Micro DST, which is not active."


def test_overrides_are_judged_with_the_site() -> None:
    edited = draft().with_value(("overrides", "areas", "dst", "path"), 5)
    (problem,) = judge(edited, read(SITE, "here.yaml")).problems
    assert problem.path == ("overrides", "areas", "dst", "path")


def test_settings_are_judged_like_parameters() -> None:
    parameters = [
        Parameter(name="automatic", title="Automatic", type="boolean", default=True),
        Parameter(
            name="memory", title="Memory", type="number", unit="MB", min=1, default="2 GB", when={"automatic": (False,)}
        ),
        Parameter(name="queue", title="Queue", type="text"),
    ]
    automatic, memory, queue = judge_values(parameters, {"memory": 500})
    assert (memory.value, memory.set, memory.relevant, memory.problem) == (500, True, False, None)
    assert (automatic.value, queue.problem) == (True, "Queue must be set.")
    memory = judge_values(parameters, {"automatic": False, "memory": "2 h"})[1]
    assert memory.relevant and memory.problem is not None and "not an amount of data" in memory.problem
    assert not judge_values(parameters, {"memory": "2000 MB"})[1].set
