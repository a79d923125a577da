"""The productions of one site, driven in one thread, with one back-off: when the site is silent, all of them wait."""

from __future__ import annotations

import threading
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path

from parisana.app.driving.follower import SHORTEST, Follower
from parisana.app.ground.line import Line, Notice
from parisana.app.recording.lease import held_here
from parisana.app.session import Session
from parisana.errors import BookkeepingError, LeaseHeld, ParisanaError

from .watcher import Watcher

#: Seconds until a production is looked at again: one that another program drives, and one that cannot be driven.
LOOK_ON = 5.0
TROUBLE = 60.0
NEVER = float("inf")


@dataclass
class Held:
    """One production in the hands of this thread."""

    number: int
    due: float = 0.0
    said: str = ""
    follower: Follower | None = None
    stack: ExitStack = field(default_factory=ExitStack)

    def let_go(self) -> None:
        """Give the lease back; when the bookkeeping is away it lapses by itself."""
        self.follower = None
        with suppress(ParisanaError):
            self.stack.close()


class SiteDriver(threading.Thread):
    """Gives each production of a site its turns."""

    def __init__(self, site: str, home: Path | None, watcher: Watcher, book: Line) -> None:
        super().__init__(name=f"driver of {site}", daemon=True)
        self.line = Line(site, watcher.notice)
        self._book = book
        self._session = Session(home, watcher.notice)
        self._watcher = watcher
        self._held: dict[int, Held] = {}
        self._wanted: frozenset[int] = frozenset()
        self._nudged: set[int] = set()
        self._patience, self._silent_until = SHORTEST, 0.0
        self._asking_since: float | None = None
        self._wake, self._over = threading.Event(), threading.Event()
        self.start()

    def want(self, numbers: set[int]) -> None:
        """Say which productions are to be driven; the others are let go."""
        if frozenset(numbers) != self._wanted:
            self._wanted = frozenset(numbers)
            self._wake.set()

    def nudge(self, production: int) -> None:
        """Give one its turn at once, and let work that is under way stop for it."""
        self._nudged.add(production)
        self._wake.set()

    def try_now(self) -> None:
        """Give all of them their turn at once."""
        for number in self._wanted:
            self.nudge(number)

    def stop(self) -> None:
        """End at the next boundary between two chunks of work."""
        self._over.set()
        self._wake.set()

    def notice_hanging(self, seconds: float) -> None:
        """Count a question that does not come back as silence."""
        since = self._asking_since
        if since is not None and time.time() - max(since, self.line.answered_at or 0.0) > seconds:
            self.line.silent("The last question to it does not come back.")
            self._watcher.site(self.line)

    def run(self) -> None:
        """Take turns until told to stop."""
        while not self._over.is_set():
            pause = self._round()
            self._wake.wait(pause)
            self._wake.clear()
        for one in self._held.values():
            one.let_go()
        self._session.close()

    def _round(self) -> float:
        """Give a turn to each that is due; return for how long to wait."""
        self._sort_out()
        for one in sorted(self._held.values(), key=lambda one: one.due):
            now = time.time()
            if not self._halt() and one.due <= now and self._silent_until <= now:
                self._turn(one)
        due = min((one.due for one in self._held.values()), default=NEVER)
        return min(max(due, self._silent_until) - time.time(), LOOK_ON) if due < NEVER else LOOK_ON

    def _sort_out(self) -> None:
        """Take up what is new, let go what is over, put first what was nudged."""
        nudged, self._nudged = self._nudged, set()
        wanted = self._wanted
        for number in self._held.keys() - wanted:
            self._held.pop(number).let_go()
        for number in wanted - self._held.keys():
            self._held[number] = Held(number)
        for number in nudged & self._held.keys():
            self._held[number].due, self._silent_until = 0.0, 0.0

    def _halt(self) -> bool:
        return self._over.is_set() or bool(self._nudged)

    def _turn(self, one: Held) -> None:
        """Take one turn; whatever goes wrong stops this production and no other."""
        self._asking_since = time.time()
        try:
            self._step(one)
        except LeaseHeld as error:
            self._look_on(one, error)
        except BookkeepingError as error:
            self._book.silent(error.message)
            self._put_off(one, LOOK_ON)
        except ParisanaError as error:
            notice = Notice(f"Production {one.number} cannot go on: {error}", warning=True)
            self._put_off(one, TROUBLE, error.message, notice)
        except Exception as error:  # a mistake of ours: the others go on
            sentence = f"Production {one.number} is no longer driven: {type(error).__name__}: {error}."
            notice = Notice(f"{sentence} This is a mistake in the program; please report it.", warning=True)
            self._put_off(one, NEVER, sentence, notice)
        self._asking_since = None

    def _step(self, one: Held) -> None:
        follower = one.follower or self._take_up(one)
        before = follower.progress
        if replace(follower.step(), seconds_left=None) != replace(before, seconds_left=None):
            self._watcher.changed(one.number)
        one.said, one.due = "", time.time() + follower.pace
        if follower.over:
            one.let_go()
            one.due = NEVER
        self._heard(follower.drive.backend.limits.poll_s)

    def _take_up(self, one: Held) -> Follower:
        one.stack = ExitStack()
        follower = one.stack.enter_context(self._session.driving(one.number))
        follower.drive.halt = self._halt
        follower.drive.line, follower.drive.book_line = self.line, self._book
        one.follower = follower
        return follower

    def _heard(self, longest: float) -> None:
        """Lengthen the pause while the site is silent; tell what was heard."""
        if self.line.silent_since is None:
            self._patience, self._silent_until = SHORTEST, 0.0
            self._watcher.site(self.line)
            return
        self._patience = min(self._patience * 2, longest)
        self._silent_until = time.time() + self._patience
        self._watcher.site(self.line, self._silent_until)

    def _look_on(self, one: Held, error: LeaseHeld) -> None:
        """Leave it to whoever drives it; when that is the window itself, sending, it is soon over."""
        with suppress(ParisanaError):
            if held_here(self._session.book, one.number):
                self._put_off(one, SHORTEST)
                return
        self._put_off(one, LOOK_ON, "held", Notice(f"{error.message} Looking on."))

    def _put_off(self, one: Held, seconds: float, why: str = "", notice: Notice | None = None) -> None:
        """Let go, say why if that is new, and look again later."""
        one.let_go()
        if notice is not None and one.said != why:
            self._watcher.notice(notice)
        one.said, one.due = why, time.time() + seconds
        self._watcher.changed(one.number)
