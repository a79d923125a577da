"""XRootD, also as the fast way to read from tape. URLs are ``root://HOST:PORT//PATH``."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from contextlib import suppress
from itertools import groupby
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from parisana.core.documents.settings import Settings
from parisana.core.jobs.states import Answer
from parisana.errors import ParisanaError, SiteError, StorageError
from parisana.plugins.road import Roads, no_road
from parisana.plugins.storage import NOBODY, Across, Checksum, Get, Locality, Outcome, Put, Space, Stat, Storage, Watch
from parisana.storage.shared.words import in_words, shown

from .client import XRootDClient
from .copies import fetch, only, send
from .places import IS_DIR, IS_WRITABLE, SCHEMES, Facts, Place, is_absent, known, locality_of, place_of

MEGABYTE = 2**20
#: How long (s) a server may take to drop copies from its cache.
DROPS = 2.0
#: So many files may be asked from tape at a time.
MOST_ASKED = 5000


class XRootDSettings(Settings):
    """Where the server is, and whether its cache is cleared."""

    root: str | None = Field(
        None, title="XROOTD Root Directory", description="Areas with a relative path lie below it."
    )
    clear: bool = Field(
        False, title="Clear XROOTD", description="Drop a file from the server's disk cache before it is read again."
    )
    streams: int = Field(1, ge=1, le=15, title="Streams", description="Connections that one copy uses.")


class XRootDStorage(Storage):
    """Files as an XRootD server shows them."""

    name: ClassVar[str] = "xrootd"
    title: ClassVar[str] = "XROOTD"
    settings_class: ClassVar[type[XRootDSettings]] = XRootDSettings
    schemes: ClassVar[tuple[str, ...]] = SCHEMES
    patience: float = 30.0
    """Seconds after which a server that says nothing is left."""

    def __init__(self, settings: Any = None, roads: Roads = no_road) -> None:
        super().__init__(settings, roads)
        self._client = XRootDClient(self.patience)

    def stat(self, url: str) -> Stat:
        """Ask the server."""
        return self.stat_many([url])[url]

    def stat_many(self, urls: Sequence[str]) -> dict[str, Stat]:
        """Ask each server once, for all names."""
        found: dict[str, Stat] = {}
        servers: dict[str, dict[str, str]] = defaultdict(dict)
        for url in urls:
            try:
                there = place_of(url)
                servers[there.server][url] = there.path
            except StorageError as error:
                found[url] = Stat(Answer.UNKNOWN, reason=error.message)
        for server, paths in servers.items():
            found.update(self._stats(server, paths))
        return found

    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Yield the names in a folder."""
        there = place_of(url)
        with in_words("The folder {} cannot be listed", url):
            names = self._client.ask("list", there.server, path=there.path)
        yield from ((name, known(facts)) for name, facts in sorted(names))

    def make(self, url: str) -> None:
        """Make a folder and its parents."""
        there = place_of(url)
        with in_words("The folder {} cannot be made", url):
            self._client.ask("make", there.server, path=there.path)

    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Copy one file here."""
        return only(self.get_many([Get(url, target)], watch))

    def get_many(self, copies: Sequence[Get], watch: Watch = NOBODY) -> Sequence[Outcome]:
        """Copy several files here; those of one server together, and anew from the tape where the user wants it so."""
        if self.settings is not None and self.settings.clear:
            self.clear([copy.url for copy in copies])
        return fetch(self._client, copies, watch)

    def clear(self, urls: Sequence[str]) -> Sequence[str]:
        """Have the copies dropped that a server keeps of files on tape; return those that it did not drop soon.

        A server without a tape behind it keeps its files, and they are read as they are.
        """
        kept = []
        for server, group in groupby(sorted(map(place_of, urls)), key=lambda there: there.server):
            paths = [there.path for there in group]
            left = self._client.ask("evict", server, paths=paths, seconds=DROPS)
            kept += [Place(server, path).url for path in left]
        return kept

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy one file there; the server sums it, too."""
        return only(self.put_many([Put(source, url)], watch))

    def put_many(self, copies: Sequence[Put], watch: Watch = NOBODY) -> Sequence[Outcome]:
        """Copy several files there; those of one server together."""
        return send(self._client, copies, watch)

    def across(self, copies: Sequence[Across], watch: Watch = NOBODY) -> Sequence[Outcome] | None:
        """Let the server get them from another one; where it cannot, the bytes go through the helper."""
        if all(self.speaks(copy.source) for copy in copies):
            return send(self._client, copies, watch)
        return None

    def rename(self, url: str, new: str) -> None:
        """Move a file or a folder. The server would replace a file: the new name is looked at just before."""
        old, goal = place_of(url), place_of(new)
        with in_words("{} cannot be renamed to {}", url, new):
            if old.server != goal.server:
                raise StorageError(f"{shown(url)} cannot be renamed to {shown(new)}: that is another server.")
            self._rename(old, goal)

    def remove(self, url: str) -> None:
        """Remove a file or an empty folder."""
        there = place_of(url)
        with in_words("{} cannot be removed", url):
            found = self._surely(there)
            if found.exists is Answer.YES:
                self._client.ask("remove", there.server, path=there.path, folder=found.is_dir)

    def checksum(self, url: str) -> Checksum:
        """Ask the server, which reads it."""
        there = place_of(url)
        with in_words("{} cannot be read", url):
            kind, value = self._client.ask("checksum", there.server, path=there.path)
        return Checksum(kind, value.zfill(8))

    def locality(self, url: str) -> Locality:
        """Ask the server, which knows what is on the tape behind it."""
        with suppress(ParisanaError):
            return locality_of(self._facts(place_of(url)))
        return Locality.UNKNOWN

    def localities(self, urls: Sequence[str]) -> dict[str, Locality]:
        """Ask each server once; nothing is known of the files of one that does not answer."""
        found = dict.fromkeys(urls, Locality.UNKNOWN)
        for server, paths in self._by_server(urls).items():
            with suppress(ParisanaError):
                facts = self._client.ask("stat", server, paths=list(paths.values()))
                found |= {url: locality_of(facts[path]) for url, path in paths.items()}
        return found

    def most_asked(self, url: str) -> int:
        """Say how many files one request may name; whether there is a tape behind the server, it says of each file."""
        return MOST_ASKED

    def bring_online(self, urls: Sequence[str]) -> None:
        """Ask each server once for all its files."""
        with in_words("{} cannot be brought from tape", urls[0] if len(urls) == 1 else f"{len(urls)} files"):
            for server, paths in self._by_server(urls).items():
                self._client.ask("prepare", server, paths=list(paths.values()))

    def space(self, url: str) -> Space:
        """Ask for the disk of the nearest folder that is there."""
        with in_words("The room at {} is not known", url):
            there, _ = self._nearest(place_of(url))
            nodes, free, used = self._client.ask("room", there.server, path=there.path)
        if not nodes:
            return Space(None, None)
        return Space(free * MEGABYTE * 100 // (100 - used) if used < 100 else None, free * MEGABYTE)

    def writable(self, url: str) -> tuple[Answer, str]:
        """Ask for the nearest folder that is there."""
        try:
            there, facts = self._nearest(place_of(url))
        except StorageError as error:
            return (Answer.UNKNOWN if error.transient else Answer.NO), error.message
        except SiteError as error:
            return Answer.UNKNOWN, error.message
        if not facts["flags"] & IS_DIR:
            return Answer.NO, f"{shown(there.path)} is not a folder."
        may = facts["flags"] & IS_WRITABLE
        return (Answer.YES, "") if may else (Answer.NO, f"The server may not write into {shown(there.path)}.")

    def _by_server(self, urls: Sequence[str]) -> dict[str, dict[str, str]]:
        """Return the paths on each server, by URL; ``StorageError`` for what is no URL."""
        servers: dict[str, dict[str, str]] = defaultdict(dict)
        for url in urls:
            there = place_of(url)
            servers[there.server][url] = there.path
        return servers

    def _stats(self, server: str, paths: dict[str, str]) -> dict[str, Stat]:
        try:
            found = self._client.ask("stat", server, paths=list(paths.values()))
        except ParisanaError as error:
            return {url: Stat(Answer.UNKNOWN, reason=error.message) for url in paths}
        return {url: known(found[path]) for url, path in paths.items()}

    def _facts(self, there: Place) -> Facts:
        """Return what the server says of a name."""
        found: Facts = self._client.ask("stat", there.server, paths=[there.path])[there.path]
        return found

    def _surely(self, there: Place) -> Stat:
        """Return what is known, or raise."""
        found = known(self._facts(there))
        if found.exists is Answer.UNKNOWN:
            raise StorageError(found.reason, transient=True)
        return found

    def _need_free(self, there: Place) -> None:
        if self._surely(there).exists is Answer.YES:
            raise StorageError(f"There is something named {shown(there.path)} already.")

    def _rename(self, old: Place, new: Place) -> None:
        self._need_free(new)
        self._client.ask("rename", old.server, path=old.path, new=new.path)

    def _nearest(self, there: Place) -> tuple[Place, Facts]:
        """Return the nearest existing place at or above this one, with what is known of it."""
        while True:
            facts = self._facts(there)
            if "flags" in facts:
                return there, facts
            if not is_absent(facts) or there.path == "/":
                raise StorageError(known(facts).reason, transient=True)
            there = there.folder
