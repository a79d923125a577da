"""The drivers in the background, on bad days: each trouble stays with the production, or the site, that has it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest

from parisana.app.background import drivers as drivers_module
from parisana.app.background import site_driver
from parisana.app.background.drivers import Drivers
from parisana.app.background.watcher import News, Watcher
from parisana.app.session import Session
from parisana.bookkeeping.database.door import Door
from parisana.core.jobs.states import JobState, ProductionState
from parisana.errors import BookkeepingError
from parisana.plugins.fake_backend import FakeBackend, FakeSite, run_here
from tests.waiting import until

from .toy import Toy, keys, states


@dataclass
class Room:
    """A window's background: the drivers, and what they said."""

    home: Session
    heard: list[News] = field(default_factory=list)
    drivers: Drivers | None = None

    def open(self) -> Drivers:
        """Start the drivers."""
        self.drivers = Drivers(self.home.home, Watcher(self.heard.append, pause=0.01))
        return self.drivers

    @property
    def told(self) -> list[str]:
        return [notice.text for news in self.heard for notice in news.notices]

    def said(self, *words: str) -> bool:
        return any(all(word in text for word in words) for text in self.told)

    def ends(self, production: int, state: ProductionState = ProductionState.DONE) -> None:
        until(lambda: self.home.production(production).state is state)


