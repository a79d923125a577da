"""Comparing the books with what is there: counters with jobs, recorded files and finished folders with the storage."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.app.planning.recorded import recorded_site
from parisana.app.sites.equipment import make_storage, on_disk
from parisana.app.sites.reach import files_away
from parisana.app.working.committed import LIST
from parisana.bookkeeping.values.records import FileRecord, JobRecord, ProductionRecord
from parisana.bookkeeping.values.states import FileState
from parisana.core.jobs.states import Answer, JobState
from parisana.errors import ParisanaError
from parisana.plugins.storage import Stat, Storage

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

PAGE = 5000


class Trouble(StrEnum):
    """What kind of thing is wrong."""

    COUNTER = "counter"
    """A counter differs from its jobs: our bug."""
    MISSING = "missing"
    """Recorded, and not there."""
    DAMAGED = "damaged"
    """Recorded with another size."""
    UNKNOWN = "unknown"
    """Nobody can say whether it is there."""
    UNRECORDED = "unrecorded"
    """There, and not recorded."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference between the books and what is there."""

    trouble: Trouble
    production: int | None
    text: str
    path: str | None = None


def check(book: Bookkeeping, storage: Storage, productions: Iterable[ProductionRecord]) -> list[Finding]:
    """Look at these productions; what is found of each file is recorded."""
    chosen = list(productions)
    here = [each for each in chosen if places.is_here(each.host, each.machine)]
    looks = (chain(_counters(book, each.id), _files(book, _storage(book, each.id, storage), each.id)) for each in here)
    elsewhere = (_elsewhere(each) for each in chosen if each not in here)
    return [*chain.from_iterable(looks), *unrecorded(book, here), *elsewhere]


def all_productions(book: Bookkeeping) -> Iterator[ProductionRecord]:
    """Yield every production in the books."""
    after = 0
    while page := book.productions(limit=1000, after=after, hidden=True):
        yield from page
        after = page[-1].id


def unrecorded(book: Bookkeeping, productions: Iterable[ProductionRecord]) -> Iterator[Finding]:
    """Yield finished outputs beside those of these productions that no done job of any production has."""
    known = {job.output: job for each in all_productions(book) for job in jobs_of(book, each.id)}
    done = {output for output, job in known.items() if job.state is JobState.DONE}
    chosen = {each.id for each in productions}
    folders = {os.path.dirname(output): job for output, job in known.items() if job.production_id in chosen}
    for folder, job in sorted(folders.items()):
        for path in _finished(make_storage(recorded_site(book, job.production_id)[1]), folder):
            if path not in done:
                yield _unrecorded(path, known.get(path))


def _storage(book: Bookkeeping, production: int, here: Storage) -> Storage:
    """Return what the files of a production are looked at with."""
    site = recorded_site(book, production)[1]
    return here if on_disk(site) and not files_away(site) else make_storage(site)


def jobs_of(book: Bookkeeping, production: int) -> Iterator[JobRecord]:
    """Yield all jobs of a production, page by page."""
    after = 0
    while page := book.jobs(production, limit=PAGE, after=after):
        yield from page
        after = page[-1].number


def _elsewhere(production: ProductionRecord) -> Finding:
    text = f"its files are on {production.host}: run this command there"
    return Finding(Trouble.UNKNOWN, production.id, text)


def _counters(book: Bookkeeping, production: int) -> Iterator[Finding]:
    for wrong in book.differences(production):
        text = f"{wrong.stage}: {wrong.counted} jobs {wrong.state} counted, {wrong.there} there"
        yield Finding(Trouble.COUNTER, production, text)


def _files(book: Bookkeeping, storage: Storage, production: int) -> Iterator[Finding]:
    after = 0
    while page := book.files(production, limit=PAGE, after=after):
        stats = storage.stat_many([file.path for file in page])
        found = [(file, stats[file.path]) for file in page]
        book.set_file_states({file.id: state for file, stat in found if (state := _state(file, stat)) is not None})
        yield from (_finding(file, stat) for file, stat in found if not _whole(file, stat))
        after = page[-1].id


def _whole(file: FileRecord, stat: Stat) -> bool:
    return stat.exists is Answer.YES and stat.size == file.size


def _state(file: FileRecord, stat: Stat) -> FileState | None:
    """Return the new state of a file; none while nobody knows, or where it is the old one."""
    if stat.exists is Answer.UNKNOWN or file.state is FileState.SURPLUS:
        return None
    state = FileState.THERE if _whole(file, stat) else FileState.MISSING
    return None if state is file.state else state


def _finding(file: FileRecord, stat: Stat) -> Finding:
    trouble, why = {
        Answer.YES: (Trouble.DAMAGED, f"{stat.size} bytes instead of {file.size}"),
        Answer.NO: (Trouble.MISSING, "recorded, but not there"),
        Answer.UNKNOWN: (Trouble.UNKNOWN, stat.reason),
    }[stat.exists]
    return Finding(trouble, file.production_id, f"{file.path}: {why}", file.path)


def _finished(storage: Storage, folder: str) -> list[str]:
    """List the committed outputs in a folder of an area."""
    try:
        names = [name for name, _ in storage.list(folder) if not name.startswith(".")]
    except ParisanaError:
        return []
    lists = storage.stat_many([f"{folder}/{name}/{LIST}" for name in names])
    return [f"{folder}/{name}" for name in names if lists[f"{folder}/{name}/{LIST}"].exists is Answer.YES]


def _unrecorded(path: str, job: JobRecord | None) -> Finding:
    if job is None:
        return Finding(Trouble.UNRECORDED, None, f"{path}: there, but of no recorded job", path)
    text = f"{path}: there, but job {job.production_id}.{job.number} is {job.state}"
    return Finding(Trouble.UNRECORDED, job.production_id, text, path)
