"""``parisana storage stage URL…``: ask for files on tape, all of a storage at once, and say which are at hand."""

from __future__ import annotations

import time
from argparse import ArgumentParser, Namespace
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from parisana.cli.output import Show
    from parisana.core.sites.site import Site
    from parisana.plugins.storage import Storage

#: Seconds between two looks at files that are waited for.
LOOK = 30.0


def configure(parser: ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("urls", nargs="+", metavar="URL", help="files: root://HOST:PORT//PATH, srm://HOST/PATH")
    parser.add_argument("--wait", action="store_true", help="until all of them are at hand; it may take hours")


def stage(arguments: Namespace, show: Show) -> int:
    """Ask, perhaps wait, and show where each file is."""
    from parisana.cli.storage_site import chosen_site

    places = grouped(arguments.urls, chosen_site(arguments, show))
    for storage, urls in places.items():
        storage.bring_online(urls)
    found = looked(places)
    while arguments.wait and "nearline" in found.values():
        time.sleep(LOOK)
        found = looked(places)
    show.json([{"url": url, "locality": place} for url, place in found.items()])
    show.table(("file", "it is"), list(found.items()))
    return 0


def grouped(urls: Sequence[str], site: Site | None = None) -> Mapping[Storage, list[str]]:
    """Return the storages with their files, each of which must be there."""
    from parisana.cli.storage_look import opened, there

    storages: dict[type[Storage], Storage] = {}
    found: dict[Storage, list[str]] = defaultdict(list)
    for each in urls:
        storage, url = opened(each, site)
        there(storage, url)
        found[storages.setdefault(type(storage), storage)].append(url)
    return found


def looked(places: Mapping[Storage, Sequence[str]]) -> dict[str, str]:
    """Say where each file is."""
    return {url: str(place) for storage, urls in places.items() for url, place in storage.localities(urls).items()}
