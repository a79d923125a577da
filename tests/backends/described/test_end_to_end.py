"""A whole analysis on a described batch system: only the site file differs, and nothing is done twice."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.ground.library import HERE
from parisana.app.session import Session
from parisana.core.jobs.states import Failure, JobState, ProductionState
from tests.app.toy import Toy, keys, last, states, total
from tests.contract.described import FACES
from tests.environment import set_environment
from tests.standins.batch.engine import Engine
from tests.standins.batch.face import install
from tests.waiting import until


class Lab:
    """The toy analysis at a site whose batch system a lab has described itself, beside its site file."""

    def __init__(self, root: Path, description: str, patch: pytest.MonkeyPatch) -> None:
        self.toy = Toy(root)
        bin_folder = install(root / "standin", FACES[description])
        self.engine = Engine(root / "standin" / "state")
        set_environment(patch, {**self.toy.environment, "PATH": f"{bin_folder}:{os.environ['PATH']}"})
        own = root / "sites" / "batch" / "ours.yaml"
        own.parent.mkdir()
        text = (HERE / "resources/batch" / f"{description}.yaml").read_text()
        own.write_text(text.replace("grace: 300 s, poll: 30 s", "grace: 4 s, poll: 1 s"))
        self.site()

    def site(self, **changes: object) -> None:
        """Write the site file."""
        limits = changes.pop("limits", {})
        self.toy.site(backend="described", settings={"description": "ours", **changes}, limits=limits)

    def sent(self) -> list[int]:
        """Return how many rows each submission has that the batch system took."""
        with self.engine.state() as state:
            return [len(job["tasks"]) for job in state["jobs"].values()]

    def once_each(self, session: Session) -> bool:
        """Whether every payload was started once: by its own ledger, and by what the batch system took."""
        wanted = keys(session, 1)
        return self.toy.starts() == dict.fromkeys(wanted, 1) and sum(self.sent()) == len(wanted)


@pytest.fixture(params=FACES)
def lab(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """Return a lab with each of the shipped descriptions."""
    return Lab(tmp_path, request.param, monkeypatch)


@pytest.fixture
def pbs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lab:
    """Return a lab with PBS."""
    return Lab(tmp_path, "pbs", monkeypatch)


@pytest.fixture
def session(told: list[str]) -> Iterator[Session]:
    """Return a session."""
    made = Session(tell=lambda notice: told.append(notice.text))
    yield made
    made.close()


@pytest.mark.parametrize("where", ["site", "override"])
def test_the_description_travels_with_its_production(pbs: Lab, session: Session, tmp_path: Path, where: str) -> None:
    """It was beside the site file; the production is driven from any folder, also when the lab's file has gone."""
    own = tmp_path / "sites" / "batch" / "ours.yaml"
    changes = {} if where == "site" else {"overrides": {"settings": {"description": str(own)}}}
    if where == "override":
        pbs.site(description="pbs")
    production = session.submit(session.plan(pbs.toy.profile([1], **changes)))
    shutil.rmtree(own.parent)
    (tmp_path / "elsewhere").mkdir()
    argv = [sys.executable, "-m", "parisana", "follow"]
    known = {**os.environ, "PYTHONPATH": str(Path.cwd()), "PARISANA_SITES": ""}
    followed = subprocess.run(argv, cwd=tmp_path / "elsewhere", env=known, capture_output=True, text=True, check=False)
    assert followed.returncode == 0, followed.stderr
    assert session.production(production).state is ProductionState.DONE
    copy = Path(session.production(production).working, "profile.yaml" if changes else "site.yaml")
    assert "grace: 4 s" in copy.read_text()
    assert pbs.once_each(session)


def test_the_same_analysis_runs_by_changing_the_site_only(lab: Lab, session: Session) -> None:
    production = session.submit(session.plan(lab.toy.profile()))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 6
    assert lab.sent()[0] == 3
    assert lab.once_each(session)


