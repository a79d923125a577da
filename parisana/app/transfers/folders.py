"""Whole folders as copies: what lies where, what is in the way, and the folders that are to be made."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from parisana.app.transfers.browser import Entry, joined, walk
from parisana.app.working.committed import LIST
from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Storage

from .packing import listed, packs

Opened = Callable[[str], Storage]
#: What is at or below a source, and where it is to be.
Found = tuple[Entry, str]


@dataclass(frozen=True, slots=True)
class Copies:
    """What is to be copied."""

    pairs: tuple[tuple[str, str], ...]
    folders: tuple[str, ...]
    taken: tuple[str, ...]
    """Names that are there already: those stay, and are not copied over."""
    size: int
    archives: Mapping[str, int]
    """Of those that are archives of a whole result, how many bytes go into them."""


def copies_of(opened: Opened, sources: Sequence[str], folder: str) -> Copies:
    """Return what is to be copied so that these files and folders are in another folder."""
    found = [each for source in sources for each in _below(opened(source), source, folder)]
    found = packed_up(found, opened)
    files = [(entry, target) for entry, target in found if not entry.is_dir]
    there = opened(folder).stat_many([target for _, target in files])
    taken = {target for target, stat in there.items() if stat.exists is Answer.YES}
    wanted = [(entry, target) for entry, target in files if target not in taken]
    return Copies(
        tuple((entry.url, target) for entry, target in wanted),
        tuple(target for entry, target in found if entry.is_dir),
        tuple(sorted(taken)),
        sum(entry.size or 0 for entry, _ in wanted),
        {target: entry.size or 0 for entry, target in wanted if packs(entry.url, target)},
    )


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


def _below(storage: Storage, source: str, folder: str) -> Iterator[tuple[Entry, str]]:
    """Yield what is at and below a source, and where it is to be."""
    stat = storage.stat(source)
    if stat.exists is not Answer.YES:
        raise StorageError(stat.reason or "There is no such file or folder.", file=source)
    name = source.rstrip("/").rpartition("/")[2]
    target = joined(folder, name)
    if stat.is_dir and f"{target}/".startswith(f"{source.rstrip('/')}/"):
        raise StorageError("A folder cannot be copied into itself.", file=source)
    for entry in walk(storage, Entry(name, source, stat.is_dir, stat.size, stat.mtime)):
        yield entry, target + entry.url.removeprefix(source)
