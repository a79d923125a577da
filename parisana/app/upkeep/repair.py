"""Repairing what a scan found: lost results are computed again, dark ones are removed when somebody says so."""

from __future__ import annotations

import os
from collections.abc import Sequence
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.app.planning.recorded import recorded_site
from parisana.app.recording.recorder import changeable
from parisana.app.sites.equipment import make_storage
from parisana.app.sites.far_trees import FarTrees
from parisana.app.working.committed import LIST
from parisana.bookkeeping.values.entries import JobChange
from parisana.bookkeeping.values.states import FileState
from parisana.core.jobs.states import ENDED, Answer, JobState, ProductionState
from parisana.core.texts.words import counted
from parisana.errors import StorageError
from parisana.plugins.storage import Storage

from .scan import ASIDE, Dark, Lost, scan

if TYPE_CHECKING:
    from parisana.bookkeeping import Bookkeeping


def compute_again(book: Bookkeeping, production: int, lost: Sequence[Lost], now: float) -> int:
    """Put what is left of lost results aside, and set their jobs free; return how many jobs that were.

    Whatever stops it in between, the next scan finds the same jobs again: their results are not in their places.
    """
    found = changeable(book, production)
    numbers = sorted({each.job for each in lost})
    jobs = [book.job(production, number) for number in numbers]
    storage = make_storage(recorded_site(book, production)[1])
    marked = {file.id: FileState.MISSING for job in jobs for file in book.files(production, job=job.id, limit=100_000)}
    for job in jobs:
        put_aside(storage, job.output, now)
    book.set_file_states(marked)
    changes = [JobChange(job.id, JobState.READY, now, reason=f"Its result was lost: {_why(job.number, lost)}.")
               for job in jobs]  # fmt: skip
    refused = book.step_jobs(production, changes, places.person())
    count = len(jobs) - len(refused)
    said = counted(count, "1 lost result is computed again", "{0} lost results are computed again")
    book.note(production, now, places.person(), said)
    if count and found.state in ENDED:
        book.set_production_state(production, ProductionState.RUNNING, now, places.person())
    return count


def _why(number: int, lost: Sequence[Lost]) -> str:
    first = next(each for each in lost if each.job == number)
    return f"{os.path.basename(first.path)}: {first.why}"


def put_aside(storage: Storage, output: str, now: float) -> None:
    """Free the place of a result, without removing any of it: its name is what makes it count."""
    if storage.stat(output).exists is Answer.NO:
        return
    if storage.can_rename(output):
        folder, name = os.path.split(output.rstrip("/"))
        storage.rename(output, f"{folder}/.{name}{ASIDE}{now:.0f}")
    else:
        storage.remove(f"{output}/{LIST}")


def remove_dark(book: Bookkeeping, production: int, dark: Sequence[Dark]) -> tuple[list[str], list[tuple[str, str]]]:
    """Remove what is still dark now; return what is gone, and what was refused, with the reason."""
    changeable(book, production)
    still = {each.path for each in scan(book, production).dark}
    storage = make_storage(recorded_site(book, production)[1])
    removed: list[str] = []
    refused: list[tuple[str, str]] = []
    for path in (each.path for each in dark if each.path in still):
        try:
            found = storage.stat(path)
            if found.is_dir and not found.is_link:
                FarTrees(storage).remove(path)
            else:
                storage.remove(path)
            removed.append(path)
        except StorageError as error:
            refused.append((path, error.message))
    return removed, refused
