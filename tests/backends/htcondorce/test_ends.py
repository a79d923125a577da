"""How jobs on HTCondor-CE end: by themselves, held for good, removed, taken from their node."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Failure
from parisana.errors import NoAnswer
from parisana.plugins.backend import NativeState
from tests.backends.htcondorce.desk import HISTORY, NOTE, REMOVE, Desk
from tests.standins.grid.htcondorce import trouble

HELD: Sequence[tuple[int, str, Failure]] = [
    (34, "Error from slot1@node: memory usage exceeded request_memory", Failure.MEMORY),
    (46, "The job exceeded allowed job duration of 60 seconds", Failure.TIME),
    (26, "CE job in status 1 put on hold by SYSTEM_PERIODIC_HOLD due to non-existent route", Failure.SITE),
    (26, "The job used more memory than the queue allows", Failure.MEMORY),
    (21, "The startd put the job on hold: wall time limit", Failure.TIME),
    (4, "Proxy expired", Failure.CREDENTIAL),
    (13, "SHADOW failed to send file(s)", Failure.STAGE_IN),
    (12, "STARTER failed to send file(s)", Failure.STAGE_OUT),
    (6, "Failed to execute start.sh: Permission denied", Failure.NODE),
]


@pytest.mark.parametrize("restarted", [True, False])
def test_jobs_that_are_held_for_good_are_removed_and_their_class_is_that_of_the_reason(
    desk: Desk, restarted: bool
) -> None:
    attempts = desk.keep(len(HELD) + 1)
    desk.set(forgets_holds=not restarted)
    for row, (code, reason, _) in enumerate(HELD, 1):
        desk.held(row, code, reason)
    assert [each.native_id for each in desk.living("t-1")] == attempts[-1:]
    assert desk.backend.endings(attempts) == [], "they must be gone from the queue, so that nobody releases them"
    desk.backend = desk.again() if restarted else desk.backend
    desk.living("t-1")
    found = [(ending.reason, ending.failure) for ending in desk.backend.endings(attempts)]
    assert found == [(reason, failure) for _, reason, failure in HELD]


def test_a_held_job_that_somebody_releases_goes_on_and_ends_as_it_ends(desk: Desk) -> None:
    attempts = desk.keep(1)
    desk.held(1, 26, "SYSTEM_PERIODIC_HOLD")
    desk.living("t-1")
    trouble(desk.runner.engine, REMOVE, "away")
    assert desk.backend.endings(attempts) == []
    desk.job(1, state="queued")
    assert [each.state for each in desk.living("t-1")] == [NativeState.QUEUED]
    desk.backend.endings(attempts)
    desk.backend.cancel(attempts)
    assert desk.over() == [(None, Failure.CANCELLED)]


def test_a_job_that_was_taken_from_its_node_is_not_started_a_second_time(desk: Desk) -> None:
    attempts = desk.keep()
    desk.job(2, starts=1)
    desk.living("t-1")
    assert desk.backend.endings(attempts) == []
    desk.living("t-1")
    (ending,) = desk.backend.endings(attempts)
    assert (ending.native_id, ending.failure) == (attempts[1], Failure.SITE)
    assert ending.reason == "The job was taken from its node, and is not started again."


def test_a_job_that_runs_too_long_is_ended(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parisana.backends.htcondorce.description.MARGIN", 0)
    resources = Resources(memory_mb=100, time_s=1)
    desk.send(desk.submission("t-1", NOTE + "sleep 300", resources=resources))
    assert desk.over() == [(None, Failure.TIME)]


@pytest.mark.parametrize(
    ("why", "failure"),
    [
        ("via condor_rm (by user me)", Failure.CANCELLED),
        ("The system macro SYSTEM_PERIODIC_REMOVE expression evaluated to TRUE", Failure.SITE),
        ("removed by the batch system: it exceeded its wall clock time", Failure.TIME),
    ],
)
def test_a_job_that_was_removed_says_by_whom(desk: Desk, why: str, failure: Failure) -> None:
    attempts = desk.keep(1)
    desk.job(1, state="ended", removed=True, why_removed=why, code=None, signal=None)
    assert desk.living("t-1") == []
    assert [each.failure for each in desk.backend.endings(attempts)] == [failure]


def test_a_job_that_was_ended_by_a_signal_failed_on_its_node(desk: Desk) -> None:
    attempts = desk.keep(1)
    with desk.runner.engine.state() as state:
        Path(state["jobs"]["11"]["folder"], "0", "output.txt").touch()
    desk.job(1, state="ended", code=None, signal=9, why="")
    assert desk.living("t-1") == []
    (ending,) = desk.backend.endings(attempts)
    assert (ending.exit_code, ending.failure, ending.reason) == (None, Failure.NODE, "The job was ended by signal 9.")


def test_without_the_history_nothing_is_known_of_jobs_that_left(desk: Desk) -> None:
    attempts = desk.keep(1)
    desk.job(1, forgotten=True)
    assert desk.living("t-1") == []
    desk.runner.engine.fault(HISTORY, "lost")
    with pytest.raises(NoAnswer):
        desk.backend.endings(attempts)
    assert desk.backend.endings(attempts) == []
