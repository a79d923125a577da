"""A job whose element brings its inputs and takes its outputs away: no storage is spoken to from the node."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from tests.jobscript.ground import GOOD, KEY, Ground

#: Nobody listens there: whoever asks the storage fails.
AWAY = "gsiftp://127.0.0.1:1/area"
STORAGES = {"storages": {"gridftp": {"streams": None, "timeout": None, "root": None}}}
TAKEN = {"PARISANA_TAKEN": "root gsiftp", "PARISANA_PAUSES": ""}


@pytest.fixture
def far(ground: Ground) -> Ground:
    """Return a ground whose areas lie on a server."""
    ground.spec, ground.output = STORAGES, f"{AWAY}/micro/{ground.final.name}"
    return ground


def brought(ground: Ground) -> Path:
    """Make a result, and put it where an element brings it; return its folder there."""
    other = replace(ground, area_name="up", spec={}, output="", inputs=(), payload=GOOD)
    assert other.run("up").code == 0
    ground.inputs = (("dst", f"{AWAY}/dst/{other.final.name}"),)
    place = ground.working / "brought/t1.1/0" / other.final.name
    shutil.copytree(other.final, place)
    return place


def test_outputs_are_left_to_the_element(far: Ground) -> None:
    """It is told what goes where; the report says that they have no name yet."""
    ran = far.run(**TAKEN)
    assert ran.code == 0 and ran.printed["taken"] is True and ran.printed["state"] == "done"
    lines = (far.working / "taken/list").read_text().splitlines()
    assert lines == [
        f"work/taken/t1.1/{name} {AWAY}/micro/.slice-003-{KEY[:12]}.part-t1.1/{name}"
        for name in ("spectrum.txt", "versions.json", ".parisana.json")
    ]
    assert all((far.working / line.split()[0].removeprefix("work/")).exists() for line in lines)
    assert far.left_behind() == []


def test_a_name_that_the_element_would_misread_is_the_jobs_own_to_bring(far: Ground) -> None:
    far.payload = GOOD + 'echo 1 > "$4/of two; words.txt"\n'
    ran = far.run(**TAKEN)
    assert ran.code == 50 and "taken" not in ran.printed
    assert "Nobody can say whether" in ran.printed["reason"], "it has asked the storage itself"
    assert not (far.working / "taken/list").exists()


def test_another_protocol_is_the_jobs_own(far: Ground) -> None:
    ran = far.run(**{**TAKEN, "PARISANA_TAKEN": "root"})
    assert ran.code == 50 and far.ledger == [], "it has looked there before anything was computed"


def test_an_input_that_was_brought_is_read_where_it_lies(far: Ground) -> None:
    place = brought(far)
    far.payload = 'printf "%s\\n" "${6#dst=}" > "$4/words.txt"'
    ran = far.run(**TAKEN)
    assert ran.code == 0, ran.stderr
    assert (far.working / "taken/t1.1/words.txt").read_text() == f"{place}\n"
    assert ran.printed["inputs"][0]["path"] == far.inputs[0][1]


def test_an_input_that_was_brought_by_halves_is_fetched_by_the_job(far: Ground) -> None:
    (brought(far) / "spectrum.txt").write_text("half")
    ran = far.run(**TAKEN)
    assert (ran.code, ran.printed["step"]) == (30, "stage-in") and AWAY in ran.printed["reason"]
