"""A locked database, one on a network disk, a reboot half-way, a laptop that slept: none lost, none done twice."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import pytest

from parisana.app.driving import submitter
from parisana.app.session import Session
from parisana.backends.unix.spool import Spool
from parisana.bookkeeping.database import opening as database
from parisana.core.jobs.states import Failure, ProductionState
from parisana.errors import BookkeepingError, LeaseHeld, Outdated
from tests.plug import pull_the_plug

from .toy import Toy, keys, last, total

HOLD = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("held", flush=True)
sys.stdin.read()
"""


def database_of(toy: Toy) -> Path:
    """Return the file of the database."""
    return toy.root / "home" / "bookkeeping.sqlite"


@contextmanager
def locked(toy: Toy) -> Iterator[None]:
    """Let another process hold the database."""
    argv = [sys.executable, "-c", HOLD, str(database_of(toy))]
    with subprocess.Popen(argv, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None and holder.stdout.readline() == b"held\n"
        yield
        holder.communicate()


@pytest.fixture
def impatient(toy: Toy, monkeypatch: pytest.MonkeyPatch, told: list[str]) -> Iterator[Session]:
    """Return a session that waits for the database only for a moment."""
    monkeypatch.setattr(database, "_sqlite", lambda url, _, make=database._sqlite: make(url, 0.1))
    session = Session(tell=lambda notice: told.append(notice.text))
    assert session.productions() == []
    yield session
    session.close()


def once_each(toy: Toy, session: Session, production: int = 1) -> bool:
    """Whether every job's payload was started once."""
    return toy.starts() == dict.fromkeys(keys(session, production), 1)


@pytest.mark.book_in_a_file
def test_nothing_is_recorded_or_sent_while_another_process_locks_the_database(toy: Toy, impatient: Session) -> None:
    prepared = impatient.plan(toy.profile([1]))
    with locked(toy), pytest.raises(BookkeepingError, match="is locked by another program") as caught:
        impatient.submit(prepared)
    assert str(database_of(toy)) in caught.value.message
    assert caught.value.hint and caught.value.transient
    assert impatient.productions() == [] and not toy.starts()
    assert not list((toy.root / "spool").glob("submissions/*"))
    production = impatient.submit(prepared)
    assert last(impatient.follow(production)).state is ProductionState.DONE
    assert once_each(toy, impatient)


@pytest.mark.book_in_a_file
@pytest.mark.parametrize("disk", ["ext4", "nfs4"])
def test_a_driver_waits_while_another_process_locks_the_database(
    toy: Toy, monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest, told: list[str], disk: str
) -> None:
    """On a network disk it cannot even look."""
    monkeypatch.setattr(database, "mounts_here", lambda: f"lab:/home {toy.root} {disk} rw 0 0")
    impatient: Session = request.getfixturevalue("impatient")
    production = impatient.submit(impatient.plan(toy.profile([1])))
    follow = impatient.follow(production)
    next(follow)
    with locked(toy):
        for _ in range(3):
            next(follow)
        assert len(list((toy.root / "spool").glob("submissions/*"))) == 1
    assert len([text for text in told if "is locked by another program" in text]) == 1, "said once"
    assert last(follow).state is ProductionState.DONE
    assert once_each(toy, impatient)


@pytest.mark.book_in_a_file
def test_on_a_network_file_system_all_works_without_a_write_ahead_log(
    toy: Toy, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(database, "mounts_here", lambda: f"lab:/home {toy.root} nfs4 rw 0 0")
    production = session.submit(session.plan(toy.profile([1, 2])))
    for _ in session.follow(production):
        assert not database_of(toy).with_name("bookkeeping.sqlite-wal").exists()
    assert total(session, production) == 3 and once_each(toy, session)
    with sqlite3.connect(database_of(toy)) as connection:
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("delete",)


@pytest.mark.book_in_a_file
def test_a_database_of_a_newer_version_is_left_as_it_is(toy: Toy, session: Session) -> None:
    session.submit(session.plan(toy.profile([1])))
    last(session.follow(1))
    session.close()
    with sqlite3.connect(database_of(toy)) as connection:
        connection.execute("UPDATE parisana_version SET version_num = '9999'")
    connection.close()
    before, starts = database_of(toy).read_bytes(), toy.starts()
    later = Session()
    with pytest.raises(Outdated, match="newer version of the program") as caught:
        later.submit(later.plan(toy.profile([1, 2])))
    assert str(database_of(toy)) in caught.value.message and "Upgrade Parisana" in (caught.value.hint or "")
    assert (database_of(toy).read_bytes(), toy.starts()) == (before, starts)


def test_after_a_reboot_half_way_the_jobs_that_ran_are_done_again_once(toy: Toy, session: Session) -> None:
    toy.order("refine.slice-002", "hang")
    production = session.submit(session.plan(toy.profile([1, 2])))
    refined = list(session.all_jobs(production, stage="refine"))
    running = toy.root / "orders" / "refine.slice-002"
    for _ in session.follow(production):
        if running.read_text() == "" and session.book.job(production, refined[0].number).state == "done":
            break
    pull_the_plug(Spool(toy.root / "spool"))

    assert last(session.follow(production)).state is ProductionState.DONE
    assert total(session, production) == 3
    lost, again = session.attempts(refined[1])
    assert (lost.failure, again.failure) == (Failure.LOST, None), lost.reason
    assert "was restarted while the job ran" in lost.reason
    assert toy.starts() == {key: 1 + (key == refined[1].key) for key in keys(session, production)}


def lapse(session: Session) -> None:
    """Let all leases run out, as they do while a laptop sleeps."""
    with session.book._engine.begin() as connection:
        connection.exec_driver_sql("UPDATE leases SET expires = 0")


def test_a_driver_that_slept_while_another_took_over_ends_and_sends_nothing(toy: Toy, session: Session) -> None:
    production = session.submit(session.plan(toy.profile([1, 2])))
    asleep = session.follow(production)
    next(asleep)
    lapse(session)
    other = Session()
    driven = other.follow(production)
    next(driven)
    sent = len(list(islice((toy.root / "spool").glob("submissions/*"), 100)))
    with pytest.raises(LeaseHeld, match=r"Production 1 is driven by .* \(process \d+ on .*\)") as caught:
        next(asleep)
    assert caught.value.hint
    assert len(list((toy.root / "spool").glob("submissions/*"))) == sent
    assert last(driven).state is ProductionState.DONE
    assert once_each(toy, session) and total(session, production) == 3
    other.close()


def test_a_driver_that_sleeps_between_its_intent_and_the_call_does_not_call(
    toy: Toy, session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one finds the intent, learns that nobody got it, sends the jobs itself, and ends all."""
    slept: list[str] = []

    def sleep(point: str) -> None:
        if point == "after-intent" and not slept:
            slept.append(point)
            lapse(session)
            other = Session()
            assert last(other.follow(1)).state is ProductionState.DONE
            other.close()

    monkeypatch.setattr(submitter, "reach", sleep)
    with pytest.raises(LeaseHeld) as caught:
        session.submit(session.plan(toy.profile([1, 2])))
    assert caught.value.hint and slept
    assert once_each(toy, session) and total(session, 1) == 3
    assert len(list((toy.root / "spool").glob("submissions/*-make-*"))) == 1
