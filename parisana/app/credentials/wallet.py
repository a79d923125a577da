"""What the window's header says of proxy and token: ``session.wallet``. How long they last, and making a new one."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.planning.needs import next_needs
from parisana.app.sites.equipment import site_backend
from parisana.app.sites.reach import address_of, is_within_reach
from parisana.core.jobs.states import Answer
from parisana.core.sites.site import Site
from parisana.errors import InputError
from parisana.plugins.held import Held
from parisana.plugins.registry import backend_class

from . import proxies
from .proxies import Wish

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: Seconds that a credential should last, whatever the jobs need.
SHORTEST = 7200.0


@dataclass(frozen=True, slots=True)
class Life:
    """What a site is shown by who sends jobs, and how long that lasts beside what its jobs need."""

    shows: str = ""
    """What the site is shown, in words; empty: nothing, or nobody knows without asking the person to log in."""
    held: Held | None = None
    need_s: float = 0.0
    """What the longest job asks for that is not over."""
    site: str = ""
    where: str = ""
    """The host on which it lies; empty: here, so that it can be made here."""
    organisation: str = ""
    """The virtual organisation of the site's settings."""
    myproxy: str = ""
    """The server that may renew it."""
    trouble: str = ""
    """Why there is none, where somebody says so."""

    def left(self, now: float) -> float | None:
        """Return the seconds for which all of it can be used; ``None``: there is none, or it does not say."""
        return None if self.held is None or self.held.ends is None else self.held.ends - now

    def lasts(self, now: float) -> Answer:
        """Whether it lasts long enough: ``no`` when it is over, ``unknown`` when it may end before the jobs."""
        left = self.left(now)
        if self.held is None or (left is not None and left <= 0):
            return Answer.NO
        return Answer.YES if left is not None and left >= max(self.need_s, SHORTEST) else Answer.UNKNOWN


class Wallet:
    """The credentials of the person at work."""

    def __init__(self, book: Callable[[], Bookkeeping], clock: Callable[[], float] = time.time) -> None:
        self._book = book
        self._clock = clock

    def life(self, site: Site, production: int | None = None) -> Life:
        """Say how long the credential of a site lasts; another host is asked only while there is a way to it."""
        shows = backend_class(site.backend).shows
        if not shows or not is_within_reach(site):
            return Life()
        held, trouble = None, ""
        try:
            held = site_backend(site).held()
        except InputError as error:  # a file that is named, and is not there; an agent that gives no token
            trouble = f"{error.message} {error.hint or ''}".strip()
        vo, server = (str(site.settings.get(name) or "") for name in ("vo", "myproxy_server"))
        address = address_of(site)
        where = "" if address is None else str(address)
        return Life(shows, held, self._need(production), site.name, where, vo, server, trouble)

    def _need(self, production: int | None) -> float:
        """Return the seconds that the longest job of a production asks for, of those that are not over."""
        asked = () if production is None else self._book().asked_for(production)
        return max((float(next_needs(text, {}).time_s) for text in asked), default=0.0)

    def make(self, wish: Wish, passphrase: str) -> Held:
        """Make a proxy here; the passphrase goes to the tool that makes it, and nowhere else."""

        def answer(question: str) -> str:
            if not passphrase:
                raise InputError("Your key has a passphrase.", hint="Type it, it is kept nowhere.")
            return passphrase

        return proxies.make(wish, answer)

    def renew(self, server: str, hours: int, passphrase: str = "") -> Held:
        """Get a proxy like the one that is there from a MyProxy server, which may want a passphrase of its own."""
        return proxies.renew(lambda question: passphrase or None, server, hours)
