"""``log`` over one small production: the end of a log of any size, and what is written while it is followed."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from parisana.app.ground import places
from parisana.app.working.working import Working
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.entries import AttemptEnd, JobChange, NewJob, NewProduction
from parisana.bookkeeping.values.states import AttemptState
from parisana.core.jobs.states import JobState
from tests.bookkeeping.samples import submission
from tests.cli.running import Run


def send(tag: str) -> Path:
    """Record one more attempt of the job, and return its log."""
    with Bookkeeping.open(places.home() / "bookkeeping.sqlite") as book:
        epoch = book.take_lease(1, "driver", "lab", 10, 600)
        book.intend(1, submission([1], epoch, tag))
        book.release_lease(1, epoch)
        log = Working(Path(book.production(1).working)).log(tag, 1)
    log.parent.mkdir(parents=True, exist_ok=True)
    return log


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """Return the log of a job that was sent once."""
    new = NewProduction(
        "toy", "toy", "Unix", places.user(), places.host(), str(tmp_path / "work"), "d" * 64, PROFILE, "", SITE, 1.0
    )
    job = NewJob(1, "1" * 64, "dst", "run-1", "1", "{}", "dst.json", str(tmp_path / "run-1"))
    with Bookkeeping.open(places.home() / "bookkeeping.sqlite") as book:
        book.create_production(new, [("dst", "DST")], [job])
    return send("first")


PROFILE = "parisana: profile/1\nname: toy\nsuite: toy\nsite: Unix\nruns: {simulate: 1}\n"
SITE = "parisana: site/1\nname: Unix\ntitle: Here\nbackend: unix\nareas: {working: {path: /areas/work}}\n"


def while_it_waits(monkeypatch: pytest.MonkeyPatch, *happenings: Callable[[], object]) -> None:
    """Let something happen at each pause of the program; after the last of it, the user interrupts."""
    to_come: Iterator[Callable[[], object]] = iter(happenings)
    sleep = time.sleep

    def pause(seconds: float) -> None:
        if threading.current_thread() is not threading.main_thread():
            return sleep(seconds)  # a stand-in that another test left running
        happening = next(to_come, None)
        if happening is None:
            raise KeyboardInterrupt
        happening()
        return None

    monkeypatch.setattr(time, "sleep", pause)


def append(log: Path, text: str) -> None:
    with log.open("a") as file:
        file.write(text)


def test_the_last_lines_of_a_long_log(run: Run, log: Path) -> None:
    log.write_text("".join(f"line {number}\n" for number in range(200_000)))
    said = run("log", "1.1", "--lines", "2")
    assert said.code == 0 and said.out == "line 199998\nline 199999\n"


def test_from_the_first_error_or_a_text_on(run: Run, log: Path) -> None:
    lines = [f"line {number}, 0 errors" for number in range(50_000)]
    lines[30_000:30_000] = ["12:01 std::bad_alloc", "*** Killed"]
    log.write_text("\n".join(lines) + "\n")
    said = run("log", "1.1", "--first-error", "--lines", "2")
    before = [f"line {number}, 0 errors" for number in range(29_995, 30_000)]
    assert said.out.splitlines() == [*before, "12:01 std::bad_alloc", "*** Killed"]
    found = run("log", "1.1", "--find", "LINE 31000,", "--lines", "1", "--json").json
    assert found["text"].splitlines()[-1] == "line 31000, 0 errors" and found["byte"] > 0
    missed = run("log", "1.1", "--find", "what is nowhere")
    assert missed.code == 2 and "'what is nowhere' is not in the log of job 1.1" in missed.note


def test_a_job_without_a_log_says_so(run: Run, log: Path) -> None:
    said = run("log", "1.1")
    assert said.code != 0 and "no log" in said.note and "not have started" in said.note
    assert "Write PRODUCTION.NUMBER" in run("log", "job-1").note


def test_what_is_written_is_shown_once_as_it_comes(run: Run, log: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    log.write_text("one\n")
    while_it_waits(monkeypatch, lambda: append(log, "two\n"), lambda: None, lambda: append(log, "thr\u00e9e\n"))
    said = run("log", "1.1", "--follow")
    assert said.out == "one\ntwo\nthr\u00e9e\n"


def test_a_log_that_is_made_anew_is_shown_from_its_beginning(
    run: Run, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.write_text("a long first line\n")
    while_it_waits(monkeypatch, log.unlink, lambda: log.write_text("anew\n"), lambda: log.write_text("a\n"))
    assert run("log", "1.1", "--follow").out == "a long first line\nanew\na\n"


def test_a_job_that_is_tried_again_goes_on_with_its_new_log(
    run: Run, log: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log.write_text("the first try\n")

    def again() -> None:
        with Bookkeeping.open(places.home() / "bookkeeping.sqlite") as book:
            ends = [AttemptEnd(attempt.id, AttemptState.FAILED) for attempt in book.living_attempts(1)]
            book.attempt_ended(ends)
            for state in (JobState.FAILED, JobState.READY):
                book.step_jobs(1, [JobChange(1, state, 2.0)], "user")
        send("second").write_text("2nd\n")

    while_it_waits(monkeypatch, again)
    assert run("log", "1.1", "--follow").out == "the first try\n2nd\n"
