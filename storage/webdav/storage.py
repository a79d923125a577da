"""WebDAV and HTTPS, as dCache, XRootD, EOS and StoRM speak it. URLs are ``davs://HOST:PORT/PATH``."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, ClassVar, Literal

from pydantic import Field

from parisana.core.documents.settings import PATH, Settings
from parisana.core.jobs.states import Answer
from parisana.errors import ParisanaError, StorageError
from parisana.plugins.many import each_of
from parisana.plugins.road import Roads, no_road
from parisana.plugins.storage import NOBODY, Across, Checksum, Outcome, Space, Stat, Watch
from parisana.storage.http.client import Request
from parisana.storage.http.copies import on_call
from parisana.storage.http.login import trust
from parisana.storage.http.storage import HTTPStorage
from parisana.storage.http.words import ABSENT, need
from parisana.storage.shared.copying import part_of
from parisana.storage.shared.words import in_words, shown

from .across import CannotError, bring
from .client import WebDAVClient
from .copies import fetch, move, send, sum_there
from .places import SCHEMES, Place, place_of


class WebDAVSettings(Settings):
    """Where the server is, and whom to trust. Who you are is told by your token, proxy or ``~/.netrc``."""

    root: str | None = Field(
        None,
        title="WebDAV Root Directory",
        description="Areas with a relative path lie below it, davs://HOST:PORT/PATH.",
    )
    ca: str | None = Field(
        None,
        title="Trusted CA",
        description="File or folder with certificates of authorities, beside those of the system and the Grid.",
        json_schema_extra=PATH,
    )
    credential: Literal["token"] | None = Field(
        None,
        title="Credential",
        description="Only your bearer token is shown; empty: token, proxy, or what ~/.netrc has, whatever is there.",
    )
    oidc_account: str | None = Field(
        None,
        title="Account of oidc-agent",
        description="Its tokens are shown, and asked for anew before they end; empty: a token found the WLCG way.",
    )


class WebDAVStorage(HTTPStorage):
    """Files as a WebDAV server shows them."""

    name: ClassVar[str] = "webdav"
    title: ClassVar[str] = "WebDAV"
    settings_class: ClassVar[type[WebDAVSettings]] = WebDAVSettings
    schemes: ClassVar[tuple[str, ...]] = tuple(SCHEMES)
    patience: float = 30.0
    """Seconds after which a server that says nothing is left."""

    def __init__(self, settings: Any = None, roads: Roads = no_road) -> None:
        super().__init__(settings, roads)
        ca, only = (settings.ca, settings.credential) if settings is not None else (None, None)
        account = (settings.oidc_account or "") if settings is not None else ""
        self._client = WebDAVClient(self.patience, lambda: trust(ca, with_proxy=only is None), only, account)

    def _seen(self, url: str) -> Stat:
        return self._client.stat(place_of(url))

    def _names_in(self, folder: str) -> Iterable[tuple[str, Stat]]:
        return self.list(folder)

    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Yield the names in a folder."""
        there = place_of(url)
        with in_words("The folder {} cannot be listed", url):
            entries = self._client.listed(there)
        yield from sorted((os.path.basename(path), each) for path, each in entries.items())

    def make(self, url: str) -> None:
        """Make a folder and its parents."""
        with in_words("The folder {} cannot be made", url):
            self._client.make(place_of(url))

    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Copy one file here."""
        with in_words("{} cannot be copied to {}", url, str(target)):
            there = place_of(url)
            if self._client.surely(there).is_dir:
                raise StorageError("It is a folder.")
            return fetch(self._client.http, there, str(target), watch)

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy one file there; where the server knows no sums, it is read back."""
        there = place_of(url)
        with in_words("{} cannot be copied to {}", str(source), url):
            self._client.need_free(there)
            return send(self._client.http, str(source), there, watch)

    def across(self, copies: Sequence[Across], watch: Watch = NOBODY) -> Sequence[Outcome] | None:
        """Let this server bring them, if it can and the others are of its kind."""
        if not all(self.speaks(each.source) for each in copies):
            return None
        try:
            return each_of(copies, lambda each, part: self._across(*each, part), watch)
        except CannotError:
            return None

    def rename(self, url: str, new: str) -> None:
        """Move a file or a folder; not every server refuses a name that is taken, so it is looked at just before."""
        old, goal = place_of(url), place_of(new)
        with in_words("{} cannot be renamed to {}", url, new):
            if old.server != goal.server:
                raise StorageError("That is another server.")
            self._client.need_free(goal)
            move(self._client.http, old, goal)

    def remove(self, url: str) -> None:
        """Remove a file or an empty folder; the server would take a full one, too."""
        there = place_of(url)
        with in_words("{} cannot be removed", url):
            seen = self._client.stat(there)
            if seen.exists is Answer.NO:
                return
            if seen.is_dir and next(self.list(url), None) is not None:
                raise StorageError("The folder is not empty.")
            need(self._client.http.ask(Request("DELETE", there.folder_url if seen.is_dir else there.url)), *ABSENT)

    def checksum(self, url: str) -> Checksum:
        """Ask the server, or read the whole file."""
        with in_words("{} cannot be read", url):
            there = place_of(url)
            return on_call(self._client.http, lambda call, pulse: sum_there(call, there, pulse), NOBODY)

    def space(self, url: str) -> Space:
        """Ask for the nearest folder that is there; many servers do not tell."""
        with in_words("The room at {} is not known", url):
            there, seen = self._client.nearest(place_of(url))
            return self._client.room(there if seen.is_dir else there.folder)

    def writable(self, url: str) -> tuple[Answer, str]:
        """Try it in the nearest folder that is there: the server does not tell otherwise."""
        try:
            there, seen = self._client.nearest(place_of(url))
            if not seen.is_dir:
                return Answer.NO, f"{shown(there.path)} is not a folder."
            probe = Place(there.server, part_of(f"{there.path.rstrip('/')}/probe"))
            need(self._client.http.ask(Request("PUT", probe.url)))
            need(self._client.http.ask(Request("DELETE", probe.url)))
        except ParisanaError as error:
            return (Answer.UNKNOWN if error.transient else Answer.NO), error.message
        return Answer.YES, ""

    def _across(self, source: str, url: str, watch: Watch) -> Checksum:
        old, new = place_of(source), place_of(url)
        with in_words("{} cannot be copied to {}", source, url):
            self._client.need_free(new)
            return bring(self._client.http, old, new, self._client.surely(old).size or 0, watch)
