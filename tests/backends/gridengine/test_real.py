"""The real Grid Engine, on good and bad days."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from parisana.backends.gridengine.backend import GridEngineBackend
from parisana.backends.gridengine.drmaa_sender import DrmaaSender
from parisana.backends.gridengine.submission import submit_options
from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer, Refused
from parisana.plugins.backend import NativeState
from tests.contract.jobs import SMALL, Jobs, alive
from tests.servers.gridengine import SLOTS, Cell
from tests.waiting import until

from .conftest import CountingRunner, make

pytestmark = [pytest.mark.xdist_group("gridengine"), pytest.mark.server]

NOTE = 'echo "$2 $3" >>"$LEDGER"\n'
WAIT = NOTE + "sleep 300\n"


def commands(jobs: Jobs) -> list[str]:
    """Return what was asked of the scheduler since the last look."""
    runner = jobs.backend.runner
    assert isinstance(runner, CountingRunner)
    asked, runner.asked = runner.asked, []
    return asked


def test_a_thousand_jobs_are_one_call_and_one_question(either: Jobs, gridengine: Cell) -> None:
    gridengine.call("qmod", "-d", "all.q")
    try:
        either.send(either.submission("t-1", NOTE, rows=1000))
        assert len(commands(either)) <= 1
        assert [each.state for each in either.living("t-1")] == [NativeState.QUEUED] * 1000
        assert commands(either) == ["qstat"]
        either.backend.cancel(either.attempts("t-1"))
        assert len(commands(either)) <= 1
        until(lambda: not either.living("t-1"))
        assert either.lines() == []
    finally:
        gridengine.call("qmod", "-e", "all.q")


def test_rows_arguments_environment_and_log_arrive_whichever_way_they_are_sent(either: Jobs) -> None:
    body = 'printf "%s|" "$@" "$GREETING" >>"$LEDGER"; echo "out $3"; exit "$3"\n'
    greeting = "two words, 'quotes\"\n#$ -q nosuch\n$HOME `ü`"
    submission = either.submission("t-1", body, rows=2, name="it's $(a) ü.sh", environment={"GREETING": greeting})
    either.send(submission)
    assert [ending.exit_code for ending in either.wait("t-1")] == [1, 2]
    text = either.ledger.read_text()
    assert all(f"{submission.table}|t-1|{row}|{greeting}|" in text for row in (1, 2))
    assert (either.folder / "logs/t-1.2.log").read_text() == "out 2\n"


@pytest.mark.parametrize(("left_out", "fits"), [("{host}", False), ("{short}", False), ("{short}x", True)])
def test_nothing_may_run_on_a_node_that_is_left_out(gridengine: Cell, left_out: str, fits: bool) -> None:
    (host, *_) = gridengine.call("qconf", "-sel").split()
    node = left_out.format(host=host, short=host.partition(".")[0])
    options = submit_options(make(gridengine, exclude=["node7", node]).settings, SMALL, "t-1")
    said = gridengine.call("qsub", "-w", "v", *options, "-b", "y", "/bin/true", check=False)
    assert ("found suitable queue" in said) is fits, said


@pytest.mark.parametrize(
    ("settings", "words", "field"),
    [
        ({"queue": "nosuch"}, 'unknown queue "nosuch"', "queue"),
        ({"project": "nosuch"}, 'project "nosuch" does not exist', "project"),
        ({"resources": ("nosuch=1",)}, 'unknown resource "nosuch"', "resources"),
        ({"memory_resource": "nosuch"}, 'unknown resource "nosuch"', "memory_resource"),
        ({"resources": ("h_cpu=abc",)}, 'attribute "h_cpu" is not a time value', "resources"),
    ],
)
def test_what_is_refused_is_said_in_the_schedulers_words_at_its_field(
    either: Jobs, gridengine: Cell, settings: dict[str, object], words: str, field: str
) -> None:
    interface = either.backend.settings.interface
    backend = make(gridengine, interface=interface, **settings)
    with pytest.raises(Refused) as caught:
        backend.submit(either.submission("t-1", NOTE))
    assert words in caught.value.message
    assert caught.value.field == f"settings.{field}"
    assert backend.find("t-1").answer is Answer.NO


def test_queue_project_and_parallel_environment_are_what_was_chosen(jobs: Jobs, gridengine: Cell) -> None:
    backend = make(gridengine, queue="all.q", project="gamma", parallel_environment="smp", task_limit=1, priority=-5)
    jobs.backend = backend
    jobs.send(jobs.submission("t-1", WAIT, rows=2, resources=Resources(memory_mb=200, time_s=60, cores=2)))
    jobs.wait_running("t-1")
    said = gridengine.call("qstat", "-j", "t-1")
    for words in ("all.q", "gamma", "smp range: 2", "h_rt=60,h_vmem=100M"):
        assert words in said


def test_an_error_state_is_told_with_its_reason(jobs: Jobs, gridengine: Cell) -> None:
    text = gridengine.call("qsub", "-terse", "-N", "t-1", "-b", "y", "-o", "/away/log", "/bin/true")
    number = text.strip()
    until(lambda: [each.state for each in jobs.backend.poll([number])] == [NativeState.HELD])
    until(lambda: all("Eqw" in each.reason and "/away/log" in each.reason for each in jobs.backend.poll([number])))


def test_a_job_that_takes_too_long_is_told_so(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", WAIT, resources=Resources(memory_mb=200, time_s=1)))
    (ending,) = jobs.wait("t-1")
    assert (ending.failure, ending.reason) == (Failure.TIME, "The job took longer than the 1 s that it asked for.")


def test_a_job_that_somebody_killed_is_not_a_fault_of_the_program(jobs: Jobs, gridengine: Cell) -> None:
    native_id = jobs.send(jobs.submission("t-1", WAIT))
    jobs.wait_running("t-1")
    gridengine.call("qdel", native_id)
    (ending,) = jobs.wait("t-1")
    assert (ending.failure, ending.exit_code) == (Failure.SITE, 137)


def test_a_held_job_is_held_and_one_that_waits_waits(jobs: Jobs, gridengine: Cell) -> None:
    native_id = jobs.send(jobs.submission("t-1", WAIT, rows=SLOTS + 1))
    jobs.wait_running("t-1", SLOTS)
    gridengine.call("qhold", native_id)
    until(lambda: {each.state for each in jobs.living("t-1")} == {NativeState.RUNNING, NativeState.HELD})
    gridengine.call("qrls", native_id)
    until(lambda: {each.state for each in jobs.living("t-1")} == {NativeState.RUNNING, NativeState.QUEUED})


def test_why_jobs_wait_is_asked_now_and_then(jobs: Jobs, gridengine: Cell, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("parisana.backends.gridengine.backend.WHY_FIRST", 0.0)
    monkeypatch.setattr("parisana.backends.gridengine.backend.WHY_EVERY", 0.0)
    jobs.backend = make(gridengine, parallel_environment="smp")
    jobs.send(jobs.submission("t-1", NOTE, rows=3, resources=Resources(memory_mb=200, time_s=60, cores=SLOTS + 1)))
    until(lambda: all('cannot run in PE "smp"' in each.reason for each in jobs.living("t-1")))
    monkeypatch.setattr("parisana.backends.gridengine.backend.WHY_EVERY", 600.0)
    jobs.living("t-1")
    commands(jobs)
    assert all('cannot run in PE "smp"' in each.reason for each in jobs.living("t-1"))
    assert commands(jobs) == ["qstat"]


def test_cancelling_some_tasks_leaves_the_others(either: Jobs) -> None:
    body = 'sleep 300 &\necho $! >>"$LEDGER"\nwait\n'
    either.send(either.submission("t-1", body, rows=4))
    either.wait_running("t-1", 4)
    either.wait_lines(4)
    attempts = either.attempts("t-1")
    either.backend.cancel([attempts[0], attempts[2], "999999.1"])
    until(lambda: {each.native_id for each in either.living("t-1")} == {attempts[1], attempts[3]})
    either.backend.cancel(attempts)
    either.wait("t-1")
    until(lambda: not any(alive(int(pid)) for pid in either.lines()))


def test_a_job_that_left_before_anybody_looked_is_found_in_the_accounting(jobs: Jobs, gridengine: Cell) -> None:
    native_id = jobs.send(jobs.submission("t-1", "exit 3\n"))
    gridengine.wait_for_all()
    assert [ending.exit_code for ending in jobs.wait("t-1")] == [3]
    assert jobs.backend.find("t-1").native_id == native_id


def test_a_master_that_was_killed_loses_no_job_and_runs_none_twice(jobs: Jobs, gridengine: Cell) -> None:
    jobs.send(jobs.submission("t-1", NOTE + "sleep 6\n", rows=SLOTS + 2))
    jobs.wait_lines(SLOTS)
    # What the master had just handed over when it died, it would hand over again after minutes only.
    until(lambda: " t " not in gridengine.call("qstat"))
    gridengine.kill_master()
    with pytest.raises(NoAnswer):
        jobs.living("t-1")
    gridengine.start_master()
    gridengine.wait_for_node()
    assert [ending.exit_code for ending in jobs.wait("t-1")] == [0] * (SLOTS + 2)
    assert sorted(jobs.lines()) == sorted(f"t-1 {row}" for row in range(1, SLOTS + 3))


@pytest.mark.parametrize("either", ["drmaa"], indirect=True)
def test_a_master_that_is_away_takes_nothing_and_nothing_is_concluded(either: Jobs, gridengine: Cell) -> None:
    gridengine.kill_master()
    try:
        assert either.backend.find("t-1").answer is Answer.UNKNOWN
        with pytest.raises(NoAnswer):
            either.backend.submit(either.submission("t-1", NOTE))
        with pytest.raises(NoAnswer):
            either.backend.cancel(["1.1"])
    finally:
        gridengine.start_master()
        gridengine.wait_for_node()
    assert either.backend.find("t-1").answer is Answer.NO
    either.send(either.submission("t-2", NOTE))
    either.wait("t-2")
    assert either.lines() == ["t-2 1"]


def test_the_drmaa_helper_is_started_again_after_its_death(either: Jobs) -> None:
    backend = either.backend
    assert isinstance(backend, GridEngineBackend)
    either.send(either.submission("t-1", NOTE))
    if isinstance(backend.sender, DrmaaSender):
        helper = backend.sender.session.helper
        assert helper is not None
        helper.process.kill()
        helper.process.wait()
    either.send(either.submission("t-2", NOTE))
    either.wait("t-1")
    either.wait("t-2")
    assert sorted(either.lines()) == ["t-1 1", "t-2 1"]


def test_the_elements_are_the_real_queues_with_live_numbers(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", WAIT, rows=SLOTS + 3))
    jobs.wait_running("t-1", SLOTS)
    (queue,) = jobs.backend.elements()
    assert (queue.element, queue.status, queue.cpus, queue.free_cpus) == ("all.q", "open", SLOTS, 0)
    assert (queue.running, queue.queued, queue.in_use) == (SLOTS, 3, True)


def test_written_stages_wait_for_each_other_and_are_seen_in_the_queue(jobs: Jobs, gridengine: Cell) -> None:
    slow = jobs.submission("t-1", 'sleep 1; echo "$2 $3 $MARK" >>' + f"{jobs.ledger}\n", rows=2, name="a b.sh")
    text = "\n".join(jobs.backend.directives(Resources(memory_mb=200, time_s=60), "t-1", 2))
    path = Path(slow.script)
    path.write_text(f"#!/bin/bash\n{text}\n{path.read_text()}")
    after = jobs.submission("t-2", f'echo "$2 $3" >>{jobs.ledger}\n', name="after.sh")
    program = f"""{jobs.backend.submit_function()}
first=$(submit_stage "$1" "$2" t-1 2)
second=$(submit_stage "$3" "$4" t-2 1 "$first")
printf '%s %s\\n' "$first" "$second"
still_queued "$first" "$second" 1{"0" * 6}
"""
    argv = ["bash", "-euc", program, "bash", slow.script, slow.table, after.script, after.table]
    known = {**os.environ, **gridengine.environment}
    gridengine.call("qmod", "-d", "all.q")
    try:
        done = subprocess.run(argv, capture_output=True, text=True, check=True, env=known)
        first, second, *queued = done.stdout.split()
        assert sorted(queued) == sorted([first, second])
        assert "h_rt=60" in gridengine.call("qstat", "-j", first)
    finally:
        gridengine.call("qmod", "-e", "all.q")
    until(lambda: len(jobs.lines()) == 3)
    assert jobs.lines()[-1] == "t-2 1"
    silent = {**known, "SGE_ROOT": "/away"}
    done = subprocess.run(argv, capture_output=True, text=True, check=False, env=silent)
    assert done.returncode != 0 and "SGE_ROOT" in done.stderr
