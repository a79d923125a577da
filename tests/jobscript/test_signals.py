"""Signals reach the payload, and the report is still written."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from tests.jobscript.ground import Ground, finish
from tests.waiting import until

HANG = 'echo $$ > "$PID_FILE"; while :; do sleep 0.05; done'


def alive(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"


@pytest.mark.parametrize("name", ["TERM", "XCPU", "USR1", "USR2"])
def test_a_signal_ends_a_hanging_payload_with_class_time(ground: Ground, name: str) -> None:
    ground.payload = HANG
    pid_file = ground.root / "pid"
    process = ground.start(PID_FILE=str(pid_file))
    until(lambda: pid_file.exists() and pid_file.read_text() != "")
    process.send_signal(getattr(signal, f"SIG{name}"))
    assert finish(process).code == 42
    assert (ground.report()["failure"], ground.report()["signal"]) == ("time", name)
    assert not alive(int(pid_file.read_text()))
    assert ground.left_behind() == []


def test_a_payload_that_ignores_the_signal_is_killed_after_a_grace(ground: Ground) -> None:
    ground.payload = "trap '' TERM; " + HANG
    pid_file = ground.root / "pid"
    process = ground.start(PID_FILE=str(pid_file), PARISANA_GRACE="0.2")
    until(lambda: pid_file.exists() and pid_file.read_text() != "")
    process.send_signal(signal.SIGTERM)
    assert finish(process).code == 42
    assert ground.report()["reason"] == "The batch system ended the job with SIGTERM."


def test_a_signal_that_comes_while_the_payload_starts_is_passed_on(ground: Ground) -> None:
    ground.payload = "kill -TERM $PPID; " + HANG
    pid_file = ground.root / "pid"
    assert finish(ground.start(PID_FILE=str(pid_file), PARISANA_GRACE="0.2")).code == 42
    assert ground.left_behind() == []


def test_a_payload_that_ends_well_after_the_signal_is_a_result(ground: Ground) -> None:
    ground.payload = "trap 'echo saved > \"$4/a.txt\"; exit 0' USR1; " + HANG
    pid_file = ground.root / "pid"
    process = ground.start(PID_FILE=str(pid_file))
    until(lambda: pid_file.exists() and pid_file.read_text() != "")
    process.send_signal(signal.SIGUSR1)
    assert finish(process).code == 0
    assert ground.final.is_dir()


def test_when_the_script_is_killed_its_payload_goes_too(ground: Ground) -> None:
    ground.payload = HANG
    pid_file = ground.root / "pid"
    process = ground.start(PID_FILE=str(pid_file))
    until(lambda: pid_file.exists() and pid_file.read_text() != "")
    os.kill(process.pid, signal.SIGKILL)
    until(lambda: not alive(int(pid_file.read_text())))
    process.communicate(timeout=20)
    assert not (ground.working / "reports" / "t1.1.json").exists()
