"""A job that the site starts a second time, and a program that is killed, on a real Slurm: one result all the same."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.core.jobs.states import Failure, ProductionState
from tests.app.toy import Toy, keys, total
from tests.environment import set_environment
from tests.servers.slurm import Slurm

pytestmark = [pytest.mark.xdist_group("slurm"), pytest.mark.server, pytest.mark.slow]


@pytest.fixture
def toy(slurm: Slurm, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on the real Slurm."""
    toy = Toy(tmp_path, "slurm")
    toy.site(settings={"task_limit": 8})
    set_environment(monkeypatch, {**toy.environment, **slurm.environment})
    return toy


def test_a_job_requeued_by_the_site_is_sent_again_and_has_one_result(toy: Toy, session: Session, slurm: Slurm) -> None:
    """The second run of the same attempt finds its claim held, and leaves; the program sends the job again."""
    toy.order("make.slice-001", "hang")
    production = session.submit(session.plan(toy.profile([1])))
    first = ""
    for _ in session.follow(production):
        if not first and toy.starts():
            first = next(session.all_jobs(production)).native_id or ""
            _requeue(slurm, first)
    assert session.production(production).state is ProductionState.DONE
    job = next(session.all_jobs(production))
    # On a busy node Slurm starts a run while the one before is still being cleared away; such a run fails at once.
    before, *_, after = session.attempts(job)
    # The script hears a signal when the site takes the job back, and cannot tell whose it was; Slurm not always can.
    assert (before.state, after.state) == ("failed", "done") and before.failure in (Failure.NODE, Failure.TIME)
    # The claim of the first run is held: the second leaves with the code that says so, if it could begin at all.
    assert slurm.runs_of(first, 2) in (["REQUEUED|0:0", "FAILED|10:0"], ["REQUEUED|0:0", "FAILED|1:0"])
    starts = toy.starts()
    assert 2 <= starts.pop(job.key) <= len(session.attempts(job))
    assert starts == {key: 1 for key in keys(session, production) if key != job.key}
    assert total(session, production) == 1


def _requeue(slurm: Slurm, task: str) -> None:
    """Do what an administrator can, who must allow it first: the program's jobs are not to be requeued."""
    assert slurm.runner.run(["scontrol", "requeue", task]).code != 0
    slurm.run("scontrol", "update", f"jobid={task}", "requeue=1")
    slurm.run("scontrol", "requeue", task)
    slurm.wait_for_state(task, "PENDING")
    slurm.run("scontrol", "update", f"jobid={task}", "starttime=now")


@pytest.mark.parametrize("point", ["after-accept", "before-record"])
def test_killed_around_the_call_no_job_is_sent_twice(toy: Toy, slurm: Slurm, point: str) -> None:
    died = toy.run("run", str(toy.profile()), PARISANA_CRASH_AT=point)
    assert died.returncode == -signal.SIGKILL, died.stderr
    followed = toy.run("follow")
    assert followed.returncode == 0, followed.stderr
    session = Session()
    sent = [each.native_id for job in session.all_jobs(1) for each in session.attempts(job) if each.native_id]
    assert toy.starts() == dict.fromkeys(keys(session, 1), 1)
    assert total(session, 1) == 6
    assert slurm.accounted(sent) == sorted(f"{each}|COMPLETED" for each in sent)
    session.close()
