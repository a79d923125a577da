"""Garbage in rings: it goes, in the window's own thread, and nothing that is in use goes with it."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QApplication

from parisana.ui.desktop import sweeping
from parisana.ui.desktop.sweeping import Sweeper


class Ring:
    """Something that holds itself."""

    def __init__(self) -> None:
        self.me = self


@pytest.fixture
def sweeper(qapp: QApplication) -> Iterator[Sweeper]:
    """Return a sweeper; Python's own ways are back when the test is over."""
    owner = QObject()
    yield Sweeper(owner)
    del owner
    gc.unfreeze()


def test_a_ring_that_a_lane_left_goes_in_the_thread_of_the_window(sweeper: Sweeper) -> None:
    gone: list[threading.Thread] = []

    def work() -> None:
        rings = [Ring() for _ in range(10)]
        weakref.finalize(rings[0], lambda: gone.append(threading.current_thread()))

    sweeper.sweep()
    lane = threading.Thread(target=work)
    lane.start()
    lane.join()
    sweeper.sweep()
    assert gone == [threading.current_thread()]


def test_what_outlived_a_sweep_goes_when_nobody_looks(sweeper: Sweeper, monkeypatch: pytest.MonkeyPatch) -> None:
    ring = Ring()
    there = weakref.ref(ring)
    sweeper.sweep()
    assert there() is ring
    del ring
    monkeypatch.setattr(sweeping, "WHOLE", -1.0)
    sweeper.look_away(Qt.ApplicationState.ApplicationActive)
    assert there() is not None
    sweeper.look_away(Qt.ApplicationState.ApplicationInactive)
    assert there() is None


def test_however_much_a_lane_makes_no_search_is_pythons_own(sweeper: Sweeper) -> None:
    searches: list[str] = []

    def note(phase: str, about: dict[str, int]) -> None:
        searches.append(phase)

    gc.callbacks.append(note)
    lane = threading.Thread(target=lambda: [Ring() for _ in range(300_000)])
    try:
        lane.start()
        lane.join()
        assert not searches
        sweeper.look()
        assert searches == ["start", "stop"]
    finally:
        gc.callbacks.remove(note)


def test_what_was_just_made_goes_at_the_next_look(sweeper: Sweeper) -> None:
    ring = Ring()
    there = weakref.ref(ring)
    del ring
    sweeper.look()
    assert there() is None


def test_what_is_there_for_longer_is_looked_at_before_it_is_left_out(sweeper: Sweeper) -> None:
    ring = Ring()
    there = weakref.ref(ring)
    sweeper.look()
    del ring
    for _ in range(sweeping.LOOKS):
        sweeper.look()
    assert there() is None
