"""``parisana ready`` and ``parisana status --waiting``: what waits for a word, and what for jobs."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from parisana.app.session import Session
from tests.app.test_observations import GOOD, store
from tests.app.toy import Toy, suite
from tests.cli.running import Run
from tests.environment import set_environment


@pytest.fixture
def production(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return a production of two slices, which are refined once their numbers are declared ready."""
    toy = Toy(tmp_path, "fake")
    set_environment(monkeypatch, toy.environment)
    document = suite()
    document["stages"][1]["inputs"][0]["ready"] = {"declared": {}}
    document["stages"][2]["inputs"][0]["ready"] = {"share": 0.5}
    (tmp_path / "config/parisana/suites/toy.yaml").write_text(yaml.safe_dump(document))
    session = Session()
    number = session.submit(session.plan(toy.profile([1, 2])))
    session.close()
    return number


def test_what_waits_is_told_and_declared(run: Run, production: int) -> None:
    told = run("status", str(production), "--waiting").out.splitlines()
    assert told[1].split() == "Refine 2 0 Make: 0 of 2 jobs done".split()
    assert any("declared ready (number 1)" in line for line in told[2:]), "in the order of their paths"
    assert told[4].split(maxsplit=3)[-1] == "Refine: 0 of 2 jobs done, begins with 1"
    stages = run("status", str(production), "--waiting", "--json").json
    assert [len(each["undeclared"]) for each in stages] == [2, 0]
    listed = run("ready", "list", str(production), "--json").json
    found = sorted((each["id"], each["ready"], each["stages"][0]["waiting"]) for each in listed)
    assert found == [(1, False, 1), (2, False, 1)]
    checked = run("ready", "check", "1", "--json")
    assert (checked.code, checked.json[0]["findings"][0]["answer"]) == (1, "no"), "nothing was computed yet"
    refused = run("ready", "declare", "1", "--json")
    assert refused.code == 2 and "--even-so" in refused.json["error"]["hint"]
    assert run("ready", "declare", "--production", str(production), "--even-so", "A trial.", "--json").code == 0
    assert [each["history"][0]["text"][:8] for each in run("ready", "list", "--json").json] == ["A trial."] * 2
    withdrawn = run("ready", "withdraw", "2", "--because", "The wrong one.")
    assert "withdrawn" in withdrawn.out
    assert run("status", str(production), "--waiting", "--json").json[0]["undeclared"][0]["number"] == 2


def test_what_is_not_there_is_said(run: Run, production: int) -> None:
    for words, said in (
        (("ready", "check", "77"), "Nothing with the number 77"),
        (("ready", "declare"), "Which one?"),
        (("ready", "withdraw", "1"), "nothing to withdraw"),
        (("status", "--waiting"), "of one production"),
        (("ready", "list", "99"), "no production 99"),
    ):
        told = run(*words)
        assert told.code == 2 and said in told.note


def test_new_runs_of_a_store_are_added_from_the_command_line(run: Run, production: int, tmp_path: Path) -> None:
    folder = store(tmp_path / "store", GOOD)
    words = ("extend", str(production), "--store", str(folder), "--target", "Crab", "--json")
    added = run(*words, "--quality", "good")
    assert (added.code, added.json["runs"]) == (0, [5])
    assert run(*words, "--quality", "good").json == {"production": production, "jobs": 0, "runs": []}
    for wrong, said in (
        (("extend", str(production)), "What is to be added?"),
        (("follow", "--store", str(folder)), "Which production"),
        (("follow", str(production), "--store", str(folder), "--every", "5 s"), "once a minute at most"),
    ):
        told = run(*wrong)
        assert told.code == 2 and said in told.note
