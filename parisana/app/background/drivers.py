"""All pending productions of this user on this machine, driven in the background: a thread for each site.

What a turn does is written in ``follower.py``, and is the same for ``parisana follow``. Here is only who gets
a turn when: the drivers look every few seconds what is pending, and hand each production to its site's thread.
"""

from __future__ import annotations

import threading
import time
from collections import defaultdict
from pathlib import Path

from parisana.app.ground.line import Notice
from parisana.app.recording.drive import book_line
from parisana.app.session import Session
from parisana.app.ssh.pool import POOL
from parisana.app.transfers.courier import Courier
from parisana.bookkeeping.values.records import ProductionRecord
from parisana.errors import BookkeepingError

from .pending import pending
from .site_driver import SiteDriver
from .watcher import Watcher

#: Seconds between two looks at what is pending.
LOOK = 2.0
#: A question to a site that takes longer than this (s) counts as silence.
HANGS = 60.0


class Drivers(threading.Thread):
    """Looks what is pending; one thread for each site does it."""

    def __init__(self, home: Path | None, watcher: Watcher) -> None:
        super().__init__(name="drivers", daemon=True)
        self._home, self._watcher = home, watcher
        self._sites: dict[str, SiteDriver] = {}
        self._wake, self._over = threading.Event(), threading.Event()
        self._book = book_line(watcher.notice, time.time)
        self._courier = Courier()
        self.start()

    def nudge(self, production: int) -> None:
        """Give a production its turn at once: it was submitted, stopped, retried … just now."""
        for site in list(self._sites.values()):
            site.nudge(production)
        self._wake.set()

    def try_now(self, site: str) -> None:
        """Ask a silent site again at once, and its host with it."""
        POOL.try_all()
        if site in self._sites:
            self._sites[site].try_now()

    def close(self, timeout: float = 1.0) -> list[str]:
        """Stop at the next boundary between two chunks of work; return the sites that still hang."""
        self._over.set()
        self._wake.set()
        until = time.monotonic() + timeout
        self.join(timeout)
        self._courier.stop(max(0.0, until - time.monotonic()))
        sites = dict(self._sites)
        for site in sites.values():
            site.stop()
        for site in sites.values():
            site.join(max(0.0, until - time.monotonic()))
        return [name for name, site in sites.items() if site.is_alive()]

    def run(self) -> None:
        """Look, hand out, wait."""
        session = Session(self._home, self._watcher.notice)
        while not self._over.is_set():
            asked = self._book.asking()
            try:
                self._hand_out(pending(session))
                if session.transfers.are_waiting:
                    self._courier.carry(session.book)
                self._book_answers(asked)
            except BookkeepingError as error:
                self._book.silent(error.message)
            except Exception as error:  # a mistake of ours must not end the driving of everything else
                self._watcher.notice(Notice(f"Looking for what is pending failed: {error!r}.", warning=True))
            for site in self._sites.values():
                site.notice_hanging(HANGS)
            self._wake.wait(LOOK)
            self._wake.clear()
        session.close()

    def _hand_out(self, productions: list[ProductionRecord]) -> None:
        numbers: dict[str, set[int]] = defaultdict(set)
        for each in productions:
            numbers[each.site].add(each.id)
        for site in numbers.keys() - self._sites.keys():
            self._sites[site] = SiteDriver(site, self._home, self._watcher, self._book)
        for name, site_driver in self._sites.items():
            site_driver.want(numbers[name])

    def _book_answers(self, asked: int) -> None:
        was_silent = self._book.silent_since is not None
        self._book.answered(asked)
        if was_silent and self._book.silent_since is None:
            for site in self._sites.values():
                site.try_now()
