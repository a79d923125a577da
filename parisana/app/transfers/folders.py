"""Whole folders as copies: what lies where, what is in the way, and the folders that are to be made."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from parisana.app.transfers.browser import Entry, joined, walk
from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Storage

Opened = Callable[[str], Storage]


@dataclass(frozen=True, slots=True)
class Copies:
    """What is to be copied."""

    pairs: tuple[tuple[str, str], ...]
    folders: tuple[str, ...]
    taken: tuple[str, ...]
    """Names that are there already: those stay, and are not copied over."""
    size: int


def copies_of(opened: Opened, sources: Sequence[str], folder: str) -> Copies:
    """Return what is to be copied so that these files and folders are in another folder."""
    found = [each for source in sources for each in _below(opened(source), source, folder)]
    files = [(entry, target) for entry, target in found if not entry.is_dir]
    there = opened(folder).stat_many([target for _, target in files])
    taken = {target for target, stat in there.items() if stat.exists is Answer.YES}
    wanted = [(entry, target) for entry, target in files if target not in taken]
    return Copies(
        tuple((entry.url, target) for entry, target in wanted),
        tuple(target for entry, target in found if entry.is_dir),
        tuple(sorted(taken)),
        sum(entry.size or 0 for entry, _ in wanted),
    )


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
