"""The driver on a batch system that misbehaves as told: nothing is concluded from silence, nothing is sent twice."""

from __future__ import annotations

from itertools import islice

import pytest

from parisana.app.recording import lease
from parisana.app.recording.recorder import driving
from parisana.app.session import Session
from parisana.bookkeeping import Bookkeeping
from parisana.bookkeeping.values.records import LivingAttempt
from parisana.core.jobs.states import Failure, JobState, ProductionState
from parisana.errors import BookkeepingError, LeaseHeld
from parisana.plugins.fake_backend import FakeSite, Mood, run_here

from .conftest import Clock
from .toy import Toy, keys, last, states, total


def turns(session: Session, production: int, number: int) -> None:
    """Drive for so many turns, and let go."""
    for _ in islice(session.follow(production), number):
        pass


def once_each(toy: Toy, session: Session, production: int = 1) -> bool:
    """Whether every job's payload was started once."""
    return toy.starts() == dict.fromkeys(keys(session, production), 1)


def test_a_lost_answer_is_found_again_and_nothing_is_sent_twice(
    fake_toy: Toy, batch: FakeSite, session: Session, told: list[str]
) -> None:
    batch.lose_answer()
    production = session.submit(session.plan(fake_toy.profile()))
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 6
    assert batch.calls.count("submit") == 3
    assert once_each(fake_toy, session)
    assert any("Found p1-make" in text for text in told)


