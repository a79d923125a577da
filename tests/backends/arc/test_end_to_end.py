"""A whole analysis on a real ARC computing element: no node sees the Working area, and jobs are another user's."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.backends.arc.service import Service
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.errors import NoAnswer
from parisana.plugins.files import Files
from tests.app.toy import Toy, keys, last, total
from tests.servers.arc import Arc
from tests.waiting import until

pytestmark = [pytest.mark.xdist_group("arc"), pytest.mark.server]


def test_the_same_analysis_runs_by_changing_the_site_only(toy: Toy, session: Session, arc: Arc) -> None:
    production = session.submit(session.plan(toy.profile()))
    with session.driving(production) as driver:
        driver.step()
        arc.close_door()
        before = driver.step().counts
        assert driver.step().counts == before
        arc.open_door()
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 6
    assert len(list((Path(session.production(production).working) / "reports").glob("*.json"))) == 7
    assert len(keys(session, production)) == 7
    job = next(session.all_jobs(production))
    assert "BEGIN PARISANA REPORT" in session.log(production, job.number).read_text()


def test_a_job_that_fails_says_why_as_everywhere(toy: Toy, session: Session) -> None:
    toy.order("make.slice-001", "exit3", "always")
    production = session.submit(session.plan(toy.profile([1])))
    assert last(session.follow(production)).state is ProductionState.FAILED
    job = next(session.all_jobs(production))
    assert (job.failure, job.exit_code) == (Failure.INPUTS, 3)


def test_a_proxy_that_is_not_accepted_fails_no_job_and_is_told(
    toy: Toy, session: Session, told: list[str], arc: Arc, monkeypatch: pytest.MonkeyPatch
) -> None:
    prepared = session.plan(toy.profile([1]))
    monkeypatch.setenv("X509_USER_PROXY", str(arc.people.folder / "host.both"))
    production = session.submit(prepared)
    assert any("does not accept your proxy or token" in words and "Make a new proxy" in words for words in told)
    assert {job.state for job in session.all_jobs(production)} <= {JobState.READY, JobState.WAITING}


def test_what_waits_for_files_that_nobody_sends_is_given_up(
    toy: Toy, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The road is cut between registering a job and sending its files."""
    monkeypatch.setattr("parisana.backends.arc.backend.ABANDONED", 0.5)
    cut: list[str] = []
    whole = Service.send

    def send(service: Service, job: str, paths: Sequence[str], files: Files) -> None:
        if not cut:
            cut.append(job)
            raise NoAnswer("The road is cut.")
        whole(service, job, paths, files)

    monkeypatch.setattr(Service, "send", send)
    production = session.submit(session.plan(toy.profile([1])))
    assert cut and last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 1


def test_stopping_kills_what_runs_there(toy: Toy, session: Session) -> None:
    toy.order("make.slice-001", "hang", "always")
    production = session.submit(session.plan(toy.profile([1])))
    with session.driving(production) as driver:
        until(lambda: driver.step().counts["make"].get(JobState.RUNNING) == 1)
    session.stop(production)
    last(session.follow(production))
    assert next(session.all_jobs(production)).state is JobState.CANCELLED
