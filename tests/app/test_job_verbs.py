"""What a person does with jobs: look at one, try again, kill some; each by the command that does the same."""

from __future__ import annotations

import json
import shlex
import time
from pathlib import Path

import pytest

from parisana.app.ground.command_line import command_line
from parisana.app.session import Session
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.views import JobQuery, JobSort
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.errors import InputError
from parisana.plugins.fake_backend import FakeSite, Mood, run_here
from tests.waiting import until

from .conftest import Clock
from .test_follower import turns
from .toy import Toy, last, states


def failed(toy: Toy, batch: FakeSite, session: Session) -> int:
    """Return a production whose second job ran out of memory until its budget was spent."""
    batch.run_row = None
    production = session.submit(session.plan(toy.profile([1, 2])))
    for _ in range(6):
        tag, held = list(batch.held.items())[-1]
        for row in list(held.states):
            batch.finish(tag, row, 137, Failure.MEMORY)
        turns(session, production, 3)
    return production


def test_a_retry_says_first_what_it_will_ask_for(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = failed(fake_toy, batch, session)
    preview = session.preview_retry(production, "make")
    (group,) = preview.groups
    assert (group.stage, group.failure, group.jobs) == ("make", Failure.MEMORY, 2)
    assert (group.before.memory_mb, group.after.memory_mb) == (220, 220)
    assert preview.jobs == 2
    assert preview.core_hours == pytest.approx(2 * 60 / 3600)
    assert preview.command == f"parisana retry {production} --stage make"
    assert session.preview_retry(production, numbers=(2, 9)).jobs == 1
    assert session.preview_retry(production, failure=Failure.TIME).jobs == 0
    asked = list(batch.held)
    assert session.retry(production, "make") == preview.jobs
    session.send(production)
    (new,) = [tag for tag in batch.held if tag not in asked]
    assert batch.held[new].submission.resources.memory_mb == group.after.memory_mb


def test_the_first_retry_after_a_full_memory_asks_for_more(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    fake_toy.order("make.slice-001", "exit3")
    production = session.submit(session.plan(fake_toy.profile([1])))
    assert last(session.follow(production)).state is ProductionState.FAILED
    (group,) = session.preview_retry(production).groups
    assert (group.failure, group.before, group.after) == (Failure.INPUTS, group.after, group.before)


def test_a_job_with_its_attempts_reports_and_files(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    fake_toy.order("refine.slice-001", "exit7", "exit7")
    production = session.submit(session.plan(fake_toy.profile([1])))
    last(session.follow(production))
    (job,) = session.all_jobs(production, stage="refine")
    detail = session.job(production, job.number)
    assert detail.job == job
    first, second = detail.attempts
    assert (first.record.state, first.record.exit_code, first.step) == ("failed", 7, "run")
    assert [step.name for step in first.steps][:2] == ["claim", "environment"]
    assert all(step.seconds is not None for step in first.steps)
    assert [file.name for file in first.inputs] == ["numbers"]
    assert first.log.is_file() and first.script.is_file() and first.table.is_file()
    assert first.log != second.log
    assert first.asked.memory_mb == 100
    assert first.record.host
    assert detail.retry_command == f"parisana retry {production} --jobs {job.number}"
    (made,) = session.all_jobs(production, stage="make")
    done = session.job(production, made.number)
    assert (done.retry_command, [file.path for file in done.attempts[0].outputs]) == ("", ["sum.txt"])


@pytest.mark.parametrize("report", ["", "[]", "{", '{"steps": 3, "inputs": [1], "outputs": {"a": 1}}', '{"step": 5}'])
def test_a_report_that_is_none_tells_nothing(
    fake_toy: Toy, batch: FakeSite, session: Session, monkeypatch: pytest.MonkeyPatch, report: str
) -> None:
    from dataclasses import replace

    production = session.submit(session.plan(fake_toy.profile([1])))
    real = session.book.attempts_of(session.book.job(production, 1).id)
    monkeypatch.setattr(Bookkeeping, "attempts_of", lambda self, job: [replace(one, report=report) for one in real])
    (attempt,) = session.job(production, 1).attempts
    assert (attempt.steps, attempt.inputs, attempt.outputs) == ((), (), ())


def test_killing_some_jobs_leaves_the_others(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile([1, 2, 3])))
    killed = session.kill(production, [2, 4])
    assert (killed.cancelled, killed.in_doubt, killed.over) == ((2, 4), (), ())
    assert batch.cancelled == ["fake-1.2"]
    assert states(session, production)[:4] == [
        "make.slice-001 queued",
        "make.slice-002 cancelled",
        "make.slice-003 queued",
        "refine.slice-001 cancelled",
    ]
    assert session.kill(production, [2]).over == (2,)
    batch.run_row = run_here
    assert last(session.follow(production)).state is ProductionState.FAILED
    assert session.resume(production) == 2
    assert last(session.follow(production)).state is ProductionState.DONE


def test_killing_while_another_program_drives(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile([1, 2])))
    follow = session.follow(production)
    next(follow)
    assert Session().kill(production, [1]).cancelled == (1,)
    for _ in range(3):
        next(follow)
    assert states(session, production)[:2] == ["make.slice-001 cancelled", "make.slice-002 queued"]
    assert session.book.differences(production) == []


def test_a_job_whose_submission_is_in_doubt_is_not_killed(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    batch.next_submissions(Mood.LOSE_ANSWER)
    production = session.submit(session.plan(fake_toy.profile([1])))
    assert session.kill(production, [1]).in_doubt == (1,)
    assert states(session, production)[0] == "make.slice-001 submitting"


def test_killing_a_job_that_is_not_there_kills_none(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile([1])))
    with pytest.raises(InputError, match="no job 99"):
        session.kill(production, [1, 99])
    assert not batch.cancelled


def test_killing_really_ends_the_processes_of_this_machine(toy: Toy, session: Session) -> None:
    toy.order("make.slice-001", "hang")
    production = session.submit(session.plan(toy.profile([1, 2])))
    for _ in session.follow(production):
        if toy.starts().total() >= 1 and session.counts(production)["refine"].get(JobState.DONE):
            break
        time.sleep(0.1)
    pids = _payloads(toy)
    assert pids
    assert session.kill(production, [1]).cancelled == (1,)
    until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in pids), complaint="It still runs.")


