"""GridFTP servers, through gfal2. URLs are ``gsiftp://HOST:PORT/PATH``."""

from __future__ import annotations

import re
from typing import ClassVar

from pydantic import Field

from parisana.errors import StorageError
from parisana.storage.shared.words import shown

from .client import GfalClient
from .storage import GfalSettings, GfalStorage

SPELLING = re.compile(r"gsiftp://[^/?]+/.*", re.DOTALL)
#: What its client takes in no URL.
REFUSED = re.compile('[^\x20-\x7e]|["#%<>[\\\\\\]^`{|}]')


class GridFTPSettings(GfalSettings):
    """Where the server is, and how files are copied."""

    root: str | None = Field(
        None, title="GridFTP Root Directory", description="Areas with a relative path lie below it."
    )
    streams: int = Field(
        1, ge=1, le=32, title="Streams", description="So many connections carry one file, which helps over far ways."
    )


class GridFTPStorage(GfalStorage):
    """Files on a GridFTP server."""

    name: ClassVar[str] = "gridftp"
    title: ClassVar[str] = "GRIDFTP"
    settings_class: ClassVar[type[GridFTPSettings]] = GridFTPSettings
    schemes: ClassVar[tuple[str, ...]] = ("gsiftp",)
    client: ClassVar[GfalClient] = GfalClient("GridFTP", "gridftp")

    def checked(self, url: str) -> str:
        """Return a URL that the library can keep, without a slash at its end."""
        if SPELLING.fullmatch(url) is None:
            raise StorageError(f"{shown(url)} is no GridFTP URL.", hint="Write gsiftp://HOST:PORT/PATH.")
        if REFUSED.search(url):
            message = f'GridFTP cannot keep the name {shown(url)}: no " # % < > [ \\ ] ^ ` {{ | }} can be in it.'
            raise StorageError(message, hint="Give the file another name, of ASCII letters.")
        return url.rstrip("/")
