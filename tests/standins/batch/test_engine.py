"""The small batch system that tests speak to runs all that it takes, whenever that comes."""

from __future__ import annotations

import itertools
import time
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.standins.batch import engine as batch
from tests.standins.grid.in_process import HereEngine
from tests.waiting import until

LOOK_AFTER = batch.look_after


def states(engine: HereEngine) -> list[str]:
    """Return the states that its tasks are in."""
    with engine.state() as state:
        return [task["state"] for _, _, task in batch.tasks(state)]


def test_what_is_sent_while_it_gives_up_runs_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = HereEngine(tmp_path)

    def look_after(here: batch.Engine, children: batch.Children) -> batch.Stamp:
        seen = LOOK_AFTER(here, children)
        if len(states(engine)) == 1:
            engine.submit("late", 1, ["true"], "ROW", 1)
        return seen

    monkeypatch.setattr(batch, "look_after", look_after)
    engine.submit("early", 1, ["true"], "ROW", 1)
    until(lambda: states(engine) == ["ended", "ended"])


def test_a_second_between_two_looks_ends_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    engine = HereEngine(tmp_path)
    now = itertools.count(0, 2)
    monkeypatch.setattr(batch, "time", SimpleNamespace(time=lambda: next(now), sleep=time.sleep))
    engine.submit("slow", 1, ["sleep", "0.2"], "ROW", 1)
    until(lambda: states(engine) == ["ended"])
