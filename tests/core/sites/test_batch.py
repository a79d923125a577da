"""Descriptions of batch systems: what ships can be used, and whatever is wrong is said with its place."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from parisana.app.ground.library import HERE
from parisana.core.sites.batch import BatchSystem, read_batch_system
from parisana.core.texts.document import read
from parisana.core.texts.yamltext import write
from parisana.errors import InputError
from tests.core.test_fuzz_documents import ODD, mutate_text, places, try_it

SHIPPED = sorted((HERE / "resources/batch").glob("*.yaml"))
PBS = (HERE / "resources/batch/pbs.yaml").read_text()
HTCONDOR = (HERE / "resources/batch/htcondor.yaml").read_text()

QUICK = settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_what_ships_can_be_used(path: Path) -> None:
    found = read_batch_system(read(path.read_text(), str(path)))
    assert found.name == path.stem
    assert {"queued", "running", "held", "left"} == set(found.states.values())


#: What is changed in the description of PBS, the field, and a word of what is said.
FAULTS: list[tuple[Callable[[str], str], str, str]] = [
    (lambda text: text.replace("title: PBS Professional", "titel: PBS"), "title", "missing"),
    (lambda text: text.replace("ncpus={cores}", "ncpus={core}"), "directives[4]", "no placeholder {core}"),
    (lambda text: text.replace("Q: queued", "Q: waiting"), "states.Q", "must be one of"),
    (lambda text: text.replace("failure: memory", "failure: ram"), "endings.verdicts[2].failure", "must be one of"),
    (lambda text: text.replace("(?P<state>[A-Z])", "[A-Z]"), "poll.record", "group state is missing"),
    (lambda text: text.replace("(?P<state>[A-Z])", "(?P<state>[A-Z)"), "poll.record", "not a regular expression"),
    (lambda text: text.replace("{when: {signal: '15'}", "{when: {sygnal: '15'}"), "endings.verdicts[6].when", "sygnal"),
    (lambda text: text.replace('attempt: "{number}"}', 'attempt: "{row}"}'), "ids[1].attempt", "needs {number}"),
    (lambda text: text.replace("    code: '^", "    kode: '^"), "endings.fields.kode", "Nobody asks for kode"),
    (lambda text: text.replace("batch/1", "batch/9"), "parisana", "newer version"),
    (lambda text: text.replace("grace: 300 s", "grace: soon"), "limits.grace", ""),
]


@pytest.mark.parametrize(("change", "field", "words"), FAULTS, ids=[fault[1] for fault in FAULTS])
def test_a_fault_is_said_at_its_line(change: Callable[[str], str], field: str, words: str) -> None:
    text = change(PBS)
    assert text != PBS
    with pytest.raises(InputError) as fault:
        read_batch_system(read(text, "lab.yaml"))
    said = fault.value
    assert (said.file, (said.field or "").startswith(field)) == ("lab.yaml", True), said
    assert said.line is not None
    assert words in said.message


@pytest.mark.parametrize("text", [PBS, HTCONDOR], ids=["pbs", "htcondor"])
@QUICK
@given(seed=st.integers(0, 2**32))
def test_mutated_text_gives_a_sentence(text: str, seed: int) -> None:
    try_it(mutate_text(text, random.Random(seed)).replace("lab.yaml", "a.yaml"), read_batch_system)


@pytest.mark.parametrize("text", [PBS, HTCONDOR], ids=["pbs", "htcondor"])
@QUICK
@given(data=st.data())
def test_mutated_values_give_a_sentence(text: str, data: st.DataObject) -> None:
    tree: Any = read(text, "a.yaml").data
    for _ in range(data.draw(st.integers(1, 3))):
        holder, key = data.draw(st.sampled_from(places(tree)))
        holder[key] = data.draw(ODD)
    try_it(write(tree), read_batch_system)


def test_the_schema_names_every_key() -> None:
    schema = (HERE / "resources/schemas/batch.json").read_text()
    assert all(f'"{name}"' in schema for name in BatchSystem.model_fields)
