"""Counts that are kept: answered at once, counted anew behind the scenes, and not lost with the database."""

from __future__ import annotations

from parisana.app.ground.kept import Kept
from parisana.errors import BookkeepingError
from tests.app.conftest import Clock
from tests.waiting import until


class Counting:
    """Counts how often it was asked; it can be told to fail."""

    def __init__(self) -> None:
        self.times, self.away = 0, False

    def __call__(self) -> int:
        """Return which time this is."""
        self.times += 1
        if self.away:
            raise BookkeepingError("The bookkeeping does not answer.")
        return self.times


def test_a_count_is_taken_once_and_again_when_it_is_old(clock: Clock) -> None:
    counting = Counting()
    kept = Kept(counting, clock, old=60)
    assert [kept.now().value, kept.now().value] == [1, 1]
    clock.sleep(61)
    assert kept.now().value == 1, "whoever asks is not kept waiting"
    until(lambda: kept.now().value == 2)
    assert kept.now().at == clock.now and counting.times == 2


def test_while_the_database_is_away_the_last_count_stays_with_its_age(clock: Clock) -> None:
    counting = Counting()
    kept = Kept(counting, clock, old=60)
    first = kept.now()
    clock.sleep(61)
    counting.away = True
    kept.now()
    until(lambda: counting.times >= 2)
    assert kept.now() == first
    counting.away = False
    until(lambda: kept.now().value > 1)


def test_nobody_waits_for_what_takes_long(clock: Clock) -> None:
    kept = Kept(Counting(), clock)
    assert kept.known() is None
    until(kept.known)
