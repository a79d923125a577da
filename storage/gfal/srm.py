"""LCG storage, spoken to by SRM through gfal2. URLs are ``srm://HOST:PORT/srm/managerv2?SFN=/PATH``."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from typing import ClassVar

from pydantic import Field

from parisana.errors import ParisanaError
from parisana.plugins.storage import Locality
from parisana.storage.shared.words import in_words

from . import srm_places
from .client import GfalClient
from .srm_places import locality_of
from .storage import GfalSettings, GfalStorage

#: For so long (s) a file that came from tape is kept on disk.
PINNED = 86_400
#: So many files may be asked from tape at a time.
MOST = 5000


class LCGSettings(GfalSettings):
    """Where the storage element is, and how files are written there."""

    root: str | None = Field(None, title="LCG Root Directory", description="Areas with a relative path lie below it.")
    space_token: str | None = Field(
        None, title="Space token", description="Reserved space that files are written to; empty: the default one."
    )


class SRMStorage(GfalStorage):
    """Files as a storage element shows them."""

    name: ClassVar[str] = "srm"
    title: ClassVar[str] = "LCG STORAGE"
    settings_class: ClassVar[type[LCGSettings]] = LCGSettings
    schemes: ClassVar[tuple[str, ...]] = ("srm",)
    client: ClassVar[GfalClient] = GfalClient("LCG STORAGE", "srm")

    def checked(self, url: str) -> str:
        """Return a URL that the library can keep, without a slash at its end."""
        return srm_places.checked(url)

    def locality(self, url: str) -> Locality:
        """Ask the server."""
        return self.localities([url])[url]

    def localities(self, urls: Sequence[str]) -> dict[str, Locality]:
        """Ask for all of them; nothing is known while nobody answers."""
        with suppress(ParisanaError):
            good = {self.checked(url): url for url in urls}
            said = self._ask("status", urls[0], urls=list(good))
            return {good[url]: locality_of(answer) for url, answer in said.items()}
        return dict.fromkeys(urls, Locality.UNKNOWN)

    def most_asked(self, url: str) -> int:
        """Say how many files one request may name."""
        return MOST

    def bring_online(self, urls: Sequence[str]) -> None:
        """Ask for all of them in one request; they stay on disk for a day."""
        with in_words("{} cannot be brought from tape", urls[0] if len(urls) == 1 else f"{len(urls)} files"):
            names = [self.checked(url) for url in urls]
            self._ask("bring", urls[0], urls=names, pinned=PINNED, patience=PINNED)

    def replicas(self, url: str) -> Sequence[str]:
        """Ask where the server has its bytes."""
        with in_words("The replicas of {} are not known", url):
            return list(self._ask("replicas", url, url=self.checked(url)))
