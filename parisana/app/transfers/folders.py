"""Whole folders as copies: what lies where, what is in the way, and the folders that are to be made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parisana.app.transfers.browser import Entry, walk
from parisana.app.working.committed import LIST
from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Storage

from .ends import spelled
from .packing import listed, packs

Opened = Callable[[str], Storage]
#: What is at or below a source, and where it is to be.
Found = tuple[Entry, str]
#: A source and its target.
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Copies:
    """What is to be copied."""

    files: tuple[Found, ...]
    folders: tuple[str, ...]
    links: tuple[str, ...]
    """Those that lead to folders: they are not followed, since they may lead anywhere, also back."""

    @property
    def pairs(self) -> list[Pair]:
        """Return the sources with their targets."""
        return [(entry.url, target) for entry, target in self.files]

    @property
    def size(self) -> int:
        """Return how many bytes they are."""
        return sum(entry.size or 0 for entry, _ in self.files)

    @property
    def archives(self) -> Mapping[str, int]:
        """Return those that are archives of a whole result, and how many bytes go into them."""
        return {target: entry.size or 0 for entry, target in self.files if packs(entry.url, target)}

    def parted(self, there: Storage) -> tuple[Copies, tuple[str, ...]]:
        """Return what is left without the names that are there already, and those: they are not copied over."""
        found = there.stat_many([target for _, target in self.files])
        taken = {target for target, stat in found.items() if stat.exists is Answer.YES}
        left = tuple((entry, target) for entry, target in self.files if target not in taken)
        return replace(self, files=left), tuple(sorted(taken))


def copies_of(opened: Opened, wanted: Sequence[Pair]) -> Copies:
    """Return what is to be copied so that these files and folders, with all below, are under other names."""
    found = [each for source, target in wanted for each in _below(opened(source), source, target)]
    found = packed_up(found, opened)
    files = tuple((entry, target) for entry, target in found if not entry.is_dir)
    folders = tuple(target for entry, target in found if entry.is_dir and not entry.is_link)
    return Copies(files, folders, tuple(entry.url for entry, _ in found if entry.is_dir and entry.is_link))


def packed_up(found: Sequence[Found], opened: Opened) -> list[Found]:
    """Let each result that is whole, and goes to a storage that packs, go as its archive and its list."""
    kept = list(found)
    for entry, target in found:
        archive = opened(target).archive(os.path.dirname(target)) if entry.name == LIST else None
        if archive is not None:
            kept = _with_archive(kept, entry, archive, opened(entry.url).read(entry.url))
    return kept


def _with_archive(found: list[Found], result: Entry, archive: str, text: bytes) -> list[Found]:
    """Put one archive in the place of the files that a list names, if there are no others beside it."""
    top = os.path.dirname(result.url)
    below = [(entry, target) for entry, target in found if entry.url.startswith(f"{top}/") and entry != result]
    files = {entry.url.removeprefix(f"{top}/") for entry, _ in below if not entry.is_dir}
    outputs = listed(text)
    if not files or files != {each.path for each in outputs}:
        return found
    whole = replace(result, size=sum(each.size for each in outputs))
    return [*(each for each in found if each not in below), (whole, archive)]


def _below(storage: Storage, source: str, target: str) -> Iterator[Found]:
    """Yield what is at and below a source, and where it is to be."""
    stat = storage.stat(source)
    if stat.exists is not Answer.YES:
        raise StorageError(stat.reason or "There is no such file or folder.", file=source)
    if stat.is_dir and f"{target}/".startswith(f"{source}/"):
        raise StorageError("A folder cannot be copied into itself.", file=source)
    for entry in walk(storage, Entry(name_of(source), source, stat.is_dir, stat.size, stat.mtime)):
        yield entry, target + entry.url.removeprefix(source)


def bare(url: str) -> str:
    """Return a URL as a transfer keeps it, without a slash at its end."""
    return spelled(url).rstrip("/")


def name_of(url: str) -> str:
    """Return the last part of a URL."""
    return url.rstrip("/").rpartition("/")[2]
