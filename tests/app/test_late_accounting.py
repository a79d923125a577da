"""A job that saw only a signal cannot say why: the batch system's accounting is waited for, and not for ever."""

from __future__ import annotations

from parisana.app.session import Session
from parisana.core.jobs.states import Failure, JobState
from parisana.plugins.backend import Ending
from parisana.plugins.fake_backend import FakeSite, run_here

from .conftest import Clock
from .toy import Toy, last


def killed(toy: Toy, session: Session) -> int:
    """Send a job that a signal ends."""
    toy.order("make.slice-001", "killed")
    return session.submit(session.plan(toy.profile([1])), ["make"])


def test_an_accounting_that_is_late_decides_the_class(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    batch.forgets_endings = True
    production = killed(fake_toy, session)
    with session.driving(production) as follower:
        for _ in range(3):
            follower.step()
            clock.sleep(10)
        assert next(session.all_jobs(production)).state is not JobState.FAILED
        ((_, held),) = batch.held.items()
        held.endings[1] = Ending(f"{held.native_id}.1", 137, Failure.MEMORY, "It took too much.")
        batch.forgets_endings = False
        follower.step()
    (attempt, *_) = session.attempts(next(session.all_jobs(production)))
    assert (attempt.failure, attempt.reason) == (Failure.MEMORY, "It took too much.")


def test_what_the_accounting_says_of_another_job_of_the_same_number_says_nothing_of_ours(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    """After a reset a batch system gives its numbers again."""
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile([1])), ["make"])
    ((tag, held),) = batch.held.items()
    batch.finish(tag, 1)
    held.endings[1] = Ending(f"{held.native_id}.1", 1, Failure.SITE, tag="somebody-else")
    batch.run_row = run_here
    assert last(session.follow(production)).done == 1
    (lost, _) = session.attempts(next(session.all_jobs(production)))
    assert lost.failure is Failure.LOST


def test_an_accounting_that_stays_silent_holds_nothing_up(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    batch.forgets_endings = True
    production = killed(fake_toy, session)
    began = clock.now
    assert last(session.follow(production)).done == 1
    (attempt, *_) = session.attempts(next(session.all_jobs(production)))
    assert attempt.failure is Failure.NODE
    assert clock.now - began < 300
