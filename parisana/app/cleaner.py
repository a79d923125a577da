"""Leftovers of a production: what attempts that died left half-made. A committed result is never one."""

from __future__ import annotations

import os
import re
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from parisana.app.checkup import jobs_of
from parisana.app.recorder import refuse_foreign
from parisana.app.working import Working, in_words
from parisana.bookkeeping import Bookkeeping
from parisana.core.states import SubmissionState

#: ``.<unit>-<key>.part-<tag>.<row>``, as ``resources/templates/stage_out.sh`` names a half-made output.
PART = re.compile(r"\..+\.part-(?P<tag>.+)\.(?P<row>[0-9]+)")
#: A folder as ``make_work_folder`` of the script names it, below ``tmp`` of the Working area.
WORK = re.compile(r"parisana\.\w{10}")
#: An attempt whose heart beat as lately as this (s) may still be at work, whatever the books say.
BEATS = 900.0
PAGE = 1000


@dataclass(frozen=True, slots=True)
class Leftover:
    """A folder that nobody will ask for again."""

    path: Path
    what: str
    size: int


def leftovers(book: Bookkeeping, production: int, now: float | None = None) -> list[Leftover]:
    """Return what the dead attempts of a production left behind."""
    found = book.production(production)
    refuse_foreign(found)
    working = Working(Path(found.working))
    living = {(attempt.tag, attempt.row) for attempt in book.living_attempts(production)}
    dead = _Dead(working, frozenset(_tags(book, production)), frozenset(living), time.time() if now is None else now)
    folders = sorted({os.path.dirname(job.output) for job in jobs_of(book, production)})
    halves = (Leftover(path, "half-made output", _size(path)) for path in _parts(folders, dead))
    return [*halves, *([] if living or dead.any_beats() else _work_folders(working))]


def remove(found: Iterable[Leftover]) -> int:
    """Remove leftovers; return how many there were."""
    count = 0
    for leftover in found:
        with in_words(leftover.path):
            shutil.rmtree(leftover.path)
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
        return tag in self.tags and (tag, row) not in self.living and not self._beats(tag, row)

    def any_beats(self) -> bool:
        """Whether the heart of any attempt beat lately."""
        hearts = _names(self.working.root / "heartbeats")
        return any(self._beats(tag, int(row)) for tag, _, row in (name.rpartition(".") for name in hearts))

    def _beats(self, tag: str, row: int) -> bool:
        heart = self.working.heartbeat(tag, row)
        try:
            return self.now - heart.stat().st_mtime < BEATS and not self.working.report(tag, row).exists()
        except FileNotFoundError:
            return False


def _tags(book: Bookkeeping, production: int) -> Iterator[str]:
    after = 0
    while page := book.open_submissions(production, tuple(SubmissionState), PAGE, after):
        yield from (submission.tag for submission in page)
        after = page[-1].id


def _parts(folders: Iterable[str], dead: _Dead) -> Iterator[Path]:
    for folder in folders:
        for name in _names(Path(folder)):
            named = PART.fullmatch(name)
            if named and dead(named["tag"], int(named["row"])):
                yield Path(folder, name)


def _work_folders(working: Working) -> Iterator[Leftover]:
    below = working.root / "tmp"
    for name in _names(below):
        if WORK.fullmatch(name):
            yield Leftover(below / name, "work folder", _size(below / name))


def _names(folder: Path) -> list[str]:
    if not folder.is_dir():
        return []
    with in_words(folder):
        return sorted(os.listdir(folder))


def _size(folder: Path) -> int:
    return sum(path.lstat().st_size for path in folder.rglob("*") if not path.is_dir())
