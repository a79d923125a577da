"""Copies that go the same way are carried out together: small ones many at a time, a large one alone."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from parisana.app.books.sums import Sums
from parisana.core.jobs.states import Answer
from parisana.errors import BookkeepingError, Cancelled, ParisanaError, StorageError
from parisana.plugins.storage import Across, Checksum, Get, Outcome, Put, Storage, Watch

from .ends import Opener, way
from .packing import carry_packed, packs

if TYPE_CHECKING:
    from parisana.bookkeeping.values.transfers import TransferRecord

#: The storage whose files are those of this machine.
HERE = "disk"
#: At most so many files, and so many bytes, in one batch.
FILES, BYTES = 100, 2**26


def batch_of(waiting: Sequence[TransferRecord]) -> list[TransferRecord]:
    """Return the first, and what can go with it."""
    first, chosen, total = waiting[0], [waiting[0]], waiting[0].size or BYTES
    for each in waiting[1:]:
        total += each.size or BYTES
        if len(chosen) == FILES or total > BYTES:
            break
        if _key(each) == _key(first):
            chosen.append(each)
    return chosen


def _key(record: TransferRecord) -> tuple[object, ...]:
    """Return what those have in common that go together; an archive goes alone."""
    alone = record.id if packs(record.source, record.target) else 0
    return record.meant_for, alone, *way(record.source, record.target)


def carry(batch: Sequence[TransferRecord], opened: Opener, watch: Watch, sums: Sums) -> list[Outcome]:
    """Carry out copies of one way; return what each came to. What is there already, and the same, is as good."""
    first = batch[0]
    try:
        origin, goal = (opened(url, first.meant_for) for url in (first.source, first.target))
        if first.production_id is not None:
            for folder in sorted({os.path.dirname(each.target) for each in batch}):
                goal.make(folder)
        outcomes = _carried(batch, origin, goal, watch)
    except BookkeepingError as error:  # what a site says of its storages is in there: this was no try
        return [Cancelled(error.message)] * len(batch)
    except ParisanaError as error:
        return [as_storage_error(error)] * len(batch)
    ended = [_settled(each, outcome, origin, goal, sums) for each, outcome in zip(batch, outcomes, strict=True)]
    return ended if first.production_id is None else _secured(batch, ended, goal, watch)


def _secured(batch: Sequence[TransferRecord], ended: Sequence[Outcome], goal: Storage, watch: Watch) -> list[Outcome]:
    """Have what belongs to a production outlive a power cut: once it is recorded, its source is removed."""
    whole = {each.target: outcome for each, outcome in zip(batch, ended, strict=True) if isinstance(outcome, Checksum)}
    try:
        found = goal.secure(whole, watch) if whole else {}
    except ParisanaError as error:
        found = dict.fromkeys(whole, as_storage_error(error))
    return [found.get(each.target, outcome) for each, outcome in zip(batch, ended, strict=True)]


def as_storage_error(error: ParisanaError) -> StorageError:
    """Return what a storage, or the road to it, had to say."""
    if isinstance(error, StorageError):
        return error
    return StorageError(error.message, hint=error.hint, transient=error.transient)


def _carried(batch: Sequence[TransferRecord], origin: Storage, goal: Storage, watch: Watch) -> Sequence[Outcome]:
    if packs(batch[0].source, batch[0].target):
        return [carry_packed(batch[0].source, batch[0].target, origin, goal, watch)]
    if origin.name == HERE:
        return goal.put_many([Put(Path(each.source), each.target) for each in batch], watch)
    if goal.name == HERE:
        return origin.get_many([Get(each.source, Path(each.target)) for each in batch], watch)
    direct = goal.across([Across(each.source, each.target) for each in batch], watch)
    return _by_here(batch, origin, goal, watch) if direct is None else direct


def _by_here(batch: Sequence[TransferRecord], origin: Storage, goal: Storage, watch: Watch) -> Sequence[Outcome]:
    """Copy from afar to afar by files of this machine; what did not come is not sent."""
    with TemporaryDirectory(prefix="parisana-transfer-") as folder:
        copies = [Path(folder, str(number)) for number in range(len(batch))]
        outcomes = list(
            origin.get_many([Get(each.source, copy) for each, copy in zip(batch, copies, strict=True)], watch)
        )
        came = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, Checksum)]
        sent = goal.put_many([Put(copies[number], batch[number].target) for number in came], watch)
        for number, outcome in zip(came, sent, strict=True):
            outcomes[number] = outcome
    return outcomes


def _settled(record: TransferRecord, outcome: Outcome, origin: Storage, goal: Storage, sums: Sums) -> Outcome:
    """Look again at a copy that failed: a try before may have brought it whole. Silence proves nothing."""
    if isinstance(outcome, Checksum | Cancelled) or outcome.transient:
        return outcome
    there, here = goal.stat(record.target), origin.stat(record.source)
    if Answer.UNKNOWN in (there.exists, here.exists):
        return StorageError(f"{outcome.message} {there.reason or here.reason}", transient=True)
    if there.exists is Answer.NO or there.is_dir or there.size != here.size:
        return outcome
    try:
        held = goal.checksum(record.target)
        return held if held == sums.of(origin, record.source) else outcome
    except ParisanaError as error:
        return as_storage_error(error)
