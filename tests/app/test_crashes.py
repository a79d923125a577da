"""The program is killed wherever it may hurt; then it is started again, and every job was done once."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time

import pytest

from parisana.app.session import Session
from parisana.core.jobs.states import JobState
from parisana.crashpoints import POINTS

from .toy import Toy, keys, total

#: The script has its own points; migrations are tried with the bookkeeping.
#: Each has a test of its own elsewhere.
ELSEWHERE = ("during-rename", "after-replacing")
OURS = [point for point in POINTS if point not in ELSEWHERE and not point.startswith("in-migration")]


def ends_well(toy: Toy) -> Session:
    """Follow what is pending, and see that all is there."""
    followed = toy.run("follow")
    assert followed.returncode == 0, followed.stderr
    session = Session()
    assert total(session, 1) == 6
    assert {job.state for job in session.all_jobs(1)} == {JobState.DONE}
    return session


@pytest.mark.parametrize("point", OURS)
@pytest.mark.parametrize("after", ["1", "2"])
def test_killed_at_a_named_point_every_job_is_done_once(toy: Toy, point: str, after: str) -> None:
    profile = str(toy.profile())
    died = toy.run("run", profile, PARISANA_CRASH_AT=point, PARISANA_CRASH_AFTER=after)
    assert died.returncode == -signal.SIGKILL, died.stderr
    session = ends_well(toy)
    assert toy.starts() == dict.fromkeys(keys(session, 1), 1)
    assert toy.run("follow").stdout == "Nothing is pending.\n"
    session.close()


def test_a_job_that_died_before_its_report_is_taken_by_its_output(toy: Toy) -> None:
    toy.run("submit", str(toy.profile()), PARISANA_CRASH_AT="before-report")
    session = ends_well(toy)
    assert toy.starts() == dict.fromkeys(keys(session, 1), 1)
    session.close()


def test_a_job_that_died_while_it_renamed_is_the_one_that_runs_again_and_that_is_reported(toy: Toy) -> None:
    toy.run("submit", str(toy.profile()), PARISANA_CRASH_AT="during-rename")
    session = ends_well(toy)
    again = {job.key for job in session.all_jobs(1, stage="make")}
    assert toy.starts() == {key: 1 + (key in again) for key in keys(session, 1)}
    for job in session.all_jobs(1, stage="make"):
        first, second = session.attempts(job)
        assert (first.state, second.state) == ("failed", "done")
        assert first.reason
    session.close()


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_killed_at_any_instant_every_job_is_done_once(toy: Toy, seed: int) -> None:
    profile = str(toy.profile())
    argv = [sys.executable, "-m", "parisana", "run", profile]
    process = subprocess.Popen(argv, env={**os.environ, **toy.environment}, stderr=subprocess.DEVNULL)
    time.sleep(random.Random(seed).uniform(0.5, 3.5))
    process.kill()
    process.wait()
    if toy.run("follow").stdout == "Nothing is pending.\n" and not Session().productions():
        assert toy.run("submit", profile).returncode == 0
    session = ends_well(toy)
    assert toy.starts() == dict.fromkeys(keys(session, 1), 1)
    session.close()
