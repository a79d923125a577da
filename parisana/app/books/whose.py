"""Whose a production is: who may change it, who drives it, and from which machine.

Its owner changes it, and so does an administrator; only its owner drives it, for the jobs are sent under his name. What
is local to a machine, its batch system or its files, is driven from that machine only; anything else from wherever its
owner is at work, one driver at a time.
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.app.planning.recorded import recorded_site
from parisana.app.sites.reach import host_of
from parisana.bookkeeping.database.filesystem import mounts_here, on_network
from parisana.bookkeeping.values.records import ProductionRecord
from parisana.core.jobs.states import ProductionState
from parisana.core.sites.site import Site
from parisana.errors import InputError, ParisanaError
from parisana.plugins.registry import backend_class

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


#: For how long (s) an answer about another machine's production holds: drivers ask every few seconds.
HOLDS = 60.0
_LOOKED: dict[tuple[str, int, str, str], tuple[float, bool]] = {}


def require_owner(production: ProductionRecord) -> None:
    """Refuse to drive what belongs to another person."""
    if production.owner != places.user():
        raise InputError(
            f"Production {production.id} belongs to {production.owner}; you may look at it, not drive it.",
            hint="Submit the same profile under your own name.",
        )


def require_right(book: Bookkeeping, production: ProductionRecord) -> None:
    """Refuse to change what belongs to another person, unless this one is an administrator."""
    if not book.is_administrator(places.user()):
        require_owner(production)


def require_place(book: Bookkeeping, production: ProductionRecord) -> None:
    """Refuse to touch what only another machine reaches, and what is closed."""
    if not reached_from_here(book, production):
        where = production.host if production.host != places.host() else "another machine of this name"
        raise InputError(
            f"Production {production.id} runs on {where}, and its files are there.", hint="Drive it from there."
        )
    if production.state is ProductionState.CLOSED:
        raise InputError(f"Production {production.id} is closed.", hint="parisana status lists the others.")


def driven_here(book: Bookkeeping, production: ProductionRecord) -> bool:
    """Whether it is this user's, and can be driven from this machine."""
    return production.owner == places.user() and reached_from_here(book, production)


def reached_from_here(book: Bookkeeping, production: ProductionRecord) -> bool:
    """Whether this machine is that of a production, or reaches its batch system and its files as well."""
    if places.is_here(production.host, production.machine):
        return True
    key = (book.place, production.id, production.plan_digest, places.host())
    until, answer = _LOOKED.get(key, (0.0, False))
    if time.monotonic() >= until:
        answer = _look(book, production)
        _LOOKED[key] = (time.monotonic() + HOLDS, answer)
    return answer


def _look(book: Bookkeeping, production: ProductionRecord) -> bool:
    """Look at the site as it was recorded; one that cannot be read here is not reached from here."""
    try:
        return not _is_local(recorded_site(book, production.id)[1], Path(production.working))
    except ParisanaError:
        return False


def _is_local(site: Site, working: Path) -> bool:
    """Whether only one machine reaches it: anything but a submit host, or files that all machines see."""
    if host_of(site):
        return False
    return backend_class(site.backend).local_to_host or not (on_network(working, mounts_here()) and working.is_dir())
