"""The bookkeeping is away while jobs start and end: it is told afterwards what was seen, at the times when it was."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import update

from parisana.app.ground import places
from parisana.app.session import Session
from parisana.bookkeeping.schema import leases
from parisana.core.jobs.states import JobState, ProductionState
from parisana.errors import LeaseHeld
from parisana.plugins.fake_backend import FakeSite, run_here
from tests.servers.mariadb import FORGOTTEN, MariaDB

from .conftest import Clock
from .toy import Toy, keys, last, total

pytestmark = [
    pytest.mark.xdist_group("mariadb"),
    pytest.mark.filterwarnings(FORGOTTEN),
    pytest.mark.usefixtures("forgotten_sockets"),
]


@pytest.fixture
def production(
    mariadb: MariaDB, fake_toy: Toy, batch: FakeSite, session: Session, monkeypatch: pytest.MonkeyPatch
) -> Iterator[int]:
    """Return a production of two slices on the server, whose jobs wait in the queue."""
    with mariadb.database() as name:
        monkeypatch.setenv("PARISANA_BOOK", mariadb.address(name))
        batch.run_row = None
        yield session.submit(session.plan(fake_toy.profile([1, 2])))
        session.close()


def journals() -> list[Path]:
    return list((places.home() / "journal").glob("*/*"))


def steps(session: Session, number: int) -> list[tuple[str, str | None, float]]:
    job = session.book.job(1, number)
    return [(event.source, event.new, event.at) for event in session.book.events(1, job=job.id)]


def test_jobs_that_start_and_end_while_the_server_is_away(
    mariadb: MariaDB, fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock, production: int, told: list[str]
) -> None:
    (tag,) = batch.held
    with session.driving(production) as follower:
        follower.step()
        mariadb.kill()
        clock.now += 10
        batch.start(tag, 1)
        follower.step()
        started = clock.now
        clock.now += 10
        batch.silent = True
        follower.step()
        batch.silent = False
        batch.finish(tag, 1, run_here(batch.held[tag].submission, 1))
        for _ in range(5):
            clock.now += 10
            follower.step()
        assert len(journals()) == 1
        assert len(journals()[0].read_text().splitlines()) == 2, "what was said before is not said again"
        assert [call for call in batch.calls if call in ("submit", "cancel", "endings")] == ["submit"]
        mariadb.start()
        clock.now += 10
        follower.step()
        seen = steps(session, 1)
        assert ("toyland", "running", started) in seen and ("toyland", "checking", started + 20) in seen
        assert seen[-1][1] == "done" and not journals()
    batch.run_row = run_here
    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 3
    assert fake_toy.starts() == dict.fromkeys(keys(session, production), 1)
    assert session.book.differences(production) == []


def test_a_clock_that_jumps_neither_frees_a_lease_nor_ends_a_job(
    fake_toy: Toy, batch: FakeSite, session: Session, clock: Clock, production: int
) -> None:
    year = 365 * 86400.0
    other = Session(clock=lambda: clock.now + year)
    with session.driving(production) as follower:
        for jump in (year, -2 * year, year):
            clock.now += jump
            follower.step()
            with pytest.raises(LeaseHeld, match="is driven by"):
                last(other.follow(production))
    other.close()
    assert not {job.state for job in session.all_jobs(production)} & {JobState.FAILED, JobState.CANCELLED}
    batch.run_row = run_here
    assert last(session.follow(production)).state is ProductionState.DONE
    assert fake_toy.starts() == dict.fromkeys(keys(session, production), 1)


def test_what_a_replaced_driver_saw_is_kept_as_events_only(
    mariadb: MariaDB, batch: FakeSite, session: Session, clock: Clock, production: int
) -> None:
    (tag,) = batch.held
    with session.driving(production) as follower:
        follower.step()
        mariadb.kill()
        batch.start(tag, 2)
        follower.step()
        mariadb.start()
        with session.book._writing() as connection:
            connection.execute(update(leases).values(epoch=leases.c.epoch + 1, holder="another", host="elsewhere"))
        with pytest.raises(LeaseHeld, match="another"):
            follower.step()
    assert session.book.job(production, 2).state is JobState.QUEUED
    (event,) = session.book.events(production, text="while the bookkeeping was away: running")
    assert (event.new, event.at) == (None, clock.now) and not journals()
