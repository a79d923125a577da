"""Copies that outlive a power cut: brought to the disk with their names, and read again from there."""

from __future__ import annotations

import math
import os
from collections.abc import Iterator, Mapping
from contextlib import suppress
from itertools import chain

from parisana.errors import Cancelled, StorageError
from parisana.plugins.many import each_of
from parisana.plugins.storage import Checksum, Outcome, Watch
from parisana.storage.shared.copying import blocks, need_same, pour
from parisana.storage.shared.watched import watched
from parisana.storage.shared.words import in_words

#: How many wait for the disk at a time: it makes many durable as fast as one.
WIDTH = 8


def secured(copies: Mapping[str, Checksum], watch: Watch) -> Mapping[str, Outcome]:
    """Bring copies to the disk, then the folders that name them; what cannot be brought there is removed.

    A disk that reported an error may say that all is well when it is asked again, and have lost the bytes.
    """
    try:
        found = watched(lambda pulse: _brought(copies, pulse), watch, lambda: None, math.inf)
    except Cancelled as error:
        found = dict.fromkeys(copies, error)
    for path, outcome in found.items():
        if isinstance(outcome, StorageError):
            with suppress(OSError):
                os.unlink(path)
    return found


def sync(path: str) -> None:
    """Wait until the disk has a file, or the names in a folder."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _brought(copies: Mapping[str, Checksum], watch: Watch) -> Mapping[str, Outcome]:
    held = each_of(list(copies.items()), lambda each, part: _held(*each, part), watch, WIDTH)
    lost = {folder: error for folder in set(chain(*map(_above, copies))) if (error := _unsafe(folder)) is not None}
    return {path: _named(path, outcome, lost) for path, outcome in zip(copies, held, strict=True)}


def _held(path: str, wanted: Checksum, watch: Watch) -> Checksum:
    """Bring a file to the disk, let the memory of the machine go, and compare what the disk gives back."""
    with in_words("{} cannot be brought to the disk", path), open(path, "rb") as reader:
        os.fsync(reader.fileno())
        os.posix_fadvise(reader.fileno(), 0, 0, os.POSIX_FADV_DONTNEED)
        need_same(path, pour(blocks(reader), None, os.path.getsize(path), watch), wanted)
    return wanted


def _above(path: str) -> Iterator[str]:
    """Yield the folders of its disk that may have new names: one into which we may not write has none of ours."""
    while os.access(path := os.path.dirname(path), os.W_OK | os.R_OK):
        yield path
        if os.path.ismount(path):
            return


def _unsafe(folder: str) -> StorageError | None:
    """Bring a folder to the disk; return what it says if it cannot be."""
    try:
        with in_words("The folder {} cannot be brought to the disk", folder):
            sync(folder)
    except StorageError as error:
        return error
    return None


def _named(path: str, outcome: Outcome, lost: Mapping[str, StorageError]) -> Outcome:
    """Return what a copy came to, of which a folder may be lost."""
    return next((lost[each] for each in _above(path) if each in lost and isinstance(outcome, Checksum)), outcome)
