"""The Unix backend on bad days, and with several productions at once."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from parisana.backends.unix.backend import UnixBackend
from parisana.backends.unix.records import Start
from parisana.backends.unix.settings import UnixSettings
from parisana.backends.unix.spool import Spool
from parisana.backends.unix.starter import queue_pid, runs
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import Bug, NoAnswer, Refused
from parisana.plugins.backend import Found
from parisana.plugins.runner import LocalRunner
from tests.contract.jobs import HOLD, Jobs, alive
from tests.contract.rigs import BACKENDS
from tests.plug import pull_the_plug
from tests.waiting import until

LONG = 'echo $$ >>"$LEDGER"\nsleep 300\n'
NOTE = 'echo "$2" >>"$LEDGER"\nsleep 0.1\n'


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    jobs = Jobs(BACKENDS["unix"], tmp_path)
    yield jobs
    jobs.clear_up()


@pytest.fixture
def unix(jobs: Jobs) -> UnixBackend:
    assert isinstance(jobs.backend, UnixBackend)
    return jobs.backend


def _with(unix: UnixBackend, **changes: object) -> UnixBackend:
    """Return another production's backend on the same spool."""
    return UnixBackend(unix.settings.model_copy(update=changes), LocalRunner())


def _kill_launcher(unix: UnixBackend, tag: str) -> int:
    start = unix.spool.start(tag, 1)
    assert start is not None and start.pid is not None
    os.kill(start.pid, signal.SIGKILL)
    until(lambda: not alive(start.pid or 0))
    return start.pid


def test_a_job_whose_watcher_was_killed_is_lost_and_ended(jobs: Jobs, unix: UnixBackend) -> None:
    jobs.send(jobs.submission("t-1", LONG))
    (pid,) = (int(line) for line in jobs.wait_lines(1))
    _kill_launcher(unix, "t-1")
    (ending,) = jobs.wait("t-1")
    assert (ending.failure, ending.exit_code) == (Failure.LOST, None)
    assert "killed" in ending.reason
    until(lambda: not alive(pid))


def test_jobs_that_ran_when_the_machine_was_restarted_are_lost_and_waiting_ones_go_on(
    jobs: Jobs, unix: UnixBackend
) -> None:
    jobs.send(jobs.submission("t-1", LONG))
    (pid,) = (int(line) for line in jobs.wait_lines(1))
    pull_the_plug(unix.spool)
    until(lambda: not alive(pid))
    jobs.send(jobs.submission("t-2", NOTE))
    assert [ending.exit_code for ending in jobs.wait("t-2")] == [0]
    (ending,) = jobs.wait("t-1")
    assert ending.failure is Failure.LOST
    assert "restarted" in ending.reason


def test_a_pid_that_is_used_again_is_not_taken_for_the_job(jobs: Jobs, unix: UnixBackend) -> None:
    jobs.send(jobs.submission("t-1", LONG))
    jobs.wait_lines(1)
    _kill_launcher(unix, "t-1")
    path = unix.spool.folder("t-1") / "1.start"
    if path.exists():
        path.write_text(json.dumps({**json.loads(path.read_text()), "pid": os.getpid()}))
    assert [ending.failure for ending in jobs.wait("t-1")] == [Failure.LOST]


def test_jobs_go_on_when_the_program_and_the_queue_process_are_gone(jobs: Jobs, unix: UnixBackend) -> None:
    jobs.send(jobs.submission("t-1", HOLD + 'echo over >>"$LEDGER"\nexit 5\n'))
    jobs.wait_running("t-1")
    pid = queue_pid(unix.spool)
    assert pid is not None
    os.kill(pid, signal.SIGKILL)
    jobs.release()
    assert jobs.wait_lines(1) == ["over"]
    assert [ending.exit_code for ending in jobs.wait("t-1")] == [5]


def test_the_queue_process_leaves_when_idle_and_comes_back(jobs: Jobs, unix: UnixBackend) -> None:
    for tag in ("t-1", "t-2"):
        jobs.send(jobs.submission(tag, NOTE))
        jobs.wait(tag)
        until(lambda: not runs(unix.spool))
    assert jobs.lines() == ["t-1", "t-2"]


def test_the_queue_process_is_nobody_s_child_and_has_no_terminal(jobs: Jobs, unix: UnixBackend) -> None:
    jobs.send(jobs.submission("t-1", LONG))
    jobs.wait_running("t-1")
    pid = queue_pid(unix.spool)
    assert pid is not None
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    assert int(fields[1]) != os.getpid()
    assert int(fields[3]) != os.getsid(0)
    assert int(fields[4]) == 0