def test_limits_of_the_site_hold_before_anything_is_sent(pbs: Lab, session: Session) -> None:
    pbs.site(array_size=2, limits={"jobs": 3})
    production = session.submit(session.plan(pbs.toy.profile([1, 2, 3, 4, 5])))
    assert pbs.sent() == [2, 1]
    assert last(session.follow(production)).state is ProductionState.DONE
    assert max(pbs.sent()) == 2
    assert total(session, production) == 15


def test_any_failed_jobs_are_sent_again_as_one_submission_of_their_own(pbs: Lab, session: Session) -> None:
    for run in (1, 3):
        pbs.toy.order(f"make.slice-{run:03d}", "exit3")
    production = session.submit(session.plan(pbs.toy.profile([1, 2, 3, 4])))
    assert last(session.follow(production)).state is ProductionState.FAILED
    assert states(session, production).count("make.slice-001 inputs") == 1
    before = len(pbs.sent())
    failed = [job.number for job in session.all_jobs(production) if job.state is JobState.FAILED]
    assert session.retry(production, numbers=failed) == 2
    assert last(session.follow(production)).state is ProductionState.DONE
    assert pbs.sent()[before] == 2
    assert total(session, production) == 10


def test_a_queue_that_there_is_not_is_told_with_its_field(pbs: Lab, session: Session, told: list[str]) -> None:
    pbs.site(queue="nowhere")
    production = session.submit(session.plan(pbs.toy.profile()))
    job = next(session.all_jobs(production))
    assert (job.failure, job.reason) == (Failure.REFUSED, "qsub: Unknown queue (settings.queue)")
    assert pbs.sent() == []
    assert any("settings.queue: qsub: Unknown queue" in text for text in told)


def test_an_answer_lost_after_it_was_taken_is_found_by_its_tag(lab: Lab, session: Session) -> None:
    submit = {"pbs": "qsub", "condor": "condor_submit", "lsf": "bsub"}
    for name in submit.values():
        lab.engine.fault(name, "lost", "empty")
    production = session.submit(session.plan(lab.toy.profile()))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert lab.once_each(session)


def test_killed_between_accept_and_record_it_is_adopted(pbs: Lab) -> None:
    profile = str(pbs.toy.profile())
    died = pbs.toy.run("run", profile, PARISANA_CRASH_AT="after-accept")
    assert died.returncode == -signal.SIGKILL, died.stderr
    followed = pbs.toy.run("follow")
    assert followed.returncode == 0, followed.stderr
    session = Session()
    assert pbs.once_each(session)
    session.close()


def test_scripts_written_for_it_are_submitted_by_hand(lab: Lab, session: Session, tmp_path: Path) -> None:
    written = session.write(session.plan(lab.toy.profile()), tmp_path / "written")
    script = next((tmp_path / "written" / "program").glob("*/make.sh")).read_text()
    prefix = {"qsub": "#PBS ", "condor_submit": "#CONDOR ", "bsub": "#BSUB "}
    assert any(line.startswith(tuple(prefix.values())) for line in script.splitlines()[1:5])
    environment = {**os.environ, "PARISANA_PAUSE": "0.3"}
    argv = ["bash", str(written.submit)]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, env=environment, timeout=100)
    assert done.returncode == 0, done.stderr
    until(lambda: session.adopt(written.folder).state is ProductionState.DONE)
    assert lab.sent() == [3, 3, 1]
    assert total(session, 1) == 6


def test_by_hand_nothing_is_sent_again_while_the_queue_holds_it(lab: Lab, session: Session, tmp_path: Path) -> None:
    written = session.write(session.plan(lab.toy.profile([1, 2])), tmp_path / "written")
    with lab.engine.state() as state:
        state["closed"] = True
    environment = {**os.environ, "PARISANA_PAUSE": "0.3"}
    first = subprocess.Popen(["bash", str(written.submit)], stderr=subprocess.DEVNULL, env=environment)
    noted = written.folder / "submitted.tsv"
    until(lambda: noted.exists() and noted.read_text() != "")
    first.terminate()
    first.wait()
    again = subprocess.run(["bash", str(written.submit), "--again"], capture_output=True, text=True, check=False)
    assert again.returncode == 2
    assert "Still in the queue: 11" in again.stderr
