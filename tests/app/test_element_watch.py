"""Whoever drives a production notes now and then how the elements of its site are, and when they gave no answer."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from parisana.app.driving.element_watch import EVERY
from parisana.app.session import Session
from parisana.app.sites.view import Sites
from parisana.core.jobs.states import ProductionState
from parisana.errors import NoAnswer
from parisana.plugins.backend import Element
from tests.app.toy import Toy, last
from tests.waiting import until

FULL = Element("ce01", "Production", 12.0, 100, 7, 90, 30)


class Clock:
    """A clock that is put forward."""

    ahead = 0.0

    def __call__(self) -> float:
        """Return the time."""
        return time.time() + self.ahead


@pytest.fixture
def clock() -> Clock:
    """Return a clock."""
    return Clock()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Return what the site answers, one after the other; an empty list when all of it was asked for."""
    answers: list[object] = [[FULL], NoAnswer("It hangs.")]

    def ask(sites: Sites, *question: object) -> object:
        answer = answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer

    monkeypatch.setattr(Sites, "_ask", ask)
    return answers


@pytest.fixture
def toy(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Toy:
    """Return the toy analysis on this machine."""
    toy = Toy(tmp_path)
    for name, value in toy.environment.items():
        monkeypatch.setenv(name, value)
    return toy


@pytest.fixture
def session(toy: Toy, clock: Clock) -> Iterator[Session]:
    """Return a session."""
    made = Session(clock=clock)
    yield made
    made.close()


def has_looks(session: Session, number: int) -> bool:
    """Whether so many looks are noted."""
    return len(session.element_history.of("toyland")) == number


def test_a_driver_looks_every_ten_minutes_and_notes_silence_too(
    toy: Toy, session: Session, clock: Clock, asked: list[object]
) -> None:
    production = session.submit(session.plan(toy.profile([1])))
    with session.driving(production) as driver:
        for left, silent in ((1, 0), (0, 1)):
            driver.step()
            assert len(asked) == left + 1, "it was looked at a moment ago"
            clock.ahead += EVERY + 1
            driver.step()
            until(partial(has_looks, session, silent + 1))
    assert last(session.follow(production)).state is ProductionState.DONE
    full, silence = session.element_history.of("toyland")
    assert full[1:] == ("ce01", "Production", 12.0, 7, 90, 30)
    assert silence[1:] == ("", "It hangs.", None, None, None, None)
    assert [(each.answered, each.running) for each in session.element_history.day()["toyland"]] == [
        (True, 90),
        (False, None),
    ]
