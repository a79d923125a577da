"""Which files jobs read, of those that may be on tape: what was recorded of the jobs that made them."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING

from parisana.app.working.committed import LIST
from parisana.bookkeeping.values.records import JobRecord
from parisana.errors import StorageError
from parisana.plugins.storage import Storage

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


def files_on_tapes(book: Bookkeeping, storage: Storage, jobs: Sequence[JobRecord]) -> dict[int, list[str]]:
    """Return, by the id of each job, the files that it reads from storages with a tape."""
    inputs = {
        job: [(each.input_job_id, each.path) for each in some if storage.most_asked(each.path)]
        for job, some in book.inputs_of(job.id for job in jobs).items()
    }
    made = files_made(book, {maker for some in inputs.values() for maker, _ in some if maker is not None})
    below = cache(lambda folder: _listed(storage, folder))
    found: dict[int, list[str]] = {}
    for job in jobs:
        reads = [(made[maker] if maker in made else below(folder), folder) for maker, folder in inputs.get(job.id, ())]
        found[job.id] = [url for files, folder in reads for url in dict.fromkeys((*files, f"{folder}/{LIST}"))]
    return found


def _listed(storage: Storage, folder: str) -> list[str]:
    """Return the files in a folder that no job of the production made."""
    with suppress(StorageError):
        return [f"{folder}/{name}" for name, found in storage.list(folder) if not found.is_dir]
    return []


def files_made(book: Bookkeeping, makers: set[int]) -> dict[int, list[str]]:
    """Return the files that jobs made, or that were there before under the same key."""
    jobs = book.jobs_by_id(makers)
    known = book.jobs_by_key(job.key for job in jobs.values())
    return {maker: [file.path for file in known[job.key].files] for maker, job in jobs.items() if job.key in known}
