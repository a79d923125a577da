"""What happens to programs, machines and clocks while jobs are sent and run on a real batch system."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import psutil
import pytest

from parisana.core.jobs.states import ProductionState
from parisana.errors import BookkeepingError
from tests.waiting import PATIENCE_S, until

from .rows import confirm
from .trial import Trial

pytestmark = pytest.mark.server


def test_the_program_is_killed_around_three_calls(trial: Trial) -> None:
    words = ["submit", str(trial.profile()), "--stages", "make"]
    for point in ("after-intent", "after-accept", "before-record"):
        died = trial.toy.run(*words, PARISANA_CRASH_AT=point)
        assert died.returncode == -signal.SIGKILL, died.stderr
        words = ["follow"]
    trial.production = 1
    assert trial.follow() is ProductionState.DONE
    confirm(trial.row("F2", "the program killed before, after and again after the batch system took an array"))


def test_there_is_room_for_one_array_at_once(trial: Trial) -> None:
    trial.all_jobs_wait()
    trial.cluster.limit(True)
    try:
        trial.submit()
        assert any("takes no jobs now" in words for words in trial.told)
        assert trial.follow() is ProductionState.DONE
    finally:
        trial.cluster.limit(False)
    confirm(trial.row("F5", "a limit reached between two arrays"))


def test_a_second_program_wants_to_drive(trial: Trial) -> None:
    trial.all_jobs_wait()
    trial.submit()
    second = trial.open_session()
    argv = [sys.executable, "-m", "parisana", "follow"]
    with trial.session.driving(trial.production) as follower, subprocess.Popen(argv, stdout=subprocess.PIPE) as other:
        while not follower.over:
            follower.step()
            assert second.send(trial.production) == 0
            trial.clock.sleep(follower.pace)
        other.communicate(timeout=PATIENCE_S)
    second.close()
    confirm(trial.row("F6", "two programs want to send and drive the same jobs"))


def test_the_bookkeeping_is_away_when_an_array_was_taken(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*words: object) -> None:
        raise BookkeepingError("The database is away.", transient=True)

    with monkeypatch.context() as patch:
        patch.setattr(trial.session.book, "accepted", away)
        with pytest.raises(BookkeepingError):
            trial.submit()
    trial.production = 1
    assert trial.follow() is ProductionState.DONE
    confirm(trial.row("F9", "the bookkeeping away between taken and recorded"))


def test_all_jobs_are_over_before_anybody_looks_and_some_reports_are_gone(trial: Trial) -> None:
    trial.submit()
    trial.cluster.empty()
    reports = sorted(Path(trial.session.production(trial.production).working, "reports").iterdir())
    for report in reports[:4]:
        report.unlink()
    trial.spoil("accounting", "down", 1)
    assert trial.follow() is ProductionState.DONE
    assert trial.spoiled("accounting")
    confirm(trial.row("F14, F21", "over before anybody looked, 4 reports gone, no accounting"))


def test_the_clock_is_wrong_by_an_hour_and_set_right(trial: Trial) -> None:
    trial.all_jobs_wait()
    trial.submit()
    with trial.session.driving(trial.production) as follower:
        for wrong in (3600.0, -3600.0, 0.0):
            trial.clock.wrong = wrong
            for _ in range(2):
                follower.step()
                trial.clock.sleep(follower.pace)
    assert trial.follow() is ProductionState.DONE
    confirm(trial.row("F18", "the clock an hour fast, an hour slow, and right again"))


def test_an_array_is_taken_away_before_it_starts(trial: Trial) -> None:
    trial.cluster.close()
    try:
        trial.submit()
        trial.cluster.remove(trial.first_array())
    finally:
        trial.cluster.open()
    if trial.follow() is ProductionState.FAILED:
        # Of which the accounting knew nothing in time, that was lost, and was sent again by itself.
        assert 1 <= trial.session.retry(trial.production) <= 4
        assert trial.follow() is ProductionState.DONE
    confirm(trial.row("F19", "4 jobs deleted by an administrator before they start", ended=4))


def test_a_job_is_killed_with_all_that_it_started_and_the_accounting_is_down(trial: Trial) -> None:
    trial.toy.order("make.slice-001", "hang")
    trial.submit()
    until(lambda: payloads(trial))
    for payload in payloads(trial):
        for process in (*ancestors(payload), payload):
            process.kill()
    trial.spoil("accounting", "down", 1)
    assert trial.follow() is ProductionState.DONE
    assert trial.spoiled("accounting")
    confirm(trial.row("F20", "a job killed with all its processes, no accounting at first", ended=1, ran=1))


@pytest.mark.slow
def test_a_running_job_is_started_again_by_the_site(trial: Trial) -> None:
    """The second start finds the claim of the first, and leaves; then the program sends the job again."""
    trial.toy.order("make.slice-001", "hang")
    trial.submit()
    until(lambda: payloads(trial))
    trial.cluster.start_again(next(trial.session.all_jobs(trial.production)).native_id or "")
    assert trial.follow() is ProductionState.DONE
    confirm(trial.row("F22", "a running job started again by an administrator", ended=1, ran=1))


def payloads(trial: Trial) -> list[psutil.Process]:
    """Return the payload of the first slice, which hangs."""
    order = trial.toy.root / "orders" / "make.slice-001"
    words = [str(trial.toy.root), "slice-001", "toy_payload.py"]
    lines = ((each, " ".join(each.info["cmdline"] or ())) for each in psutil.process_iter(["cmdline", "name"]))
    found = [each for each, line in lines if all(word in line for word in words) and "python" in each.info["name"]]
    return found if not order.read_text() else []


def ancestors(payload: psutil.Process) -> list[psutil.Process]:
    """Return the scripts above it that belong to the job."""
    return [each for each in payload.parents() if each.name() == "bash" and "run.sh" in " ".join(each.cmdline())]
