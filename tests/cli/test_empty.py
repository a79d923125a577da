"""A list with nothing in it says so, and what to do first; as JSON it is an empty list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.app.toy import Toy
from tests.environment import set_environment

from .running import runner

SAID = {
    "status": "There are no productions yet. `parisana demo` makes one, and `parisana run PROFILE` makes your own.",
    "mc list": "There are no Monte-Carlo productions yet.",
    "book history": "Nothing has been written down.",
    "book accounting": "No job ended in these months.",
}


@pytest.mark.parametrize("command", SAID)
def test_an_empty_list_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    set_environment(monkeypatch, Toy(tmp_path / "toy").environment)
    run = runner(capsys)
    assert run(*command.split()) == (0, SAID[command] + "\n", "")
    assert run(*command.split(), "--json").json == []


def test_behind_the_last_production_there_are_no_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    set_environment(monkeypatch, Toy(tmp_path / "toy").environment)
    assert runner(capsys)("status", "--after", "7").out == "There are no others.\n"