@pytest.fixture
def room(fake_toy: Toy, batch: FakeSite, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    monkeypatch.setattr(drivers_module, "LOOK", 0.05)
    monkeypatch.setattr(site_driver, "LOOK_ON", 0.1)
    made = Room(Session())
    yield made
    if made.drivers is not None:
        made.drivers.close(20)
    made.home.close()


def submit(room: Room, toy: Toy, *runs: int) -> int:
    """Record a production; the drivers do the rest."""
    return room.home.submit(room.home.plan(toy.profile(runs or (1, 2))))


@pytest.fixture
def moods(monkeypatch: pytest.MonkeyPatch) -> dict[str, Callable[[], None]]:
    """Return what each verb of the batch system does first."""
    found: dict[str, Callable[[], None]] = {}
    for verb in ("submit", "find", "poll", "endings", "cancel"):
        real = getattr(FakeBackend, verb)

        def first(self: FakeBackend, *words: object, verb: str = verb, real: Callable[..., object] = real) -> object:
            found.get(verb, lambda: None)()
            return real(self, *words)

        monkeypatch.setattr(FakeBackend, verb, first)
    return found


def test_what_is_pending_is_driven_to_its_end(fake_toy: Toy, batch: FakeSite, room: Room) -> None:
    first, second = submit(room, fake_toy), submit(room, fake_toy, 3, 4)
    room.open()
    room.ends(first)
    room.ends(second)
    assert fake_toy.starts() == dict.fromkeys([*keys(room.home, first), *keys(room.home, second)], 1)
    until(lambda: {first, second} <= set().union(*(news.productions for news in room.heard)))
    assert room.heard[-1].sites.get("toyland") is None or room.heard[-1].sites["toyland"].silent_since is None


@pytest.mark.parametrize("verb", ["submit", "poll", "endings"])
def test_a_mistake_in_a_plug_in_stops_its_production_says_so_and_a_nudge_tries_again(
    fake_toy: Toy, batch: FakeSite, room: Room, moods: dict[str, Callable[[], None]], verb: str
) -> None:
    def wrong() -> None:
        raise ZeroDivisionError("plug-in")

    production = submit(room, fake_toy)
    moods[verb] = wrong
    if verb == "endings":
        batch.run_row = lambda submission, row: 1
    at_work = room.open()
    until(lambda: room.said(f"Production {production} is no longer driven", "ZeroDivisionError: plug-in"))
    batch.run_row = run_here
    moods.clear()
    if verb == "poll":
        at_work.nudge(production)
        room.ends(production)
        assert len([text for text in room.told if "no longer driven" in text]) == 1


def test_a_site_that_hangs_holds_up_neither_another_site_nor_the_closing(
    fake_toy: Toy, batch: FakeSite, room: Room, moods: dict[str, Callable[[], None]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drivers_module, "HANGS", 0.2)
    hanging = submit(room, fake_toy)
    hang, caught = threading.Event(), threading.Event()

    def stuck() -> None:
        if threading.current_thread().name == "driver of toyland":
            caught.set()
            hang.wait(60)

    moods["poll"] = stuck
    at_work = room.open()
    assert caught.wait(60)
    fake_toy.site(name="elsewhere")
    (fake_toy.root / "sites" / "toyland.yaml").rename(fake_toy.root / "sites" / "elsewhere.yaml")
    other = room.home.submit(room.home.plan(fake_toy.profile([5], site="elsewhere")))
    at_work.nudge(other)
    room.ends(other)
    until(lambda: room.said("No answer from toyland", "does not come back"))
    begin = time.monotonic()
    assert at_work.close(0.3) == ["toyland"]
    assert time.monotonic() - begin < 10
    hang.set()
    assert room.home.production(hanging).state is ProductionState.RUNNING


def test_a_silent_site_is_told_once_each_way_for_all_its_productions(
    fake_toy: Toy, batch: FakeSite, room: Room
) -> None:
    first, second = submit(room, fake_toy), submit(room, fake_toy, 3)
    before = states(room.home, first)
    batch.silent = True
    at_work = room.open()
    until(lambda: batch.calls.count("poll") > 4)
    assert states(room.home, first) == before
    until(lambda: any(news.sites["toyland"].silent_since for news in room.heard if "toyland" in news.sites))
    silent = [news.sites["toyland"] for news in room.heard if "toyland" in news.sites]
    assert silent[-1].next_try and silent[-1].why == "The fake batch system does not answer."
    batch.silent = False
    at_work.try_now("toyland")
    room.ends(first)
    room.ends(second)
    assert len([text for text in room.told if text.startswith("No answer from toyland since")]) == 1
    assert len([text for text in room.told if text == "Toyland answers again."]) == 1


def test_a_database_that_goes_away_and_comes_back(
    fake_toy: Toy, batch: FakeSite, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.run_row = None
    production = submit(room, fake_toy)
    room.open()
    until(lambda: batch.calls.count("poll") > 1)

    gone = threading.Event()

    def unless_gone(verb: str) -> Callable[[Door], object]:
        there: Callable[[Door], object] = getattr(Door, verb)

        def ask(self: Door) -> object:
            if gone.is_set():
                raise BookkeepingError("The bookkeeping does not answer.", transient=True)
            return there(self)

        return ask

    for verb in ("_writing", "_reading"):
        monkeypatch.setattr(Door, verb, unless_gone(verb))
    gone.set()
    until(lambda: room.said("No answer from the bookkeeping since"))
    calls = len(batch.calls)
    time.sleep(0.3)
    assert len(batch.calls) <= calls + 1
    batch.run_row = run_here
    gone.clear()
    room.ends(production)
    assert len([text for text in room.told if "from the bookkeeping" in text]) == 1
    assert len([text for text in room.told if text == "The bookkeeping answers again."]) == 1
    assert fake_toy.starts() == dict.fromkeys(keys(room.home, production), 1)


def test_a_production_that_another_program_drives_is_only_looked_at_until_it_is_free(
    fake_toy: Toy, batch: FakeSite, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    batch.run_row = None
    production = submit(room, fake_toy)
    monkeypatch.setattr(site_driver, "held_here", lambda book, production: False)
    other = Session()
    with other.driving(production):
        room.open()
        until(lambda: room.said(f"Production {production} is driven by", "Looking on."))
        assert batch.calls.count("poll") == 0
    other.close()
    batch.run_row = run_here
    room.ends(production)
    assert len([text for text in room.told if "Looking on" in text]) == 1


def test_submitting_and_stopping_beside_the_own_drivers_is_no_trouble(
    fake_toy: Toy, batch: FakeSite, room: Room
) -> None:
    batch.run_row = None
    production = submit(room, fake_toy)
    told: list[object] = []
    person = Session(tell=told.append)
    with person.driving(production):
        at_work = room.open()
        until(lambda: any(production in news.productions for news in room.heard))
    until(lambda: batch.calls.count("poll") > 0)
    assert person.send(production) == 0
    person.stop(production)
    at_work.nudge(production)
    until(lambda: len(batch.cancelled) == 2)
    person.close()
    assert (told, [text for text in room.told if "driven by" in text]) == ([], [])


def test_two_windows_on_one_production_send_nothing_twice(fake_toy: Toy, batch: FakeSite, room: Room) -> None:
    production = submit(room, fake_toy, 1, 2, 3)
    room.open()
    second = Drivers(room.home.home, Watcher(lambda news: None))
    room.ends(production)
    assert second.close(20) == []
    assert fake_toy.starts() == dict.fromkeys(keys(room.home, production), 1)


def test_a_pause_sends_nothing_more_and_collects_what_runs(fake_toy: Toy, batch: FakeSite, room: Room) -> None:
    batch.run_row = None
    production = submit(room, fake_toy)
    room.home.pause(production)
    at_work = room.open()
    batch.run_row = run_here
    until(lambda: room.home.counts(production)["make"] == {JobState.DONE: 2})
    until(lambda: not room.home.book.living_attempts(production))
    assert room.home.counts(production)["refine"] == {JobState.READY: 2}
    assert batch.calls.count("submit") == 1
    assert room.home.resume(production) == 0
    at_work.nudge(production)
    room.ends(production)


def test_stopping_while_chunks_are_sent_takes_effect_between_two_of_them(
    fake_toy: Toy, batch: FakeSite, room: Room, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dataclasses import replace

    monkeypatch.setattr(FakeBackend, "limits", replace(FakeBackend.limits, rows_per_submission=1))
    batch.run_row = None
    production = room.home.submit(room.home.plan(fake_toy.profile(range(1, 4))))
    sent = batch.calls.count("submit")
    assert sent == 3
    with room.home.driving(production) as follower:
        for tag in list(batch.held):
            run_here(batch.held[tag].submission, 1)
            batch.finish(tag, 1)
        follower.drive.halt = lambda: True
        follower.step()
        assert batch.calls.count("submit") == sent + 1
        follower.drive.halt = lambda: False
        follower.step()
        assert batch.calls.count("submit") == sent + 3


def test_a_stop_by_another_program_stops_the_sending_too(
    fake_toy: Toy, batch: FakeSite, room: Room, monkeypatch: pytest.MonkeyPatch, moods: dict[str, Callable[[], None]]
) -> None:
    from dataclasses import replace

    monkeypatch.setattr(FakeBackend, "limits", replace(FakeBackend.limits, rows_per_submission=1))
    batch.run_row = None
    stopped: list[int] = []
    moods["submit"] = lambda: stopped.append(Session().stop(1)) if not stopped else None
    room.home.submit(room.home.plan(fake_toy.profile([1, 2, 3])))
    assert batch.calls.count("submit") == 1
    room.open()
    until(lambda: len(batch.cancelled) == 1)
    assert batch.calls.count("submit") == 1
