"""Outputs that an element took away by its own means: compared with their list, then given their name.

An element copies file by file, each under the name that it was told, and renames nothing: a folder that it fills under
the final name would count as half a result. So it fills one beside it, and whoever follows the job does the rest as a
job does it: sizes, checksums, and one rename that never replaces a result.
"""

from __future__ import annotations

import os
from contextlib import suppress
from dataclasses import dataclass, replace

from parisana.app.sites.far_trees import FarTrees
from parisana.app.working.committed import Committed, look
from parisana.bookkeeping.values.records import LivingAttempt
from parisana.core.jobs.report import Report
from parisana.core.jobs.states import Answer
from parisana.errors import StorageError
from parisana.plugins.storage import Storage


@dataclass(frozen=True, slots=True)
class Settled:
    """What is under the final name now, or why nothing can be."""

    found: Committed
    surplus: bool = False
    """Whether it is another attempt's: that one was first."""


def settle(storage: Storage, attempt: LivingAttempt, report: Report, final: Committed) -> Settled:
    """Give what was taken away its name, if it is whole and nothing else has it; this may be asked again."""
    part = part_of(attempt)
    taken = look(storage, part, attempt.key)
    if Answer.UNKNOWN in (taken.answer, final.answer):
        return Settled(Committed(Answer.UNKNOWN, reason=final.reason or taken.reason))
    if final.answer is Answer.YES:
        return Settled(final, surplus=_drop(storage, part))
    wrong = taken.reason if taken.answer is Answer.NO else _differing(storage, part, taken, report)
    if wrong is None:
        return Settled(Committed(Answer.UNKNOWN, reason=f"the checksums in {part} are not known"))
    if wrong:
        _drop(storage, part)
        return Settled(replace(taken, answer=Answer.NO, reason=wrong))
    return _renamed(storage, part, attempt)


def part_of(attempt: LivingAttempt) -> str:
    """Return where the element puts an attempt's files, as ``stage_out_there.sh`` names it."""
    folder, name = os.path.split(attempt.output.rstrip("/"))
    return f"{folder}/.{name}.part-{attempt.tag}.{attempt.row}"


def _differing(storage: Storage, part: str, taken: Committed, report: Report) -> str | None:
    """Say what differs from what the job made: nothing (empty), or that nobody knows at the moment (``None``)."""
    if taken.outputs != report.outputs:
        return f"the list in {part} is not the one that the job made"
    for output in taken.outputs:
        url = f"{part}/{output.path}"
        try:
            held = storage.checksum(url)
        except StorageError as error:
            return None if error.transient else error.message
        if tuple(held) != output.checksum:
            return f"{url} has the checksum {held.value} instead of {output.checksum[1]}"
    return ""


def _renamed(storage: Storage, part: str, attempt: LivingAttempt) -> Settled:
    """Rename it; where that fails, what counts is what has the final name by now."""
    why = ""
    try:
        storage.rename(part, attempt.output)
    except StorageError as error:
        if error.transient:
            return Settled(Committed(Answer.UNKNOWN, reason=error.message))
        why = error.message
    final = look(storage, attempt.output, attempt.key)
    if final.answer is Answer.YES:
        return Settled(final, surplus=bool(why) and _drop(storage, part))
    return Settled(replace(final, reason=why or final.reason))


def _drop(storage: Storage, part: str) -> bool:
    """Remove what is no result, as far as that can be done now; say whether there was any."""
    if storage.stat(part).exists is not Answer.YES:
        return False
    with suppress(StorageError):
        FarTrees(storage).remove(part)
    return True
