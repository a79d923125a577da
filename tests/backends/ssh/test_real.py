"""Bad days of a machine that is reached through ssh: connections are cut, processes killed, the machine restarts."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil
import pytest

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer, Refused, SiteError
from parisana.plugins.backend import NativeState
from tests.contract import another_machine
from tests.contract.jobs import HOLD, Jobs, alive
from tests.contract.rigs import BACKENDS
from tests.servers.fixtures import sshd as sshd
from tests.servers.sshd import Sshd
from tests.waiting import until

pytestmark = [pytest.mark.xdist_group("sshd"), pytest.mark.server]

NOTE = 'echo "$3" >>"$LEDGER"\n'
WAIT = NOTE + HOLD


@pytest.fixture
def jobs(sshd: Sshd, tmp_path: Path) -> Iterator[Jobs]:
    """Return the machine with two cores, and its jobs."""
    made = Jobs(BACKENDS["ssh"], tmp_path)
    yield made
    made.clear_up()


def records(jobs: Jobs, tag: str = "t-1") -> Path:
    """Return the folder of a submission on the machine."""
    return another_machine.spool(jobs.folder) / "submissions" / tag


def kill_all(jobs: Jobs, tag: str = "t-1") -> None:
    """End all that runs there, as when the power goes."""
    another_machine.kill_queue(jobs.backend)
    for file in records(jobs, tag).glob("*.start"):
        launcher = psutil.Process(int(file.read_text().split()[0]))
        for each in [launcher, *launcher.children(recursive=True)]:
            with suppress(psutil.NoSuchProcess):  # what it had just started may be over by now
                each.kill()


def test_jobs_go_on_while_the_connection_is_cut_and_are_found_again(jobs: Jobs, sshd: Sshd) -> None:
    jobs.send(jobs.submission("t-1", WAIT, rows=4))
    jobs.wait_lines(2)
    sshd.stop()
    with pytest.raises(NoAnswer):
        jobs.living("t-1")
    jobs.release()
    assert sorted(jobs.wait_lines(4)) == ["1", "2", "3", "4"], "the queue there needs nobody here"
    sshd.start()
    jobs.backend = jobs.rig.make(jobs.folder)
    assert [ending.exit_code for ending in jobs.wait("t-1")] == [0] * 4
    assert sorted(jobs.lines()) == ["1", "2", "3", "4"]


def test_after_a_restart_of_the_machine_what_ran_is_lost_and_what_waited_runs_once(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", WAIT, rows=4))
    jobs.wait_lines(2)
    kill_all(jobs)
    for file in records(jobs).glob("*.start"):
        pid, ticks, _ = file.read_text().split()
        file.write_text(f"{pid} {ticks} 00000000-0000-0000-0000-000000000000\n")
    jobs.release()
    ends = jobs.wait("t-1")
    assert [ending.failure for ending in ends] == [Failure.LOST, Failure.LOST, None, None]
    assert "was restarted" in ends[0].reason and ends[2].exit_code == 0
    assert sorted(jobs.lines()) == ["1", "2", "3", "4"]


def test_a_number_that_another_process_has_now_is_not_taken_for_the_job(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", WAIT))
    jobs.wait_lines(1)
    kill_all(jobs)
    file = records(jobs) / "1.start"
    _, ticks, boot = file.read_text().split()
    file.write_text(f"{os.getpid()} {ticks} {boot}\n")
    (ending,) = jobs.wait("t-1")
    assert ending.failure is Failure.LOST
    os.kill(os.getpid(), 0)


def test_a_job_whose_launcher_was_killed_leaves_nothing_behind(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", 'echo $$ >>"$LEDGER"\nsleep 300\n'))
    (pid,) = map(int, jobs.wait_lines(1))
    os.kill(int((records(jobs) / "1.start").read_text().split()[0]), signal.SIGKILL)
    (ending,) = jobs.wait("t-1")
    assert (ending.failure, ending.exit_code) == (Failure.LOST, None)
    assert not alive(pid)


def test_a_submission_whose_answer_is_lost_is_found_and_not_sent_twice(
    jobs: Jobs, sshd: Sshd, monkeypatch: pytest.MonkeyPatch
) -> None:
    submission = jobs.submission("t-1", NOTE, rows=2)
    runner = jobs.backend.runner
    whole = type(runner).run

    def cut(self: object, argv: list[str], **words: object) -> object:
        outcome = whole(runner, argv, **words)  # type: ignore[arg-type]  # the words are handed on as they came
        if "submit" in argv:
            raise NoAnswer("The connection was cut.")
        return outcome

    monkeypatch.setattr(type(runner), "run", cut)
    with pytest.raises(NoAnswer):
        jobs.backend.submit(submission)
    monkeypatch.undo()
    monkeypatch.setenv("HOME", str(sshd.home))
    assert jobs.backend.find("t-1").answer is Answer.YES
    jobs.send(submission)
    jobs.wait("t-1")
    assert sorted(jobs.lines()) == ["1", "2"]


def test_later_submissions_wait_for_a_job_that_needs_the_whole_machine(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", WAIT))
    jobs.wait_lines(1)
    jobs.send(jobs.submission("t-2", 'echo wide >>"$LEDGER"\n', resources=Resources(100, 60, 1, 2), name="wide.sh"))
    jobs.send(jobs.submission("t-3", 'echo late >>"$LEDGER"\n', name="late.sh"))
    time.sleep(1)
    assert [each.state for tag in ("t-2", "t-3") for each in jobs.living(tag)] == [NativeState.QUEUED] * 2
    jobs.release()
    jobs.wait("t-3")
    assert jobs.lines() == ["1", "wide", "late"]


def test_a_job_that_is_too_large_for_the_machine_is_refused_in_words(jobs: Jobs) -> None:
    with pytest.raises(Refused, match=r"needs 3 cores and 100 MB of memory; .* offers 2 and"):
        jobs.backend.submit(jobs.submission("t-1", NOTE, resources=Resources(100, 60, 1, 3)))
    assert jobs.backend.find("t-1").answer is Answer.NO
    assert list(another_machine.spool(jobs.folder).glob("submissions/.draft*")) == []


def test_a_spool_that_is_away_is_silence(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", NOTE))
    jobs.wait("t-1")
    place = another_machine.spool(jobs.folder)
    place.rename(place.with_name("away"))
    with pytest.raises(NoAnswer, match="is away"):
        jobs.living("t-1")
    place.with_name("away").rename(place)
    assert jobs.living("t-1") == []


def test_the_queue_leaves_when_there_is_no_more_to_do_and_when_its_spool_was_made_anew(jobs: Jobs) -> None:
    place = another_machine.spool(jobs.folder)
    jobs.send(jobs.submission("t-1", NOTE))
    jobs.wait("t-1")
    idle = int((place / "queue.pid").read_text())
    until(lambda: not alive(idle))
    jobs.send(jobs.submission("t-2", WAIT))
    jobs.wait_running("t-2")
    busy = int((place / "queue.pid").read_text())
    (place / "queue.lock").rename(place / "old.lock")
    until(lambda: not alive(busy))
    jobs.wait_running("t-2")
    jobs.release()
    jobs.wait("t-2")
    assert jobs.lines() == ["1", "1"]


def test_a_spool_that_cannot_be_made_is_told_with_its_place(sshd: Sshd, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    backend = another_machine.make(tmp_path, spool=str(tmp_path / "file" / "spool"))
    with pytest.raises(SiteError, match="spool folder cannot be made"):
        backend.elements()


def test_the_elements_dialog_shows_the_machine_as_it_is(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", WAIT, rows=5))
    jobs.wait_lines(2)
    (machine,) = jobs.backend.elements()
    assert (machine.cpus, machine.free_cpus, machine.running, machine.queued) == (2, 0, 2, 3)
    jobs.release()
    jobs.wait("t-1")
    until(lambda: jobs.backend.elements()[0].free_cpus == 2)
