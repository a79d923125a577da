"""Files that lie on another storage, brought here when somebody wants to see them, and kept while there is room.

A copy is kept under what is recorded of the file, so that another state of it is another copy. It gets its name when it
is whole and right; several programs may bring the same one, and each may make room.
"""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from glob import glob
from pathlib import Path

from parisana.app.ground import places
from parisana.core.plans.plan import digest_of
from parisana.errors import StorageError
from parisana.plugins.registry import is_on_disk
from parisana.plugins.storage import Checksum, Storage

#: Bytes that are kept; those that were not used for longest go first.
ROOM = 500_000_000
#: Says otherwise, in MB.
LIMIT = "PARISANA_CACHE_MB"
#: What is being copied begins so; it is left alone for a day (s).
PART, DAY = ".parisana-", 86_400.0
#: How often the folder of a copy is made.
TRIES = 5
#: How long (s) a storage that failed is not asked again.
PAUSE = 30.0


class Near:
    """Knows where a file can be read on this machine."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._failed: dict[str, tuple[float, StorageError]] = {}

    def path(self, storage: Callable[[], Storage], url: str, size: int, checksum: Checksum | None = None) -> Path:
        """Return a plain path as it is, and for a URL that of its copy, made when there is none of this state."""
        if is_on_disk(url):
            return Path(url)
        kept = kept_at(url, size, checksum)
        if not is_used(kept, size):
            self._bring(storage, url, kept, size, checksum)
        return kept

    def _bring(self, storage: Callable[[], Storage], url: str, kept: Path, size: int, wanted: Checksum | None) -> None:
        server = "/".join(url.split("/")[:3])
        since, error = self._failed.get(server, (-PAUSE, None))
        if error is not None and self._clock() - since < PAUSE:
            raise error
        try:
            bring(storage(), url, kept, size, wanted)
        except StorageError as failure:
            if failure.transient:
                self._failed[server] = (self._clock(), failure)
            raise
        make_room(kept)


def kept_at(url: str, size: int, checksum: Checksum | None) -> Path:
    """Return where the copy of a file in this state belongs."""
    state = digest_of("\0".join([url, str(size), *(checksum or ())]))[:16]
    return places.home() / "cache" / state / url.rpartition("/")[2]


def is_used(kept: Path, size: int) -> bool:
    """Whether there is a whole copy; if so, it counts as used now."""
    with suppress(OSError):
        if kept.stat().st_size == size:
            os.utime(kept)
            return True
    return False


def bring(storage: Storage, url: str, kept: Path, size: int, wanted: Checksum | None, *, tries: int = TRIES) -> None:
    """Bring a file under a name of its own, hold it against what was recorded, and only then let others see it.

    Another program, which makes room, may take the empty folder away; then it is made again.
    """
    part = kept.with_name(f"{PART}{uuid.uuid4().hex}.part")
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        held = storage.get(url, part)
        if (wanted and held.kind == wanted.kind and held != wanted) or part.stat().st_size != size:
            raise StorageError("It is not as it was recorded: its size or checksum is another.", file=url)
        _to_disk(part)
        os.replace(part, kept)
    except (StorageError, OSError) as error:
        taken = isinstance(error, FileNotFoundError | FileExistsError) or not kept.parent.is_dir()
        if not taken or tries == 1:
            raise as_ours(error, url) from error
        bring(storage, url, kept, size, wanted, tries=tries - 1)
    finally:
        with suppress(OSError):
            part.unlink()


def _to_disk(part: Path) -> None:
    """Wait until the disk has a file: later, its size alone tells whether it is whole."""
    with part.open("rb") as file:
        os.fsync(file.fileno())


def as_ours(error: StorageError | OSError, url: str) -> StorageError:
    """Return what went wrong, in words."""
    if isinstance(error, StorageError):
        return error
    return StorageError(f"No copy of {url} can be kept here: {error.strerror}.", hint="Is the disk of the home full?")


def room(environment: Mapping[str, str] = os.environ) -> int:
    """Return how many bytes are kept."""
    said = environment.get(LIMIT, "")
    return int(said) * 1_000_000 if said.isdigit() else ROOM


def make_room(latest: Path) -> None:
    """Remove the copies that are too much; the latest stays, and what others are just copying."""
    total, most = 0, room()
    for _, size, copy in sorted(_copies(), reverse=True):
        total += size
        if total > most and copy != latest:
            copy.unlink(missing_ok=True)
            with suppress(OSError):  # somebody is just bringing another
                copy.parent.rmdir()


def _copies() -> Iterator[tuple[float, int, Path]]:
    folder = places.home() / "cache"
    for copy in map(folder.joinpath, glob("*/*", root_dir=folder, include_hidden=True)):
        with suppress(FileNotFoundError):  # another program made room
            found = copy.stat()
            if not copy.name.startswith(PART) or time.time() - found.st_mtime > DAY:
                yield found.st_mtime, found.st_size, copy
