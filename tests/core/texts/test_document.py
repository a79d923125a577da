from __future__ import annotations

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from parisana.core.texts.document import Place, read
from parisana.core.texts.yamltext import inline, write
from parisana.errors import InputError
from tests.core.sample_texts import SITE, SUITE


def fault(source: str | bytes) -> InputError:
    with pytest.raises(InputError) as caught:
        read(source, "a.yaml")
    assert caught.value.file == "a.yaml"
    return caught.value


def test_every_value_has_its_place() -> None:
    document = read("a: 1\nb:\n  c: [x, {d: 5}]\n", "a.yaml")
    assert document.data == {"a": 1, "b": {"c": ["x", {"d": 5}]}}
    assert document.place(("b", "c", 1, "d")) == Place(3, 14)
    assert document.place(("b", "c"), key=True) == Place(3, 3)
    assert document.place(("b", "nothing", "there")) == Place(3, 3)


@pytest.mark.parametrize(
    ("word", "value"),
    [
        ("1e5", 1e5),
        ("1.0e-11", 1e-11),
        (".5", 0.5),
        ("0123", 123),
        ("-7", -7),
        ("12:30", "12:30"),
        ("2004-11-12", "2004-11-12"),
        ("on", "on"),
        ("no", "no"),
        ("true", True),
        ("~", None),
        ("'5'", "5"),
        ("4 deg", "4 deg"),
        ("1_000", "1_000"),
    ],
)
def test_words_are_read_as_yaml_1_2_reads_them(word: str, value: object) -> None:
    found = read(f"key: {word}\n", "a.yaml").data["key"]
    assert found == value
    assert type(found) is type(value)


def test_words_that_look_like_truth_are_keys() -> None:
    assert read("on: 1\nyes: 2\n", "a.yaml").data == {"on": 1, "yes": 2}


@pytest.mark.parametrize(
    ("source", "line", "words"),
    [
        ("a: 1\na: 2\n", 2, "given twice; first in line 1"),
        ("a:\n\t b: 1\n", 2, "tab"),
        ("a:\n  b: 1\n c: 2\n", 3, "indented"),
        ("a: b: c\n", 1, "colon"),
        ("a: 'open\n", 2, "inside quotes"),
        ("1: a\n", 1, "key must be text"),
        ("? [a]\n: b\n", 1, "key must be text"),
        ("a: !!python/object:os.system x\n", 1, "tag"),
        ("a: *b\n", 1, "alias"),
        ("a: 1\n---\nb: 2\n", 2, "second document"),
        ("- a\n", 1, "key: value"),
        ("", 1, "empty"),
        ("# nothing\n", 1, "empty"),
        ("a: 1\nb: \x07\n", 2, "invisible"),
        ('a: "\\0"\n', 1, "invisible"),
        ('a: "\\U00110000"\n', 1, "out of range"),
        (b"a: 1\nb: \xff\n", 2, "UTF-8"),
        ("a: 1\x00".encode("utf-16"), 1, "UTF-8"),
        ("a: 1e999\n", 1, "too large"),
        ("a: " + "[" * 2000, 1, "nested"),
        ("\n".join(f"{'  ' * n}k:" for n in range(300)), 34, "nested"),
    ],
)
def test_faults_have_their_line_and_a_sentence(source: str | bytes, line: int, words: str) -> None:
    error = fault(source)
    assert error.line == line
    assert words in error.message


def test_a_bomb_of_aliases_is_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    assert "repeats too much" in fault("\n".join(lines)).message


def test_an_anchor_within_itself_is_refused() -> None:
    assert fault("a: &a [*a]\n").line == 1


def test_anchors_in_reason_are_copied() -> None:
    assert read("a: &x {b: 1}\nc: *x\n", "a.yaml").data == {"a": {"b": 1}, "c": {"b": 1}}


PLAIN = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-(10**12), 10**12)
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=12)
    | st.sampled_from(["1e5", "012", "09", "on", "null", "~", "4 deg", "12:30", "- a", "# b", "{x}", "a: b"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text("abcyn1_ ~", min_size=1), inner, max_size=3),
    max_leaves=8,
)


@given(PLAIN)
def test_what_is_written_reads_back_the_same(value: object) -> None:
    assert read(write({"key": value}), "a.yaml").data == {"key": value}
    assert read(f"key: {inline(value)}\n", "a.yaml").data == {"key": value}


@pytest.mark.parametrize("text", [SUITE, SITE, "a: &x {b: [1, ä]}\nc: *x\nd: |\n  e\n\nf:\n- 1\n  - 2\n"])
def test_both_parsers_read_the_same_at_the_same_places(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    fast = told(text)
    monkeypatch.setattr("parisana.core.texts.document.FAST", yaml.SafeLoader)
    assert told(text) == fast


def told(text: str) -> object:
    """Return the document, or the sentence why there is none."""
    try:
        return read(text, "a.yaml")
    except InputError as error:
        return str(error)
