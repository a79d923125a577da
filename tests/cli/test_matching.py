"""``parisana status`` and ``parisana extend --matching``: runs that a production gets by itself."""

from __future__ import annotations

from pathlib import Path

import pytest

from parisana.app.session import Session
from tests.app.test_observations import GOOD, store
from tests.app.toy import Toy
from tests.cli.running import Run
from tests.environment import set_environment


@pytest.fixture
def production(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Return a production of one run, whose profile asks for those of a store that match."""
    toy = Toy(tmp_path, "fake")
    set_environment(monkeypatch, toy.environment)
    asked = {"store": str(store(tmp_path / "store", GOOD)), "target": "Crab Nebula", "quality": "good"}
    session = Session()
    number = session.submit(session.plan(toy.profile([1], matching=asked)))
    session.close()
    return number


def test_looking_is_told_done_at_once_and_switched_off(run: Run, production: int, tmp_path: Path) -> None:
    told = run("status", str(production)).out.splitlines()[-1]
    assert told == f"New runs: looked for every 60 min ({tmp_path}/store, within 2.5° of Crab Nebula, quality good)"
    added = run("extend", str(production), "--matching", "now", "--json")
    assert (added.code, added.json["runs"]) == (0, [5])
    found = run("status", str(production), "--json").json["matching"]
    assert (found["active"], found["every_s"], found["runs"], found["said"]) == (True, 3600, 1, "1 new run: 5")
    assert found["query"]["target"] == "Crab Nebula"
    assert run("extend", str(production), "--matching", "off").code == 0
    assert "not any more" in run("status", str(production)).out
    assert run("extend", str(production), "--matching", "on", "--json").json == {
        "production": production,
        "matching": True,
    }
    refused = run("extend", str(production), "--matching", "now", "--store", str(tmp_path))
    assert refused.code == 2 and "What is to be added?" in refused.note