def test_a_lost_question_is_sent_again_only_after_the_grace_time(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    batch.next_submissions(Mood.LOSE_QUESTION)
    production = session.submit(session.plan(fake_toy.profile()))
    begin = clock.now
    for _ in session.follow(production):
        if batch.calls.count("submit") == 2:
            break
    assert clock.now - begin >= 60
    last(session.follow(production))
    assert once_each(fake_toy, session)


def test_while_nobody_knows_whether_the_tag_is_there_nothing_is_sent(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    batch.next_submissions(Mood.LOSE_QUESTION)
    production = session.submit(session.plan(fake_toy.profile()))
    batch.silent = True
    turns(session, production, 200)
    assert clock.slept > 150
    assert batch.calls.count("submit") == 1
    assert {job.state for job in session.all_jobs(production, stage="make")} == {JobState.SUBMITTING}


def test_a_sleeping_laptop_has_heard_no_answer(fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock) -> None:
    batch.next_submissions(Mood.LOSE_QUESTION)
    production = session.submit(session.plan(fake_toy.profile()))
    for turn, _ in enumerate(session.follow(production)):
        clock.now += 3600 * (turn == 1)
        if turn == 2:
            break
    assert batch.calls.count("submit") == 1


@pytest.mark.parametrize("silence", ["silent", "garbled"])
@pytest.mark.parametrize("polls", [1, 10, 100])
def test_silence_changes_no_job(
    fake_toy: Toy, batch: FakeSite, session: Session, told: list[str], silence: str, polls: int
) -> None:
    production = session.submit(session.plan(fake_toy.profile()))
    before = states(session, production)
    setattr(batch, silence, True)
    turns(session, production, polls)
    assert states(session, production) == before
    assert len([text for text in told if text.startswith("No answer from toyland since")]) == 1
    setattr(batch, silence, False)
    assert last(session.follow(production)).state is ProductionState.DONE
    assert once_each(fake_toy, session)


def test_a_refused_submission_fails_with_the_site_s_own_words(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    batch.refuse()
    production = session.submit(session.plan(fake_toy.profile()))
    assert last(session.follow(production)).state is ProductionState.FAILED
    job = next(session.all_jobs(production))
    assert (job.failure, job.reason) == (Failure.REFUSED, "The queue is closed. (settings.queue)")
    assert session.retry(production) == 3
    assert last(session.follow(production)).state is ProductionState.DONE


def test_a_report_that_comes_late_wins(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    batch.run_row, batch.forgets_endings = None, True
    production = session.submit(session.plan(fake_toy.profile([1])))
    (tag,) = batch.held
    batch.finish(tag, 1)
    turns(session, production, 3)
    run_here(batch.held[tag].submission, 1)
    turns(session, production, 2)
    (job,) = session.all_jobs(production, stage="make")
    assert (job.state, job.attempts) == (JobState.DONE, 1)


def test_a_job_that_runs_out_of_memory_gets_more_and_a_new_program_knows_how_often(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile([1])))
    asked = []
    for _ in range(4):
        tag, held = list(batch.held.items())[-1]
        asked.append(held.submission.resources.memory_mb)
        batch.finish(tag, 1, 137, Failure.MEMORY)
        fresh = Session(clock=clock, sleep=clock.sleep)
        turns(fresh, production, 3)
        fresh.close()
    assert asked == [100, 130, 169, 220]
    assert states(session, production)[0] == "make.slice-001 memory"


def test_stop_cancels_and_resume_goes_on(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile()))
    assert session.stop(production) == 3
    assert len(batch.cancelled) == 3
    assert session.production(production).state is ProductionState.STOPPED
    batch.run_row = run_here
    assert session.resume(production) == 3
    assert last(session.follow(production)).state is ProductionState.DONE
    assert once_each(fake_toy, session)


def test_another_program_may_stop_it_and_the_driver_cancels_when_the_site_answers(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock, told: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("parisana.app.session.held_here", lambda book, production: False)
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile()))
    for turn, _ in enumerate(session.follow(production)):
        if turn == 1:
            other = Session(clock=clock, sleep=clock.sleep, tell=lambda notice: told.append(notice.text))
            assert other.stop(production) == 0
            batch.silent = True
        if turn == 5:
            assert not batch.cancelled
            batch.silent = False
    assert len(batch.cancelled) == 3
    assert any("is driven by" in text for text in told)


def test_a_second_driver_is_told_who_drives(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    production = session.submit(session.plan(fake_toy.profile()))
    follow = session.follow(production)
    next(follow)
    with pytest.raises(LeaseHeld, match=r"Production 1 is driven by .* \(process \d+ on .*\)"):
        next(Session().follow(production))


def test_a_driver_that_slept_through_its_lease_sends_nothing(
    fake_toy: Toy, batch: FakeSite, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(lease, "SECONDS", -1.0)
    with pytest.raises(LeaseHeld, match="nothing was sent"):
        session.submit(session.plan(fake_toy.profile()))
    assert "submit" not in batch.calls
    monkeypatch.setattr(lease, "SECONDS", 120.0)
    assert last(session.follow(1)).state is ProductionState.DONE
    assert once_each(fake_toy, session)


def test_the_old_driver_ends_with_a_sentence_when_another_has_taken_over(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile()))
    monkeypatch.setattr(lease, "SECONDS", 0.0)
    old = session.follow(production)
    next(old)
    monkeypatch.setattr(lease, "SECONDS", 120.0)
    new = Session(clock=clock, sleep=clock.sleep).follow(production)
    next(new)
    sent = batch.calls.count("submit")
    batch.run_row = run_here
    with pytest.raises(LeaseHeld, match="is driven by"):
        next(old)
    assert batch.calls.count("submit") == sent
    assert last(new).state is ProductionState.DONE
    assert once_each(fake_toy, session)


def test_a_lease_that_was_taken_and_given_back_is_taken_again(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    production = session.submit(session.plan(fake_toy.profile()))
    follow = session.follow(production)
    next(follow)
    held = session.book.lease(production)
    assert held is not None
    session.book.release_lease(production, held.epoch)
    turns(Session(clock=clock, sleep=clock.sleep), production, 1)
    assert last(follow).state is ProductionState.DONE
    with driving(session.book, production, clock, lambda notice: None) as drive:
        assert drive.epoch > held.epoch


def test_while_the_database_is_away_the_driver_only_looks_on(
    fake_toy: Toy, batch: FakeSite, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    production = session.submit(session.plan(fake_toy.profile()))
    follow = session.follow(production)
    next(follow)
    before = len(batch.calls)

    def away(*_: object) -> None:
        raise BookkeepingError("The database is locked.", transient=True)

    with monkeypatch.context() as patch:
        patch.setattr(type(session.book), "renew_lease", away)
        for _ in range(5):
            next(follow)
    assert batch.calls[before:] == ["poll"] * 5
    assert last(follow).state is ProductionState.DONE
    assert once_each(fake_toy, session)


def test_a_job_that_left_without_a_word_is_lost_only_after_the_grace_time(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock
) -> None:
    batch.run_row, batch.forgets_endings = None, True
    production = session.submit(session.plan(fake_toy.profile([1])))
    (tag,) = batch.held
    batch.finish(tag, 1)
    begin = clock.now
    for _ in session.follow(production):
        (job,) = session.all_jobs(production, stage="make")
        if len(batch.held) > 1:  # it was given up, and sent again
            break
    assert clock.now - begin >= 60
    assert session.attempts(job)[0].failure is Failure.LOST
    batch.run_row, batch.forgets_endings = run_here, False
    assert last(session.follow(production)).state is ProductionState.DONE


def test_a_program_that_always_crashes_is_tried_twice(fake_toy: Toy, batch: FakeSite, session: Session) -> None:
    fake_toy.order("make.slice-002", "exit7", "always")
    production = session.submit(session.plan(fake_toy.profile()))
    assert last(session.follow(production)).state is ProductionState.FAILED
    job = list(session.all_jobs(production, stage="make"))[1]
    assert (job.failure, job.exit_code, fake_toy.starts()[job.key]) == (Failure.SOFTWARE, 7, 2)
    assert states(session, production)[-1] == "merge.all waiting"


def test_what_lives_is_read_again_only_when_the_books_have_changed(
    fake_toy: Toy, batch: FakeSite, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.run_row = None
    production = session.submit(session.plan(fake_toy.profile()))
    real, reads = Bookkeeping.living_attempts, list[int]()

    def counted(self: Bookkeeping, number: int) -> list[LivingAttempt]:
        reads.append(number)
        return real(self, number)

    monkeypatch.setattr(Bookkeeping, "living_attempts", counted)
    with session.driving(production) as follower:
        follower.step()
        follower.step()
        assert reads == [production]
        other = Session(session.home)
        other.kill(production, [1])
        other.close()
        reads.clear()
        follower.step()
        assert reads == [production]
        assert [each.job_number for each in follower.drive.living()] == [2, 3]
