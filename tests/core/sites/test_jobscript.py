from __future__ import annotations

import subprocess
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from parisana.core.sites.jobscript import ScriptSpec, command_words, render
from parisana.core.texts.shell import assign, assign_array, quote
from parisana.errors import Bug, InputError

FRAME = {"job": "#!/bin/bash\n#@directives\n#@settings\n#@include part\nmain\n", "part": "main() { :; }\n"}


def spec(**values: Any) -> ScriptSpec:
    known: dict[str, Any] = {
        "stage": "dst",
        "command": ("{python}", "x"),
        "environment": {"kind": "none"},
        "outputs": (),
    }
    return ScriptSpec(**known | values)


def test_parts_and_settings_take_the_place_of_their_marks() -> None:
    lines = render(spec(directives=("#$ -S /bin/bash",)), FRAME).splitlines()
    assert lines[:3] == ["#!/bin/bash", "#$ -S /bin/bash", "STAGE=dst"]
    assert lines[-2:] == ["main() { :; }", "main"]


def test_the_same_stage_gives_the_same_script() -> None:
    assert render(spec(), FRAME) == render(spec(), FRAME)


def test_literals_are_quoted_and_placeholders_are_expanded_late() -> None:
    words = command_words(("a b", "--tag={unit}!", "{inputs}", "$HOME", ""))
    assert words == ["'a b'", "--tag=\"$UNIT\"'!'", '"${INPUT_ARGUMENTS[@]}"', "'$HOME'", "''"]


@pytest.mark.parametrize(
    ("word", "sentence"), [("{runz}", "{runz} is not known"), ("x{inputs}", "must be a word of its own")]
)
def test_a_wrong_placeholder_is_named(word: str, sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        command_words((word,))


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"kind": "vens"}, "no software environment of kind 'vens'"),
        ({"kind": "venv"}, "kind venv needs path"),
        ({"kind": "venv", "path": "/v", "image": "x"}, "kind venv knows no image"),
    ],
)
def test_a_wrong_environment_is_explained(environment: dict[str, str], sentence: str) -> None:
    with pytest.raises(InputError, match=sentence):
        render(spec(environment=environment), FRAME)


def test_a_place_that_is_none_is_refused() -> None:
    with pytest.raises(InputError, match="no place to work in"):
        render(spec(work_in="scratch"), FRAME)


def test_a_directive_cannot_smuggle_a_command_in() -> None:
    with pytest.raises(Bug):
        render(spec(directives=("#$ -N x\nrm -rf /",)), FRAME)


@settings(max_examples=2, deadline=None)
@given(st.lists(st.text(st.characters(exclude_characters="\0", codec="utf-8")), min_size=100, max_size=100))
def test_bash_reads_quoted_words_as_they_are(words: list[str]) -> None:
    lines = [
        assign_array("A", words),
        assign("B", words[0]),
        'printf \'%s\\0\' "${A[@]}" "$B"',
        f"printf %s {quote('€')}",
    ]
    read = subprocess.run(["bash"], input="\n".join(lines).encode(), capture_output=True, check=True).stdout
    assert read.decode().split("\0") == [*words, words[0], "€"]


def test_a_zero_byte_cannot_be_quoted() -> None:
    with pytest.raises(InputError, match="zero byte"):
        quote("a\0b")
