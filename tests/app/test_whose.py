"""Several people and several machines at one bookkeeping: who sees, who changes, who drives, and what is told of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import update

from parisana.app.books import whose
from parisana.app.ground import places
from parisana.app.recording.lease import GRACE
from parisana.app.session import Session
from parisana.bookkeeping.schema import leases
from parisana.bookkeeping.values.states import ADMINISTRATORS, Visibility
from parisana.core.jobs.states import JobState, ProductionState
from parisana.errors import InputError, LeaseHeld
from parisana.plugins.fake_backend import FakeBackend, FakeSite

from .toy import Toy, keys, last, total

At = Callable[..., None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Return how another person comes to work, or somebody at another machine."""

    def come(user: str = "marie", host: str = "lab") -> None:
        monkeypatch.setattr(places, "user", lambda: user)
        monkeypatch.setattr(places, "host", lambda: host)
        monkeypatch.setattr(places, "machine", lambda: f"machine of {host}")

    come()
    return come


@pytest.fixture
def shared_disk(fake_toy: Toy, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the toy's batch system and files be reached from every machine."""
    monkeypatch.setattr(FakeBackend, "local_to_host", False)
    monkeypatch.setattr(whose, "mounts_here", lambda: "lab:/all / nfs4 rw 0 0")


@pytest.fixture
def production(fake_toy: Toy, batch: FakeSite, at: At, session: Session) -> int:
    """Return a production of marie's, submitted at the machine lab."""
    return session.submit(session.plan(fake_toy.profile([1])))


def test_a_stranger_changes_nothing(production: int, session: Session, at: At) -> None:
    at("paul")
    verbs = (session.pause, session.stop, session.resume, session.retry, lambda n: last(session.follow(n)))
    for verb in verbs:
        with pytest.raises(InputError, match="belongs to marie"):
            verb(production)
    assert session.production(production).state is ProductionState.RUNNING
    assert session.pending() == []


def test_an_administrator_stops_it_and_its_owners_driver_cancels_the_jobs(
    production: int, session: Session, at: At, told: list[str]
) -> None:
    session.book.set_members(ADMINISTRATORS, add=["anna"])
    at("anna", "office")
    assert session.stop(production) == 0
    assert "driver of marie on lab" in told[-1]
    with pytest.raises(InputError, match="belongs to marie"):
        last(session.follow(production))
    at("marie")
    assert last(session.follow(production)).state is ProductionState.STOPPED
    assert not {job.state for job in session.all_jobs(production)} - {JobState.CANCELLED, JobState.WAITING}
    own = [event for event in session.book.events(production) if event.job_id is None]
    assert [(event.source, event.new) for event in own][-1] == ("anna@office", "stopped")


@pytest.mark.parametrize(
    ("visible", "seen_by"),
    [
        (Visibility.EVERYONE, "marie paul anna zoe"),
        (Visibility.GROUP, "marie paul anna"),
        (Visibility.OWNER, "marie anna"),
    ],
)
def test_a_production_is_shown_to_whom_its_owner_wants(
    production: int, session: Session, visible: Visibility, seen_by: str
) -> None:
    session.book.set_members("crab", add=["paul"])
    session.book.set_members(ADMINISTRATORS, add=["anna"])
    session.book.share(production, "crab", visible, 1.0, "marie@lab")
    seen = []
    for person in ("marie", "paul", "anna", "zoe"):
        session.book.viewer = person
        listed = [each.id for each in session.productions()]
        assert listed == [each.number for each in session.watch.snapshot().productions]
        seen += [person] if listed else []
        if not listed:
            with pytest.raises(InputError, match="of marie is not shown to you"):
                session.production(production)
    assert " ".join(seen) == seen_by


def lapse(session: Session, seconds: float) -> None:
    with session.book._writing() as connection:
        connection.execute(update(leases).values(expires=leases.c.expires - seconds))


@pytest.mark.usefixtures("shared_disk")
def test_another_machine_takes_over_after_a_grace_time(
    fake_toy: Toy, production: int, session: Session, at: At
) -> None:
    first = session.driving(production)
    first.__enter__()
    at(host="lyon")
    other = Session(clock=session._clock, sleep=session._sleep)
    assert other.pending() == [production]
    for seconds in (0, 120 + GRACE / 2):
        lapse(session, seconds)
        with pytest.raises(LeaseHeld, match="on lab"):
            last(other.follow(production))
    lapse(session, GRACE)
    assert last(other.follow(production)).state is ProductionState.DONE
    assert total(other, production) == 1
    assert fake_toy.starts() == dict.fromkeys(keys(other, production), 1)
    noted = [event for event in other.book.events(production, text="not heard of any more")]
    assert [(event.source, event.text.split()[0]) for event in noted] == [("marie@lyon", "lyon")]
    other.close()


def test_what_is_local_to_a_machine_is_never_taken_over(production: int, session: Session, at: At) -> None:
    at(host="lyon")
    lapse(session, 1e6)
    assert session.pending() == []
    with pytest.raises(InputError, match="runs on lab"):
        last(session.follow(production))
