"""The line to one partner, a site or the bookkeeping: when it last answered, since when it is silent, and why.

Several productions may speak over one line, from several threads: the person is told once when it falls silent
and once when it answers again.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Notice:
    """Something the driver wants a person to know."""

    text: str
    warning: bool = False


class Line:
    """What is heard of one partner."""

    def __init__(
        self, name: str, tell: Callable[[Notice], None], clock: Callable[[], float] = time.time, then: str = ""
    ) -> None:
        """``then`` is a sentence about what follows from silence."""
        self.name = name
        self.answered_at: float | None = None
        self.silent_since: float | None = None
        self.why = ""
        self._tell, self._clock, self._then = tell, clock, then
        self.pausing = False
        """Whether it is not asked, since something has to be mended here."""
        self._told: set[Hashable] = set()
        self._silences = 0
        self._lock = threading.Lock()

    def asking(self) -> int:
        """Return what tells a question that is asked now from those of before it fell silent."""
        with self._lock:
            return self._silences

    def answered(self, asked: int | None = None) -> None:
        """Note that it answered; what was ``asked`` before another heard nothing says nothing of now."""
        with self._lock:
            if asked is not None and asked != self._silences:
                return
            was_silent, was_paused = self.silent_since is not None, self.pausing
            self.answered_at, self.silent_since, self.why, self.pausing = self._clock(), None, "", False
        if was_silent:
            after = "goes on" if was_paused else "answers again"
            self._tell(Notice(f"{self._capital} {after}."))

    def silent(self, why: str) -> None:
        """Note that it did not."""
        since, spoke = self._fallen(why, paused=False)
        if spoke:
            self._tell(Notice(f"No answer from {self.name} since {since}: {why} {self._then}".rstrip(), warning=True))

    def paused(self, why: str) -> None:
        """Note that nobody asks it now, since it would not answer: something has to be mended here first."""
        since, spoke = self._fallen(why, paused=True)
        if spoke:
            self._tell(Notice(f"{self._capital} pauses since {since}: {why}", warning=True))

    def once(self, mark: Hashable, notice: Notice) -> None:
        """Tell something of it, once for each mark."""
        with self._lock:
            fresh = mark not in self._told
            self._told.add(mark)
        if fresh:
            self._tell(notice)

    def _fallen(self, why: str, paused: bool) -> tuple[str, bool]:
        """Note since when nothing is heard, and why; whether that is news."""
        with self._lock:
            self._silences += 1
            news = self.silent_since is None or (paused and not self.pausing)
            self.why, self.pausing = why, self.pausing or paused
            self.silent_since = self._clock() if self.silent_since is None else self.silent_since
            return time.strftime("%H:%M", time.localtime(self.silent_since)), news

    @property
    def _capital(self) -> str:
        return f"{self.name[:1].upper()}{self.name[1:]}"
