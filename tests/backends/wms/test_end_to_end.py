"""A whole analysis by a WMS, on a stand-in that really runs the jobs: only Use WMS is ticked in the site."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.backends.wms import WmsBackend
from parisana.core.jobs.states import Failure, JobState, ProductionState
from tests.app.toy import Toy, keys, last, total
from tests.contract.grid import SERVERS
from tests.environment import set_environment
from tests.standins.batch.engine import Engine
from tests.standins.batch.face import install
from tests.standins.grid.wms import trouble
from tests.waiting import until

SUBMIT = "glite-wms-job-submit"
SETTINGS = {"vo": "vo.hess-experiment.eu", "use_wms": True, "wms_servers": list(SERVERS)}


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on a Grid with a WMS."""
    toy = Toy(tmp_path)
    path = f"{install(tmp_path / 'standin', 'wms')}:{os.environ['PATH']}"
    set_environment(monkeypatch, {**toy.environment, "PATH": path})
    monkeypatch.setattr(WmsBackend, "limits", replace(WmsBackend.limits, grace_s=2.0, poll_s=0.5))
    toy.site(backend="cream", settings=SETTINGS)
    return toy


@pytest.fixture
def engine(toy: Toy) -> Engine:
    """Return the stand-in."""
    engine = Engine(toy.root / "standin" / "state")
    with engine.state() as state:
        state["node"] = {"PARISANA_LEDGER": toy.environment["PARISANA_LEDGER"]}
    return engine


@pytest.fixture
def session(engine: Engine, told: list[str]) -> Iterator[Session]:
    """Return a session."""
    made = Session(tell=lambda notice: told.append(notice.text))
    yield made
    made.close()


def test_the_same_analysis_runs_with_use_wms_ticked_and_lost_answers_are_found(
    toy: Toy, engine: Engine, session: Session
) -> None:
    engine.fault(SUBMIT, "lost", "empty")
    production = session.submit(session.plan(toy.profile()))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 6
    assert toy.starts() == dict.fromkeys(keys(session, production), 1)
    with engine.state() as state:
        jobs = list(state["jobs"].values())
    assert sum(len(job["tasks"]) for job in jobs) == 7
    assert all(task["cleared"] for job in jobs for task in job["tasks"].values()), "the WMS may forget them"
    working = Path(session.production(production).working)
    assert len(list((working / "reports").glob("*.json"))) == 7 and not list((working / "arrivals").iterdir())


def test_a_job_that_was_aborted_shows_why_and_is_sent_again(toy: Toy, engine: Engine, session: Session) -> None:
    with engine.state() as state:
        state["closed"] = True
    production = session.submit(session.plan(toy.profile([1])))
    engine.change("11", "1", wms=["Aborted", "", None, "hit job retry count (0)"])
    with session.driving(production) as driver:
        driver.step()
    (job, *_) = session.all_jobs(production)
    (attempt, *_) = session.attempts(job)
    assert attempt.failure is Failure.NODE and "hit job retry count (0)" in attempt.reason
    assert "Event: Abort" in session.log(production, job.number).read_text()


def test_a_proxy_that_ran_out_fails_no_job_and_is_told(
    toy: Toy, engine: Engine, session: Session, told: list[str]
) -> None:
    trouble(engine, SUBMIT, "expired")
    production = session.submit(session.plan(toy.profile([1])))
    assert any("The Grid proxy cannot be used" in words for words in told)
    assert {job.state for job in session.all_jobs(production)} <= {JobState.READY, JobState.WAITING}


def test_scripts_written_for_it_are_submitted_by_hand(toy: Toy, session: Session, tmp_path: Path) -> None:
    written = session.write(session.plan(toy.profile([1])), tmp_path / "written")
    environment = {**os.environ, "PARISANA_PAUSE": "0.3"}
    argv = ["bash", str(written.submit)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, env=environment, timeout=100)
    assert done.returncode == 0, done.stderr
    until(lambda: session.adopt(written.folder).state is ProductionState.DONE)
