"""Looking at storages as the window does: places to begin with, one folder at a time, what is done to what is there.

Each question may take as long as its storage does; whoever must not wait asks in a lane of its own.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from parisana.app.books.sums import Sums
from parisana.app.sites.equipment import area_storage, bare_storage
from parisana.app.sites.reach import THERE, address_of, files_away
from parisana.app.sites.site_check import templates
from parisana.app.sites.view import alone
from parisana.core.jobs.states import Answer
from parisana.core.sites.site import Site
from parisana.core.texts.document import Wrong
from parisana.errors import ParisanaError, StorageError
from parisana.plugins.registry import is_on_disk, kind_of_url
from parisana.plugins.storage import Checksum, Locality, Stat, Storage

from .ends import server_of as server_of
from .ends import spelled


@dataclass(frozen=True, slots=True)
class Place:
    """Where one may begin to look: an area of a site, this machine, an address that was typed."""

    title: str
    url: str
    site: Site | None = None
    """The site whose settings its storage has."""
    host: str = ""
    """What stands before the paths of a submit host, whose areas are written without it."""
    storage: str = ""
    """The kind of storage that an area says it lies on."""

    @property
    def is_here(self) -> bool:
        """Whether it is a folder of this machine."""
        return is_on_disk(self.url)

    def as_written(self, url: str) -> str:
        """Return a URL as an area of the site says it."""
        return url.removeprefix(self.host) if self.host else url

    def above(self) -> Iterator[Place]:
        """Yield the folders above it, the nearest first, up to what its server begins with."""
        url, top = self.url, server_of(self.url)
        while (url := url.rstrip("/").rpartition("/")[0]) and url.rstrip("/") != top and not url.endswith("SFN="):
            yield Place(url, url, self.site, self.host)


@dataclass(frozen=True, slots=True)
class Entry:
    """One name in a folder."""

    name: str
    url: str
    is_dir: bool
    size: int | None
    mtime: float | None
    reason: str = ""
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """What was in a folder at a time: folders first, by name."""

    url: str
    at: float
    entries: tuple[Entry, ...]
    has_tape: bool
    """Whether its files may be on tape, so that it makes sense to ask."""


@dataclass(frozen=True, slots=True)
class Weight:
    """How much there is at and below some names."""

    files: int
    folders: int
    size: int


@dataclass(frozen=True, slots=True)
class Removed:
    """What was removed, and what could not be, with the reason of each."""

    count: int
    refused: tuple[tuple[str, str], ...] = ()


class Browser:
    """Looks at storages, each with the settings that a site has for it."""

    def __init__(self, sums: Callable[[], Sums], clock: Callable[[], float] = time.time) -> None:
        self._sums, self._clock = sums, clock

    def places(self, site: Site | None, values: Mapping[str, str]) -> list[Place]:
        """Return the areas of a site whose paths are whole, and this machine."""
        here = Place("", str(Path.home()))
        return [*(_areas(site, {**templates(), **values}) if site else ()), here]

    def place(self, text: str, site: Site | None = None) -> Place:
        """Return the place of an address that was typed; one that nothing speaks is refused."""
        text = text.strip()
        _storage(text, site)
        url = spelled(text)
        return Place(url, url, site)

    def listing(self, place: Place, url: str) -> Listing:
        """List a folder now."""
        storage, at = _storage(url, place.site), self._clock()
        _need_there(storage, url)
        entries = [_entry(url, name, found) for name, found in storage.list(url)]
        entries.sort(key=lambda each: (not each.is_dir, each.name))
        return Listing(url, at, tuple(entries), storage.most_asked(url) > 0)

    def localities(self, place: Place, urls: Sequence[str]) -> Mapping[str, Locality]:
        """Say which files are at hand and which on tape."""
        return _storage(urls[0], place.site).localities(urls) if urls else {}

    def checksum(self, place: Place, url: str) -> Checksum:
        """Return the checksum of a file as it is."""
        return self._sums().of(_storage(url, place.site), url)

    def bring_online(self, place: Place, urls: Sequence[str]) -> int:
        """Ask for files on tape, in one request; return how many that were."""
        storage = _storage(urls[0], place.site)
        asleep = [url for url, found in storage.localities(urls).items() if found is not Locality.ONLINE]
        if asleep:
            storage.bring_online(asleep)
        return len(asleep)

    def make(self, place: Place, url: str) -> None:
        """Make a folder; a name that is taken is refused."""
        storage = _storage(url, place.site)
        if storage.stat(url).exists is Answer.YES:
            raise StorageError("There is something of that name already.", file=url)
        storage.make(url)

    def weigh(self, place: Place, entries: Sequence[Entry]) -> Weight:
        """Count all that is there, before it is removed or copied."""
        found = [each for entry in entries for each in walk(_storage(entry.url, place.site), entry)]
        files = [each for each in found if not each.is_dir or each.is_link]
        return Weight(len(files), len(found) - len(files), sum(each.size or 0 for each in files))

    def remove(self, place: Place, entries: Sequence[Entry]) -> Removed:
        """Remove files and folders with all that is in them; what is refused does not stop the rest."""
        count, refused = 0, []
        for entry in entries:
            storage = _storage(entry.url, place.site)
            for each in reversed(list(walk(storage, entry))):
                try:
                    storage.remove(each.url)
                    count += 1
                except StorageError as error:
                    refused.append((each.url, error.message))
        return Removed(count, tuple(refused))

    def remove_all(
        self, texts: Sequence[str], site: Site | None = None
    ) -> tuple[list[str], tuple[tuple[str, str], ...]]:
        """Remove what addresses lead to, with all below; return what is gone, and what was refused."""
        removed: list[str] = []
        refused: list[tuple[str, str]] = []
        for place in [self.place(text, site) for text in texts]:
            found = self.remove(place, [self._entry_at(place)])
            refused += found.refused
            if not found.refused:
                removed.append(place.url)
        return removed, tuple(refused)

    def _entry_at(self, place: Place) -> Entry:
        """Return what an address leads to, which must be there."""
        found = _storage(place.url, place.site).stat(place.url)
        if found.exists is not Answer.YES:
            raise StorageError(found.reason or "There is no such file or folder.", file=place.url)
        return replace(_entry("", place.url, found), url=place.url)


def walk(storage: Storage, entry: Entry) -> Iterator[Entry]:
    """Yield an entry and all that is below it, folders before what is in them; links are not followed."""
    yield entry
    if entry.is_dir and not entry.is_link:
        for name, found in storage.list(entry.url):
            yield from walk(storage, _entry(entry.url, name, found))


def joined(folder: str, name: str) -> str:
    """Return the URL of a name in a folder."""
    return f"{folder}{name}" if folder.endswith("/") else f"{folder}/{name}"


def _areas(site: Site, values: Mapping[str, str]) -> Iterator[Place]:
    """Yield the areas; those of a submit host with the host in front."""
    for name, area in site.areas.items():
        try:
            found = alone(site, name, area, values).places
            address = address_of(site) if files_away(site) else None
        except (Wrong, ParisanaError):
            continue
        for each in found:
            there = address is not None and each.storage in THERE and "://" not in each.path
            host = f"sftp://{address}" if there else ""
            yield Place(name, host + each.path, site, host, each.storage)


def _storage(url: str, site: Site | None) -> Storage:
    """Return what knows a URL; a path without a host is one of this machine."""
    kind = kind_of_url(url)
    if site is None or kind == "disk" or (kind in THERE and files_away(site)):
        return bare_storage(kind)
    return area_storage(site, kind)


def _need_there(storage: Storage, url: str) -> None:
    found = storage.stat(url)
    if found.exists is Answer.NO:
        raise StorageError("There is no such folder.", file=url)
    if found.exists is Answer.UNKNOWN:
        raise StorageError(found.reason or "Nobody can say whether it is there.", file=url, transient=True)
    if not found.is_dir:
        raise StorageError("That is a file, and no folder.", file=url)


def _entry(folder: str, name: str, found: Stat) -> Entry:
    return Entry(name, joined(folder, name), found.is_dir, found.size, found.mtime, found.reason, found.is_link)
