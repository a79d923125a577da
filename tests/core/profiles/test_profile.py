from __future__ import annotations

import re

import pytest

from parisana.core.editing.draft import draft_profile
from parisana.core.profiles.profile import read_profile
from parisana.core.runs.run_list import Run
from parisana.core.texts.document import read
from parisana.errors import InputError, Outdated
from tests.core.sample_texts import PROFILE, SUITE, profile, suite, with_stages


def fault(text: str) -> InputError:
    with pytest.raises(InputError) as caught:
        profile(text)
    assert caught.value.file == "crab.yaml"
    return caught.value


def problems(stages: str) -> list[str]:
    made, document = with_stages(stages)
    found = made.settled(suite(), document).problems
    assert all(problem.file == "crab.yaml" and problem.line is not None for problem in found)
    return [str(problem) for problem in found]


def test_defaults_are_filled_in_and_units_taken_off() -> None:
    made, document = profile()
    values = made.effective(suite(), document)
    assert values["microdst"] == {"width": 5.0, "energy": [0.3, 40.0, 20], "threads": 1}
    assert values["mc"] == {"index": 2.39, "norm": 3.76e-11}
    assert values["background"] == {"methods": ["reflected"]}


def test_a_parameter_appears_when_its_condition_holds() -> None:
    made, document = with_stages("  background: {methods: [reflected, ring], inner: 36 arcmin}\n")
    values = made.effective(suite(), document)["background"]
    assert values == {"methods": ["reflected", "ring"], "inner": 0.6, "outer": 0.8}


def test_a_stage_vanishes_when_its_condition_fails() -> None:
    made, document = with_stages("  target: {source: store, store: /data/dl3}\n")
    settled = made.settled(suite(), document)
    assert [problem.field for problem in settled.problems] == ["runs.simulate"]
    assert "mc" not in settled.values
    assert settled.values["target"]["store"] == "/data/dl3"


def test_all_problems_are_found_at_once() -> None:
    found = problems(
        "  microdst: {width: 50 deg, thread: 2}\n"
        "  background:\n    methods: [ring]\n    inner: 2 deg\n"
        "  mergin: {}\n"
        "without: [mc, mcc]\n"
    )
    assert len(found) == 6
    text = "\n".join(found)
    for words in (
        "Map width is 50 deg, which is out of range. Allowed is between 1 deg and 10 deg.",
        "no parameter thread. Did you mean threads?",
        "The ring ends before it begins.",
        "There is no stage mergin. Did you mean merging?",
        "There is no stage mcc.",
        "The stage microdst needs mc.",
    ):
        assert words in text


def test_raising_carries_the_others() -> None:
    made, document = with_stages("  microdst: {width: 50 deg, threads: 99}\n")
    with pytest.raises(InputError) as caught:
        made.effective(suite(), document)
    assert [error.field for error in (caught.value, *caught.value.others)] == [
        "stages.microdst.width",
        "stages.microdst.threads",
    ]


def test_what_must_be_set_is_asked_for() -> None:
    assert "Data store must be set" in problems("  target: {source: store}\n")[-1]


def test_a_store_that_is_read_must_be_named_even_where_it_may_be_left_empty() -> None:
    optional = suite(SUITE.replace("type: path, when", "type: path, optional: true, when"))
    listed, document = profile(
        PROFILE.replace("{simulate: 4}", "[1, 2]").replace("microdst: {width: 5 deg}", "target: {source: store}")
    )
    found = listed.settled(optional, document).problems
    assert [(problem.field, problem.line) for problem in found] == [("stages.target.store", 7)]
    assert "Data store must be set" in found[0].message


def test_simulated_runs_are_not_looked_for_in_a_store() -> None:
    made, document = with_stages("  target: {source: store, store: /data/dl3}\n")
    (found,) = made.settled(suite(), document).problems
    assert (found.line, found.field) == (5, "runs.simulate")
    assert "Micro DST looks for them in a data store" in found.message
    listed = read(PROFILE.replace("{simulate: 4}", "[23523]") + "  target: {source: store, store: /d}\n", "crab.yaml")
    assert not read_profile(listed).settled(suite(), listed).problems


def test_commented_out_lines_leave_an_empty_stage() -> None:
    made, document = with_stages("  microdst:\n    # width: 5 deg\n")
    assert made.effective(suite(), document)["microdst"]["width"] == 4.0
    assert profile(PROFILE.replace("  microdst: {width: 5 deg}\n", ""))[0].stages == {}


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        ("site: Unix", "sit: Unix", 4, "no key sit here"),
        ("name: crab", "name: 5", 2, "Text is expected"),
        ("name: crab", "name: a b", 2, "not allowed"),
        ("name: crab", "name: ../x", 2, "not allowed"),
        ("{simulate: 4}", "[]", 5, "empty"),
        ("{simulate: 4}", "[5, 5]", 5, "twice"),
        ("{simulate: 4}", "[5, crab]", 5, "whole number"),
        ("{simulate: 4}", "{simulate: 0}", 5, "at least 1"),
        ("{simulate: 4}", "{simulate: 4, file: a}", 5, "Give one|list of numbers"),
        ("{simulate: 4}", "{simulat: 4}", 5, "no key simulat"),
        ("runs:", "seed: -1\nruns:", 5, "at least 0"),
    ],
)
def test_faults_of_the_frame_have_their_line(old: str, new: str, line: int, words: str) -> None:
    error = fault(PROFILE.replace(old, new, 1))
    everything = [error, *error.others]
    assert any(one.line == line and re.search(words, one.message) for one in everything)


def test_batch_amounts_may_have_units() -> None:
    made, _ = profile(PROFILE + "batch: {memory: 2 GB, duration: 24 h, disk: 500}\n")
    assert (made.batch.memory, made.batch.duration, made.batch.disk) == (2000, 86400, 500)
    assert "not an amount of data" in fault(PROFILE + "batch: {memory: 2 h}\n").message


def test_runs_may_have_telescopes() -> None:
    made, _ = profile(PROFILE.replace("{simulate: 4}", "[23523, {run: 23526, telescopes: 30}]"))
    assert made.runs is not None
    assert made.runs.run_list().runs == (Run(23523), Run(23526, 30))


def test_the_first_profiles_are_understood() -> None:
    old = "format: 0\nname: old\nsuite: tiny\nsite: Unix\nrunlist: [5, 6]\n"
    runs = profile(old)[0].runs
    assert runs is not None and runs.run_list().numbers == (5, 6)
    error = fault(old.replace("[5, 6]", "[5, 5]"))
    assert (error.line, error.column) == (5, 14)


def test_a_newer_profile_says_what_to_do() -> None:
    with pytest.raises(Outdated, match="newer version of the program") as caught:
        profile(PROFILE.replace("profile/1", "profile/7"))
    assert caught.value.hint == "Upgrade parisana to use it."
    assert caught.value.line == 1


def test_a_draft_is_valid_as_it_stands() -> None:
    text = draft_profile("mine", suite(), "Unix", None, 8)
    document = read(text, "mine.yaml")
    assert read_profile(document).effective(suite(), document)["microdst"]["width"] == 4.0
    assert "    # width: 4 deg  # Map width; between 1 deg and 10 deg" in text
