"""HPSS, the tape store at Lyon, by the commands of RFIO or by HSI. Through XRootD it is the storage ``xrootd``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar, Literal

from pydantic import Field

from parisana.core.documents.settings import Settings
from parisana.errors import ParisanaError
from parisana.plugins.storage import Locality
from parisana.storage.shared.tongue import Tongue
from parisana.storage.shared.words import in_words

from .hsi import HSI
from .packing import PackingStorage
from .places import SPELLING
from .rfio import RFIO

#: So many files are named in one question.
ASKED = 200


class HPSSSettings(Settings):
    """How files go to tape and come back."""

    root: str | None = Field(None, title="HPSS Root Directory", description="Areas with a relative path lie below it.")
    commands: Literal["rfio", "hsi"] = Field(
        "rfio", title="Commands", description="Which commands speak to it: rfcp and its family, or hsi."
    )
    staged_ahead: int = Field(
        100, ge=1, le=10000, title="Staged ahead", description="Files that are asked from tape before jobs need them."
    )
    pack: Literal["files", "htar"] = Field(
        "files", title="Results of jobs", description="Kept as files, or packed by htar into one archive a result."
    )


class HPSSStorage(PackingStorage):
    """Files on tape. HSI tells which of them are on disk, too, and brings them there; RFIO waits when they are read."""

    name: ClassVar[str] = "hpss"
    title: ClassVar[str] = "HPSS"
    settings_class: ClassVar[type[HPSSSettings]] = HPSSSettings

    @classmethod
    def speaks(cls, url: str) -> bool:
        """Say whether it is ``HOST:/hpss/…``."""
        return SPELLING.fullmatch(url) is not None

    @property
    def tongue(self) -> Tongue:
        """Return the commands that the site has."""
        return self._hsi or RFIO()

    @property
    def _hsi(self) -> HSI | None:
        return HSI() if getattr(self.settings, "commands", "rfio") == "hsi" else None

    def locality(self, url: str) -> Locality:
        """Ask HSI; what RFIO shows counts as at hand, for nobody can tell."""
        return self.localities([url])[url] if self._hsi else super().locality(url)

    def localities(self, urls: Sequence[str]) -> dict[str, Locality]:
        """Ask HSI for many at once; nothing is known while it does not answer."""
        if (hsi := self._hsi) is None:
            return super().localities(urls)
        try:
            held = self.held_in(urls)
        except ParisanaError:
            return dict.fromkeys(urls, Locality.UNKNOWN)
        found = self._places(hsi, list(dict.fromkeys(held.values())))
        return {url: found[held[url]] for url in urls}

    def _places(self, hsi: HSI, urls: Sequence[str]) -> dict[str, Locality]:
        found = dict.fromkeys(urls, Locality.UNKNOWN)
        for some in _cut(urls):
            try:
                names = {url.partition(":")[2]: url for url in some}
                said = self._ask(hsi.ask_places([hsi.path(url) for url in some]))
            except ParisanaError:
                return found
            found |= {names[name]: place for name, place in hsi.places(said).items() if name in names}
        return found

    def most_asked(self, url: str) -> int:
        """Say how many files HSI may ask for."""
        return self.settings.staged_ahead if self._hsi else 0

    def bring_online(self, urls: Sequence[str]) -> None:
        """Ask HSI for all of them; with RFIO a file comes when it is read."""
        if (hsi := self._hsi) is not None:
            with in_words("{} cannot be brought from tape", urls[0] if len(urls) == 1 else f"{len(urls)} files"):
                held = dict.fromkeys(self.held_in(urls).values())
                self._done(hsi.stage([hsi.path(url) for url in held]))


def _cut(urls: Sequence[str]) -> Iterator[Sequence[str]]:
    return (urls[start : start + ASKED] for start in range(0, len(urls), ASKED))
