"""What goes wrong around a real batch system: credentials, the disk, midnight, a scheduler that is set up anew."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from parisana.app.driving import submitter
from parisana.core.jobs.states import Failure, ProductionState
from parisana.errors import StorageError
from tests.trying import cannot_try
from tests.waiting import until

from .rows import confirm
from .test_events import ancestors, payloads
from .trial import JOBS, Trial

pytestmark = pytest.mark.server


def between_two_arrays(monkeypatch: pytest.MonkeyPatch, happens: Callable[[], object]) -> None:
    """Let something happen once, when the first array was sent and recorded."""
    pending = [happens]

    def reach(point: str) -> None:
        if point == "after-record" and pending:
            pending.pop()()

    monkeypatch.setattr(submitter, "reach", reach)


def test_the_credential_lapses_between_two_arrays(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    trial.cluster.close()  # a job that Slurm starts meanwhile is put back for two minutes, and one that ends for one
    between_two_arrays(monkeypatch, trial.lapse)
    try:
        trial.submit()
        assert any("No answer from" in words for words in trial.told), trial.told
        with trial.session.driving(trial.production) as follower:
            for _ in range(3):
                follower.step()
                trial.clock.sleep(follower.pace)
    finally:
        trial.renew()
        trial.cluster.open()
    assert trial.follow() is ProductionState.DONE
    confirm(trial.row("F7", "the credential lapses between two arrays, and is renewed"))


@contextmanager
def small_disk(folder: Path) -> Iterator[Path]:
    """Let a folder be a disk of its own; yield a file of it that can fill it up."""
    folder.mkdir(parents=True)
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8M", "tmpfs", str(folder)], capture_output=True)
    if mounted.returncode:
        cannot_try("a full disk: nothing can be mounted here")
    try:
        yield folder / "filler"
    finally:
        subprocess.run(["umount", "-l", str(folder)], check=True)


def fill(file: Path) -> None:
    """Leave no room on the disk."""
    with pytest.raises(OSError), file.open("wb", buffering=0) as filler:
        while True:
            filler.write(bytes(65536) if os.fstat(filler.fileno()).st_size < 2**22 else bytes(4096))


def test_the_disk_is_full_between_two_arrays(trial: Trial, monkeypatch: pytest.MonkeyPatch) -> None:
    with small_disk(trial.toy.root / "areas" / "work") as filler:
        between_two_arrays(monkeypatch, lambda: fill(filler))
        trial.cluster.close()
        try:
            with pytest.raises(StorageError, match="No space left"):
                trial.submit()
        finally:
            trial.cluster.open()
        filler.unlink()
        trial.production = 1
        assert trial.follow() is ProductionState.DONE
        confirm(trial.row("F8", "the disk of the Working area full between two arrays"))


def test_midnight_passes_before_anybody_looks(trial: Trial) -> None:
    trial.toy.order("make.slice-001", "hang")
    trial.submit()
    until(lambda: payloads(trial))
    for payload in payloads(trial):
        for process in (*ancestors(payload), payload):
            process.kill()
    trial.cluster.empty()
    first = next(trial.session.all_jobs(trial.production))
    trial.cluster.accounted(first.native_id or "")
    trial.cluster.age()
    assert trial.follow() is ProductionState.DONE
    (killed, _) = trial.session.attempts(next(trial.session.all_jobs(trial.production)))
    assert killed.failure is not Failure.LOST
    confirm(trial.row("F15", "a job killed, and all of it a day old in the accounting", ended=1, ran=1))


def test_a_scheduler_is_set_up_anew_and_gives_its_numbers_again(lone_trial: Trial) -> None:
    """What has our numbers then is somebody else's job of the same user."""
    trial = lone_trial
    trial.cluster.close()
    trial.submit()
    first = trial.first_array()
    trial.cluster.forget()
    trial.cluster.open()
    assert trial.cluster.other().partition(".")[0].strip() == first
    if trial.follow() is ProductionState.FAILED:
        trial.session.retry(trial.production)
        assert trial.follow() is ProductionState.DONE
    told = "all jobs forgotten by the scheduler, which gives their numbers to others"
    confirm(trial.row("F17", told, ended=JOBS))
