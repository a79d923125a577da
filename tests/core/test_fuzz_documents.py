"""Whatever is done to a profile, a suite or a site, the answer is a sentence with a place."""

from __future__ import annotations

import copy
import random
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parisana.core.profiles.profile import read_profile
from parisana.core.sites.overrides import configure
from parisana.core.suites.suite import read_suite
from parisana.core.texts.document import Document, read
from parisana.core.texts.yamltext import write
from parisana.errors import InputError, ParisanaError
from tests.core.sample_texts import PROFILE, SITE, SUITE, suite

TINY = suite()

FULL_PROFILE = PROFILE.replace(
    "  microdst: {width: 5 deg}\n",
    """\
  target: {source: store, store: "a b/'c'", position: {frame: icrs, lon: 5 deg, lat: 2 deg},
           excluded: [{shape: circle, frame: icrs, lon: 1 deg, lat: 2 deg, radius: 0.2 deg}]}
  microdst: {width: 5 deg, energy: {min: 1 TeV, max: 10 TeV, nbins: 5}, threads: 2}
  background: {methods: [reflected, ring], inner: 0.6 deg}
without: []
batch: {memory: 2 GB}
overrides: {settings: {cores: 1}, areas: {results: {path: "/r/{user}"}}}
""",
)

FULL_SITE = SITE.replace(
    "areas:\n",
    """\
reach: {ssh: true, sshfs: false, host: cca}
storages:
  xrootd: {use: true, root: "root://cc:1999//hpss/{user}", clear: false}
  hpss: {use: false}
areas:
  logs: {storage: xrootd, path: Logs}
""",
)
FILLED = {"user": "ada", "home": "/home/ada", "profile": "crab"}


def use_profile(document: Document) -> None:
    profile = read_profile(document)
    for problem in profile.settled(TINY, document).problems:
        expect_place(problem)
    configure(read(SITE, "a.yaml"), profile.overrides, document)


def use_site(document: Document) -> None:
    configure(document, {"limits": {"jobs": 5}}, Document("a.yaml", {})).filled(FILLED)


#: What is mutated, and how it is used.
CASES: dict[str, tuple[str, Callable[[Document], Any]]] = {
    "profile": (FULL_PROFILE, use_profile),
    "suite": (SUITE, read_suite),
    "site": (FULL_SITE, use_site),
}

# fmt: off
SNIPPETS = [
    "", " ", "\n", "\t", ":", ": ", "- ", "{", "}", "[", "]", "'", '"', "#", "&a ", "*a", "!x ", "!!int ", "|", ">",
    "?", "%", "@", "`", "---\n", "...\n", "\x00", "\x85", "\u2028", "\ufeff", "\ud800", "é", "😀", "null", "true", "on",
    "1e999", ".nan", "0x1f", "012", "99999999999999999999", "<<: ", "{profile}", "{{", "../", "\\", '"\\U00110000"',
    "5 TeV", "-1", "[[[[[[[",
]
# fmt: on
# fmt: off
VALUES: list[Any] = [
    None, True, False, 0, -1, 10**17, 1e300, "", "x", "5 TeV", "{user}", "{", "a\nb", "mc", "é", [], {}, [[]],
    {"a": {}}, [None], "target.source", "inner < outer", "1e5", "../..", "profile/9", "site/1", "suite/0", "[",
    "x" * 5000,
]
# fmt: on
ODD = st.sampled_from(VALUES).map(copy.deepcopy)


def mutate_text(text: str, chance: random.Random) -> str:
    """Cut, double, insert or swap something, a few times."""
    for _ in range(chance.randint(1, 4)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 1, 2, 5, 30)))
        match chance.randrange(4):
            case 0:
                text = text[:start] + text[end:]
            case 1:
                text = text[:start] + text[start:end] * 2 + text[end:]
            case 2:
                lines = text.splitlines(keepends=True) or [""]
                one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
                lines[one], lines[other] = lines[other], lines[one]
                text = "".join(lines)
            case _:
                text = text[:start] + chance.choice(SNIPPETS) + text[end:]
    return text


def places(data: Any) -> list[tuple[Any, Any]]:
    """List every (container, key) of a tree."""
    parts = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [place for key, value in parts for place in ((data, key), *places(value))]


def expect_place(error: ParisanaError) -> None:
    assert isinstance(error, InputError)
    assert error.message
    assert error.file == "a.yaml"
    for other in (error, *error.others):
        assert other.line is not None, str(other)


def try_it(text: str, use: Callable[[Document], Any]) -> None:
    try:
        use(read(text, "a.yaml"))
    except ParisanaError as error:
        expect_place(error)


QUICK = settings(max_examples=340, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("kind", CASES)
@QUICK
@given(seed=st.integers(0, 2**32))
def test_mutated_text_gives_a_sentence(kind: str, seed: int) -> None:
    text, use = CASES[kind]
    try_it(mutate_text(text, random.Random(seed)), use)


@pytest.mark.parametrize("kind", CASES)
@QUICK
@given(data=st.data())
def test_mutated_values_give_a_sentence(kind: str, data: st.DataObject) -> None:
    text, use = CASES[kind]
    tree = read(text, "a.yaml").data
    for _ in range(data.draw(st.integers(1, 3))):
        found = places(tree)
        holder, key = found[data.draw(st.integers(0, len(found) - 1))]
        match data.draw(st.integers(0, 3)):
            case 0:
                del holder[key]
            case 1 if isinstance(holder, dict):
                holder[data.draw(st.sampled_from(["x", "name", "frm", "on", "é", "a b"]))] = holder.pop(key)
            case 2:
                other, theirs = found[data.draw(st.integers(0, len(found) - 1))]
                holder[key] = copy.deepcopy(other[theirs])
            case _:
                holder[key] = data.draw(ODD)
        if not places(tree):
            break
    try_it(write(tree), use)
