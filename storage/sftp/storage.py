"""SFTP: folders of another machine, over the program's own ssh connections. URLs are ``sftp://USER@HOST:PORT/PATH``."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from pydantic import Field

from parisana.core.documents.settings import PATH, Settings
from parisana.core.jobs.states import Answer
from parisana.errors import NoAnswer, ParisanaError, StorageError
from parisana.plugins.many import in_lanes
from parisana.plugins.storage import NOBODY, Checksum, Get, Outcome, Put, Space, Stat, Storage, Watch
from parisana.storage.shared.copying import part_of
from parisana.storage.shared.folders import FEW, among, by_folder
from parisana.storage.shared.words import in_words, shown

from .copies import Lane, fetch, send, summed
from .places import Place, place_of

if TYPE_CHECKING:
    from paramiko import SFTPAttributes, SFTPClient


#: Channels for several copies: more of them do not help one processor that encrypts.
LANES = 2


class SFTPSettings(Settings):
    """Which machine it is and how to log in. Passwords are never kept."""

    root: str | None = Field(None, title="SSH Root Directory", description="Areas with a relative path lie below it.")
    user: str | None = Field(None, title="User", description="Your name there; empty: as in your ssh configuration.")
    port: int = Field(22, ge=1, le=65535, title="Port", description="Where its ssh server listens.")
    key: str | None = Field(
        None, title="Key file", description="Private key; empty: the agent's keys.", json_schema_extra=PATH
    )


class SFTPStorage(Storage):
    """Files as an ssh server shows them."""

    name: ClassVar[str] = "sftp"
    title: ClassVar[str] = "SSH"
    settings_class: ClassVar[type[SFTPSettings]] = SFTPSettings
    schemes: ClassVar[tuple[str, ...]] = ("sftp",)
    patience: float = 30.0
    """Seconds after which a server that says nothing is left."""

    def stat(self, url: str) -> Stat:
        """Ask the server; a link to nowhere is unknown: its target may be on a disk that is away."""
        return self.stat_many([url])[url]

    def stat_many(self, urls: Sequence[str]) -> dict[str, Stat]:
        """Ask for several in one folder by listing it."""
        found: dict[str, Stat] = {}
        for folder, below in by_folder(urls).items():
            found.update(self._listed(folder, below) if len(below) > FEW else {url: self._stat(url) for url in below})
        return {url: found[url] for url in urls}

    def list(self, url: str) -> Iterator[tuple[str, Stat]]:
        """Yield the names in a folder."""
        there = self._place(url)
        with in_words("The folder {} cannot be listed", url), there.road.short(self.patience) as sftp:
            try:
                entries = sorted(sftp.listdir_attr(there.path), key=lambda entry: entry.filename)
            except UnicodeDecodeError as error:
                message = f"The folder {shown(url)} cannot be listed: a name in it is no UTF-8."
                raise StorageError(message, hint="Rename that file there.") from error
            found = [(each.filename, _known(sftp, os.path.join(there.path, each.filename), each)) for each in entries]
        yield from found

    def make(self, url: str) -> None:
        """Make a folder and its parents."""
        there = self._place(url)
        with in_words("The folder {} cannot be made", url), there.road.short(self.patience) as sftp:
            for folder in there.folders:
                if not _is_folder(sftp, folder):
                    _make(sftp, folder)

    def get(self, url: str, target: Path, watch: Watch = NOBODY) -> Checksum:
        """Copy one file here."""
        with Lane(self.patience) as lane:
            return self._get(lane, Get(url, target), watch)

    def get_many(self, copies: Sequence[Get], watch: Watch = NOBODY) -> Sequence[Outcome]:
        """Copy several files, some on one channel."""
        return in_lanes(copies, lambda: Lane(self.patience), self._get, watch, LANES)

    def put(self, source: Path, url: str, watch: Watch = NOBODY) -> Checksum:
        """Copy one file there, and read it once more."""
        with Lane(self.patience) as lane:
            return self._put(lane, Put(source, url), watch)

    def put_many(self, copies: Sequence[Put], watch: Watch = NOBODY) -> Sequence[Outcome]:
        """Copy several files, some on one channel."""
        return in_lanes(copies, lambda: Lane(self.patience), self._put, watch, LANES)

    def rename(self, url: str, new: str) -> None:
        """Move a file or a folder; the server itself refuses a name that is taken."""
        old, goal = self._place(url), self._place(new)
        if old.road.host != goal.road.host:
            raise StorageError(f"{shown(url)} cannot be renamed to {shown(new)}: that is another machine.")
        with in_words("{} cannot be renamed to {}", url, new):
            self._need_free(new)
            with old.road.short(self.patience) as sftp:
                sftp.rename(old.path, goal.path)

    def remove(self, url: str) -> None:
        """Remove a file or an empty folder."""
        there = self._place(url)
        with (
            in_words("{} cannot be removed", url),
            there.road.short(self.patience) as sftp,
            suppress(FileNotFoundError),
        ):
            if not stat.S_ISDIR(sftp.lstat(there.path).st_mode or 0):
                sftp.remove(there.path)
            elif sftp.listdir(there.path):
                raise StorageError(f"{shown(url)} cannot be removed: The folder is not empty.")
            else:
                sftp.rmdir(there.path)

    def checksum(self, url: str) -> Checksum:
        """Read the whole file."""
        with in_words("{} cannot be read", url), Lane(self.patience) as lane:
            return summed(self._place(url), NOBODY, lane)

    def space(self, url: str) -> Space:
        """Ask for the disk of the nearest folder that is there."""
        with in_words("The room at {} is not known", url):
            there = self._nearest(url)
            room = there.road.room(there.path, self.patience)
        return Space(*(room or (None, None)))

    def writable(self, url: str) -> tuple[Answer, str]:
        """Try it in the nearest folder that is there: the server does not tell otherwise."""
        try:
            there = self._nearest(url)
            with there.road.short(self.patience) as sftp:
                return _try(sftp, there)
        except NoAnswer as error:
            return Answer.UNKNOWN, error.message
        except (ParisanaError, OSError) as error:
            return Answer.NO, str(error)

    def _get(self, lane: Lane, copy: Get, watch: Watch) -> Checksum:
        with in_words("{} cannot be copied to {}", copy.url, str(copy.target)):
            return fetch(self._place(copy.url), str(copy.target), watch, lane)

    def _put(self, lane: Lane, copy: Put, watch: Watch) -> Checksum:
        with in_words("{} cannot be copied to {}", str(copy.source), copy.url):
            return send(str(copy.source), self._place(copy.url), watch, lane)

    def _place(self, url: str) -> Place:
        return place_of(url, self.settings, self.roads)

    def _stat(self, url: str) -> Stat:
        try:
            there = self._place(url)
            with there.road.short(self.patience) as sftp:
                return _known(sftp, there.path)
        except ParisanaError as error:
            return Stat(Answer.UNKNOWN, reason=error.message)
        except OSError as error:
            return Stat(Answer.UNKNOWN, reason=f"{shown(url)}: {error}")

    def _listed(self, folder: str, urls: Sequence[str]) -> dict[str, Stat]:
        try:
            return among(self.list(folder), urls)
        except ParisanaError:
            return {url: self._stat(url) for url in urls}

    def _need_free(self, url: str) -> None:
        there = self._place(url)
        with there.road.short(self.patience) as sftp:
            if _lstat(sftp, there.path) is not None:
                raise StorageError(f"There is something named {shown(url)} already.")
            sftp.stat(os.path.dirname(there.path))

    def _nearest(self, url: str) -> Place:
        there = self._place(url)
        with there.road.short(self.patience) as sftp:
            return next(each for each in there.upwards if each.path == "/" or _lstat(sftp, each.path) is not None)


def _known(sftp: SFTPClient, path: str, seen: SFTPAttributes | None = None) -> Stat:
    """Return what is known of a path, which may be a link."""
    is_link = seen is not None and stat.S_ISLNK(seen.st_mode or 0)
    if seen is None or stat.S_ISLNK(seen.st_mode or 0):
        try:
            seen = sftp.stat(path)
        except FileNotFoundError:
            gone = _lstat(sftp, path) is None
            return Stat(Answer.NO) if gone else Stat(Answer.UNKNOWN, reason=f"{shown(path)} is a link to nowhere.")
    is_dir = stat.S_ISDIR(seen.st_mode or 0)
    return Stat(Answer.YES, None if is_dir else seen.st_size, is_dir, seen.st_mtime, is_link=is_link)


def _lstat(sftp: SFTPClient, path: str) -> SFTPAttributes | None:
    try:
        return sftp.lstat(path)
    except FileNotFoundError:
        return None


def _is_folder(sftp: SFTPClient, path: str) -> bool:
    with suppress(FileNotFoundError):
        if stat.S_ISDIR(sftp.stat(path).st_mode or 0):
            return True
        raise NotADirectoryError(f"{shown(path)} is a file")
    return False


def _make(sftp: SFTPClient, path: str) -> None:
    """Make one folder; somebody else may be faster."""
    try:
        sftp.mkdir(path)
    except OSError:
        if not _is_folder(sftp, path):
            raise


def _try(sftp: SFTPClient, there: Place) -> tuple[Answer, str]:
    if not stat.S_ISDIR(sftp.stat(there.path).st_mode or 0):
        return Answer.NO, f"{shown(there.path)} is not a folder."
    probe = part_of(os.path.join(there.path, "probe"))
    try:
        sftp.open(probe, "wx").close()
        sftp.remove(probe)
    except PermissionError:
        return Answer.NO, f"You may not write into {shown(there.path)} on {there.road.host}."
    return Answer.YES, ""
