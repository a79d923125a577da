"""``parisana status``: a production as a grid, and in time."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.core.jobs.states import Failure
from parisana.plugins.fake_backend import fake_site, forget_sites
from tests.app.toy import Toy
from tests.environment import set_environment
from tests.ui.productions import end, submit


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    made = Toy(tmp_path / "toy", "fake")
    set_environment(monkeypatch, made.environment)
    return made


@pytest.fixture
def production(toy: Toy) -> int:
    """Return a production of which one job is done, and one failed and was tried again."""
    fake_site(str(toy.root))
    number = submit(toy, 3)
    end(number, 1)
    end(number, 2, Failure.MEMORY, "full")
    end(number, 3, Failure.MEMORY, "full")
    session = Session()
    assert session.retry(number, numbers=[2]) == 1
    session.close()
    forget_sites()
    return number


def test_a_grid_by_lines_and_as_json(toy: Toy, production: int) -> None:
    told = toy.run("status", str(production), "--grid", "--limit", "2")
    assert [line.split() for line in told.stdout.splitlines()] == [
        ["unit", "make", "refine", "merge"],
        ["slice-001", "done", "ready", "waiting"],
        ["slice-002", "ready", "waiting", "waiting"],
        "2 of 3; go on with --after-unit slice-002".split(),
    ]
    failed = json.loads(toy.run("status", str(production), "--grid", "--state", "failed", "--json").stdout)
    assert (failed["stage"], failed["total"], [line["unit"] for line in failed["lines"]]) == ("make", 1, ["slice-003"])
    assert failed["lines"][0]["stages"]["make"] == {"state": "failed", "jobs": {"failed": 1}, "job": 3}
    whole = json.loads(toy.run("status", str(production), "--grid", "--stage", "merge", "--json").stdout)
    assert whole["lines"][0]["stages"]["make"]["jobs"] == {"failed": 1, "ready": 1, "done": 1}
    rest = json.loads(toy.run("status", str(production), "--grid", "--after-unit", "slice-002", "--json").stdout)
    assert (rest["first"], [line["unit"] for line in rest["lines"]]) == (2, ["slice-003"])


def test_a_time_line_by_lines_and_as_json(toy: Toy, production: int) -> None:
    told = toy.run("status", str(production), "--timeline").stdout
    (make,) = [line for line in told.splitlines() if line.startswith("make")]
    assert make.split()[-3:] == ["1", "2", "1"]
    assert "1 job is tried again" in told and "revision 1 recorded" in told
    document = json.loads(toy.run("status", str(production), "--timeline", "--json").stdout)
    stages = {each["stage"]: each for each in document["stages"]}
    assert [sum(stages["make"][name]) for name in ("done", "failed", "retried")] == [1, 2, 1]
    assert stages["merge"]["begun"] is None
    assert any(deed["what"] == "1 job is tried again" for deed in document["deeds"])


def test_of_no_production_there_is_neither(toy: Toy, production: int) -> None:
    for words in (("--grid",), ("--timeline",)):
        done = toy.run("status", *words)
        assert done.returncode == 2 and "is of one production" in done.stderr
    done = toy.run("status", str(production), "--grid", "--stage", "nowhere")
    assert done.returncode == 2 and "It has make, refine, merge." in done.stderr
    assert toy.run("status", "77", "--timeline").returncode == 2
