"""All storages of a site as one: each URL goes to the storage of its area, else to one that knows its scheme."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import ClassVar

from parisana.core.jobs.states import Answer
from parisana.core.sites.site import Site
from parisana.errors import StorageError
from parisana.plugins.registry import kind_of_url
from parisana.plugins.storage import NOBODY, Checksum, Locality, Outcome, Space, Stat, Storage, Watch


class Everywhere(Storage):
    """Hands each question on."""

    name: ClassVar[str] = "everywhere"
    title: ClassVar[str] = "All storages of a site"

    def __init__(self, site: Site, made: Callable[[str], Storage]) -> None:
        super().__init__()
        self.site = site
        self._areas = {place.path.rstrip("/"): place.storage for _, place in site.places}
        self._made = made

    def stat(self, url: str) -> Stat:
        """Ask its storage."""
        return self.stat_many([url])[url]

    def stat_many(self, urls: Sequence[str]) -> dict[str, Stat]:
        """Ask each storage once."""
        groups, lost = self._grouped(urls)
        found = {url: Stat(Answer.UNKNOWN, reason=error.message) for url, error in lost.items()}
        for storage, group in groups.items():
            found.update(storage.stat_many(group))
        return {url: found[url] for url in urls}

    def read(self, url: str) -> bytes:
        """Ask its storage."""
        return self._of(url).read(url)

    def read_many(self, urls: Sequence[str]) -> dict[str, bytes]:
        """Ask each storage once."""
        groups, _ = self._grouped(urls)
        return {url: data for storage, group in groups.items() for url, data in storage.read_many(group).items()}

    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Ask its storage."""
        return self._of(url).list(url)

    def make(self, url: str) -> None:
        """Ask its storage."""
        self._of(url).make(url)

    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Ask its storage."""
        return self._of(url).get(url, target, watch)

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Ask its storage."""
        return self._of(url).put(source, url, watch)

    def secure(self, copies: Mapping[str, Checksum], watch: Watch = NOBODY) -> Mapping[str, Outcome]:
        """Ask each storage once."""
        groups, lost = self._grouped(list(copies))
        found: dict[str, Outcome] = {**lost}
        for storage, group in groups.items():
            found |= storage.secure({url: copies[url] for url in group}, watch)
        return found

    def archive(self, folder: str) -> str | None:
        """Ask its storage."""
        return self._of(folder).archive(folder)

    def pack(self, folder: Path, names: Sequence[str], url: str, watch: Watch = NOBODY) -> Checksum:
        """Ask its storage."""
        return self._of(url).pack(folder, names, url, watch)

    def rename(self, url: str, new: str) -> None:
        """Ask its storage, which must be that of both."""
        if self._of(url) is not self._of(new):
            raise StorageError(f"{url} cannot be renamed to {new}: that is another storage.", hint="Copy it.")
        self._of(url).rename(url, new)

    def spot(self, url: str) -> str:
        """Ask its storage."""
        return self._of(url).spot(url)

    def can_rename(self, url: str) -> bool:
        """Ask its storage."""
        return self._of(url).can_rename(url)

    def remove(self, url: str) -> None:
        """Ask its storage."""
        self._of(url).remove(url)

    def checksum(self, url: str) -> Checksum:
        """Ask its storage."""
        return self._of(url).checksum(url)

    def locality(self, url: str) -> Locality:
        """Ask its storage."""
        return self._of(url).locality(url)

    def localities(self, urls: Sequence[str]) -> dict[str, Locality]:
        """Ask each storage once."""
        groups, lost = self._grouped(urls)
        found = dict.fromkeys(lost, Locality.UNKNOWN)
        for storage, group in groups.items():
            found.update(storage.localities(group))
        return {url: found[url] for url in urls}

    def most_asked(self, url: str) -> int:
        """Ask its storage; what lies on none of them is not asked for."""
        try:
            return self._of(url).most_asked(url)
        except StorageError:
            return 0

    def bring_online(self, urls: Sequence[str]) -> None:
        """Ask each storage once."""
        for storage, group in self._grouped(urls)[0].items():
            storage.bring_online(group)

    def replicas(self, url: str) -> Sequence[str]:
        """Ask its storage."""
        return self._of(url).replicas(url)

    def space(self, url: str) -> Space:
        """Ask its storage."""
        return self._of(url).space(url)

    def writable(self, url: str) -> tuple[Answer, str]:
        """Ask its storage."""
        return self._of(url).writable(url)

    def _of(self, url: str) -> Storage:
        return self._made(self._kind(url))

    def _kind(self, url: str) -> str:
        """Return the kind of the longest area that holds it, else what its scheme says, if the site has that."""
        holding = [path for path in self._areas if url == path or url.startswith(f"{path}/")]
        kind = self._areas[max(holding, key=len)] if holding else kind_of_url(url)
        if kind not in self._areas.values():
            raise StorageError(f"{url} lies on no storage of {self.site.name}.", hint="See parisana site show.")
        return kind

    def _grouped(self, urls: Sequence[str]) -> tuple[Mapping[Storage, Sequence[str]], Mapping[str, StorageError]]:
        """Return the URLs of each storage, and those that have none."""
        groups: dict[str, list[str]] = defaultdict(list)
        lost: dict[str, StorageError] = {}
        for url in urls:
            try:
                groups[self._kind(url)].append(url)
            except StorageError as error:
                lost[url] = error
        return {self._made(kind): group for kind, group in groups.items()}, lost
