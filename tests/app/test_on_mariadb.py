"""The whole way with the bookkeeping on a real server: programs die, the server dies, and every job is done once."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator

import pytest

from parisana.app.books import database as books
from parisana.app.session import Session
from parisana.bookkeeping.upkeep.accounts import Kind
from parisana.core.jobs.states import JobState, ProductionState
from tests.servers.mariadb import FORGOTTEN, MariaDB

from .toy import Toy, keys, last, total

pytestmark = [
    pytest.mark.xdist_group("mariadb"),
    pytest.mark.filterwarnings(FORGOTTEN),
    pytest.mark.usefixtures("forgotten_sockets"),
]


@pytest.fixture(autouse=True)
def _on_the_server(mariadb: MariaDB, toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    with mariadb.database() as name:
        monkeypatch.setenv("PARISANA_BOOK", mariadb.address(name))
        yield


def nothing_lost_or_twice(toy: Toy, session: Session) -> None:
    assert total(session, 1) == 6
    assert {job.state for job in session.all_jobs(1)} == {JobState.DONE}
    assert toy.starts() == dict.fromkeys(keys(session, 1), 1)
    assert session.book.differences(1) == []
    assert not list(toy.root.rglob("bookkeeping.sqlite"))


def test_the_server_is_no_folder_of_this_machine(session: Session) -> None:
    assert "Database" not in [folder.title for folder in session.surroundings().folders]


@pytest.fixture
def marie(mariadb: MariaDB, toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let Marie be at work, with an account of her own."""
    (file,) = books.make(toy.root, books.wanted(toy.root, {Kind.USER: ["marie@localhost"]}, False)).files
    monkeypatch.setenv("PARISANA_BOOK_PASSWORD", file.read_text().partition("password = ")[2].split()[0])
    monkeypatch.setenv("PARISANA_BOOK", os.environ["PARISANA_BOOK"].replace("root@", "marie@"))
    monkeypatch.setenv("LOGNAME", "marie")
    yield
    mariadb.ask("DROP USER marie@localhost")


@pytest.mark.usefixtures("marie")
def test_an_account_of_ones_own_is_enough_for_ones_own_productions(toy: Toy, session: Session) -> None:
    toy.order("make.slice-002", "exit3")
    assert toy.run("run", str(toy.profile())).returncode == 1
    assert toy.run("retry", "1").returncode == 0
    assert toy.run("extend", "1", str(toy.profile((1, 2, 3, 4)))).returncode == 0
    assert toy.run("follow").returncode == 0
    assert toy.run("book", "share", "1", "--visible", "owner").returncode == 0
    found = session.book.production(1)
    assert (found.state, found.owner, total(session, 1)) == (ProductionState.DONE, "marie", 10)
    other = toy.run("submit", str(toy.profile()), LOGNAME="paul")
    assert other.returncode == 3 and "lets only its owner, or an administrator, change" in other.stderr


def test_two_programs_follow_at_once(toy: Toy, session: Session) -> None:
    session.submit(session.plan(toy.profile()))
    argv = [sys.executable, "-m", "parisana", "follow"]
    both = [subprocess.Popen(argv, env={**os.environ, **toy.environment}, stderr=subprocess.PIPE) for _ in range(2)]
    said = [process.communicate(timeout=120)[1].decode() for process in both]
    assert 0 in [process.returncode for process in both], said
    nothing_lost_or_twice(toy, session)


@pytest.mark.parametrize("point", ["after-accept", "during-collection"])
def test_a_driver_that_was_killed_is_replaced(toy: Toy, session: Session, point: str) -> None:
    died = toy.run("run", str(toy.profile()), PARISANA_CRASH_AT=point)
    assert died.returncode == -signal.SIGKILL, died.stderr
    assert toy.run("follow").returncode == 0
    nothing_lost_or_twice(toy, session)


def test_a_driver_outlives_the_server(toy: Toy, session: Session, mariadb: MariaDB, told: list[str]) -> None:
    session.submit(session.plan(toy.profile()))
    follow = session.follow(1)
    next(follow)
    for stop in (mariadb.kill, mariadb.stop):
        stop()
        for _ in range(3):
            next(follow)
        mariadb.start()
        next(follow)
    assert last(follow).state is ProductionState.DONE
    assert len([text for text in told if "does not answer" in text]) == 2, "said once each time"
    nothing_lost_or_twice(toy, session)
