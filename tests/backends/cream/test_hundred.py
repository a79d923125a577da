"""A hundred jobs on the stand-in of CREAM, with faults of all kinds on the way: all done, each once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from parisana.app.driving.follower import Follower
from parisana.app.session import Session
from parisana.backends.cream import CreamBackend
from parisana.core.jobs.states import JobState, ProductionState
from tests.app.toy import Toy, keys
from tests.backends.grid.short_analysis import short_analysis
from tests.contract.grid import ELEMENTS, close
from tests.servers.voms import write_proxy
from tests.standins.grid.cream import COMMANDS
from tests.standins.grid.node import plain_node
from tests.standins.grid.unsteady import Unsteady
from tests.waiting import until

JOBS, SEED, CHANCE = 100, 20261122, 0.03
SUBMIT = "glite-ce-job-submit"


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the analysis, at a batch system that is asked often."""
    toy = short_analysis(tmp_path, monkeypatch, {"elements": list(ELEMENTS)})
    monkeypatch.setattr(CreamBackend, "limits", replace(CreamBackend.limits, grace_s=1.0, poll_s=0.5))
    return toy


def is_so_far(driver: Follower, done: int) -> bool:
    """Whether so many jobs are done after one more turn."""
    return driver.step().done >= done


def test_a_hundred_jobs_are_done_each_once_whatever_goes_wrong(
    toy: Toy, session: Session, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = Unsteady(toy.root / "standin" / "state", COMMANDS, {SUBMIT: ("lapsed",)}, SEED, chances=(CHANCE, CHANCE))
    with runner.engine.state() as state:
        state["node"] = plain_node(toy.root / "bin", toy.environment["PARISANA_LEDGER"])
    monkeypatch.setattr("parisana.app.sites.equipment.runner_of", lambda site: runner)
    close(runner.engine, ELEMENTS[0])
    production = session.submit(session.plan(toy.profile(range(1, JOBS + 1))))
    with session.driving(production) as driver:
        for done in range(5, JOBS // 5 + 1, 5):
            until(partial(is_so_far, driver, done))
        close(runner.engine)
        write_proxy(toy.root / "proxy", hours=-1)
        driver.step()
        assert any("pauses since" in words for words in told)
        write_proxy(toy.root / "proxy", hours=12)
        for done in range(JOBS // 5, JOBS + 1, 10):
            until(partial(is_so_far, driver, done))
        until(lambda: driver.step().state is ProductionState.DONE)
        assert driver.progress.counts == {"make": {JobState.DONE: JOBS}}
    assert toy.starts() == dict.fromkeys(keys(session, production), 1)
    assert runner.failed.total() >= 3, f"only these faults were met: {runner.failed}"
