"""What a batch system does not take: for good, with its own words at the field; for the moment, without a failure."""

from __future__ import annotations

from parisana.app.session import Session
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.plugins.fake_backend import FakeSite, Mood

from .conftest import Clock
from .toy import Toy, keys, last, total


def test_no_room_for_the_moment_burns_no_budget(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock, told: list[str]
) -> None:
    batch.next_submissions(Mood.FULL, Mood.FULL)
    begin = clock.now
    production = session.submit(session.plan(fake_toy.profile()))
    jobs = list(session.all_jobs(production, stage="make"))
    assert {(job.state, job.failure) for job in jobs} == {(JobState.READY, None)}
    assert "You have too many jobs." in jobs[0].reason
    assert last(session.follow(production)).state is ProductionState.DONE
    assert clock.now - begin >= 120
    assert total(session, production) == 6
    assert fake_toy.starts() == dict.fromkeys(keys(session, production), 1)
    assert any(text.startswith("toyland takes no jobs now: You have too many jobs. 3 jobs wait") for text in told)


def test_when_there_is_no_room_the_other_arrays_are_not_tried_either(
    fake_toy: Toy, batch: FakeSite, session: Session
) -> None:
    fake_toy.site(limits={"jobs": 10_000})
    batch.next_submissions(Mood.FULL)
    session.submit(session.plan(fake_toy.profile(range(1, 2501))))
    assert batch.calls.count("submit") == 1


def test_a_refusal_for_good_names_the_field(fake_toy: Toy, batch: FakeSite, session: Session, told: list[str]) -> None:
    batch.refuse()
    production = session.submit(session.plan(fake_toy.profile()))
    job = next(session.all_jobs(production))
    assert (job.state, job.failure) == (JobState.FAILED, Failure.REFUSED)
    assert job.reason == "The queue is closed. (settings.queue)"
    assert any("settings.queue: The queue is closed." in text for text in told)
