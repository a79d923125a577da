"""The five promises of a backend, asked of every one."""

from __future__ import annotations

import multiprocessing
import subprocess
import time
import uuid
from pathlib import Path

import pytest

from parisana.core.jobs.resources import Resources
from parisana.core.jobs.states import Answer, Failure
from parisana.errors import NoAnswer
from tests.waiting import until

from .jobs import HOLD, Jobs, alive

NOTE = 'echo "$2 $3" >>"$LEDGER"\n'
WAIT = NOTE + "sleep 300\n"


def test_every_row_runs_once_with_table_tag_and_row(array_jobs: Jobs) -> None:
    submission = array_jobs.submission("t-1", 'echo "$1 $2 $3" >>"$LEDGER"\n', rows=3)
    array_jobs.send(submission)
    array_jobs.wait("t-1")
    assert sorted(array_jobs.lines()) == [f"{submission.table} t-1 {row}" for row in (1, 2, 3)]


def test_a_tag_is_found_after_it_was_submitted_and_not_before(jobs: Jobs) -> None:
    tag = f"t-{uuid.uuid4().hex}"
    assert jobs.backend.find(tag).answer is Answer.NO
    native_id = jobs.send(jobs.submission(tag, HOLD))
    found = jobs.backend.find(tag)
    assert (found.answer, found.native_id) == (Answer.YES, native_id)
    jobs.release()
    jobs.wait(tag)
    assert jobs.backend.find(tag).native_id == native_id
    assert jobs.backend.find(tag[:-1]).answer is Answer.NO


def test_another_program_finds_what_was_submitted(jobs: Jobs) -> None:
    tag = f"t-{uuid.uuid4().hex}"
    native_id = jobs.send(jobs.submission(tag, HOLD))
    assert jobs.rig.make(jobs.folder).find(tag).native_id == native_id


def test_a_tag_submitted_again_runs_once(unique_jobs: Jobs) -> None:
    submission = unique_jobs.submission("t-1", NOTE, rows=2)
    assert unique_jobs.send(submission) == unique_jobs.send(submission)
    unique_jobs.wait("t-1")
    assert unique_jobs.send(submission) == unique_jobs.ids["t-1"][0]
    unique_jobs.wait("t-1")
    assert sorted(unique_jobs.lines()) == ["t-1 1", "t-1 2"]


def test_poll_leaves_out_what_left_and_what_was_never_there(jobs: Jobs) -> None:
    native_id = jobs.send(jobs.submission("t-1", NOTE, rows=jobs.rows(2)))
    jobs.wait("t-1")
    assert jobs.backend.poll([native_id, "never-there"]) == []
    assert jobs.backend.poll([]) == []


def test_poll_tells_attempts_of_two_submissions_apart(jobs: Jobs) -> None:
    first = jobs.send(jobs.submission("t-1", HOLD, rows=jobs.rows(2)))
    second = jobs.send(jobs.submission("t-10", HOLD, rows=jobs.rows(2)))
    living = {each.native_id for each in jobs.backend.poll([second])}
    assert living == {jobs.backend.attempt_id(second, row) for row in range(1, jobs.rows(2) + 1)}
    assert not living & {jobs.backend.attempt_id(first, row) for row in range(1, jobs.rows(2) + 1)}


