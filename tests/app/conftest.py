"""A toy analysis for each test, on this machine's batch system or on one in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from parisana.app.session import Session
from parisana.plugins.fake_backend import FakeSite, fake_site, forget_sites, run_here

from .toy import Toy


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
