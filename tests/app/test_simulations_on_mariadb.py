"""A Monte-Carlo production on a real server: jobs die, its driver is killed, and its request is met all the same."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.core.jobs.states import ProductionState
from tests.servers.mariadb import FORGOTTEN, MariaDB

from .test_simulations import Lab, drive, on_disk

pytestmark = [
    pytest.mark.xdist_group("mariadb"),
    pytest.mark.filterwarnings(FORGOTTEN),
    pytest.mark.usefixtures("forgotten_sockets"),
]


@pytest.fixture
def lab(mariadb: MariaDB, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Lab]:
    """Return a laboratory whose bookkeeping is on the server."""
    monkeypatch.setenv("PARISANA_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    monkeypatch.setenv("PARISANA_SITES", str(tmp_path / "sites"))
    with mariadb.database() as name:
        monkeypatch.setenv("PARISANA_BOOK", mariadb.address(name))
        yield Lab(tmp_path)


@pytest.fixture
def session(lab: Lab) -> Iterator[Session]:
    made = Session()
    yield made
    made.close()


def test_showers_and_detector_meet_their_request_when_jobs_and_driver_die(lab: Lab, session: Session) -> None:
    lab.order("kaskade.row-01-000001", "once")
    lab.order("kaskade.row-01-000002", "bad inputs")
    lab.order("smash.row-01-000003", "bad inputs")
    production = session.simulations.create(session.plan(lab.profile(share=0.5)))
    session.simulations.start(production)
    argv = [sys.executable, "-m", "parisana", "follow", str(production)]
    killed = subprocess.run(argv, env={**os.environ, "PARISANA_CRASH_AT": "after-replacing"}, check=False, timeout=120)
    assert killed.returncode == -signal.SIGKILL
    assert drive(session, production) is ProductionState.DONE
    (showers,), (images,) = session.simulations.rows(production).values()
    assert showers.produced == images.produced == sum(on_disk(session, production).values())
    assert 0 <= showers.produced - showers.requested < 40, "less than a job too many"
    assert (showers.status, images.status, showers.replaced) == ("done", "done", 2)
    assert sorted(lab.started("kaskade")) == [f"row-01-{n:06d}" for n in (1, 1, 2, 3, 4, 5)]
    jobs = session.book.jobs(production, superseded=True)
    assert len({job.runs for job in jobs}) == len(jobs) == 10, "no two jobs have the same seed"
    assert session.book.differences(production) == [] and not list(lab.root.rglob("bookkeeping.sqlite"))