def test_silence_is_not_an_answer(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", NOTE))
    jobs.rig.silence(jobs.backend)
    with pytest.raises(NoAnswer):
        jobs.living("t-1")
    with pytest.raises(NoAnswer):
        jobs.backend.endings(jobs.attempts("t-1"))
    assert jobs.backend.find("t-1").answer is Answer.UNKNOWN


def test_endings_tell_exit_codes_and_leave_out_the_unknown(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", 'exit "$(( $3 * 7 ))"\n', rows=jobs.rows(3)))
    assert [ending.exit_code for ending in jobs.wait("t-1")] == [7, 14, 21][: jobs.rows(3)]
    assert jobs.backend.endings(["never-there.1", "nonsense"]) == []


def test_output_goes_to_one_log_a_row(array_jobs: Jobs) -> None:
    array_jobs.send(array_jobs.submission("t-1", 'echo "out $3"; echo "err $3" >&2\n', rows=2))
    array_jobs.wait("t-1")
    for row in (1, 2):
        assert (array_jobs.folder / f"logs/t-1.{row}.log").read_text() == f"out {row}\nerr {row}\n"


def test_the_environment_arrives_as_it_is(jobs: Jobs) -> None:
    value = "two words, 'quotes\"\nand $HOME `ü`"
    jobs.send(jobs.submission("t-1", 'printf %s "$GREETING" >>"$LEDGER"\n', environment={"GREETING": value}))
    jobs.wait("t-1")
    assert jobs.ledger.read_text() == value


@pytest.mark.parametrize("name", ["two words.sh", "quo'te\".sh", "line\nend.sh", "Überschuß.sh", "$(x) `y` *.sh"])
def test_a_script_may_have_any_name(jobs: Jobs, name: str) -> None:
    jobs.send(jobs.submission("t-1", NOTE, name=name))
    assert [ending.exit_code for ending in jobs.wait("t-1")] == [0]
    assert jobs.lines() == ["t-1 1"]


def test_cancel_is_safe_to_repeat(jobs: Jobs) -> None:
    jobs.send(jobs.submission("t-1", NOTE, rows=jobs.rows(3)))
    jobs.wait("t-1")
    jobs.backend.cancel([*jobs.attempts("t-1"), "never-there.1"])
    jobs.backend.cancel(jobs.attempts("t-1"))
    assert [(ending.exit_code, ending.failure) for ending in jobs.wait("t-1")] == [(0, None)] * jobs.rows(3)


def test_a_hundred_rows_run_once_each_and_no_more_at_once_than_there_are_slots(array_jobs: Jobs) -> None:
    body = 'echo "+ $3" >>"$LEDGER"; sleep 0.02; echo "- $3" >>"$LEDGER"\n'
    array_jobs.send(array_jobs.submission("t-1", body, rows=100))
    array_jobs.wait("t-1")
    lines = array_jobs.lines()
    assert sorted(lines) == sorted(f"{sign} {row}" for sign in "+-" for row in range(1, 101))
    running = [sum(1 if line[0] == "+" else -1 for line in lines[:count]) for count in range(1, 201)]
    assert max(running) <= array_jobs.rig.slots


def test_the_elements_dialog_has_something_to_show(jobs: Jobs) -> None:
    elements = jobs.backend.elements()
    assert elements and all(element.element and element.status for element in elements)


def test_directives_are_comments_to_bash(jobs: Jobs) -> None:
    assert all(line.startswith("#") for line in jobs.backend.directives(Resources(), "microdst", 3))


def test_a_stage_submitted_by_hand_prints_its_id_alone(jobs: Jobs) -> None:
    submission = jobs.submission("t-1", NOTE, rows=3, name="by hand.sh")
    call = [submission.script, submission.table, submission.tag, "3"]
    text = jobs.backend.submit_function() + '\nsubmit_stage "$@"\n'
    argv = ["bash", "-euc", text, "bash", *call]
    printed = subprocess.run(argv, capture_output=True, text=True, check=True, env=_bare(jobs))
    assert len(printed.stdout.split()) == 1


def test_a_waiting_row_that_was_cancelled_never_starts(real_jobs: Jobs) -> None:
    real_jobs.send(real_jobs.submission("t-1", WAIT, rows=5))
    real_jobs.wait_running("t-1", 2)
    real_jobs.wait_lines(2)
    real_jobs.backend.cancel(real_jobs.attempts("t-1")[2:])
    real_jobs.backend.cancel(real_jobs.attempts("t-1"))
    assert {ending.failure for ending in real_jobs.wait("t-1")} == {Failure.CANCELLED}
    assert sorted(real_jobs.lines()) == ["t-1 1", "t-1 2"]


def test_cancel_takes_the_whole_process_tree(real_jobs: Jobs) -> None:
    body = """
    for child in 1 2; do ( sleep 300 & echo $! >>"$LEDGER"; wait ) & done
    setsid bash -c 'echo $$ >>"$LEDGER"; sleep 300' &
    ( setsid bash -c 'echo $$ >>"$LEDGER"; sleep 300' & )
    wait
    """
    real_jobs.send(real_jobs.submission("t-1", body))
    pids = [int(line) for line in real_jobs.wait_lines(4)]
    real_jobs.backend.cancel(real_jobs.attempts("t-1"))
    real_jobs.wait("t-1")
    until(lambda: not any(alive(pid) for pid in pids))


def test_cancel_takes_a_script_that_ignores_term(real_jobs: Jobs) -> None:
    body = "trap '' TERM\necho $$ >>\"$LEDGER\"\nwhile :; do sleep 1; done\n"
    real_jobs.send(real_jobs.submission("t-1", body))
    (pid,) = (int(line) for line in real_jobs.wait_lines(1))
    real_jobs.backend.cancel(real_jobs.attempts("t-1"))
    (ending,) = real_jobs.wait("t-1")
    assert ending.failure is Failure.CANCELLED
    assert not alive(pid)


def test_a_job_gets_a_chance_to_clean_up_when_cancelled(real_jobs: Jobs) -> None:
    body = 'trap \'echo cleaned >>"$LEDGER"; exit 1\' TERM\necho up >>"$LEDGER"\nsleep 300 & wait\n'
    real_jobs.send(real_jobs.submission("t-1", body))
    real_jobs.wait_lines(1)
    real_jobs.backend.cancel(real_jobs.attempts("t-1"))
    real_jobs.wait("t-1")
    assert real_jobs.lines() == ["up", "cleaned"]


def test_nothing_stays_behind_when_a_script_ends(real_jobs: Jobs) -> None:
    real_jobs.send(real_jobs.submission("t-1", 'setsid sleep 300 & echo $! >>"$LEDGER"\n'))
    (ending,) = real_jobs.wait("t-1")
    assert (ending.exit_code, ending.failure) == (0, None)
    assert not alive(int(real_jobs.lines()[0]))


def test_a_job_that_takes_too_much_memory_is_ended(real_jobs: Jobs) -> None:
    body = 'echo $$ >>"$LEDGER"\nx=$(head -c 120000000 /dev/zero | tr "\\0" x)\nsleep 300\n'
    resources = Resources(memory_mb=60, time_s=60)
    real_jobs.send(real_jobs.submission("t-1", body, resources=resources))
    (ending,) = real_jobs.wait("t-1")
    assert ending.failure is Failure.MEMORY
    assert "60 MB" in ending.reason
    assert ending.memory_mb is not None and ending.memory_mb > 60


def test_a_job_that_takes_too_long_is_ended(real_jobs: Jobs) -> None:
    real_jobs.send(real_jobs.submission("t-1", WAIT, resources=Resources(memory_mb=100, time_s=1)))
    (ending,) = real_jobs.wait("t-1")
    assert ending.failure is Failure.TIME
    assert ending.wall_s is not None and ending.wall_s >= 1


def test_the_accounting_knows_what_a_job_used(real_jobs: Jobs) -> None:
    # Long enough to be looked at, on a machine that has much to do.
    real_jobs.send(real_jobs.submission("t-1", "for ((i = 0; i < 100000; i++)); do :; done; sleep 2\n"))
    (ending,) = real_jobs.wait("t-1")
    assert ending.cpu_s and ending.wall_s and ending.memory_mb


def test_two_programs_that_submit_one_tag_at_once_send_it_once(unique_jobs: Jobs) -> None:
    submission = unique_jobs.submission("t-1", NOTE, rows=4)
    fork = multiprocessing.get_context("fork")
    others = [fork.Process(target=unique_jobs.backend.submit, args=(submission,)) for _ in range(4)]
    for other in others:
        other.start()
    for other in others:
        other.join()
    assert [other.exitcode for other in others] == [0] * 4
    unique_jobs.send(submission)
    unique_jobs.wait("t-1")
    assert sorted(unique_jobs.lines()) == [f"t-1 {row}" for row in range(1, 5)]


def test_kill_9_of_the_queue_loses_no_job_and_runs_none_twice(real_jobs: Jobs) -> None:
    assert real_jobs.rig.kill_daemon is not None
    real_jobs.send(real_jobs.submission("t-1", 'echo "$3" >>"$LEDGER"; sleep 0.05\n', rows=40))
    for count in (1, 5, 12, 20, 30):
        # A poll is what notices that the queue is gone, and starts another.
        while real_jobs.living("t-1") and len(real_jobs.lines()) < count:
            time.sleep(0.05)
        real_jobs.rig.kill_daemon(real_jobs.backend)
    endings = real_jobs.wait("t-1")
    assert sorted(map(int, real_jobs.lines())) == list(range(1, 41))
    assert [ending.exit_code for ending in endings] == [0] * 40


def test_a_job_by_hand_that_fails_is_told(real_jobs: Jobs) -> None:
    submission = real_jobs.submission("t-1", NOTE + '[ "$3" != 2 ]\n', rows=3, name="by hand.sh")
    text = real_jobs.backend.submit_function() + '\nsubmit_stage "$@"\n'
    argv = ["bash", "-euc", text, "bash", submission.script, submission.table, submission.tag, "3"]
    done = subprocess.run(argv, capture_output=True, text=True, check=False, env=_bare(real_jobs))
    assert done.returncode != 0
    assert "2" in done.stderr
    assert sorted(real_jobs.lines()) == ["t-1 1", "t-1 2", "t-1 3"]


def _bare(jobs: Jobs) -> dict[str, str]:
    """Return the environment of somebody who has no parisana."""
    logs = Path(jobs.folder) / "logs"
    logs.mkdir(exist_ok=True)
    return {"PATH": "/usr/bin:/bin", **jobs.rig.environment(jobs.folder), "LEDGER": str(jobs.ledger)}
