"""Outputs that wait in the Working area because their storage was silent: they are brought there later, once.

The job is at its end, and its output is whole; its folder is sent by the queue of transfers under a temporary name,
verified file by file, and gets its name by the same rename that a job makes. Then it is recorded as any other.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from parisana.app.ground import places
from parisana.app.working.committed import LIST
from parisana.bookkeeping.values.entries import JobChange
from parisana.bookkeeping.values.records import LivingAttempt
from parisana.bookkeeping.values.states import TransferState
from parisana.bookkeeping.values.transfers import NewTransfer
from parisana.core.jobs.report import Report, spoken
from parisana.core.jobs.states import JobState
from parisana.errors import StorageError
from parisana.plugins.storage import Storage

if TYPE_CHECKING:
    from parisana.app.recording.drive import Drive


def deliver(drive: Drive, attempt: LivingAttempt, report: Report) -> str:
    """Do the next step of bringing an output to its place; return what stands in its way for good, else nothing."""
    aside = str(drive.working.root / report.aside)
    known = drive.book.transfers(production=drive.id, below=aside)
    if not known:
        return _ask_for(drive, attempt, report, aside)
    failed = [each for each in known if each.state in (TransferState.FAILED, TransferState.CANCELLED)]
    if failed:
        return f"Its output waits in {aside}, and cannot be brought to its place: {failed[0].reason or 'cancelled.'}"
    if all(each.state is TransferState.DONE for each in known):
        return _commit(drive, attempt, aside)
    drive.courier.carry(drive.book, [each.id for each in drive.book.transfers(_OPEN, production=drive.id)])
    return ""


_OPEN = (TransferState.WAITING,)


def clear(drive: Drive, report: Report) -> None:
    """Remove what waited, once it is in its place."""
    drive.working.files.remove(str(drive.working.root / report.aside))


def _ask_for(drive: Drive, attempt: LivingAttempt, report: Report, aside: str) -> str:
    """Hand the files over to the queue; where a storage cannot rename folders, the list goes last, by itself."""
    text = drive.working.files.read(f"{aside}/{LIST}")
    if text is None:
        return f"Its output should wait in {aside}, and is not there."
    below = _below(text)
    paths = [each.path for each in report.outputs] + ([] if below else [LIST])
    if any(spoken(path) != path for path in paths):
        return f"Its output waits in {aside}; a name in it is no UTF-8."
    place = f"{attempt.output}/{below}" if below else _part(attempt)
    archive = None if below or not report.outputs else drive.storage.archive(place)
    me = places.user(), places.host()
    new = [NewTransfer(*me, f"{aside}/{path}", f"{place}/{path}", production_id=drive.id) for path in paths]
    if archive is not None:  # as the job would have sent it: one archive, and the list beside it
        size = sum(each.size for each in report.outputs)
        new = [NewTransfer(*me, f"{aside}/{LIST}", archive, size, production_id=drive.id), new[-1]]
    drive.book.add_transfers(new, drive.clock())
    reason = f"The storage did not answer; the output waits in {aside} and is brought there later."
    change = JobChange(attempt.job_id, JobState.CHECKING, drive.clock(), reason=reason)
    drive.book.step_jobs(drive.id, [change], "driver")
    return ""


def _commit(drive: Drive, attempt: LivingAttempt, aside: str) -> str:
    """Give the whole output its name. Whoever holds that already is judged by its list, as always."""
    text = drive.working.files.read(f"{aside}/{LIST}") or b"{}"
    try:
        if _below(text):
            _put_list(drive.storage, text, attempt.output)
        else:
            drive.storage.rename(_part(attempt), attempt.output)
    except StorageError as error:
        return "" if error.transient else f"Its output waits in {aside}: {error.message}"
    return ""


def _put_list(storage: Storage, text: bytes, folder: str) -> None:
    """Put the list that makes a folder the result: it never replaces another."""
    with TemporaryDirectory() as here:
        Path(here, LIST).write_bytes(text)
        storage.put(Path(here, LIST), f"{folder}/{LIST}")


def _part(attempt: LivingAttempt) -> str:
    folder, name = os.path.split(attempt.output.rstrip("/"))
    return f"{folder}/.{name}.part-late-{attempt.tag}.{attempt.row}"


def _below(text: bytes) -> str:
    try:
        return str(json.loads(text).get("folder", ""))
    except ValueError:
        return ""
