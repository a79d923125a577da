"""One copy that a service makes for us: its ticket, what is ordered, and how what it brought gets its name.

The service writes under a temporary name of the ticket. What it says is there is compared with the source, and renamed;
so nothing half-made ever has the name that was asked for, and nothing of that name is replaced.
"""

from __future__ import annotations

import os
import uuid
from contextlib import suppress
from dataclasses import dataclass, field

from parisana.app.books.sums import Sums
from parisana.bookkeeping.values.transfers import TransferRecord
from parisana.core.jobs.states import Answer
from parisana.errors import ParisanaError, StorageError
from parisana.plugins.carrier import Carrier, Order
from parisana.plugins.storage import Checksum, Outcome, Stat, Storage

from .ends import Opener


@dataclass(slots=True)
class Errand:
    """A copy that is looked after."""

    record: TransferRecord
    carrier: Carrier
    doubtful: bool
    """Whether it may have been ordered, and the answer was lost."""
    name: str | None = None
    """What the service calls it; ``None``: it is not ordered yet, as far as is known."""
    moved: int = 0
    words: str = ""
    """What is to be said of it now."""
    said: str = field(default="", repr=False)
    """What was said of it last."""

    @property
    def ticket(self) -> str:
        """Return what tells this try from all others: the same after a restart, another one after each end."""
        each = self.record
        times = f"{each.created:.3f} {each.tries} {each.not_before:.3f}"
        return str(uuid.uuid5(uuid.NAMESPACE_URL, f"parisana {each.id} {times} {each.source} {each.target}"))

    @property
    def part(self) -> str:
        """Return the temporary name."""
        folder, _, name = self.record.target.rpartition("/")
        return f"{folder}/.{name}.part-{self.ticket[:13]}"


class Ends:
    """Both ends of errands, as their storages show them."""

    def __init__(self, opened: Opener, sums: Sums) -> None:
        self._opened, self._sums = opened, sums

    def order(self, errand: Errand) -> Order | Checksum:
        """Return what is to be ordered; the checksum of what is there already, and the same."""
        record, goal = errand.record, self._goal(errand)
        wanted = self._sum_of_source(errand)
        there = _surely(goal.stat(record.target))
        if there.exists is Answer.YES:
            if not there.is_dir and goal.checksum(record.target) == wanted:
                return wanted
            raise StorageError(f"There is something named {record.target} already.")
        if record.production_id is not None:
            goal.make(os.path.dirname(record.target))
        return Order(errand.ticket, record.source, errand.part, record.size, wanted)

    def settle(self, errand: Errand) -> Outcome:
        """Compare what was brought with the source, and give it its name; silence is raised, and settles nothing."""
        goal, target = self._goal(errand), errand.record.target
        wanted = self._sum_of_source(errand)
        if _surely(goal.stat(errand.part)).exists is Answer.NO:
            return self._named_before(goal, target, wanted)
        if (held := goal.checksum(errand.part)) != wanted:
            return StorageError(
                f"The copy holds other bytes: checksum {held.value}, not {wanted.value}.", transient=True
            )
        goal.rename(errand.part, target)
        return held

    def clear(self, errand: Errand) -> None:
        """Remove what is half-made, if that is possible now."""
        with suppress(ParisanaError):
            self._goal(errand).remove(errand.part)

    def _named_before(self, goal: Storage, target: str, wanted: Checksum) -> Outcome:
        if _surely(goal.stat(target)).exists is Answer.YES and goal.checksum(target) == wanted:
            return wanted
        return StorageError("What was copied is not there.", transient=True)

    def _sum_of_source(self, errand: Errand) -> Checksum:
        origin = self._opened(errand.record.source, errand.record.meant_for)
        if _surely(origin.stat(errand.record.source)).exists is Answer.NO:
            raise StorageError(f"There is no file {errand.record.source}.")
        return self._sums.of(origin, errand.record.source)

    def _goal(self, errand: Errand) -> Storage:
        return self._opened(errand.record.target, errand.record.meant_for)


def _surely(stat: Stat) -> Stat:
    """Return what is known of a name, once that is known."""
    if stat.exists is Answer.UNKNOWN:
        raise StorageError(stat.reason or "The storage does not answer.", transient=True)
    return stat
