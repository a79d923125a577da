"""Inputs on tape: asked for in one request before the jobs are sent, which go as their files come."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from parisana.app.driving import staging
from parisana.app.session import Session
from parisana.core.jobs.staged import Staged
from parisana.core.jobs.states import Answer, JobState, ProductionState
from parisana.errors import StorageError
from parisana.plugins.fake_backend import FakeSite
from parisana.plugins.storage import Locality, Stat
from parisana.storage.disk.storage import DiskStorage

from .conftest import Clock
from .toy import Toy, last


@dataclass
class Tape:
    """A disk that plays a tape: some of its files have to be asked for."""

    asleep: set[str] = field(default_factory=set)
    requests: list[list[str]] = field(default_factory=list)
    limit: int = 100
    silent: bool = False
    refusal: str = ""

    def localities(self, urls: Sequence[str]) -> dict[str, Locality]:
        """Say what is on tape."""
        if self.silent:
            return dict.fromkeys(urls, Locality.UNKNOWN)
        return {url: Locality.NEARLINE if url in self.asleep else Locality.ONLINE for url in urls}

    def stat_many(self, urls: Sequence[str]) -> dict[str, Stat]:
        """Say what is there."""
        if self.silent:
            return {url: Stat(Answer.UNKNOWN, reason="It does not answer.") for url in urls}
        return {url: DiskStorage().stat(url) for url in urls}

    def bring_online(self, urls: Sequence[str]) -> None:
        """Take a request."""
        self.requests.append(sorted(urls))
        if self.refusal:
            raise StorageError(self.refusal)


@pytest.fixture
def tape(fake_toy: Toy, batch: FakeSite, session: Session, monkeypatch: pytest.MonkeyPatch) -> Tape:
    """Let the first stage of the toy analysis be done, and its results lie on tape."""
    made = session.submit(session.plan(fake_toy.profile((1, 2))), ["make"])
    assert last(session.follow(made)).state is ProductionState.DONE
    results = fake_toy.root / "areas/results"
    tape = Tape({str(path) for path in results.rglob("*") if path.is_file()})
    monkeypatch.setattr(staging, "LOOK", 0.0)
    monkeypatch.setattr(DiskStorage, "most_asked", lambda self, url: tape.limit if url.startswith(str(results)) else 0)
    for name in ("localities", "stat_many", "bring_online"):
        monkeypatch.setattr(DiskStorage, name, lambda self, urls, name=name: getattr(tape, name)(urls))
    return tape


def counts(session: Session, production: int) -> Counter[JobState]:
    """Return how many jobs are in each state."""
    return Counter(job.state for job in session.all_jobs(production))


def test_jobs_wait_for_their_files_and_go_as_they_come(fake_toy: Toy, session: Session, tape: Tape) -> None:
    """One request names all files; the job whose files are there first does not wait for the other."""
    needed = sorted(tape.asleep)
    sent = session.submit(session.plan(fake_toy.profile((1, 2))))
    assert counts(session, sent) == {JobState.DONE: 2, JobState.STAGING: 2, JobState.WAITING: 1}
    assert (tape.requests, session.staged(sent)) == ([needed], Staged(0, 4))
    assert {job.reason for job in session.all_jobs(sent, JobState.STAGING)} == {"2 files are on tape"}
    tape.asleep -= set(needed[:2])
    with session.driving(sent) as driver:
        driver.step()
        assert (session.staged(sent), counts(session, sent)[JobState.STAGING]) == (Staged(2, 4), 1)
    tape.asleep.clear()
    assert last(session.follow(sent)).state is ProductionState.DONE
    assert (session.staged(sent), len(tape.requests)) == (None, 1)
    (result,) = session.results(sent, "merge")
    assert Path(result.path).read_text() == "3\n"


def test_status_says_how_far_the_tape_is(fake_toy: Toy, session: Session, tape: Tape) -> None:
    sent = session.submit(session.plan(fake_toy.profile((1, 2))))
    tape.asleep.remove(min(tape.asleep))
    with session.driving(sent) as driver:
        driver.step()
    said = json.loads(fake_toy.run("status", str(sent), "--json").stdout)
    assert said["staging"] == {"online": 1, "asked": 4}
    assert "staging 1 of 4 files" in fake_toy.run("status", str(sent)).stdout
    seen = session.watch.snapshot(sent).selected
    assert seen is not None and seen.staged == Staged(1, 4)
    assert {job.reason for job in session.all_jobs(sent, JobState.STAGING)} == {
        "1 file is on tape",
        "2 files are on tape",
    }


def test_what_has_not_come_for_hours_is_asked_for_once_more(
    fake_toy: Toy, session: Session, tape: Tape, clock: Clock
) -> None:
    """Each turn is a driver's of its own, which remembers nothing."""
    sent = session.submit(session.plan(fake_toy.profile((1, 2))))
    for hours, requests in ((1, 1), (4, 1), (2, 2)):
        clock.now += 3600 * hours
        with session.driving(sent) as driver:
            driver.step()
        assert len(tape.requests) == requests
    assert counts(session, sent)[JobState.STAGING] == 2


def test_while_the_tape_is_silent_nothing_is_sent_and_nothing_fails(
    fake_toy: Toy, session: Session, tape: Tape, told: list[str]
) -> None:
    prepared = session.plan(fake_toy.profile((1, 2)))
    tape.silent = True
    sent = session.submit(prepared)
    assert (counts(session, sent)[JobState.READY], tape.requests) == (2, [])
    assert any("No answer from the tapes of toyland" in each for each in told)
    tape.silent = False
    with session.driving(sent) as driver:
        driver.step()
        assert counts(session, sent)[JobState.STAGING] == 2
        tape.silent = True
        driver.step()
        assert counts(session, sent)[JobState.STAGING] == 2


def test_no_more_is_asked_for_than_the_site_wants(fake_toy: Toy, session: Session, tape: Tape) -> None:
    tape.limit = 3
    sent = session.submit(session.plan(fake_toy.profile((1, 2))))
    assert counts(session, sent) == {JobState.DONE: 2, JobState.STAGING: 1, JobState.READY: 1, JobState.WAITING: 1}
    assert [len(urls) for urls in tape.requests] == [2]
    tape.asleep -= set(tape.requests[0])
    with session.driving(sent) as driver:
        driver.step()
    assert [len(urls) for urls in tape.requests] == [2, 2]


def test_a_refused_request_fails_the_jobs_in_its_own_words(fake_toy: Toy, session: Session, tape: Tape) -> None:
    prepared = session.plan(fake_toy.profile((1, 2)))
    tape.refusal = "You have no permission."
    sent = session.submit(prepared)
    failed = list(session.all_jobs(sent, JobState.FAILED))
    assert [(job.failure, job.reason) for job in failed] == [("stage-in", "You have no permission.")] * 2
