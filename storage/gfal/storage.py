"""Files of the Grid as gfal2 reaches them, whatever is spoken below it: what SRM and GridFTP have in common."""

from __future__ import annotations

import os
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from parisana.core.documents.settings import Settings
from parisana.core.jobs.states import Answer
from parisana.errors import ParisanaError, SiteError, StorageError
from parisana.plugins.storage import NOBODY, Checksum, Space, Stat, Storage, Watch
from parisana.storage.shared.copying import adler32, checksum_of, cleaned, drafted, part_of
from parisana.storage.shared.words import in_words, shown

from .client import GfalClient
from .places import folder_of, known, server_of

#: Settings that a copy takes, where a kind of server has them.
OPTIONS = ("space_token", "streams")


class GfalSettings(Settings):
    """What is said of each of these servers."""

    timeout: int = Field(
        600,
        ge=10,
        le=86400,
        title="Patience",
        description="How long to wait for one file.",
        json_schema_extra={"unit": "s"},
    )


class GfalStorage(Storage):
    """Files on a server of the Grid."""

    client: ClassVar[GfalClient]
    patience: float = 60.0
    """Seconds after which a server that says nothing is left."""

    @abstractmethod
    def checked(self, url: str) -> str:
        """Return a URL that the library can keep, without a slash at its end; raise where it cannot."""

    def stat(self, url: str) -> Stat:
        """Ask the server."""
        return self.stat_many([url])[url]

    def stat_many(self, urls: Sequence[str]) -> dict[str, Stat]:
        """Ask for all names; what is no URL is unknown, with the reason."""
        found: dict[str, Stat] = {}
        good: dict[str, str] = {}
        for url in urls:
            try:
                good[self.checked(url)] = url
            except StorageError as error:
                found[url] = Stat(Answer.UNKNOWN, reason=error.message)
        try:
            said = self._ask("stat", next(iter(good)), urls=list(good)) if good else {}
            found.update({good[url]: known(answer) for url, answer in said.items()})
        except ParisanaError as error:
            found.update({url: Stat(Answer.UNKNOWN, reason=error.message) for url in good.values()})
        return {url: found[url] for url in urls}

    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Yield the names in a folder."""
        with in_words("The folder {} cannot be listed", url):
            names = self._ask("list", url, url=self.checked(url))
        yield from ((name, known({"ok": facts})) for name, facts in sorted(names))

    def make(self, url: str) -> None:
        """Make a folder and its parents."""
        with in_words("The folder {} cannot be made", url):
            if not self._surely(url).is_dir:
                self._ask("make", url, url=self.checked(url))

    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Copy one file here; gfal2 compares the sums."""
        with in_words("{} cannot be copied to {}", url, str(target)), drafted(str(target)) as draft:
            size = self._surely(url).size or 0
            self._copy(self.checked(url), _local(draft), url, size, watch)
            return checksum_of(draft)

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy one file there; gfal2 compares the sums, and says that it is done."""
        here, part = os.path.abspath(source), part_of(url)
        with in_words("{} cannot be copied to {}", str(source), url):
            self._need_free(url)
            if not self._surely(folder_of(self.checked(url))).is_dir:
                raise StorageError(f"There is no folder {shown(folder_of(url))}.")
            size = os.path.getsize(here)
            with cleaned(lambda: self._drop(part)):
                self._copy(_local(here), self.checked(part), url, size, watch)
                self._rename(part, url)
            return checksum_of(here)

    def rename(self, url: str, new: str) -> None:
        """Move a file or a folder. Servers differ in what they replace: the new name is looked at just before."""
        with in_words("{} cannot be renamed to {}", url, new):
            if server_of(self.checked(url)) != server_of(self.checked(new)):
                raise StorageError("That is another server.")
            self._rename(url, new)

    def remove(self, url: str) -> None:
        """Remove a file or an empty folder."""
        with in_words("{} cannot be removed", url):
            found = self._surely(url)
            if found.exists is Answer.YES:
                self._ask("remove", url, url=self.checked(url), folder=found.is_dir)

    def checksum(self, url: str) -> Checksum:
        """Ask the server, which keeps it."""
        with in_words("{} cannot be read", url):
            return adler32(int(self._ask("checksum", url, url=self.checked(url)), 16))

    def space(self, url: str) -> Space:
        """Say nothing: few servers tell it by what is spoken here."""
        return Space(None, None)

    def writable(self, url: str) -> tuple[Answer, str]:
        """Try it in the nearest folder that is there: the server does not tell otherwise."""
        try:
            probe = part_of(f"{self._nearest(self.checked(url))}/probe")
            self._ask("make", probe, url=probe)
            self._ask("remove", probe, url=probe, folder=True)
        except StorageError as error:
            return (Answer.UNKNOWN if error.transient else Answer.NO), error.message
        except SiteError as error:
            return Answer.UNKNOWN, error.message
        return Answer.YES, ""

    def _ask(self, what: str, there: str, /, **request: Any) -> Any:
        return self.client.ask(what, server_of(there), self.patience, **request)

    def _surely(self, url: str) -> Stat:
        """Return what is known, or raise."""
        place = self.checked(url)
        found = known(self._ask("stat", place, urls=[place])[place])
        if found.exists is Answer.UNKNOWN:
            raise StorageError(found.reason, transient=True)
        return found

    def _need_free(self, url: str) -> None:
        if self._surely(url).exists is Answer.YES:
            raise StorageError(f"There is something named {shown(url)} already.")

    def _rename(self, url: str, new: str) -> None:
        self._need_free(new)
        self._ask("rename", url, url=self.checked(url), new=self.checked(new))

    def _copy(self, source: str, target: str, url: str, size: int, watch: Watch) -> None:
        seconds = getattr(self.settings, "timeout", 600)
        options = {name: getattr(self.settings, name, None) for name in OPTIONS}
        asked = {"source": source, "target": target, "size": size, "patience": seconds, **options}
        watch.moved(0, size)
        self.client.ask("copy", server_of(url), seconds, watch, **asked)
        watch.moved(size, size)

    def _nearest(self, url: str) -> str:
        """Return the nearest folder at or above this one that is there."""
        place = url
        while True:
            found = self._surely(place)
            if found.exists is Answer.YES and not found.is_dir:
                raise StorageError(f"{shown(place)} is not a folder.")
            if found.exists is Answer.YES or folder_of(place) == place:
                return place
            place = folder_of(place)

    def _drop(self, url: str) -> None:
        with suppress(ParisanaError):
            self._ask("remove", url, url=url, folder=False)


def _local(path: str) -> str:
    return f"file://{path}"
