"""The two ends of a transfer: which storage each lies on, and whether a service copies between them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from parisana.app.ground import library
from parisana.app.planning.recorded import recorded_site
from parisana.app.sites.equipment import area_storage, bare_storage, make_storage
from parisana.app.sites.reach import THERE, files_away
from parisana.app.sites.site_check import templates
from parisana.bookkeeping.values.transfers import MeantFor
from parisana.core.sites.site import Site
from parisana.errors import ParisanaError
from parisana.plugins.carrier import Carrier
from parisana.plugins.registry import carrier_class, is_on_disk, kind_of_url
from parisana.plugins.storage import Storage

from .site_text import site_of

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: URL, and for whom it is -> the storage that knows it.
Opener = Callable[[str, MeantFor], Storage]
#: Source, target, and for whom -> the service that copies from the one to the other, if there is one.
Chooser = Callable[[str, str, MeantFor], Carrier | None]
Holding = Callable[[str], Site | None]


def opener(book: Bookkeeping) -> Opener:
    """Return what opens storages: those of a production as its site has them, others as the site of their root does."""
    holding = site_finder()

    def opened(url: str, meant_for: MeantFor) -> Storage:
        if not isinstance(meant_for, int):
            return single(url, holding, None if meant_for is None else site_of(meant_for))
        kind, site = kind_of_url(url), recorded_site(book, meant_for)[1]
        if kind == "disk" and not files_away(site):
            return bare_storage(kind)
        return make_storage(site)

    return opened


def single(url: str, holding: Holding | None = None, own: Site | None = None) -> Storage:
    """Return the storage of a URL that belongs to no production, with the settings of the site that names its root.

    ``own`` is the site that somebody works with, as their profile has it: it comes before all others, and serves for
    what no site has a root of.
    """
    kind = kind_of_url(url)
    if own is not None and (kind == "disk" or (kind in THERE and files_away(own))):
        own = None
    if own is not None and _is_below(url, _root(own, kind)):
        return area_storage(own, kind)
    site = (holding or site_finder())(url) or own
    return bare_storage(kind) if site is None else area_storage(site, kind)


def chooser(book: Bookkeeping) -> Chooser:
    """Return what finds the service of a copy: that of its production's site, or of the site that has either end."""
    holding = site_finder()

    def sites(source: str, target: str, meant_for: MeantFor) -> Iterator[Site | None]:
        if isinstance(meant_for, int):
            yield recorded_site(book, meant_for)[1]
        else:
            yield None if meant_for is None else site_of(meant_for)
            yield from map(holding, (target, source))

    @cache
    def service_of(source: str, target: str, meant_for: MeantFor) -> str | None:
        """Return the address of the service that a site names for copies between two folders."""
        with suppress(ParisanaError):
            return next((site.fts for site in sites(source, target, meant_for) if site is not None and site.fts), None)
        return None

    def chosen(source: str, target: str, meant_for: MeantFor) -> Carrier | None:
        if "://" not in source or "://" not in target:
            return None
        url = service_of(os.path.dirname(source), os.path.dirname(target), meant_for)
        found = None if url is None else _carrier(url)
        speaks = found is not None and all(each.partition("://")[0] in found.schemes for each in (source, target))
        return found if speaks else None

    return chosen


@cache
def _carrier(url: str) -> Carrier:
    return carrier_class("fts")(url)


def site_finder() -> Holding:
    """Return what finds the site that names a root at or above a URL; the nearest root counts."""
    roots = cache(lambda kind: tuple(_roots(kind)))

    def found(url: str) -> Site | None:
        above = [(root, site) for root, site in roots(kind_of_url(url)) if _is_below(url, root)]
        return max(above, key=lambda each: len(each[0]))[1] if above else None

    return found


def _roots(kind: str) -> Iterator[tuple[str, Site]]:
    """Yield where the sites that are known here have storages of a kind; their settings say how to reach them."""
    for entry in library.entries("site") if kind != "disk" else ():
        with suppress(ParisanaError):
            site, _ = library.load_site(entry.path)
            root = _root(site, kind)
            if root and not (kind in THERE and files_away(site)):
                yield root, site


def _root(site: Site, kind: str) -> str:
    """Return where a site has its storage of a kind; empty: it has none, or says no root."""
    use = site.storages.get(kind)
    return "" if use is None or not use.root else str(use.filled(templates()).root).rstrip("/")


def _is_below(url: str, root: str) -> bool:
    return bool(root) and f"{url.rstrip('/')}/".startswith(f"{root}/")


def spelled(url: str) -> str:
    """Return a URL as a transfer keeps it: a path from the root, others as they are written."""
    if not is_on_disk(url):
        return url
    path = url.partition("://")[2] if "://" in url else url
    return str(Path(path).expanduser().absolute())


def way(source: str, target: str) -> tuple[str, str]:
    """Return what tells apart the ways that copies take: the server, or the protocol, of each end."""
    return server_of(source), server_of(target)


def server_of(url: str) -> str:
    """Return what a URL begins with, up to its server; paths of this machine have one and the same."""
    scheme, mark, rest = url.partition("://")
    if mark:
        return f"{scheme}://{rest.partition('/')[0]}"
    return "disk" if is_on_disk(url) else f"{url.partition(':')[0]}:"
