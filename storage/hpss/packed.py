"""Results that are packed: what lies in the archive of a folder is there under its own name, as if it were a file.

The archive itself is seen when the folder is listed. Looked for is only what is not there as a file.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from parisana.core.jobs.states import Answer
from parisana.errors import ParisanaError, StorageError
from parisana.plugins.storage import NOBODY, Checksum, Stat, Watch
from parisana.storage.shared.commanded import CommandedStorage
from parisana.storage.shared.copying import checksum_of
from parisana.storage.shared.words import in_words, shown

from .htar import ARCHIVE, INDEX, list_command, members, no, take_command, went_well

#: Names of a packed result that are files of their own.
PLAIN = frozenset({ARCHIVE, INDEX, ".parisana.json"})
#: So deep may folders lie in an archive.
DEPTH = 8


class PackedStorage(CommandedStorage):
    """A storage whose folders may hold an archive."""

    @property
    def packs(self) -> bool:
        """Whether the site packs its results."""
        return getattr(self.settings, "pack", "files") == "htar"

    def stat(self, url: str) -> Stat:
        """Ask for the name, then for what is packed."""
        return self._with_packed({url: super().stat(url)})[url]

    def remove(self, url: str) -> None:
        """Remove a file or an empty folder; what is packed goes with its archive."""
        if self.packs and super().stat(url).exists is Answer.NO and self.stat(url).exists is Answer.YES:
            message = f"{shown(url)} cannot be removed: it is packed with the other files of its result."
            raise StorageError(message, hint="Remove the whole folder.")
        super().remove(url)

    def archive_of(self, url: str) -> str | None:
        """Return the archive that a name would lie in; ``None`` when there is none."""
        return self._archives([url])[url] if self.packs else None

    def held_in(self, urls: Iterable[str]) -> dict[str, str]:
        """Return the files that hold the bytes of each name: itself, or the archive that it is in."""
        wanted = list(urls)
        found = self._archives([url for url in wanted if os.path.basename(url) not in PLAIN]) if self.packs else {}
        return {url: found.get(url) or url for url in wanted}

    def _listed(self, folder: str, urls: Sequence[str]) -> dict[str, Stat]:
        return self._with_packed(super()._listed(folder, urls))

    def _with_packed(self, found: dict[str, Stat]) -> dict[str, Stat]:
        """Look into archives for what is not there as a file."""
        missing = [url for url, stat in found.items() if stat.exists is Answer.NO and self.packs]
        wanted = [url for url in missing if os.path.basename(url) not in PLAIN]
        try:
            archives = {url: place for url, place in self._archives(wanted).items() if place}
            inside = {place: self._members(place) for place in set(archives.values())}
        except ParisanaError as error:
            return found | dict.fromkeys(wanted, Stat(Answer.UNKNOWN, reason=error.message))
        return found | {url: inside[place].get(_name_in(place, url), found[url]) for url, place in archives.items()}

    def _archives(self, urls: Iterable[str]) -> Mapping[str, str | None]:
        """Return the archive that is next above each name; each folder is looked at once."""
        known: dict[str, str | None] = {}
        found = {}
        for url in urls:
            folder = os.path.dirname(url)
            if folder not in known:
                known[folder] = self._next_above(folder)
            found[url] = known[folder]
        return found

    def _next_above(self, folder: str) -> str | None:
        """Return the archive in a folder, or above it as far as the folders are not there themselves."""
        for _ in range(DEPTH):
            if self._surely(f"{folder}/{ARCHIVE}").exists is Answer.YES:
                return f"{folder}/{ARCHIVE}"
            if self._surely(folder).exists is Answer.YES or os.path.dirname(folder).endswith(":"):
                return None
            folder = os.path.dirname(folder)
        return None

    def _members(self, archive: str) -> dict[str, Stat]:
        """Return what lies in an archive; one whose index is gone is not known."""
        said = self.commands.ask(list_command(path_of(archive)))
        if not went_well(said):
            why = no(said)
            message = f"The archive {shown(archive)} cannot be listed: {why.message}"
            raise StorageError(message, hint=why.hint, transient=why.transient)
        return members(said.stdout + said.stderr)

    def _fetch(self, url: str, here: str, watch: Watch) -> Checksum:
        """Bring a file, or take it out of its archive."""
        if (archive := self._holding(url)) is None:
            return super()._fetch(url, here, watch)
        self._take(archive, url, here, watch)
        return checksum_of(here)

    def _read(self, url: str) -> bytes:
        if (archive := self._holding(url)) is None:
            return super()._read(url)
        with in_words("{} cannot be read", url), tempfile.TemporaryDirectory() as folder:
            self._take(archive, url, f"{folder}/taken", NOBODY)
            return Path(folder, "taken").read_bytes()

    def _holding(self, url: str) -> str | None:
        """Return the archive in which a name lies that is no file of its own."""
        if not self.packs or os.path.basename(url) in PLAIN or self._surely(url).exists is Answer.YES:
            return None
        return self.archive_of(url)

    def _take(self, archive: str, url: str, here: str, watch: Watch) -> None:
        """Take one file out of an archive; what comes cut short has not come."""
        name = _name_in(archive, url)
        if (known := self._members(archive).get(name)) is None:
            raise StorageError(f"There is no {shown(name)} in {shown(archive)}.")
        with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(here))) as folder:
            taken = Path(folder, name)
            said = self.commands.copy(take_command(path_of(archive), [name], folder), watch, known.size or 0, taken)
            if not went_well(said) or not taken.exists():
                raise no(said)
            if taken.stat().st_size != known.size:
                message = f"{taken.stat().st_size} of {known.size} bytes of {shown(url)} arrived."
                raise StorageError(message, transient=True)
            os.replace(taken, here)
        watch.moved(known.size or 0, known.size or 0)


def _name_in(archive: str, url: str) -> str:
    return url.removeprefix(f"{os.path.dirname(archive)}/")


def path_of(url: str) -> str:
    """Return the path in HPSS, as one word of a command."""
    return url.partition(":")[2]
