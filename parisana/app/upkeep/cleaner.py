"""Leftovers of a production: what attempts that died left half-made. A committed result is never one."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from parisana.app.books.whose import require_place, require_right
from parisana.app.planning.recorded import recorded_site
from parisana.app.sites.equipment import make_storage
from parisana.app.sites.far_trees import FarTrees
from parisana.app.sites.reach import files_of
from parisana.app.working.committed import BELOW, kept_below
from parisana.app.working.working import Working
from parisana.core.jobs.states import SubmissionState
from parisana.plugins.files import Files
from parisana.plugins.registry import is_on_disk

from .checkup import jobs_of

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: ``.<unit>-<key>.part-<tag>.<row>``, as ``resources/templates/stage_out.sh`` names a half-made output.
PART = re.compile(r"\..+\.part-(?:late-)?(?P<tag>.+)\.(?P<row>[0-9]+)")
#: A folder as ``make_work_folder`` of the script names it, below ``tmp`` of the Working area.
WORK = re.compile(r"parisana\.\w{10}")
PAGE = 1000


class Trees(Protocol):
    """Folders that can be weighed and removed with all that is in them."""

    def weigh(self, path: str, /) -> int:
        """Return the bytes of all files below a folder."""

    def remove(self, path: str, /) -> None:
        """Remove a folder."""


@dataclass(frozen=True, slots=True)
class Leftover:
    """A folder that nobody will ask for again."""

    path: str
    what: str
    size: int
    trees: Trees
    """Where it lies: on the machine of the jobs, or on a storage."""


def leftovers(book: Bookkeeping, production: int, now: float | None = None) -> list[Leftover]:
    """Return what the dead attempts of a production left behind."""
    found = book.production(production)
    require_right(book, found)
    require_place(book, found)
    site = recorded_site(book, production)[1]
    working = Working(Path(found.working), files_of(site))
    living = {(attempt.tag, attempt.row) for attempt in book.living_attempts(production)}
    dead = _Dead(working, frozenset(_tags(book, production)), frozenset(living), time.time() if now is None else now)
    folders = sorted({os.path.dirname(job.output) for job in jobs_of(book, production)})
    far = FarTrees(make_storage(site))
    halves = (half for folder in folders for half in _halves(working.files, far, folder, dead))
    attempts = (each for job in jobs_of(book, production) for each in _attempts(far, job.output, dead))
    return [*halves, *attempts, *([] if living or dead.any_beats() else _work_folders(working))]


def remove(found: Iterable[Leftover]) -> int:
    """Remove leftovers; return how many there were."""
    count = 0
    for leftover in found:
        leftover.trees.remove(leftover.path)
        count += 1
    return count


@dataclass(frozen=True, slots=True)
class _Dead:
    """Which attempts are surely at their end."""

    working: Working
    tags: frozenset[str]
    living: frozenset[tuple[str, int]]
    now: float

    def __call__(self, tag: str, row: int) -> bool:
        """Whether this attempt is one of this production, and over."""
        return tag in self.tags and (tag, row) not in self.living and not self.working.beats(tag, row, self.now)

    def any_beats(self) -> bool:
        """Whether the heart of any attempt beat lately."""
        return self.working.any_beats(self.now)


def _tags(book: Bookkeeping, production: int) -> Iterator[str]:
    after = 0
    while page := book.open_submissions(production, tuple(SubmissionState), PAGE, after):
        yield from (submission.tag for submission in page)
        after = page[-1].id


def _halves(files: Files, far: FarTrees, folder: str, dead: _Dead) -> Iterator[Leftover]:
    """Yield the half-made outputs of dead attempts in a folder of an area."""
    near = is_on_disk(folder)
    trees: Trees = files if near else far
    for name in _names(files, folder) if near else far.names(folder):
        named = PART.fullmatch(name)
        if named and dead(named["tag"], int(named["row"])):
            yield _leftover(trees, f"{folder}/{name}", "half-made output")


def _attempts(far: FarTrees, output: str, dead: _Dead) -> Iterator[Leftover]:
    """Yield what dead attempts sent below the name of their result, where a storage cannot rename."""
    if is_on_disk(output) or far.storage.can_rename(output):
        return
    named = [(name, found) for name in far.names(output) if (found := BELOW.fullmatch(name))]
    kept = kept_below(far.storage, output) if named else ""
    for name, found in named if kept is not None else ():
        if name != kept and dead(found["tag"], int(found["row"])):
            yield _leftover(far, f"{output}/{name}", "half-made output")


def _work_folders(working: Working) -> Iterator[Leftover]:
    below = working.root / "tmp"
    for name in _names(working.files, str(below)):
        if WORK.fullmatch(name):
            yield _leftover(working.files, str(below / name), "work folder")


def _names(files: Files, folder: str) -> list[str]:
    return [entry.name for entry in files.list(folder) or []]


def _leftover(trees: Trees, path: str, what: str) -> Leftover:
    return Leftover(path, what, trees.weigh(path), trees)
