"""A storage behind commands: what they are called and what they say is a tongue's, what is promised is written here."""

from __future__ import annotations

import os
import tempfile
from abc import abstractmethod
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import ClassVar

from parisana.core.jobs.states import Answer
from parisana.errors import ParisanaError, SiteError, StorageError
from parisana.plugins.runner import Outcome
from parisana.plugins.storage import NOBODY, Checksum, Space, Stat, Storage, Watch

from .commands import Commands
from .copying import checksum_of, cleaned, drafted, need_same, part_of
from .folders import FEW, among, by_folder
from .tongue import Call, Tongue
from .words import in_words, shown


class CommandedStorage(Storage):
    """Files as a family of commands shows them."""

    patience: ClassVar[float] = 60.0
    standstill: ClassVar[float] = 86_400.0

    @property
    @abstractmethod
    def tongue(self) -> Tongue:
        """Return how its commands are spoken."""

    @property
    def commands(self) -> Commands:
        """Return the commands of this machine."""
        return Commands(self.patience, self.standstill)

    def stat(self, url: str) -> Stat:
        """Ask for the name."""
        try:
            return self.tongue.seen(self._ask(self.tongue.see(self.tongue.path(url))))
        except ParisanaError as error:
            return Stat(Answer.UNKNOWN, reason=error.message)

    def stat_many(self, urls: Sequence[str]) -> dict[str, Stat]:
        """Ask for many in one folder by listing it."""
        found: dict[str, Stat] = {}
        for folder, below in by_folder(urls).items():
            found.update(self._listed(folder, below) if len(below) > FEW else {url: self.stat(url) for url in below})
        return {url: found[url] for url in urls}

    def read_many(self, urls: Sequence[str]) -> dict[str, bytes]:
        """Read small files, with no more patience than for a question: one that is on tape is not waited for."""
        found: dict[str, bytes] = {}
        for url in urls:
            try:
                found[url] = self._read(url)
            except StorageError as error:
                if error.transient:
                    break
        return found

    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Yield the names in a folder."""
        with in_words("The folder {} cannot be listed", url):
            if not self._surely(url).is_dir:
                raise StorageError(f"{shown(url)} is no folder.")
            said = self._done(self.tongue.look_into(self.tongue.path(url)))
        yield from sorted(self.tongue.listed(said).items())

    def make(self, url: str) -> None:
        """Make a folder and its parents."""
        with in_words("The folder {} cannot be made", url):
            if not self._surely(url).is_dir:
                self._done(self.tongue.make(self.tongue.path(url)))

    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Copy one file here."""
        with in_words("{} cannot be copied to {}", url, str(target)), drafted(str(target)) as draft:
            return self._fetch(url, draft, watch)

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy one file there, bring it back, compare, and give it its name."""
        part = part_of(url)
        with in_words("{} cannot be copied to {}", str(source), url):
            self._need_free(url)
            self._need_folder(os.path.dirname(url))
            written = checksum_of(os.path.abspath(source))
            with cleaned(lambda: self._forget(part)):
                self._send(os.path.abspath(source), part, watch)
                need_same(part, self.checksum(part), written)
                self._rename(part, url)
        return written

    def rename(self, url: str, new: str) -> None:
        """Move a file or a folder. The commands would replace a file: the new name is looked at just before."""
        with in_words("{} cannot be renamed to {}", url, new):
            self._rename(url, new)

    def remove(self, url: str) -> None:
        """Remove a file or an empty folder."""
        with in_words("{} cannot be removed", url):
            found = self._surely(url)
            if found.is_dir and any(self.list(url)):
                raise StorageError(f"The folder {shown(url)} is not empty.")
            if found.exists is Answer.YES:
                path = self.tongue.path(url)
                self._done(self.tongue.drop_folder(path) if found.is_dir else self.tongue.drop(path))

    def checksum(self, url: str) -> Checksum:
        """Bring the whole file, and sum it: the commands know no adler32."""
        with in_words("{} cannot be read", url), tempfile.TemporaryDirectory() as folder:
            return self._fetch(url, os.path.join(folder, "copy"), NOBODY)

    def space(self, url: str) -> Space:
        """Say nothing: the commands do not tell."""
        return Space(None, None)

    def writable(self, url: str) -> tuple[Answer, str]:
        """Try it in the nearest folder that is there: the commands do not tell otherwise."""
        try:
            probe = part_of(f"{self._nearest(url)}/probe")
            self._done(self.tongue.make(self.tongue.path(probe)))
            self._done(self.tongue.drop_folder(self.tongue.path(probe)))
        except StorageError as error:
            return (Answer.UNKNOWN if error.transient else Answer.NO), error.message
        except SiteError as error:
            return Answer.UNKNOWN, error.message
        return Answer.YES, ""

    def _ask(self, call: Call) -> Outcome:
        return self.commands.ask(call.argv, call.stdin)

    def _done(self, call: Call) -> Outcome:
        """Run a command that must succeed."""
        said = self._ask(call)
        if said.code:
            raise self.tongue.no(said)
        return said

    def _listed(self, folder: str, urls: Sequence[str]) -> dict[str, Stat]:
        """Answer from a list of the folder; where it cannot be listed, each name is asked for."""
        try:
            return among(self.list(folder), urls)
        except StorageError:
            return {url: self.stat(url) for url in urls}

    def _surely(self, url: str) -> Stat:
        """Return what is known, or raise."""
        path = self.tongue.path(url)
        found = self.tongue.seen(self._ask(self.tongue.see(path)))
        if found.exists is Answer.UNKNOWN:
            raise StorageError(found.reason, transient=True)
        return found

    def _need_free(self, url: str) -> None:
        if self._surely(url).exists is Answer.YES:
            raise StorageError(f"There is something named {shown(url)} already.")

    def _need_folder(self, url: str) -> None:
        if not self._surely(url).is_dir:
            raise StorageError(f"There is no folder {shown(url)}.")

    def _fetch(self, url: str, here: str, watch: Watch) -> Checksum:
        """Bring a file; one that comes cut short counts as not come."""
        size = self._surely(url).size or 0
        call = self.tongue.fetch(self.tongue.path(url), here)
        said = self.commands.copy(call.argv, watch, size, Path(here), call.stdin)
        if said.code or not os.path.exists(here):
            raise self.tongue.no(said)
        if os.path.getsize(here) != size:
            raise StorageError(f"{os.path.getsize(here)} of {size} bytes of {shown(url)} arrived.", transient=True)
        watch.moved(size, size)
        return checksum_of(here)

    def _read(self, url: str) -> bytes:
        with in_words("{} cannot be read", url), tempfile.TemporaryDirectory() as folder:
            copy = Path(folder, "copy")
            said = self._ask(self.tongue.fetch(self.tongue.path(url), str(copy)))
            if said.code or not copy.exists():
                raise self.tongue.no(said)
            return copy.read_bytes()

    def _send(self, here: str, url: str, watch: Watch) -> None:
        size = os.path.getsize(here)
        call = self.tongue.send(here, self.tongue.path(url))
        said = self.commands.copy(call.argv, watch, size, None, call.stdin)
        if said.code:
            raise self.tongue.no(said)
        watch.moved(size, size)

    def _rename(self, url: str, new: str) -> None:
        self._need_free(new)
        self._done(self.tongue.rename(self.tongue.path(url), self.tongue.path(new)))

    def _nearest(self, url: str) -> str:
        """Return the nearest folder at or above this one that is there."""
        place = url.rstrip("/")
        while True:
            found = self._surely(place)
            if found.exists is Answer.YES and not found.is_dir:
                raise StorageError(f"{shown(place)} is not a folder.")
            if found.exists is Answer.YES or os.path.dirname(place).endswith(":"):
                return place
            place = os.path.dirname(place)

    def _forget(self, url: str) -> None:
        """Remove what is left of a copy."""
        with suppress(ParisanaError):
            self._done(self.tongue.drop(self.tongue.path(url)))
