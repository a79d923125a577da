"""A whole analysis on computing elements of the Grid, on a stand-in that really runs the jobs and fails as CREAM does.

No node sees the Working area: whatever a job needs travels with it, and what it said is brought back.
"""

from __future__ import annotations

import os
import signal
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.backends.cream import CreamBackend
from parisana.core.jobs.states import Failure, JobState, ProductionState
from tests.app.toy import Toy, keys, last, states, total
from tests.contract.grid import ELEMENTS, be_silent, close
from tests.environment import set_environment
from tests.servers.voms import write_proxy
from tests.standins.batch.engine import Engine
from tests.standins.batch.face import install
from tests.standins.grid.cream import trouble
from tests.waiting import until


class Grid:
    """The toy analysis on two computing elements."""

    def __init__(self, root: Path, patch: pytest.MonkeyPatch) -> None:
        self.toy = Toy(root)
        bin_folder = install(root / "standin", "cream")
        self.engine = Engine(root / "standin" / "state")
        environment = {**self.toy.environment, "PATH": f"{bin_folder}:{os.environ['PATH']}"}
        set_environment(patch, environment)
        with self.engine.state() as state:
            state["node"] = {"PARISANA_LEDGER": environment["PARISANA_LEDGER"]}
        patch.setattr(CreamBackend, "limits", replace(CreamBackend.limits, grace_s=2.0, poll_s=0.5))
        self.site()

    def site(self, **settings: object) -> None:
        """Write the site file."""
        known = {"vo": "vo.hess-experiment.eu", "elements": list(ELEMENTS), **settings}
        self.toy.site(backend="cream", settings=known)

    def elements(self) -> Counter[str]:
        """Return how many jobs each element took."""
        with self.engine.state() as state:
            return Counter(job["endpoint"] for job in state["jobs"].values())

    def kept(self) -> int:
        """Return how many jobs the elements still know."""
        with self.engine.state() as state:
            return sum(not job.get("purged") for job in state["jobs"].values())

    def set(self, number: int, *what: str) -> None:
        """Let a job be in this state, with exit code and reason."""
        self.engine.change(str(number), "1", cream=list(what))


