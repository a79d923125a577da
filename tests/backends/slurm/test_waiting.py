"""Why a job waits, as a user sees it: the newest reason of a real Slurm, recorded when it changes only."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.driving.follower import Follower
from parisana.app.session import Session
from parisana.core.jobs.states import JobState, ProductionState
from tests.app.toy import Toy, last
from tests.environment import set_environment
from tests.servers.slurm import Slurm
from tests.waiting import until

pytestmark = [pytest.mark.xdist_group("slurm"), pytest.mark.server]


@pytest.fixture
def toy(slurm: Slurm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Toy]:
    """Return the toy analysis on the real Slurm, whose partition takes jobs and starts none."""
    toy = Toy(tmp_path, "slurm")
    toy.site(settings={"partition": "short"})
    set_environment(monkeypatch, {**toy.environment, **slurm.environment})
    slurm.run("scontrol", "update", "partitionname=short", "state=down")
    yield toy
    slurm.run("scontrol", "update", "partitionname=short", "state=up")


def shown(toy: Toy) -> set[tuple[str, str]]:
    """Return state and reason of the jobs that were sent, as the command shows them."""
    jobs = json.loads(toy.run("jobs", "1", "--stage", "make", "--json").stdout)
    return {(job["state"], job["reason"]) for job in jobs}


def follow_until(follower: Follower, toy: Toy, state: JobState, reason: str) -> None:
    """Drive until the command shows this of all jobs."""

    def happens() -> bool:
        follower.step()
        return shown(toy) == {(state.value, reason)}

    until(happens, complaint=f"{shown(toy)} is not {state}, {reason}")


def test_the_newest_reason_of_waiting_jobs_is_shown(toy: Toy, slurm: Slurm, monkeypatch: pytest.MonkeyPatch) -> None:
    session = Session()
    production = session.submit(session.plan(toy.profile()))
    number = (next(session.all_jobs(production)).native_id or "").partition("_")[0]
    other = slurm.run("sbatch", "--parsable", "--partition=closed", "--wrap=true").strip()
    with session.driving(production) as follower:
        follow_until(follower, toy, JobState.QUEUED, "PartitionDown")
        slurm.run("scontrol", "hold", number)
        follow_until(follower, toy, JobState.HELD, "JobHeldAdmin")
        slurm.run("scontrol", "release", number)
        slurm.run("scontrol", "update", f"jobid={number}", f"dependency=afterany:{other}")
        slurm.run("scontrol", "update", "partitionname=short", "state=up")
        follow_until(follower, toy, JobState.QUEUED, "Dependency")
        written: list[object] = []
        with monkeypatch.context() as patch:
            patch.setattr(session.book, "step_jobs", lambda *words: written.append(words))
            follower.step()
        assert not written
        slurm.run("scancel", other)
    assert last(session.follow(production)).state is ProductionState.DONE
    assert {job.reason for job in session.all_jobs(production)} == {""}
    session.close()
