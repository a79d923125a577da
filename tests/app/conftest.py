"""A toy analysis for each test, on this machine's batch system or on one in memory."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.plugins.fake_backend import FakeSite, fake_site, forget_sites, run_here
from tests.servers.mariadb import FORGOTTEN, MariaDB
from tests.trying import cannot_try

from .toy import Toy

#: Where this is set, every session of these tests keeps its bookkeeping on a server (``make test-server``).
ON_A_SERVER = "PARISANA_TEST_ON_A_SERVER"
#: So many databases stay for a while: what a test has left running may still ask for its own.
STAY = 5
_databases: deque[str] = deque()


def pytest_collection_modifyitems(items: Sequence[pytest.Item]) -> None:
    """Let tests on a server end as those do that were written for one."""
    for item in items if ON_A_SERVER in os.environ else ():
        item.add_marker(pytest.mark.filterwarnings(FORGOTTEN))
        item.add_marker(pytest.mark.usefixtures("forgotten_sockets"))


@pytest.fixture(autouse=True)
def _book(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give the test a database of its own on the server, where that is asked for."""
    if ON_A_SERVER not in os.environ:
        return
    if request.node.get_closest_marker("book_in_a_file"):
        cannot_try("on a server: a test of the bookkeeping in a file")
    server: MariaDB = request.getfixturevalue("mariadb")
    _databases.append(server.make())
    if len(_databases) > STAY:
        server.drop(_databases.popleft())
    monkeypatch.setenv("PARISANA_BOOK", server.address(_databases[-1]))


def _settled(toy: Toy, monkeypatch: pytest.MonkeyPatch) -> Toy:
    for name, value in toy.environment.items():
        monkeypatch.setenv(name, value)
    return toy


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on the real queue of this machine."""
    return _settled(Toy(tmp_path), monkeypatch)


@pytest.fixture
def fake_toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on a batch system in memory."""
    return _settled(Toy(tmp_path, "fake"), monkeypatch)


@pytest.fixture
def batch(fake_toy: Toy) -> Iterator[FakeSite]:
    """Return that batch system; it runs every row when it is polled, until a test says otherwise."""
    site = fake_site(str(fake_toy.root))
    site.run_row = run_here
    yield site
    forget_sites()


class Clock:
    """A clock that a test moves; sleeping moves it too."""

    def __init__(self) -> None:
        self.now = 1_700_000_000.0
        self.slept = 0

    def __call__(self) -> float:
        """Return the time."""
        return self.now

    def sleep(self, seconds: float) -> None:
        """Let time pass."""
        self.now += seconds
        self.slept += 1
        assert self.slept < 5000, "It does not come to an end."


@pytest.fixture
def clock() -> Clock:
    """Return a clock that stands until it is moved."""
    return Clock()


@pytest.fixture
def told() -> list[str]:
    """Return what the driver says to the person."""
    return []


@pytest.fixture
def session(request: pytest.FixtureRequest, told: list[str]) -> Iterator[Session]:
    """Return a session; on the fake batch system it lives by the clock of the test."""

    def tell(notice: object) -> None:
        told.append(getattr(notice, "text", ""))

    if "fake_toy" in request.fixturenames:
        time = request.getfixturevalue("clock")
        made = Session(tell=tell, clock=time, sleep=time.sleep)
    else:
        request.getfixturevalue("toy")
        made = Session(tell=tell)
    yield made
    made.close()