def test_productions_share_the_slots(jobs: Jobs, unix: UnixBackend) -> None:
    body = 'echo + >>"$LEDGER"; sleep 0.1; echo - >>"$LEDGER"\n'
    for tag in ("t-1", "t-2", "t-3"):
        jobs.send(jobs.submission(tag, body, rows=4))
    ends = [end for tag in ("t-1", "t-2", "t-3") for end in jobs.wait(tag)]
    assert [end.exit_code for end in ends] == [0] * 12, ends
    signs = [1 if line == "+" else -1 for line in jobs.lines()]
    assert len(signs) == 24
    assert max(sum(signs[:count]) for count in range(1, 25)) == 2


def test_a_row_that_needs_all_memory_runs_alone(jobs: Jobs, unix: UnixBackend) -> None:
    jobs.backend = _with(unix, memory_mb=300)
    body = 'echo + >>"$LEDGER"; sleep 0.1; echo - >>"$LEDGER"\n'
    jobs.send(jobs.submission("t-1", body, rows=3, resources=Resources(memory_mb=200, time_s=60)))
    jobs.wait("t-1")
    assert jobs.lines() == ["+", "-"] * 3


def test_higher_priority_starts_first(jobs: Jobs, unix: UnixBackend) -> None:
    one = Resources(memory_mb=100, time_s=60, cores=2)
    jobs.send(jobs.submission("first", 'echo first >>"$LEDGER"\n' + HOLD, resources=one))
    jobs.wait_running("first")
    jobs.send(jobs.submission("low", NOTE, rows=2, resources=one))
    _with(unix, priority=5).submit(jobs.submission("high", NOTE, rows=2, resources=one))
    jobs.release()
    jobs.wait("low")
    assert jobs.lines() == ["first", "high", "high", "low", "low"]


def test_a_need_beyond_the_machine_is_refused_in_words(jobs: Jobs) -> None:
    for resources in (Resources(cores=3, memory_mb=10), Resources(memory_mb=10**9)):
        with pytest.raises(Refused, match="offers"):
            jobs.send(jobs.submission("t-1", NOTE, resources=resources))
    assert jobs.backend.find("t-1").answer is Answer.NO


