"""``submit.sh --again`` beside jobs that live: their work would be done twice, so it refuses and says who lives."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from pathlib import Path

import pytest

from parisana.app.by_hand.writer import Written
from parisana.app.session import Session
from parisana.app.working.working import BEATS, Working
from parisana.backends.unix.backend import UnixBackend
from parisana.core.jobs.states import ProductionState
from tests.waiting import until

from .toy import Toy, keys, total


@pytest.fixture
def written(toy: Toy, session: Session) -> Written:
    """Return the toy analysis of one run as scripts."""
    return session.write(session.plan(toy.profile([1])), toy.root / "written")


def again(written: Written) -> subprocess.CompletedProcess[str]:
    """Submit it once more."""
    argv = ["bash", str(written.submit), "--again"]
    return subprocess.run(argv, capture_output=True, text=True, check=False, timeout=60)


def test_nothing_is_sent_again_while_a_job_still_runs(toy: Toy, session: Session, written: Written) -> None:
    toy.order("make.slice-001", "hang")
    first = subprocess.Popen(["bash", str(written.submit)], stderr=subprocess.DEVNULL)
    until(lambda: not (toy.root / "orders/make.slice-001").read_text())
    (holder,) = written.folder.glob("claims/*/holder")

    beside = again(written)
    assert (beside.returncode, f"The process {first.pid} submits this folder" in beside.stderr) == (2, True)

    first.kill()
    first.wait()
    pid = holder.read_text().split()[1]
    refused = again(written)
    assert refused.returncode == 2
    assert f"Still running: {holder.parent.name} (process {pid} on" in refused.stderr
    assert "bash submit.sh --again" in refused.stderr
    assert toy.starts().total() == 1

    os.kill(int(pid), signal.SIGTERM)
    until(lambda: list(written.folder.glob("reports/*.json")))
    until(lambda: not Path(f"/proc/{pid}").exists())
    assert again(written).returncode == 0
    adopted = session.adopt(written.folder)
    assert (adopted.state, total(session, adopted.production)) == (ProductionState.DONE, 1)
    ran, *others = keys(session, adopted.production)
    assert toy.starts() == {ran: 2, **dict.fromkeys(others, 1)}


def test_a_job_on_another_machine_lives_as_long_as_its_heart_beats(toy: Toy, written: Written) -> None:
    assert subprocess.run(["bash", str(written.submit)], capture_output=True, check=False).returncode == 0
    working, tag = Working(written.folder), written.manifest.calls[0].tag
    (working.claim(tag, 1) / "holder").write_text("far-away 1\n")
    report = working.report(tag, 1).rename(toy.root / "kept.json")
    refused = again(written)
    assert (refused.returncode, "on far-away" in refused.stderr) == (2, True)

    old = time.time() - BEATS - 60
    os.utime(working.heartbeat(tag, 1), (old, old))
    assert again(written).returncode == 0
    assert report.exists() and set(toy.starts().values()) == {1}


@pytest.mark.parametrize(
    ("queue", "code", "words"),
    [
        ("printf '%s\\n' \"$1\"", 2, "Still in the queue: w"),
        ("return 1", 3, "does not say what its queue holds"),
        (":", 0, "All stages are submitted"),
    ],
)
def test_the_queue_is_asked_where_there_is_one(
    toy: Toy, session: Session, monkeypatch: pytest.MonkeyPatch, queue: str, code: int, words: str
) -> None:
    shipped = UnixBackend.submit_function
    added = f"\nstill_queued() {{\n    {queue}\n}}\n"
    monkeypatch.setattr(UnixBackend, "submit_function", lambda self: shipped(self) + added)
    written = session.write(session.plan(toy.profile([1])), toy.root / "written")
    subprocess.run(["bash", str(written.submit)], capture_output=True, check=True)
    asked = again(written)
    assert (asked.returncode, words in asked.stderr) == (code, True), asked.stderr
    assert set(toy.starts().values()) == {1}