@pytest.fixture
def grid(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Grid:
    """Return the Grid."""
    return Grid(tmp_path, monkeypatch)


@pytest.fixture
def session(grid: Grid, told: list[str]) -> Iterator[Session]:
    """Return a session."""
    made = Session(tell=lambda notice: told.append(notice.text))
    yield made
    made.close()


def once_each(grid: Grid, session: Session) -> bool:
    """Whether every payload was started once."""
    return grid.toy.starts() == dict.fromkeys(keys(session, 1), 1)


def test_the_same_analysis_runs_by_changing_the_site_only(grid: Grid, session: Session) -> None:
    production = session.submit(session.plan(grid.toy.profile()))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 6
    assert once_each(grid, session)
    assert sorted(grid.elements().values()) == [3, 4]
    assert grid.kept() == 0


def test_what_a_job_said_is_where_that_of_others_is(grid: Grid, session: Session) -> None:
    production = session.submit(session.plan(grid.toy.profile([1])))
    assert last(session.follow(production)).state is ProductionState.DONE
    job = next(session.all_jobs(production))
    assert "BEGIN PARISANA REPORT" in session.log(production, job.number).read_text()
    working = Path(session.production(production).working)
    assert len(list((working / "reports").glob("*.json"))) == 3
    assert not list((working / "arrivals").iterdir())


def test_an_element_that_takes_no_jobs_is_put_aside(grid: Grid, session: Session) -> None:
    close(grid.engine, ELEMENTS[0])
    production = session.submit(session.plan(grid.toy.profile()))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert dict(grid.elements()) == {"ce2.standin:8443": 7}
    assert grid.engine.calls("glite-ce-job-submit") == 9  # submitting and following each learn it once
    assert once_each(grid, session)


def test_without_any_element_jobs_wait_and_no_failure_is_counted(grid: Grid, session: Session, told: list[str]) -> None:
    close(grid.engine, *ELEMENTS)
    production = session.submit(session.plan(grid.toy.profile([1])))
    assert any("No computing element takes jobs now." in words for words in told)
    (first, *_) = session.all_jobs(production)
    assert (first.state, first.failure) == (JobState.READY, None)


def test_jobs_of_a_silent_element_keep_their_state_while_the_others_go_on(grid: Grid, session: Session) -> None:
    with grid.engine.state() as state:
        state["closed"] = True
    production = session.submit(session.plan(grid.toy.profile([1, 2])))
    with session.driving(production) as driver:
        driver.step()
        be_silent(grid.engine, ELEMENTS[0])
        with grid.engine.state() as state:
            state["closed"] = False
        until(lambda: driver.step().counts["make"].get(JobState.DONE) == 1)
        assert driver.progress.counts["make"] == {JobState.DONE: 1, JobState.QUEUED: 1}
        be_silent(grid.engine)
    assert last(session.follow(production)).state is ProductionState.DONE
    assert once_each(grid, session)


@pytest.mark.parametrize("fault", ["lost", "empty"])
def test_an_answer_lost_after_a_job_was_taken_is_found_by_its_tag(grid: Grid, session: Session, fault: str) -> None:
    grid.engine.fault("glite-ce-job-submit", fault)
    production = session.submit(session.plan(grid.toy.profile()))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert once_each(grid, session)


def test_killed_between_accept_and_record_the_job_is_adopted(grid: Grid, session: Session) -> None:
    died = grid.toy.run("run", str(grid.toy.profile([1])), PARISANA_CRASH_AT="after-accept")
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert last(session.follow(1)).state is ProductionState.DONE
    assert once_each(grid, session)


def test_files_that_did_not_arrive_leave_no_stray_and_the_job_is_sent_again(
    grid: Grid, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parisana.app.driving.submitter.WAIT_FOR_ROOM", 0.1)
    with grid.engine.state() as state:
        state["unstarted"] = 1
    production = session.submit(session.plan(grid.toy.profile([1])))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert once_each(grid, session) and grid.kept() == 0


def test_a_delegation_that_lapsed_is_made_anew_under_a_new_name(grid: Grid, session: Session) -> None:
    production = session.submit(session.plan(grid.toy.profile([1])))
    trouble(grid.engine, "glite-ce-job-submit", "lapsed")
    assert last(session.follow(production)).state is ProductionState.DONE
    with grid.engine.state() as state:
        names = [name for _, name in state["delegations"]]
    assert len(names) == len(set(names)) >= 2
    assert once_each(grid, session)


def test_a_renewed_proxy_is_handed_to_the_elements_of_living_jobs(
    grid: Grid, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parisana.backends.cream.renewal.AGAIN", 0.0)
    monkeypatch.setenv("X509_USER_PROXY", str(write_proxy(grid.toy.root / "proxy", hours=12)))
    with grid.engine.state() as state:
        state["closed"] = True
    production = session.submit(session.plan(grid.toy.profile([1, 2])))
    with session.driving(production) as driver:
        driver.step()
        with grid.engine.state() as state:
            names, state["renewed"] = sorted(name for _, name in state["delegations"]), []
        driver.step()
        write_proxy(grid.toy.root / "proxy", hours=24)
        trouble(grid.engine, "glite-ce-proxy-renew", "expired")
        for _ in range(3):
            driver.step()
    with grid.engine.state() as state:
        assert sorted(state["renewed"]) == names and len(names) == 2


def test_a_proxy_that_ran_out_fails_no_job_and_is_told(grid: Grid, session: Session, told: list[str]) -> None:
    trouble(grid.engine, "glite-ce-job-submit", "expired")
    production = session.submit(session.plan(grid.toy.profile([1])))
    assert any("The Grid proxy cannot be used" in words and "voms-proxy-init" in words for words in told)
    assert {job.state for job in session.all_jobs(production)} <= {JobState.READY, JobState.WAITING}


@pytest.mark.parametrize(
    ("what", "failure"),
    [
        (("ABORTED", "", "BLAH error: submission command failed (exit code = 1)"), Failure.SITE),
        (("DONE-FAILED", "2", "Proxy is expired"), Failure.CREDENTIAL),
        (("DONE-FAILED", "", "Job has been terminated (got SIGXCPU)"), Failure.TIME),
        (("CANCELLED", "", "job cancelled because the related delegation has expired"), Failure.CREDENTIAL),
    ],
)
def test_ends_without_a_report_have_the_class_and_the_words_of_the_element(
    grid: Grid, session: Session, what: tuple[str, str, str], failure: Failure
) -> None:
    with grid.engine.state() as state:
        state["closed"] = True
    production = session.submit(session.plan(grid.toy.profile([1])))
    grid.set(11, *what)
    with session.driving(production) as driver:
        driver.step()
    (attempt, *_) = session.attempts(next(session.all_jobs(production)))
    assert attempt.failure is failure and what[2] in attempt.reason


def test_a_job_that_its_element_forgot_is_lost_only_after_the_grace_time(grid: Grid, session: Session) -> None:
    with grid.engine.state() as state:
        state["closed"] = True
    production = session.submit(session.plan(grid.toy.profile([1])))
    with grid.engine.state() as state:
        state["jobs"]["11"]["purged"] = True
        state["jobs"]["11"]["tasks"]["1"]["state"] = "gone"
        state["closed"] = False
    with session.driving(production) as driver:
        driver.step()
        assert next(session.all_jobs(production)).failure is None
    assert last(session.follow(production)).state is ProductionState.DONE
    assert once_each(grid, session)


def test_an_exit_code_that_is_on_its_way_is_waited_for(grid: Grid, session: Session) -> None:
    with grid.engine.state() as state:
        state["closed"] = True
    production = session.submit(session.plan(grid.toy.profile([1])))
    grid.set(11, "DONE-OK", "W", "")
    with session.driving(production) as driver:
        driver.step()
        assert next(session.all_jobs(production)).failure is None
        grid.set(11, "DONE-OK", "20", "")
        driver.step()
    (attempt,) = session.attempts(next(session.all_jobs(production)))
    assert (attempt.failure, attempt.exit_code) == (Failure.NODE, 20)


def test_scripts_written_for_it_are_submitted_by_hand(grid: Grid, session: Session, tmp_path: Path) -> None:
    written = session.write(session.plan(grid.toy.profile()), tmp_path / "written")
    environment = {**os.environ, "PARISANA_PAUSE": "0.3"}
    argv = ["bash", str(written.submit)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, env=environment, timeout=100)
    assert done.returncode == 0, done.stderr
    until(lambda: session.adopt(written.folder).state is ProductionState.DONE)
    assert total(session, 1) == 6


def test_stopping_cancels_what_runs_there(grid: Grid, session: Session) -> None:
    grid.toy.order("make.slice-001", "hang")
    production = session.submit(session.plan(grid.toy.profile([1])))
    with session.driving(production) as driver:
        until(lambda: driver.step().counts["make"].get(JobState.RUNNING) == 1)
    session.stop(production)
    last(session.follow(production))
    assert states(session, production)[0].startswith("make.slice-001 cancelled")


def test_before_anything_is_sent_the_disks_are_named_that_nodes_must_see(grid: Grid, session: Session) -> None:
    (found,) = [check for check in session.checks(session.plan(grid.toy.profile([1]))) if check.what == "nodes"]
    assert found.text == "Nodes of Toyland must see the disk of the area results."
