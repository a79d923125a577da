"""Database, storage, database: what is recorded and gone (lost), there and unrecorded (dark), or other than recorded.

What is recorded is read before and after the storage is looked at. Only what both readings say counts, and what a job
that is alive, or a transfer, may be bringing just now is neither lost nor dark. Silence is no answer: what nobody can
say is *unknown*, and nothing is concluded from it.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from parisana.app.books.sums import Sums
from parisana.app.changing.revise import all_jobs
from parisana.app.planning.recorded import recorded_site
from parisana.app.sites.equipment import make_storage
from parisana.bookkeeping.values.records import FileRecord, JobRecord
from parisana.bookkeeping.values.states import PENDING, FileState
from parisana.core.jobs.states import Answer, JobState
from parisana.errors import Cancelled, ParisanaError
from parisana.plugins.storage import NOBODY, Stat, Storage, Watch

from .checkup import PAGE, all_productions
from .cleaner import PART, leftovers

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping

#: In these a job makes no output any more by itself; what lies in its place is nobody's result.
OVER = frozenset({JobState.FAILED, JobState.CANCELLED})
#: So many files are looked at between two words of how far it is.
LOOKED_AT = 500
#: What is said of an output that a dead attempt left.
HALF = "an attempt left it half-made"
#: What a repair puts aside: ``.<name>.set-aside-<time>``.
ASIDE = ".set-aside-"


@dataclass(frozen=True, slots=True)
class Lost:
    """A recorded file that is gone, or not what it was."""

    path: str
    job: int
    """The number of the job that made it."""
    why: str
    damaged: bool


@dataclass(frozen=True, slots=True)
class Dark:
    """A name in a folder of results that belongs to nothing that is recorded."""

    path: str
    why: str


@dataclass(frozen=True, slots=True)
class Scan:
    """What a comparison came to."""

    production: int
    files: int
    lost: tuple[Lost, ...]
    dark: tuple[Dark, ...]
    unknown: tuple[tuple[str, str], ...]
    in_flight: tuple[str, ...]

    @property
    def good(self) -> bool:
        """Whether nothing is lost, and all is known."""
        return not self.lost and not self.unknown


@dataclass(frozen=True, slots=True)
class _Reading:
    """What the database says at one time."""

    files: Mapping[str, FileRecord]
    jobs: Mapping[int, JobRecord]
    outputs: Mapping[str, JobRecord]
    """The jobs of all productions, by where their outputs belong; of several the one that is done."""
    coming: tuple[str, ...]
    """Where transfers are bringing something."""


def scan(
    book: Bookkeeping, production: int, sums: Sums | None = None, *, anew: bool = False, watch: Watch = NOBODY
) -> Scan:
    """Compare what is recorded of a production with what is there; with ``sums``, also the bytes.

    Whoever looks on hears how many files were looked at, and may break it off: nothing is changed by it.
    """
    storage = make_storage(recorded_site(book, production)[1])
    before = _read(book, production)
    steps = Steps(watch, len(before.files) * (2 if sums else 1))
    seen = _seen(storage, list(before.files), steps)
    names, unlisted = _listed(storage, {os.path.dirname(job.output) for job in before.jobs.values()}, steps)
    halves = frozenset(each.path for each in leftovers(book, production))
    wrong = dict(_wrong_sums(storage, before, seen, sums, steps, anew=anew)) if sums else {}
    after = _read(book, production)
    dark, in_flight = _judged(names, halves, before, after)
    unknown = [(path, seen[path].reason) for path in before.files if seen[path].exists is Answer.UNKNOWN]
    lost = tuple(_lost(before, after, seen, wrong))
    return Scan(production, len(before.files), lost, dark, (*unknown, *unlisted), in_flight)


def _read(book: Bookkeeping, production: int) -> _Reading:
    outputs: dict[str, JobRecord] = {}
    mine: dict[int, JobRecord] = {}
    for each in all_productions(book):
        for job in all_jobs(book, each.id, superseded=True):
            if outputs.get(job.output) is None or job.state is JobState.DONE:
                outputs[job.output] = job
            if each.id == production:
                mine[job.id] = job
    coming = tuple(each.target for each in book.transfers(tuple(PENDING), limit=PAGE))
    files = {file.path: file for file in _files(book, production) if file.state is not FileState.SURPLUS}
    return _Reading(files, mine, outputs, coming)


def _files(book: Bookkeeping, production: int) -> Iterator[FileRecord]:
    after = 0
    while page := book.files(production, limit=PAGE, after=after):
        yield from page
        after = page[-1].id


class Steps:
    """Tells who looks on how far a comparison is, and hears when it is not wanted any more."""

    def __init__(self, watch: Watch, total: int) -> None:
        self._watch, self._total, self._done = watch, total, 0

    def take(self, count: int = 0) -> None:
        """Go on by so many files."""
        self._done += count
        self._watch.moved(self._done, self._total)
        if self._watch.cancelled:
            raise Cancelled("The comparison was stopped; nothing was changed.")


def _seen(storage: Storage, paths: Sequence[str], steps: Steps) -> Mapping[str, Stat]:
    found: dict[str, Stat] = {}
    for start in range(0, len(paths), LOOKED_AT):
        some = paths[start : start + LOOKED_AT]
        found.update(storage.stat_many(some))
        steps.take(len(some))
    return found


def _listed(storage: Storage, folders: set[str], steps: Steps) -> tuple[list[str], list[tuple[str, str]]]:
    """Return all that lies in folders of results, and the folders that cannot be listed, with the reason."""
    names: list[str] = []
    unlisted: list[tuple[str, str]] = []
    for folder in sorted(folders):
        steps.take()
        if storage.stat(folder).exists is Answer.NO:
            continue
        try:
            names += [f"{folder}/{name}" for name, _ in storage.list(folder)]
        except ParisanaError as error:
            unlisted.append((folder, error.message))
    return names, unlisted


def _wrong_sums(
    storage: Storage, reading: _Reading, seen: Mapping[str, Stat], sums: Sums, steps: Steps, *, anew: bool
) -> Iterator[tuple[str, str]]:
    """Yield the files that hold other bytes than recorded, or cannot be read, with the reason."""
    for path, file in reading.files.items():
        steps.take(1)
        if seen[path].exists is not Answer.YES or seen[path].size != file.size or not file.checksum:
            continue
        try:
            held = sums.of(storage, path, anew=anew)
        except ParisanaError as error:
            if not error.transient:
                yield path, f"it cannot be read: {error.message}"
            continue
        if held.kind == file.checksum_kind and held.value != file.checksum:
            yield path, f"its {held.kind} is {held.value} instead of {file.checksum}"


def _lost(before: _Reading, after: _Reading, seen: Mapping[str, Stat], wrong: Mapping[str, str]) -> Iterator[Lost]:
    """Yield what both readings say is there, of jobs that are done in both."""
    for path, file in before.files.items():
        old, new = before.jobs.get(file.job_id or 0), after.jobs.get(file.job_id or 0)
        if path not in after.files or old is None or new is None or new.superseded_by is not None:
            continue
        if {old.state, new.state} != {JobState.DONE}:
            continue
        if seen[path].exists is Answer.NO:
            yield Lost(path, new.number, "it is recorded, and not there", damaged=False)
        elif seen[path].exists is Answer.YES and seen[path].size != file.size:
            yield Lost(path, new.number, f"it has {seen[path].size} bytes instead of {file.size}", damaged=True)
        elif path in wrong:
            yield Lost(path, new.number, wrong[path], damaged=True)


def _judged(
    names: Sequence[str], halves: frozenset[str], before: _Reading, after: _Reading
) -> tuple[tuple[Dark, ...], tuple[str, ...]]:
    """Tell the dark from what is on its way; what is recorded is neither."""
    dark, in_flight = [], []
    for path in names:
        if any(target.startswith(f"{path}/") for target in (*before.coming, *after.coming)):
            in_flight.append(path)
        elif (why := HALF if path in halves else _why_dark(path, before, after)) is None:
            in_flight.append(path)
        elif why:
            dark.append(Dark(path, why))
    return tuple(dark), tuple(in_flight)


def _why_dark(path: str, before: _Reading, after: _Reading) -> str | None:
    """Say why nobody wants a name; nothing for a recorded one, ``None`` for one that is on its way."""
    name = os.path.basename(path)
    if ASIDE in name:
        return "a repair put it aside"
    if PART.fullmatch(name):
        return None
    if name.startswith("."):
        return ""
    jobs = [reading.outputs[path] for reading in (before, after) if path in reading.outputs]
    if not jobs:
        return "no job of this bookkeeping made it"
    if any(job.state is JobState.DONE for job in jobs):
        return ""
    job = jobs[-1]
    return f"job {job.production_id}.{job.number} is {job.state}" if job.state in OVER else None
