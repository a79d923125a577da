"""News of the background for a window: gathered, and handed over a few times a second at most."""

from __future__ import annotations

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from parisana.app.ground.line import Line, Notice

#: Seconds between two hand-overs.
PAUSE = 0.2
#: Of a flood of notices the last ones are kept.
MOST_NOTICES = 100


@dataclass(frozen=True, slots=True)
class SiteNews:
    """What is heard of a site; ``silent_since`` is ``None`` when it answers."""

    answered_at: float | None
    silent_since: float | None
    why: str = ""
    next_try: float | None = None
    """When it is asked again, while it is silent."""


@dataclass(frozen=True, slots=True)
class News:
    """All that happened since the last news."""

    productions: frozenset[int] = frozenset()
    """Those that changed."""
    notices: tuple[Notice, ...] = ()
    sites: Mapping[str, SiteNews] = field(default_factory=dict)


class Watcher:
    """Takes news from any thread; ``hear`` is called in a thread of its own, at most five times a second."""

    def __init__(self, hear: Callable[[News], object], pause: float = PAUSE) -> None:
        self._hear, self._pause = hear, pause
        self._productions: set[int] = set()
        self._notices: list[Notice] = []
        self._sites: dict[str, SiteNews] = {}
        self._lock = threading.Lock()
        self._some, self._over = threading.Event(), threading.Event()
        threading.Thread(target=self._run, name="watcher", daemon=True).start()

    def changed(self, production: int) -> None:
        """Note that a production changed."""
        with self._lock:
            self._productions.add(production)
        self._some.set()

    def notice(self, notice: Notice) -> None:
        """Pass a notice on."""
        with self._lock:
            self._notices = [*self._notices, notice][-MOST_NOTICES:]
        self._some.set()

    def site(self, line: Line, next_try: float | None = None) -> None:
        """Note how the line to a site is, if that is news."""
        news = SiteNews(line.answered_at, line.silent_since, line.why, next_try)
        with self._lock:
            self._sites[line.name] = news
        self._some.set()

    def close(self) -> None:
        """Hand over nothing more."""
        self._over.set()
        self._some.set()

    def _run(self) -> None:
        while not self._over.is_set():
            self._some.wait()
            self._some.clear()
            news = self._gathered()
            if not self._over.is_set() and news != News():
                self._hear(news)
            self._over.wait(self._pause)

    def _gathered(self) -> News:
        with self._lock:
            news = News(frozenset(self._productions), tuple(self._notices), self._sites)
            self._productions, self._notices, self._sites = set(), [], {}
        return news
