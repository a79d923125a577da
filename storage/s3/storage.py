"""S3: buckets of AWS, Ceph, MinIO and others. URLs are ``s3://BUCKET/PATH``; folders are what keys begin with."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, ClassVar

from pydantic import Field

from parisana.core.documents.settings import PATH, Settings
from parisana.core.jobs.states import Answer
from parisana.errors import ParisanaError, StorageError
from parisana.plugins.road import Roads, no_road
from parisana.plugins.storage import NOBODY, Checksum, Space, Stat, Watch
from parisana.storage.http.storage import HTTPStorage
from parisana.storage.shared.copying import part_of
from parisana.storage.shared.words import in_words, shown

from .answers import need
from .client import S3Client, missing
from .copies import copy_there, fetch, send, sum_there
from .places import Place, place_of


class S3Settings(Settings):
    """Which server it is. Keys are those of the environment or of ``~/.aws/credentials``; they are never kept."""

    root: str | None = Field(
        None, title="S3 Root Directory", description="Areas with a relative path lie below it, s3://BUCKET/FOLDER."
    )
    endpoint: str | None = Field(
        None,
        title="Endpoint",
        description="Address of the server, https://HOST:PORT; empty: AWS, or the environment's.",
    )
    region: str | None = Field(None, title="Region", description="Empty: as the environment says, or us-east-1.")
    path_style: bool | None = Field(
        None,
        title="Bucket in the path",
        description="Ask for https://HOST/BUCKET/… and not https://BUCKET.HOST/…; empty: so with all but AWS.",
    )
    group: str | None = Field(
        None, title="Credentials group", description="Group of ~/.aws/credentials; empty: the environment's keys."
    )
    ca: str | None = Field(
        None,
        title="Trusted CA",
        description="File or folder with certificates of authorities, beside those of the system.",
        json_schema_extra=PATH,
    )


class S3Storage(HTTPStorage):
    """Objects of a bucket, shown as files in folders."""

    name: ClassVar[str] = "s3"
    title: ClassVar[str] = "S3"
    settings_class: ClassVar[type[S3Settings]] = S3Settings
    schemes: ClassVar[tuple[str, ...]] = ("s3",)
    patience: float = 30.0
    """Seconds after which a server that says nothing is left."""

    def __init__(self, settings: Any = None, roads: Roads = no_road) -> None:
        super().__init__(settings, roads)
        said = settings or S3Settings()
        self._client = S3Client(self.patience, said.endpoint, said.region, said.path_style, said.group, said.ca)

    def _seen(self, url: str) -> Stat:
        return self._client.stat(place_of(url))

    def _names_in(self, folder: str) -> Iterable[tuple[str, Stat]]:
        return self._entries(place_of(folder))

    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Yield the names in a folder."""
        there = place_of(url)
        with in_words("The folder {} cannot be listed", url):
            entries = dict(self._entries(there))
            if not entries and not self._client.is_folder(there):
                raise StorageError(missing(there))
        yield from sorted(entries.items())

    def make(self, url: str) -> None:
        """Make a folder and its parents, each as an empty object."""
        there = place_of(url)
        with in_words("The folder {} cannot be made", url):
            wanted = []
            while not (seen := self._client.stat(there)).is_dir:
                if seen.exists is Answer.YES:
                    raise StorageError(f"{shown(there.key)} is a file.")
                wanted.append(there)
                there = there.folder
            for each in reversed(wanted):
                need(self._client.ask("PUT", each.beside(each.prefix)))

    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Copy one file here."""
        with in_words("{} cannot be copied to {}", url, str(target)):
            return fetch(self._client, place_of(url), str(target), watch)

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy one file there; the server itself refuses a name that is taken."""
        there = place_of(url)
        with in_words("{} cannot be copied to {}", str(source), url):
            self._need_free(there)
            return send(self._client, str(source), there, watch)

    def rename(self, url: str, new: str) -> None:
        """Move a file or a folder: S3 cannot, so each object is copied there and then removed."""
        old, goal = place_of(url), place_of(new)
        with in_words("{} cannot be renamed to {}", url, new):
            seen = self._client.stat(old)
            if seen.exists is Answer.NO:
                raise StorageError("It is not there.")
            self._need_free(goal)
            objects = list(self._client.keys(old)) if seen.is_dir else [(old.key, seen)]
            for key, known in objects:
                copy_there(
                    self._client, old.beside(key), goal.beside(goal.key + key.removeprefix(old.key)), known.size or 0
                )
            for key, _ in objects:
                need(self._client.ask("DELETE", old.beside(key)))

    def can_rename(self, url: str) -> bool:
        """S3 knows no folders."""
        return False

    def remove(self, url: str) -> None:
        """Remove a file or an empty folder."""
        there = place_of(url)
        with in_words("{} cannot be removed", url):
            seen = self._client.stat(there)
            if seen.is_dir and any(True for _ in self._entries(there)):
                raise StorageError("The folder is not empty.")
            if seen.exists is Answer.YES:
                need(self._client.ask("DELETE", there.beside(there.prefix) if seen.is_dir else there))

    def checksum(self, url: str) -> Checksum:
        """Return what was noted when it was written, which the server compared; else read it."""
        with in_words("{} cannot be read", url):
            return sum_there(self._client, place_of(url))

    def space(self, url: str) -> Space:
        """S3 does not tell."""
        place_of(url)
        return Space(None, None)

    def writable(self, url: str) -> tuple[Answer, str]:
        """Try it: the server does not tell otherwise."""
        try:
            there = place_of(url)
            if self._in_the_way(there):
                return Answer.NO, f"A part of the path {shown(there.key)} is a file."
            probe = there.beside(part_of(f"{there.prefix}probe"))
            need(self._client.ask("PUT", probe))
            need(self._client.ask("DELETE", probe))
        except ParisanaError as error:
            return (Answer.UNKNOWN if error.transient else Answer.NO), error.message
        return Answer.YES, ""

    def _entries(self, there: Place) -> Iterator[tuple[str, Stat]]:
        """Yield what is directly in a folder, without the mark of the folder itself."""
        for page in self._client.pages(there):
            yield from ((key.removeprefix(there.prefix), seen) for key, seen in page.keys if key != there.prefix)
            yield from (
                (key.removeprefix(there.prefix).rstrip("/"), Stat(Answer.YES, None, True)) for key in page.folders
            )

    def _need_free(self, there: Place) -> None:
        if self._client.stat(there).exists is Answer.YES:
            raise StorageError(f"There is something named {shown(there.key)} already.")
        if not self._client.is_folder(there.folder):
            raise StorageError(missing(there.folder))

    def _in_the_way(self, there: Place) -> bool:
        """Whether this place, or one above it, is a file."""
        while there.key:
            if (seen := self._client.stat(there)).exists is Answer.YES:
                return not seen.is_dir
            there = there.folder
        return False