def _payloads(toy: Toy) -> list[int]:
    """Return the processes of the toy's programs that run with these orders."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().decode().split("\0")
        except OSError:
            continue
        if any(word.endswith("toy_payload.py") for word in words) and any(str(toy.root) in word for word in words):
            found.append(int(folder.name))
    return found


def test_a_pause_needs_something_that_runs(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = session.submit(session.plan(fake_toy.profile([1])))
    session.pause(production)
    with pytest.raises(InputError, match="is not running"):
        session.pause(production)
    assert session.resume(production) == 0
    assert last(session.follow(production)).state is ProductionState.DONE


def test_a_running_job_shows_its_time_so_far(fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile([1])))
    (tag,) = batch.held
    batch.start(tag, 1)
    turns(session, production, 1)
    clock.now += 90
    (row,) = session.job_rows(JobQuery(production, states=(JobState.RUNNING,)))
    assert row.seconds == 90
    assert session.count_jobs(JobQuery(production, text="SLICE-001", sort=JobSort.TIME)) == 2


@pytest.mark.parametrize(
    ("words", "options", "line"),
    [
        (("retry", 12), {"stage": "mc", "jobs": (3, 7), "failure": None}, "parisana retry 12 --stage mc --jobs 3,7"),
        (("stop", 12), {}, "parisana stop 12"),
        (("stop", 12), {"jobs": [3]}, "parisana stop 12 --jobs 3"),
        (("pause", 12), {}, "parisana pause 12"),
        (("resume", 12), {}, "parisana resume 12"),
        (("merge", 12), {}, "parisana merge 12"),
        (("log", "12.3"), {"follow": True, "lines": 50}, "parisana log 12.3 --follow --lines 50"),
        (("jobs", 12), {"text": "it's full", "sort": "time"}, "parisana jobs 12 --text 'it'\"'\"'s full' --sort time"),
        (("submit", "my profile"), {"plan": ""}, "parisana submit 'my profile' --plan ''"),
    ],
)
def test_actions_as_command_lines_that_the_program_understands(
    words: tuple[str | int, ...], options: dict[str, object], line: str, capsys: pytest.CaptureFixture[str]
) -> None:
    from parisana.cli import main

    found = command_line(str(words[0]), *words[1:], **options)  # type: ignore[arg-type]  # the table's own values
    assert found == line
    code = main([*shlex.split(found)[1:], "--json"])
    error = json.loads(capsys.readouterr().out)["error"]
    assert code == 2 and any(word in error["message"] for word in ("production 12", "my profile"))