def test_a_spool_that_cannot_be_written_refuses_and_takes_nothing(jobs: Jobs, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    blocked = UnixBackend(UnixSettings(spool=str(tmp_path / "file" / "spool")), LocalRunner())
    with pytest.raises(Refused, match="cannot be written") as caught:
        blocked.submit(jobs.submission("t-1", NOTE))
    assert caught.value.transient
    assert blocked.find("t-1").answer is Answer.UNKNOWN


def test_a_lost_answer_of_the_disk_is_no_refusal(
    jobs: Jobs, unix: UnixBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    def accept_and_fail(spool: Spool, draft: Path, tag: str) -> None:
        draft.rename(spool.folder(tag))
        raise OSError(5, "Input/output error")

    monkeypatch.setattr(Spool, "accept", accept_and_fail)
    with pytest.raises(NoAnswer):
        jobs.send(jobs.submission("t-1", NOTE))
    assert jobs.backend.find("t-1") == Found(Answer.YES, "t-1")
    jobs.ids["t-1"] = ("t-1", 1)
    jobs.wait("t-1")
    assert jobs.lines() == ["t-1"]


def test_a_spool_that_vanished_is_silence(jobs: Jobs, unix: UnixBackend) -> None:
    jobs.send(jobs.submission("t-1", NOTE))
    jobs.wait("t-1")
    until(lambda: not runs(unix.spool))
    shutil.rmtree(unix.spool.root)
    with pytest.raises(NoAnswer):
        jobs.living("t-1")


def test_a_log_folder_that_cannot_be_made_is_the_node_s_failure(jobs: Jobs, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    jobs.send(replace(jobs.submission("t-1", NOTE), log_dir=str(tmp_path / "file" / "logs")))
    (ending,) = jobs.wait("t-1")
    assert ending.failure is Failure.NODE
    assert "could not be started" in ending.reason


@pytest.mark.parametrize("tag", ["", "../escape", ".hidden", "two words", "a/b", "a" * 61])
def test_a_tag_that_cannot_be_a_file_name_is_our_bug(jobs: Jobs, tag: str) -> None:
    submission = replace(jobs.submission("t-1", NOTE), tag=tag)
    with pytest.raises(Bug):
        jobs.backend.submit(submission)


def test_a_finished_submission_keeps_two_files(jobs: Jobs, unix: UnixBackend) -> None:
    jobs.send(jobs.submission("t-1", "exit 3\n", rows=10))
    before = jobs.wait("t-1")
    until(lambda: unix.spool.living() == [])
    assert sorted(os.listdir(unix.spool.folder("t-1"))) == ["ended.json", "order.json"]
    assert jobs.wait("t-1") == before
    assert [ending.exit_code for ending in before] == [3] * 10


def test_a_launcher_that_comes_late_does_not_start_a_finished_row(jobs: Jobs, unix: UnixBackend) -> None:
    jobs.send(jobs.submission("t-1", NOTE))
    jobs.wait("t-1")
    until(lambda: unix.spool.living() == [])
    assert not unix.spool.claim("t-1", 1, Start(os.getpid(), 1, "late"))


def test_a_poll_reads_no_record_of_a_waiting_or_ended_row(
    jobs: Jobs, unix: UnixBackend, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    read = Spool.start

    def count(spool: Spool, tag: str, row: int) -> Start | None:
        asked.append(row)
        return read(spool, tag, row)

    jobs.send(jobs.submission("t-1", '[ "$3" -le 3 ] || sleep 300\n', rows=5000))
    until(lambda: sorted(unix.spool.rows("t-1").started) == [1, 2, 3, 4, 5])
    until(lambda: sorted(unix.spool.rows("t-1").ended) == [1, 2, 3])
    monkeypatch.setattr(Spool, "start", count)
    assert len(jobs.living("t-1")) == 4997
    assert sorted(asked) == [4, 5]


def test_the_log_is_shown_in_the_chosen_terminal(
    jobs: Jobs, unix: UnixBackend, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bin_folder = tmp_path / "bin"
    bin_folder.mkdir()
    fake = bin_folder / "konsole"
    fake.write_text(f'#!/bin/bash\nprintf "%s\\n" "$DISPLAY" "$@" >"{tmp_path}/shown.part"\n')
    fake.write_text(fake.read_text() + f'mv "{tmp_path}/shown.part" "{tmp_path}/shown"\n')
    fake.chmod(0o755)
    monkeypatch.setenv("PATH", f"{bin_folder}:{os.environ['PATH']}")
    monkeypatch.setenv("DISPLAY", ":7")
    jobs.backend = _with(unix, open_in_terminal=True, terminal_type="konsole")
    jobs.send(jobs.submission("t-1", NOTE))
    jobs.wait("t-1")
    until((tmp_path / "shown").exists)
    assert (tmp_path / "shown").read_text().splitlines() == [":7", "-e", "tail", "-f", f"{tmp_path}/logs/t-1.1.log"]


@pytest.mark.parametrize("display", ["", ":7"])
def test_a_terminal_that_cannot_be_opened_hurts_no_job(
    jobs: Jobs, unix: UnixBackend, monkeypatch: pytest.MonkeyPatch, display: str
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setattr("parisana.backends.unix.settings.TERMINALS", {"xterm": ["no-such-terminal", "-e"]})
    jobs.backend = _with(unix, open_in_terminal=True)
    jobs.send(jobs.submission("t-1", NOTE))
    assert [ending.exit_code for ending in jobs.wait("t-1")] == [0]


def test_the_elements_dialog_counts(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", LONG, rows=5))
    jobs.wait_running("t-1", 2)
    (element,) = jobs.backend.elements()
    assert (element.cpus, element.free_cpus, element.running, element.queued) == (2, 0, 2, 3)


def test_by_hand_at_most_so_many_rows_run_at_once(jobs: Jobs) -> None:
    submission = jobs.submission("t-1", 'echo + >>"$LEDGER"; sleep 0.05; echo - >>"$LEDGER"\n', rows=8)
    text = jobs.backend.submit_function() + '\nsubmit_stage "$@"\n'
    argv = ["bash", "-euc", text, "bash", submission.script, submission.table, submission.tag, "8"]
    environment = {"PATH": "/usr/bin:/bin", "LEDGER": str(jobs.ledger), "PARISANA_CORES": "3"}
    done = subprocess.run(argv, capture_output=True, text=True, check=True, env=environment)
    signs = [1 if line == "+" else -1 for line in jobs.lines()]
    assert done.stdout == "t-1\n"
    assert (len(signs), max(sum(signs[:count]) for count in range(1, 17))) == (16, 3)
    assert (jobs.folder / "logs" / "t-1.8.log").exists()


def test_a_row_claimed_by_a_program_that_died_while_cancelling_counts_as_cancelled(
    jobs: Jobs, unix: UnixBackend
) -> None:
    jobs.send(jobs.submission("t-1", LONG, rows=3))
    jobs.wait_running("t-1", 2)
    assert unix.spool.claim("t-1", 3, Start())
    assert len(jobs.living("t-1")) == 2
    assert [ending.failure for ending in unix.endings(["t-1.3"])] == [Failure.CANCELLED]
