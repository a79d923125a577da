"""A whole analysis on HTCondor-CE, on a stand-in that really runs the jobs: only the site is another one."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.backends.htcondorce import HTCondorCEBackend
from parisana.core.jobs.states import Failure, JobState, ProductionState
from tests.app.toy import Toy, keys, last, total
from tests.contract.grid import CONDORS
from tests.environment import set_environment
from tests.servers.voms import write_proxy
from tests.standins.batch.face import install
from tests.standins.grid.htcondorce import COMMANDS, trouble
from tests.standins.grid.in_process import InProcess
from tests.standins.grid.unsteady import Unsteady, in_a_hurry
from tests.waiting import until

SUBMIT, QUEUE, FETCH, REMOVE = "condor_submit", "condor_q", "condor_transfer_data", "condor_rm"
SETTINGS = {"elements": list(CONDORS)}


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on a Grid of HTCondor-CEs."""
    toy = Toy(tmp_path)
    set_environment(monkeypatch, toy.environment)
    monkeypatch.setattr(HTCondorCEBackend, "limits", replace(HTCondorCEBackend.limits, grace_s=2.0, poll_s=0.5))
    toy.site(backend="htcondorce", settings=SETTINGS)
    return toy


@pytest.fixture
def runner(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Iterator[InProcess]:
    """Return the stand-in, whose jobs write into the ledger; nothing waits there afterwards."""
    runner = on(toy, InProcess(toy.root / "standin" / "state", COMMANDS), monkeypatch)
    yield runner
    with runner.engine.state() as state:
        state["jobs"] = {}


def on(toy: Toy, runner: InProcess, monkeypatch: pytest.MonkeyPatch) -> InProcess:
    """Let the commands of the site be those of a stand-in."""
    monkeypatch.setattr("parisana.app.sites.equipment.runner_of", lambda site: runner)
    with runner.engine.state() as state:
        state["node"] = {"PARISANA_LEDGER": toy.environment["PARISANA_LEDGER"]}
    return runner


def test_the_same_analysis_runs_by_changing_the_site_only_and_lost_answers_are_found(
    toy: Toy, runner: InProcess, session: Session
) -> None:
    runner.engine.fault(SUBMIT, "lost", "empty")
    production = session.submit(session.plan(toy.profile([1, 2])))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 3
    assert toy.starts() == dict.fromkeys(keys(session, production), 1)
    with runner.engine.state() as state:
        jobs = list(state["jobs"].values())
    assert sum(len(job["tasks"]) for job in jobs) == 5
    assert all(task["gone"] for job in jobs for task in job["tasks"].values()), "the elements may forget them"
    assert {job["pool"] for job in jobs} == {"ce1.standin:9619", "ce2.standin:9620"}
    working = Path(session.production(production).working)
    assert len(list((working / "reports").glob("*.json"))) == 5
    job = next(session.all_jobs(production))
    assert "BEGIN PARISANA REPORT" in session.log(production, job.number).read_text()


def test_a_job_that_is_held_for_want_of_memory_is_tried_with_more(
    toy: Toy, runner: InProcess, session: Session
) -> None:
    with runner.engine.state() as state:
        state["closed"] = True
    production = session.submit(session.plan(toy.profile([1])))
    runner.engine.change("11", "0", state="stopped", hold=[34, 0, "memory usage exceeded request_memory"])
    with runner.engine.state() as state:
        state["closed"] = False
    with session.driving(production) as driver:
        until(lambda: driver.step().done)
    first, again = session.attempts(next(session.all_jobs(production)))
    assert (first.failure, first.reason) == (Failure.MEMORY, "memory usage exceeded request_memory")
    with runner.engine.state() as state:
        asked = [int(state["jobs"][number]["described"][0]["request_memory"]) for number in ("11", "12")]
    assert asked[1] == pytest.approx(1.3 * asked[0], rel=0.02) and again.failure is None


def test_a_proxy_that_ran_out_fails_no_job_and_is_told(
    toy: Toy, runner: InProcess, session: Session, told: list[str]
) -> None:
    trouble(runner.engine, SUBMIT, "expired")
    production = session.submit(session.plan(toy.profile([1])))
    assert any("Your proxy or token cannot be used: proxy has expired" in words for words in told)
    assert {job.state for job in session.all_jobs(production)} <= {JobState.READY, JobState.WAITING}


def test_scripts_written_for_it_are_submitted_by_hand(
    toy: Toy, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", f"{install(tmp_path / 'standin', 'htcondorce')}:{os.environ['PATH']}")
    written = session.write(session.plan(toy.profile([1])), tmp_path / "written")
    argv, environment = ["bash", str(written.submit)], {**os.environ, "PARISANA_PAUSE": "0.3"}
    done = subprocess.run(argv, capture_output=True, text=True, check=False, env=environment, timeout=100)
    assert done.returncode == 0, done.stderr
    until(lambda: session.adopt(written.folder).state is ProductionState.DONE)


TROUBLES = {SUBMIT: ("uncommitted", "unspooled", "full", "denied"), FETCH: ("away", "partial"), REMOVE: ("denied",)}


def test_faults_of_all_kinds_and_a_proxy_that_ends_on_the_way_lose_no_job_and_double_none(
    toy: Toy, session: Session, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    toy.site(backend="htcondorce", settings={**SETTINGS, "jobs_at_once": 2})
    runner = Unsteady(toy.root / "standin" / "state", COMMANDS, TROUBLES, seed=20261154)
    on(toy, runner, monkeypatch)
    in_a_hurry(monkeypatch)
    monkeypatch.setattr("parisana.backends.htcondorce.backend.ABANDONED", 1.0)
    monkeypatch.setenv("X509_USER_PROXY", str(write_proxy(toy.root / "proxy", hours=12)))
    production = session.submit(session.plan(toy.profile(range(1, 5))))
    with session.driving(production) as driver:
        until(lambda: driver.step().done >= 2)
        write_proxy(toy.root / "proxy", hours=-1)
        driver.step()
        assert "pauses since" in told[-1]
        write_proxy(toy.root / "proxy", hours=12)
        until(lambda: driver.step().state is ProductionState.DONE)
    assert toy.starts() == dict.fromkeys(keys(session, production), 1)
    assert len(runner.failed) >= 5, f"only these faults were met: {runner.failed}"
