"""A whole analysis on the real Grid Engine: only the site file differs, and nothing is done twice."""

from __future__ import annotations

import os
import subprocess
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.core.jobs.states import Failure, JobState, ProductionState
from tests.app.toy import Toy, keys, last, states, total
from tests.environment import set_environment
from tests.servers.gridengine import Cell

pytestmark = [pytest.mark.xdist_group("gridengine"), pytest.mark.server]


@pytest.fixture
def toy(gridengine: Cell, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Toy]:
    """Return the toy analysis at a site with Grid Engine."""
    gridengine.forget()
    found = Toy(tmp_path)
    set_environment(monkeypatch, {**found.environment, **gridengine.environment})
    gridengine.give_to_all_jobs({"PARISANA_LEDGER": found.environment["PARISANA_LEDGER"]})
    site(found)
    yield found
    gridengine.give_to_all_jobs({})


def site(toy: Toy, interface: str = "commands", **settings: object) -> None:
    """Write the site file."""
    chosen = {"memory_resource": "h_vmem", "disk_resource": "h_fsize", "interface": interface, **settings}
    toy.site(backend="gridengine", settings=chosen)


@pytest.mark.parametrize("interface", ["commands", "drmaa", "auto"])
def test_the_same_analysis_runs_by_changing_the_site_only(
    toy: Toy, session: Session, gridengine: Cell, interface: str
) -> None:
    site(toy, interface)
    production = session.submit(session.plan(toy.profile()))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 6
    assert toy.starts() == dict.fromkeys(keys(session, production), 1)
    natives = [job.native_id for job in session.all_jobs(production)]
    assert Counter(gridengine.accounted()) == dict.fromkeys(natives, 1)


def test_a_failed_job_is_sent_again_as_a_submission_of_its_own(toy: Toy, session: Session) -> None:
    toy.order("make.slice-002", "exit3")
    production = session.submit(session.plan(toy.profile()))
    assert last(session.follow(production)).state is ProductionState.FAILED
    assert states(session, production).count("make.slice-002 inputs") == 1
    failed = [job.number for job in session.all_jobs(production) if job.state is JobState.FAILED]
    assert session.retry(production, numbers=failed) == 1
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 6


def test_a_refused_submission_fails_its_jobs_with_the_schedulers_words(toy: Toy, session: Session) -> None:
    site(toy, queue="nosuch")
    production = session.submit(session.plan(toy.profile()))
    assert last(session.follow(production)).state is ProductionState.FAILED
    refused = [job for job in session.all_jobs(production) if job.failure is Failure.REFUSED]
    assert len(refused) == 3
    assert all('unknown queue "nosuch"' in job.reason for job in refused)
    assert not toy.starts()


def test_arrays_are_no_larger_than_the_site_takes(toy: Toy, session: Session, gridengine: Cell) -> None:
    site(toy, array_size=2)
    production = session.submit(session.plan(toy.profile([1, 2, 3, 4, 5])))
    assert last(session.follow(production)).state is ProductionState.DONE
    arrays = Counter(attempt.partition(".")[0] for attempt in gridengine.accounted())
    assert max(arrays.values()) == 2
    assert total(session, production) == 15


def test_written_scripts_are_submitted_by_hand_and_adopted(
    toy: Toy, session: Session, tmp_path: Path, gridengine: Cell
) -> None:
    folder = tmp_path / "by hand, with ü"
    session.write(session.plan(toy.profile()), folder)
    directives = [line for line in next(folder.glob("program/*/make.sh")).read_text().splitlines() if line[:2] == "#$"]
    assert "#$ -t 1-3" in directives and "#$ -r n" in directives
    first = _by_hand(folder)
    assert first.returncode == 0, first.stderr
    again = _by_hand(folder, "--again")
    assert again.returncode == 2 and "Still in the queue" in again.stderr
    gridengine.wait_for_all()
    adopted = session.adopt(folder)
    assert total(session, adopted.production) == 6
    assert set(toy.starts().values()) == {1}


def _by_hand(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    argv = ["bash", str(folder / "submit.sh"), *words]
    return subprocess.run(argv, capture_output=True, text=True, check=False, env=dict(os.environ), cwd="/")
