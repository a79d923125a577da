from __future__ import annotations

import re
from pathlib import Path

import pytest

from parisana.core.jobs.retry import POLICIES
from parisana.core.jobs.states import Failure
from parisana.core.sites.batch import read_batch_system
from parisana.core.sites.site import read_site
from parisana.core.texts.document import read

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "backends.md").read_text(encoding="utf-8")


def example(kind: str) -> str:
    """Return the indented block that begins with the name of this format."""
    block = re.search(rf"^    parisana: {kind}/1\n(?:(?:    .*)?\n)*?(?=\S)", TEXT, re.MULTILINE)
    assert block is not None
    return "\n".join(line[4:] for line in block[0].splitlines())


def test_the_example_of_a_description_can_be_used() -> None:
    assert read_batch_system(read(example("batch"), "docs")).title == "The cellar"


def test_the_example_of_a_site_can_be_used() -> None:
    assert read_site(read(example("site"), "docs")).settings["description"] == "cellar"


@pytest.mark.parametrize("failure", list(Failure))
def test_the_table_says_of_each_class_how_often_it_is_tried(failure: Failure) -> None:
    (row,) = [line for line in TEXT.splitlines() if re.match(rf"\| .*`{failure.value}`.* \|.*\|.*\|$", line)]
    done = row.split("|")[3]
    times = {"not tried": 0, "once": 1}
    said = next((number for words, number in times.items() if words in done), None)
    assert POLICIES[failure].retries == (int(re.findall(r"\d+", done)[0]) if said is None else said)
