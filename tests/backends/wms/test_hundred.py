"""A hundred jobs on the stand-in of a WMS, with faults of all kinds on the way: all done, each once."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from parisana.app.driving.follower import Follower
from parisana.app.session import Session
from parisana.backends.wms import WmsBackend
from parisana.core.jobs.states import JobState, ProductionState
from tests.app.toy import Toy, keys
from tests.backends.grid.short_analysis import short_analysis
from tests.contract.grid import SERVERS
from tests.servers.voms import write_proxy
from tests.standins.grid.node import plain_node
from tests.standins.grid.unsteady import Unsteady
from tests.standins.grid.wms import COMMANDS, trouble
from tests.waiting import until

JOBS, AT_ONCE, SEED, CHANCES = 100, 10, 20261122, (0.03, 0.4)
SUBMIT = "glite-wms-job-submit"
#: What goes wrong in any case; the rest is left to chance.
CERTAIN = ("unsure", "unstarted", "lapsed")
TROUBLES = {
    SUBMIT: (*CERTAIN, "closed"),
    "glite-wms-job-delegate-proxy": ("closed",),
    "glite-wms-job-output": ("away",),
}


class Closing(Unsteady):
    """A server of it may also be closed, until another one is."""

    def spoil(self, command: str, kind: str) -> None:
        """Let a command go wrong, or a server."""
        super().spoil(command, kind)
        if kind == "closed":
            with self.engine.state() as state:
                state["closed_servers"] = [self.luck[command].choice(SERVERS)]


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the analysis, at a batch system that is asked often."""
    settings = {"use_wms": True, "wms_servers": list(SERVERS), "jobs_at_once": AT_ONCE}
    toy = short_analysis(tmp_path, monkeypatch, settings)
    monkeypatch.setattr(WmsBackend, "limits", replace(WmsBackend.limits, grace_s=1.0, poll_s=0.5))
    monkeypatch.setattr("parisana.backends.wms.backend.ABANDONED", 1.0)
    return toy


def is_so_far(driver: Follower, runner: Unsteady, done: int) -> bool:
    """Whether so many jobs are done after one more turn, which comes when many jobs have ended, or nothing runs."""
    ended = runner.ended() + AT_ONCE
    until(lambda: runner.ended() >= ended or not runner.busy())
    return driver.step().done >= done


def test_a_hundred_jobs_are_done_each_once_whatever_goes_wrong(
    toy: Toy, session: Session, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    runner = Closing(toy.root / "standin" / "state", COMMANDS, TROUBLES, SEED, CHANCES)
    with runner.engine.state() as state:
        state["node"] = plain_node(toy.root / "bin", toy.environment["PARISANA_LEDGER"])
    trouble(runner.engine, SUBMIT, *CERTAIN)
    monkeypatch.setattr("parisana.app.sites.equipment.runner_of", lambda site: runner)
    production = session.submit(session.plan(toy.profile(range(1, JOBS + 1))))
    with session.driving(production) as driver:
        until(partial(is_so_far, driver, runner, JOBS // 5))
        write_proxy(toy.root / "proxy", hours=-1)
        driver.step()
        assert any("pauses since" in words for words in told)
        write_proxy(toy.root / "proxy", hours=12)
        for done in range(JOBS // 5, JOBS + 1, 10):
            until(partial(is_so_far, driver, runner, done))
        until(partial(is_so_far, driver, runner, JOBS))
        assert driver.step().state is ProductionState.DONE
        assert driver.progress.counts == {"make": {JobState.DONE: JOBS}}
    assert toy.starts() == dict.fromkeys(keys(session, production), 1)
    assert runner.failed.total() >= 3, f"only these faults were met: {runner.failed}"
