"""A job that is at work is believed before a batch system that denies it; one that is over is taken by what it left."""

from __future__ import annotations

import os
import shutil
from itertools import islice
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.app.working.working import BEATS, Working
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.plugins.backend import Submission
from parisana.plugins.fake_backend import FakeSite, run_here

from .conftest import Clock
from .toy import Toy, keys, last, total


class Node:
    """A job that the batch system has forgotten, and that still runs somewhere."""

    def __init__(self, session: Session, production: int, submission: Submission, clock: Clock) -> None:
        self.working = Working(Path(session.production(production).working))
        self.submission = submission
        self.clock = clock
        self.working.claim(submission.tag, 1).mkdir()
        self.beat()

    def beat(self) -> None:
        """Give a sign of life."""
        heart = self.working.heartbeat(self.submission.tag, 1)
        heart.touch()
        os.utime(heart, (self.clock.now, self.clock.now))

    def end(self) -> None:
        """Run to the end, as if all of it had happened after the claim."""
        shutil.rmtree(self.working.claim(self.submission.tag, 1))
        assert run_here(self.submission, 1) == 0


@pytest.fixture
def denied(fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock) -> Node:
    """Return a job that began to work after its submission's answer was lost, and that the site denies."""
    batch.run_row = None
    batch.lose_answer()
    production = session.submit(session.plan(fake_toy.profile([1])))
    _, held = batch.held.popitem()
    return Node(session, production, held.submission, clock)


@pytest.fixture
def forgotten(fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock) -> Node:
    """Return a job that works, was accepted, and is neither in the queue nor in the accounting any more."""
    batch.run_row, batch.forgets_endings = None, True
    production = session.submit(session.plan(fake_toy.profile([1])))
    ((tag, held),) = batch.held.items()
    batch.finish(tag, 1)
    return Node(session, production, held.submission, clock)


def an_hour_goes_by(session: Session, node: Node) -> None:
    """Drive for an hour in which the job gives signs of life."""
    begin = node.clock.now
    for _ in session.follow(1):
        node.beat()
        if node.clock.now - begin > 3600:
            break


@pytest.mark.parametrize("which", ["denied", "forgotten"])
def test_while_its_heart_beats_a_job_is_not_given_up(
    fake_toy: Toy, batch: FakeSite, session: Session, request: pytest.FixtureRequest, which: str
) -> None:
    node: Node = request.getfixturevalue(which)
    an_hour_goes_by(session, node)
    assert batch.calls.count("submit") == 1
    node.end()
    batch.run_row = run_here
    assert last(session.follow(1)).state is ProductionState.DONE
    assert (total(session, 1), fake_toy.starts()) == (1, dict.fromkeys(keys(session, 1), 1))


@pytest.mark.parametrize("which", ["denied", "forgotten"])
def test_when_its_heart_has_stopped_a_job_is_lost_and_sent_again(
    batch: FakeSite, session: Session, request: pytest.FixtureRequest, clock: Clock, which: str
) -> None:
    request.getfixturevalue(which)
    begin, sent = clock.now, len(batch.held)
    for _ in session.follow(1):
        if len(batch.held) > sent:
            break
    assert clock.now - begin >= BEATS + 60
    batch.run_row, batch.forgets_endings = run_here, False
    assert last(session.follow(1)).state is ProductionState.DONE
    first, second = session.attempts(next(session.all_jobs(1)))
    assert (first.failure, second.failure) == (Failure.LOST, None)


def test_jobs_of_a_denied_submission_are_taken_by_their_reports_and_the_silent_ones_sent_again(
    fake_toy: Toy, batch: FakeSite, session: Session
) -> None:
    batch.run_row = None
    batch.lose_answer()
    production = session.submit(session.plan(fake_toy.profile([1, 2])))
    _, held = batch.held.popitem()
    run_here(held.submission, 1)
    batch.run_row = run_here
    assert last(session.follow(production)).state is ProductionState.DONE
    assert fake_toy.starts() == dict.fromkeys(keys(session, production), 1)
    spoke, silent = session.all_jobs(production, stage="make")
    assert [attempt.state for attempt in session.attempts(spoke)] == ["done"]
    assert [attempt.failure for attempt in session.attempts(silent)] == [Failure.LOST, None]


def test_a_denied_job_can_be_stopped_when_it_is_over(session: Session, denied: Node, clock: Clock) -> None:
    assert session.stop(1) == 0, "it is at work, and nobody can reach it"
    clock.now += BEATS
    for progress in islice(session.follow(1), 5):
        stopped = progress.state is ProductionState.STOPPED
    assert stopped and next(session.all_jobs(1)).state is JobState.CANCELLED
